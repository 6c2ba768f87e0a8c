"""Teach the tagger: batches, loss, optimizer, an average of the weights."""

import copy
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from seeds_analysis.network.labels import LINKS
from training.examples import IGNORED, Example, Window, cut, make_example, with_other_marks
from training.marked import MarkedArticle
from training.tagger import Tagger, from_base


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to learn; the values are chosen on folds that hold out whole sets of articles."""

    epochs: int = 8
    pieces: int = 1024
    window: int = 384
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: int = 60
    dropout: float = 0.1
    average: float = 0.99
    layers: int = 6


RECIPE = Recipe()


def learn(
    articles: Sequence[MarkedArticle], recipe: Recipe, seed: int = 1, note: Callable[[str], None] = print
) -> Tagger:
    """Fine-tune the base model; returns the moving average of its weights."""
    model = from_base(recipe.dropout, recipe.layers, seed)
    torch.manual_seed(seed)
    heads = ("tags", "negated", "names", "links", "distance", "shapes", "depths")
    groups = [
        {
            "params": [p for n, p in model.named_parameters() if not n.startswith(heads)],
            "lr": recipe.encoder_rate,
        },
        {
            "params": [p for n, p in model.named_parameters() if n.startswith(heads)],
            "lr": recipe.head_rate,
        },
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.decay, fused=True)
    rng = random.Random(seed)
    plain = [make_example(article) for article in articles]
    per_epoch = sum(len(e.encoded.ids) for e in plain) / recipe.pieces
    steps = max(1, math.ceil(recipe.epochs * per_epoch * 1.12))

    def rate(step: int) -> float:
        if step < recipe.warm_up:
            return (step + 1) / recipe.warm_up
        return max(0.0, (steps - step) / max(1, steps - recipe.warm_up))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    average: Tagger = copy.deepcopy(model).eval()
    model.train()
    halved = half_is_faster()
    step, began, total = 0, time.monotonic(), 0.0
    while step < steps:
        examples = [
            e if (other := with_other_marks(a, rng)) is a else make_example(other)
            for a, e in zip(articles, plain, strict=True)
        ]
        for batch in batches(examples, recipe, rng):
            if step == steps:
                break
            with torch.autocast("cpu", torch.bfloat16, enabled=halved):
                loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            total += loss.item()
            share = min(recipe.average, step / (step + 10))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), model.parameters(), strict=True):
                    mean.lerp_(now, 1 - share)
            if step % 100 == 0:
                note(f"step {step} of {steps}: loss {total / 100:.4f}, {time.monotonic() - began:.0f} s")
                total = 0.0
    return average


def half_is_faster() -> bool:
    """Whether this processor multiplies faster in bfloat16; without instructions for it, it is far slower."""
    seconds = []
    for kind in (torch.bfloat16, torch.float32):
        matrix = torch.ones(1024, 1024, dtype=kind)
        began = time.monotonic()
        for _ in range(3):
            matrix = matrix @ matrix / 1024
        seconds.append(time.monotonic() - began)
    return seconds[0] < seconds[1]


def batches(examples: Sequence[Example], recipe: Recipe, rng: random.Random) -> Iterator[list[Window]]:
    """Windows in random order, with as many in a batch as make up its pieces."""
    found = [
        window
        for example in examples
        for window in cut(example, size=recipe.window, opening=rng.randint(recipe.window // 4, recipe.window))
    ]
    rng.shuffle(found)
    batch: list[Window] = []
    for window in found:
        if batch and (len(batch) + 1) * max(len(w.ids) for w in [*batch, window]) > recipe.pieces * 1.3:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def padded(rows: Sequence[np.ndarray], value: int = 0) -> Tensor:
    """Stack arrays of different lengths."""
    length = max(len(row) for row in rows)
    out = np.full((len(rows), length, *rows[0].shape[1:]), value, dtype=np.int64)
    for target, row in zip(out, rows, strict=True):
        target[: len(row)] = row
    return torch.from_numpy(out)


def inputs(batch: Sequence[Window]) -> tuple[Tensor, ...]:
    """The inputs of the tagger."""
    ids = padded([w.ids for w in batch])
    mask = padded([np.ones_like(w.ids) for w in batch])
    return (
        ids,
        padded([w.shapes for w in batch]),
        padded([w.depths for w in batch]),
        mask,
        padded([w.first for w in batch]),
    )


def loss_of(model: Tagger, batch: Sequence[Window]) -> Tensor:
    """Cross entropy of labels, links, referents, names and negation."""
    tags, links, negated, names = model(*inputs(batch))
    labels = padded([w.labels for w in batch], IGNORED)
    loss = functional.cross_entropy(tags.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    gold = padded([w.links for w in batch], IGNORED)
    for number, weight in enumerate((0.3, 0.2, 0.1)):
        one = gold[:, :, number].flatten()
        if (one != IGNORED).any():
            scores = links[:, number].float().flatten(0, 1)
            loss = loss + weight * functional.cross_entropy(scores, one, ignore_index=IGNORED)
    loss = loss + 0.3 * _loss_of_referents(links[:, LINKS.index("referent")].float(), batch)
    gold_names = padded([w.names for w in batch], IGNORED)
    loss = loss + 0.5 * functional.cross_entropy(
        names.float().flatten(0, 1), gold_names.flatten(), ignore_index=IGNORED
    )
    gold_negated = padded([w.negated for w in batch], IGNORED)
    asked = gold_negated != IGNORED
    if asked.any():
        loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(
            negated.float()[asked], gold_negated[asked].float()
        )
    return loss


def _loss_of_referents(scores: Tensor, batch: Sequence[Window]) -> Tensor:
    """How unlikely it is that a word means a right one; if the window has none, that it means nothing in it.

    `scores` are (batch, words, 1 + words).
    """
    asked = [(row, word, right) for row, window in enumerate(batch) for word, right in window.referents]
    if not asked:
        return scores.new_zeros(())
    rows = scores[[row for row, _, _ in asked], [word for _, word, _ in asked]]
    wrong = torch.full_like(rows, -1e9)
    for number, (_, _, right) in enumerate(asked):
        wrong[number, right or [0]] = 0
    return (torch.logsumexp(rows, -1) - torch.logsumexp(rows + wrong, -1)).mean()
