"""Match opening and closing quotation marks of one paragraph with a stack."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from seeds_analysis.text.mark_roles import CLOSES, EITHER, OPENS, Mark


@dataclass(slots=True)
class Matching:
    """Indices of marks: pairs, openers left at the end, openers inside a pair of others, lone closers.

    The opener -1 is that of an earlier paragraph.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    hanging: list[int] = field(default_factory=list)
    enclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)

    def complete(self) -> bool:
        """Decide whether every mark has a partner."""
        return not (self.hanging or self.enclosed or self.unopened)


def match_doubles(marks: Sequence[Mark], unmarked: str | None, *, by_shape: bool = False) -> Matching:
    """Match openers and closers of each family with one stack.

    `unmarked` is the family of a quotation that is open from the start. A mark that may do either closes an
    open quotation, or else opens one.
    """
    result = Matching()
    stack = [-1] if unmarked else []
    is_open = Counter([unmarked] if unmarked else [])
    for index, mark in enumerate(marks):
        family = mark.family
        role = mark.shape if by_shape else mark.role
        if role == EITHER:
            role = CLOSES if is_open[family] else OPENS
        if role == OPENS:
            stack.append(index)
            is_open[family] += 1
        elif not is_open[family]:
            result.unopened.append(index)
        else:
            while (top := stack.pop()) >= 0 and marks[top].family != family:
                is_open[marks[top].family] -= 1
                result.enclosed.append(top)
            is_open[family] -= 1
            result.pairs.append((top, index))
    result.hanging = stack
    return result


def match_singles(marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """Match single marks; give the pairs and the openers left.

    A closing mark with nothing open is an apostrophe. One that may be a possessive closes only if there is no
    better one before the next opening mark, and never an opener from before another pair.
    """
    better = [False] * len(marks)
    for index in range(len(marks) - 2, -1, -1):
        after = marks[index + 1]
        better[index] = after.role == CLOSES and (not after.possessive or better[index + 1])
    pairs: list[tuple[Mark, Mark]] = []
    stack: list[Mark] = []
    fresh = False  # no pair has closed since the top of the stack opened
    for index, mark in enumerate(marks):
        if mark.role == OPENS:
            stack.append(mark)
            fresh = True
        elif stack and not (mark.possessive and (better[index] or not fresh)):
            pairs.append((stack.pop(), mark))
            fresh = False
    return pairs, stack
