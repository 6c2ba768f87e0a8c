"""What was learned, as data files: MODEL_CARD.md says from what, how well, and how to learn it again."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp

BIAS = "(bias)"


class SparseModel:
    """A logistic model over named features: each counts its weight, or nothing if it has none."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)
        self.bias = self.weights.pop(BIAS, 0.0)

    def score(self, features: Iterable[str]) -> float:
        """The sum of the features' weights: log-odds, positive for more likely than not."""
        return sum(map(self.weights.get, features, repeat(0.0)), self.bias)

    def probability(self, features: Iterable[str]) -> float:
        """The chance, in [0, 1], that the model gives to what the features describe."""
        return logistic(self.score(features))


def logistic(score: float) -> float:
    """The probability that stands for log-odds; safe for scores of any size."""
    if score < 0:
        odds = exp(max(score, -700.0))
        return odds / (1.0 + odds)
    return 1.0 / (1.0 + exp(-min(score, 700.0)))


@cache
def read_model(name: str) -> SparseModel:
    """The model in `<name>.tsv`: feature, tab, weight; the bias is the feature "(bias)".

    Raises FileNotFoundError if there is no such model.
    """
    return SparseModel({feature: float(weight) for feature, weight in read_rows(name)})


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv`, in order, without comments.

    Raises FileNotFoundError if there is no such file.
    """
    return tuple(tuple(line.split("\t")) for line in read_lines(name))


def read_lines(name: str) -> list[str]:
    """The lines of `<name>.tsv`, in order, without comments.

    Raises FileNotFoundError if there is no such file.
    """
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]
