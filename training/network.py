"""Fit the small network of quotations/weights to choices among candidates, with NumPy alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from seeds_analysis.quotations.weights import BIAS, OUTPUT, Network

HIDDEN = 12
EPOCHS = 7
BATCH = 400
RATE = 0.0064
DROPOUT = 0.1
DECAY = 1e-4
# One network depends on where it began; of so many the average is kept, as one of all their units.
SEEDS = (0, 1, 2, 3, 4)
# The digits kept of a weight: two change no figure of the table in the model card.
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Question:
    """Candidates as features, and which of them are right."""

    candidates: Sequence[Sequence[str]]
    right: Sequence[bool]


def fit_network(questions: Sequence[Question], *, least: int) -> Network:
    """Maximise the chance of the right candidates together (softmax over those of a question).

    Features seen in fewer than `least` candidates do not count; questions without a right candidate teach
    nothing. The average of several networks, one beside the other. Equal input gives equal weights.
    """
    questions = [question for question in questions if any(question.right)]
    counts = Counter(f for question in questions for features in question.candidates for f in features)
    names = sorted(feature for feature, count in counts.items() if count >= least)
    rows = {feature: row for row, feature in enumerate(names, start=1)}
    packed = [_Packed.of(question, rows) for question in questions]
    tables, biases, outputs = zip(*(_fit(packed, len(names), seed) for seed in SEEDS), strict=True)
    direct = np.mean([table[:, HIDDEN] for table in tables], axis=0)
    table = np.column_stack([*(table[:, :HIDDEN] for table in tables), direct])
    output = np.concatenate(outputs) / len(SEEDS)
    table, bias, output = (np.round(each, DIGITS) for each in (table, np.concatenate(biases), output))
    return Network(rows, *(each.astype("float32") for each in (table, bias, output)))


def _fit(packed: Sequence["_Packed"], features: int, seed: int) -> list[Any]:
    """Table, bias and output of one network: Adam (Kingma and Ba 2015) with a rate that falls to nothing."""
    random = np.random.default_rng(seed)
    table = np.zeros((features + 1, HIDDEN + 1))
    table[1:, :HIDDEN] = random.normal(0, 0.1, (features, HIDDEN))
    parameters = [table, np.zeros(HIDDEN), random.normal(0, 0.3, HIDDEN)]
    means = [np.zeros_like(parameter) for parameter in parameters]
    squares = [np.zeros_like(parameter) for parameter in parameters]
    steps = EPOCHS * -(-len(packed) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(len(packed))
        for start in range(0, len(order), BATCH):
            step += 1
            gradients = _gradients([packed[i] for i in order[start : start + BATCH]], parameters, random)
            gradients[0] += DECAY * table
            rate = RATE * (1 - step / (steps + 1))
            for i, gradient in enumerate(gradients):
                means[i] += 0.1 * (gradient - means[i])
                squares[i] += 0.001 * (gradient**2 - squares[i])
                scale = np.sqrt(squares[i] / (1 - 0.999**step)) + 1e-8
                parameters[i] -= rate * means[i] / (1 - 0.9**step) / scale
            table[0] = 0
    return parameters


@dataclass(frozen=True, slots=True)
class _Packed:
    """A question as numbers: feature rows of all candidates in one line, where each begins, who is right."""

    rows: Any
    starts: Any
    right: Any

    @classmethod
    def of(cls, question: Question, rows: dict[str, int]) -> "_Packed":
        numbers = [[0, *(rows[f] for f in features if f in rows)] for features in question.candidates]
        starts = np.cumsum([0, *(len(row) for row in numbers)])[:-1]
        return cls(np.concatenate(numbers), starts, np.array(question.right, dtype=float))


def _gradients(batch: Sequence[_Packed], parameters: Sequence[Any], random: Any) -> list[Any]:
    """The gradient of the mean loss of a batch for table, bias and output."""
    table, bias, output = parameters
    rows = np.concatenate([packed.rows for packed in batch])
    begins = np.cumsum([0, *(len(packed.rows) for packed in batch)])[:-1]
    starts = np.concatenate([packed.starts + begin for packed, begin in zip(batch, begins, strict=True)])
    sizes = [len(packed.right) for packed in batch]
    firsts = np.cumsum([0, *sizes])[:-1]
    question = np.repeat(np.arange(len(batch)), sizes)
    right = np.concatenate([packed.right for packed in batch])

    sums = np.add.reduceat(table[rows], starts, axis=0)
    kept = (random.random((len(starts), HIDDEN)) > DROPOUT) / (1 - DROPOUT)
    layer = sums[:, :HIDDEN] + bias
    active = np.maximum(layer, 0) * kept
    scores = active @ output + sums[:, HIDDEN]
    odds = np.exp(scores - np.maximum.reduceat(scores, firsts)[question])
    chances = odds / np.add.reduceat(odds, firsts)[question]
    wanted = odds * right
    wanted /= np.maximum(np.add.reduceat(wanted, firsts), 1e-30)[question]

    slope = (chances - wanted) / len(batch)
    back = np.outer(slope, output) * kept * (layer > 0)
    to_table = np.zeros_like(table)
    candidate = np.repeat(np.arange(len(starts)), np.diff([*starts, len(rows)]))
    np.add.at(to_table, rows, np.column_stack([back, slope])[candidate])
    return [to_table, back.sum(axis=0), active.T @ slope]


def write_network(path: Path, network: Network, head: str) -> None:
    """Write a table that `read_network` reads; `head` says in comments what it is."""
    lines = [f"# {line}" for line in head.splitlines()]
    lines += ["\t".join([BIAS, *_numbers(network.bias)]), "\t".join([OUTPUT, *_numbers(network.output)])]
    lines += ["\t".join([name, *_numbers(network.table[row])]) for name, row in network.rows.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _numbers(values: Any) -> list[str]:
    """Short decimals: 0.1 as .1, 0 as 0."""
    return [f"{value:.{DIGITS}f}".rstrip("0").rstrip(".") or "0" for value in values.tolist()]
