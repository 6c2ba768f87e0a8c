"""Turn the network's own chances into how often they are right, by isotonic regression.

The pool-adjacent-violators algorithm (Ayer et al. 1955); neighbouring steps are joined until each has enough
cases, and the confidence between two steps is interpolated.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

# A step stands for at least this many quotations.
LEAST_CASES = 40
# No confidence is higher: of rare mistakes the sample says little.
HIGHEST = 0.99

# Kind, score from 0 to 1, and whether the quotation was right.
Case = tuple[str, float, bool]


def isotonic(cases: Sequence[tuple[float, bool]], least: int = LEAST_CASES) -> list[tuple[float, float]]:
    """Give (mean score, share of right ones) of steps, both rising."""
    by_score: dict[float, list[bool]] = defaultdict(list)
    for score, right in cases:
        by_score[score].append(right)
    blocks: list[list[float]] = []  # cases, right ones, sum of scores
    for score, rights in sorted(by_score.items()):
        blocks.append([float(len(rights)), float(sum(rights)), score * len(rights)])
        while len(blocks) > 1 and (
            blocks[-2][0] < least or blocks[-2][1] / blocks[-2][0] >= blocks[-1][1] / blocks[-1][0]
        ):
            _join_last(blocks)
    if len(blocks) > 1 and blocks[-1][0] < least:
        _join_last(blocks)
    return [(total / count, min(HIGHEST, right / count)) for count, right, total in blocks]


def _join_last(blocks: list[list[float]]) -> None:
    last = blocks.pop()
    blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]


def write_confidence(cases: Iterable[Case], path: Path) -> None:
    """Write the table of all kinds that `read_confidence` reads."""
    by_kind: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, score, right in cases:
        by_kind[kind].append((score, right))
    lines = [
        f"{kind}\t{score:.4f}\t{share:.4f}\n"
        for kind in sorted(by_kind)
        for score, share in isotonic(by_kind[kind])
    ]
    path.write_text("".join(lines), encoding="ascii")
