"""Learned weights as data files; MODEL_CARD.md describes them."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp

BIAS = "(bias)"


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
