"""Which of the likely reports stand: none overlaps another, and one inside another gives way to it."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from seeds_analysis.doc import TokenRange

# An inner report that is as likely as an outer one is the outer one's; costs 0.1 in F1.
INNER = 0.85


def select(choices: Sequence[tuple[float, int, Sequence[TokenRange]]]) -> list[int]:
    """Which choices (chance, cue, content) are quotations: the likeliest first, none overlapping another.

    What is reported inside a report is the outer source's, so an inner choice has to be clearly likelier.
    """
    starts = sorted(start for _, _, parts in choices for start, _ in parts)
    ends = sorted(end for _, _, parts in choices for _, end in parts)

    def weight(n: int) -> float:
        chance, cue, _ = choices[n]
        inside = bisect_right(starts, cue) > bisect_right(ends, cue)
        return chance * INNER if inside else chance

    order = sorted(range(len(choices)), key=lambda n: (-weight(n), choices[n][1]))
    return [order[n] for n in apart([choices[n][2] for n in order])]


def apart(choices: Sequence[Sequence[TokenRange]]) -> list[int]:
    """Which of these can stand beside each other, the earlier in the list before the later."""
    kept = []
    occupied: list[TokenRange] = []  # in order and disjoint
    for n, parts in enumerate(choices):
        if not any(_touches(occupied, start, end) for start, end in parts):
            kept.append(n)
            for part in joined(parts):
                insort(occupied, part)
    return kept


def joined(parts: Iterable[TokenRange]) -> tuple[TokenRange, ...]:
    """The parts in order, those that overlap as one: in a broken parse a phrase can lie within another."""
    whole: list[TokenRange] = []
    for start, end in sorted(parts):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def _touches(occupied: Sequence[TokenRange], start: int, end: int) -> bool:
    """Whether a range overlaps one of these; of the ranges before `end` the last one reaches farthest."""
    at = bisect_left(occupied, (end, end))
    return at > 0 and occupied[at - 1][1] > start
