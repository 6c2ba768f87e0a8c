"""Compare confidence with the share of right answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Judged = tuple[float, bool]  # confidence in [0, 1], and whether it was right

# The README promises that 95% of the quotations with at least this confidence are right.
CONFIDENT = 0.9

BANDS = 10


@dataclass(frozen=True, slots=True)
class Band:
    """The answers with a confidence in [low, high); the last band includes 1.0."""

    low: float
    high: float
    count: int
    right: int
    mean_confidence: float

    @property
    def share(self) -> float:
        """The share of right answers, in [0, 1]; 0 for an empty band."""
        return self.right / self.count if self.count else 0.0


def share_right(judged: Iterable[Judged]) -> tuple[float, int]:
    """Return the share right, in [0, 1], and the number of the confident answers."""
    outcomes = [right for confidence, right in judged if confidence >= CONFIDENT]
    return (sum(outcomes) / len(outcomes) if outcomes else 0.0), len(outcomes)


def reliability(judged: Sequence[Judged]) -> list[Band]:
    """Sort answers into ten equal bands of confidence, without the empty bands.

    The reliability diagram of DeGroot & Fienberg 1983, as a table.
    """
    sorted_in: list[list[Judged]] = [[] for _ in range(BANDS)]
    for confidence, right in judged:
        # The small number keeps 0.3 * 10 from rounding to less than 3.
        sorted_in[min(int(confidence * BANDS + 1e-9), BANDS - 1)].append((confidence, right))
    return [
        Band(
            number / BANDS,
            (number + 1) / BANDS,
            len(members),
            sum(right for _, right in members),
            sum(confidence for confidence, _ in members) / len(members),
        )
        for number, members in enumerate(sorted_in)
        if members
    ]


def expected_error(bands: Sequence[Band]) -> float:
    """Return the mean distance between confidence and share right, weighted by count (Naeini et al. 2015)."""
    total = sum(band.count for band in bands)
    if not total:
        return 0.0
    return sum(band.count * abs(band.mean_confidence - band.share) for band in bands) / total
