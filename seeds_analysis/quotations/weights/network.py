"""A small network over named features; unlike a sum of weights, it sees which features occur together."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np

from seeds_analysis.quotations.weights import BIAS, read_lines

OUTPUT = "(output)"


class Network:
    """One hidden layer: a feature adds its row to the layer and its last number straight to the score.

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
