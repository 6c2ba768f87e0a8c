"""Learned weights as data files; MODEL_CARD.md describes them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp
from typing import Any

import numpy as np

BIAS = "(bias)"
OUTPUT = "(output)"


class SparseModel:
    """A logistic model over named features; unknown features count nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)
        self.bias = self.weights.pop(BIAS, 0.0)

    def score(self, features: Iterable[str]) -> float:
        """Return the sum of the weights: log-odds, positive for more likely than not."""
        return sum(map(self.weights.get, features, repeat(0.0)), self.bias)

    def probability(self, features: Iterable[str]) -> float:
        """Return the chance, from 0 to 1, of what the features describe."""
        return logistic(self.score(features))


def logistic(score: float) -> float:
    """Turn log-odds of any size into a probability."""
    if score < 0:
        odds = exp(max(score, -700.0))
        return odds / (1.0 + odds)
    return 1.0 / (1.0 + exp(-min(score, 700.0)))


@cache
def read_model(name: str) -> SparseModel:
    """Read the model in `<name>.tsv`: feature, tab, weight; the bias is the feature "(bias)".

    Raises FileNotFoundError if there is no such model.
    """
    return SparseModel({feature: float(weight) for feature, weight in read_rows(name)})


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Read the rows of `<name>.tsv`, in order, without comments.

    Raises FileNotFoundError if there is no such file.
    """
    return tuple(tuple(line.split("\t")) for line in read_lines(name))


def read_lines(name: str) -> list[str]:
    """Read the lines of `<name>.tsv`, in order, without comments.

    Raises FileNotFoundError if there is no such file.
    """
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


class Network:
    """A small network; unlike a sum of weights, it sees which features occur together.

    One hidden layer: a feature adds its row to the layer and its last number straight to the score.

    `rows` maps a feature to its number in `table`, of shape (features, hidden + 1); `bias` and `output` have
    one number for each hidden unit.
    """

    def __init__(self, rows: dict[str, int], table: Any, bias: Any, output: Any) -> None:
        self.rows = rows
        self.table = table
        self.bias = bias
        self.output = output

    def scores(self, described: Sequence[Iterable[str]]) -> list[float]:
        """Return one score for each set of features: higher is likelier. Unknown features do not count."""
        known = [list(map(self.rows.get, features, repeat(0))) for features in described]
        longest = max(1, *map(len, known))
        for numbers in known:
            numbers.extend([0] * (longest - len(numbers)))  # the first row is empty
        sums = self.table.take(known, axis=0).sum(axis=1)
        layer = sums[:, :-1] + self.bias
        scores: list[float] = (np.maximum(layer, 0, out=layer) @ self.output + sums[:, -1]).tolist()
        return scores


@cache
def read_network(name: str) -> Network:
    """Read the network in `<name>.tsv`: a feature and its numbers a line, two lines "(bias)" and "(output)".

    Raises FileNotFoundError if there is no such file.
    """
    table = dict(line.split("\t", 1) for line in read_lines(name))
    bias, output = _numbers(table.pop(BIAS)), _numbers(table.pop(OUTPUT))
    table = {"": "\t".join("0" * (len(bias) + 1)), **table}  # the first row is empty
    numbers = _numbers("\t".join(table.values())).reshape(len(table), -1)
    return Network({feature: row for row, feature in enumerate(table) if row}, numbers, bias, output)


def _numbers(row: str) -> Any:
    """Read tab-separated numbers; fromstring takes half as long as splitting 150,000 strings."""
    return np.fromstring(row, dtype="float32", sep="\t")
