"""Select reports so that none overlaps another; one inside another gives way to it."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from seeds_analysis.doc import TokenRange

# An inner report must be clearly likelier than the outer one; costs 0.1 in F1.
INNER = 0.85


def select(choices: Sequence[tuple[float, int, Sequence[TokenRange]]]) -> list[int]:
    """Return which choices (chance, cue, content) to keep, the likeliest first, without overlaps."""
    starts = sorted(start for _, _, parts in choices for start, _ in parts)
    ends = sorted(end for _, _, parts in choices for _, end in parts)

    def weight(n: int) -> float:
        chance, cue, _ = choices[n]
        inside = bisect_right(starts, cue) > bisect_right(ends, cue)
        return chance * INNER if inside else chance

    order = sorted(range(len(choices)), key=lambda n: (-weight(n), choices[n][1]))
    return [order[n] for n in apart([choices[n][2] for n in order])]


def apart(choices: Sequence[Sequence[TokenRange]]) -> list[int]:
    """Return the numbers of the choices that overlap no earlier one in the list."""
    kept = []
    occupied: list[TokenRange] = []  # in order and disjoint
    for n, parts in enumerate(choices):
        if not any(_touches(occupied, start, end) for start, end in parts):
            kept.append(n)
            for part in joined(parts):
                insort(occupied, part)
    return kept


def joined(parts: Iterable[TokenRange]) -> tuple[TokenRange, ...]:
    """Sort the parts and merge those that overlap: in a broken parse a phrase can contain another."""
    whole: list[TokenRange] = []
    for start, end in sorted(parts):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def _touches(occupied: Sequence[TokenRange], start: int, end: int) -> bool:
    """Whether a range overlaps one of these, which are sorted and disjoint."""
    at = bisect_left(occupied, (end, end))
    return at > 0 and occupied[at - 1][1] > start
