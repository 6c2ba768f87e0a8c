"""Write a tagger as an ONNX file with weights of eight bits."""

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from torch import Tensor, nn

from training.tagger import HEADS, Tagger, attend

# Inputs with a value for each word piece.
PIECES = ("ids", "shapes", "depths")


class _Attention(torch.autograd.Function):
    """Attention as one operator of onnxruntime, which is faster than its parts."""

    @staticmethod
    def forward(_: Any, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        """Compute what the operator will."""
        return attend(q, k, v, mask)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, _: Any) -> Any:
        """Write the operator; without a mask it need not keep all weights of attention in memory."""
        made = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS)
        made.setType(q.type())
        return made


class _ForOnnx(nn.Module):
    """The tagger for one window at a time, without padding; logarithms of chances instead of scores."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model
        for layer in model.layers:
            layer.attend = _Attention.apply

    def forward(self, ids: Tensor, shapes: Tensor, depths: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        rows = (one[None] for one in (ids, shapes, depths, torch.ones_like(ids), words))
        tags, links, negated, names = self.model(*rows)
        tags, links, names = (one[0].log_softmax(-1) for one in (tags, links, names))
        return tags, links, negated[0].sigmoid(), names


def export(model: Tagger, target: Path, *, bits: int = 8) -> None:
    """Write the tagger; `bits` is 8 (each channel with its own scale) or 32."""
    module = _ForOnnx(model.float().eval())
    ones = torch.ones(9, dtype=torch.int64)
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx" if bits == 8 else target
        torch.onnx.export(
            module,
            (ones * 2000, ones, ones, torch.arange(1, 6)),
            str(plain),
            dynamo=False,
            opset_version=17,
            input_names=[*PIECES, "words"],
            output_names=["labels", "links", "negated", "names"],
            dynamic_axes={"words": {0: "words"}} | {name: {0: "pieces"} for name in PIECES},
        )
        if bits == 8:
            from onnxruntime.quantization import QuantType, quantize_dynamic

            quantize_dynamic(
                plain,
                target,
                weight_type=QuantType.QInt8,
                per_channel=True,
                op_types_to_quantize=["MatMul", "Gather"],
            )
