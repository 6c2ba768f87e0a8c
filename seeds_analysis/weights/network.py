"""A small network over named features: it sees which of them come together, which a sum of weights cannot."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from seeds_analysis.weights import BIAS, read_rows

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
        """One score for each set of features: higher is likelier. Unknown features do not count."""
        numbers: list[int] = []
        starts = []
        get = self.rows.get
        for features in described:
            starts.append(len(numbers))
            numbers += [get(feature, 0) for feature in features] or [0]  # the first row is empty
        sums = np.add.reduceat(self.table.take(numbers, axis=0), starts)
        layer = sums[:, :-1] + self.bias
        scores: list[float] = (np.maximum(layer, 0, out=layer) @ self.output + sums[:, -1]).tolist()
        return scores


@cache
def read_network(name: str) -> Network:
    """The network in `<name>.tsv`: a feature and its numbers per line, two lines for "(bias)" and "(output)".

    Raises FileNotFoundError if there is no such file.
    """
    table = {row[0]: row[1:] for row in read_rows(name)}
    bias = np.array(table.pop(BIAS), dtype="float32")
    output = np.array(table.pop(OUTPUT), dtype="float32")
    numbers = np.zeros((len(table) + 1, len(bias) + 1), dtype="float32")
    numbers[1:] = np.array(list(table.values()), dtype="float32")
    return Network({feature: row for row, feature in enumerate(table, start=1)}, numbers, bias, output)
