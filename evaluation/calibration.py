"""Does confidence mean what it says? Confidences with outcomes to shares right, by band."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Judged = tuple[float, bool]  # confidence in [0, 1], and whether it was right

# The promise: of the quotations with at least this confidence, 95% are right.
CONFIDENT = 0.9


@dataclass(frozen=True, slots=True)
class Band:
    """Answers with a confidence in [low, high) (the last band holds 1.0): how many, how many right."""

    low: float
    high: float
    count: int
    right: int
    mean_confidence: float

    @property
    def share(self) -> float:
        """Share right, in [0, 1]; 0 of an empty band."""
        return self.right / self.count if self.count else 0.0


def share_right(judged: Iterable[Judged], *, at_least: float = CONFIDENT) -> tuple[float, int]:
    """Share right, in [0, 1], and number of the answers with at least that confidence; (0, 0) if none."""
    outcomes = [right for confidence, right in judged if confidence >= at_least]
    return (sum(outcomes) / len(outcomes) if outcomes else 0.0), len(outcomes)


def reliability(judged: Sequence[Judged], *, bands: int = 10) -> list[Band]:
    """Sort answers into equal bands of confidence; empty ones are left out.

    The reliability diagram of DeGroot & Fienberg 1983, as a table.
    """
    sorted_in: list[list[Judged]] = [[] for _ in range(bands)]
    for confidence, right in judged:
        # 0.3 * 10 must not fall below 3.
        sorted_in[min(int(confidence * bands + 1e-9), bands - 1)].append((confidence, right))
    return [
        Band(
            number / bands,
            (number + 1) / bands,
            len(members),
            sum(right for _, right in members),
            sum(confidence for confidence, _ in members) / len(members),
        )
        for number, members in enumerate(sorted_in)
        if members
    ]


def expected_error(bands: Sequence[Band]) -> float:
    """Mean distance between confidence and share right, weighed by count (Naeini et al. 2015)."""
    total = sum(band.count for band in bands)
    if not total:
        return 0.0
    return sum(band.count * abs(band.mean_confidence - band.share) for band in bands) / total
