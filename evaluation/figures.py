"""A measured figure."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in percent: an F1 if precision and recall are given, else a share."""

    value: float
    precision: float | None = None
    recall: float | None = None
    count: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, rounded to a tenth, without what is not known."""
        values = {"value": self.value, "precision": self.precision, "recall": self.recall}
        plain: dict[str, Any] = {name: round(v, 1) for name, v in values.items() if v is not None}
        return plain if self.count is None else plain | {"count": self.count}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Figure":
        """Rebuild from `to_dict`."""
        return cls(**values)


def f1_figure(precision: float, recall: float, count: int | None = None) -> Figure:
    """Make a figure from precision and recall in [0, 1]."""
    total = precision + recall
    value = 2 * precision * recall / total if total else 0.0
    return Figure(100 * value, 100 * precision, 100 * recall, count)


def share_figure(share: float, count: int | None = None) -> Figure:
    """Make a figure from a share in [0, 1]."""
    return Figure(100 * share, count=count)
