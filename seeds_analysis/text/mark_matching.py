"""Match opening and closing quotation marks of one paragraph with a stack."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from seeds_analysis.text.mark_roles import CLOSES, EITHER, OPENS, Mark


@dataclass(slots=True)
class Matching:
    """Indices of marks: pairs, openers left at the end, openers inside a pair of others, closers alone.

    The opener -1 is the one that an earlier paragraph left open.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    hanging: list[int] = field(default_factory=list)
    enclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)

    def complete(self) -> bool:
        """Tell whether every mark found its partner."""
        return not (self.hanging or self.enclosed or self.unopened)


def match_doubles(marks: Sequence[Mark], unmarked: str | None, *, by_shape: bool = False) -> Matching:
    """Match openers and closers of each family with one stack.

    `unmarked` is the family of a quotation that is open from the start. A mark that may do either closes what
    is open, else opens. One behind a digit means inches if nothing is open, or if the next one closes.
    """
    closes_next = _closes_next(marks) if any(mark.prime for mark in marks) else ()
    result = Matching()
    stack = [-1] if unmarked else []
    is_open = Counter([unmarked] if unmarked else [])
    for index, mark in enumerate(marks):
        family = mark.family
        if mark.prime and (not is_open[family] or closes_next[index]):
            continue
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


def _closes_next(marks: Sequence[Mark]) -> list[bool]:
    """Tell for each mark whether the next of its family, primes passed over, is one that closes."""
    closes: list[bool] = [False] * len(marks)
    following: dict[str, bool] = {}
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        closes[index] = following.get(mark.family, False)
        if not mark.prime:
            following[mark.family] = mark.certain and mark.role == CLOSES
    return closes


def match_singles(text: str, marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """Match single marks; gives the pairs and the openers left.

    A closing mark with nothing open is an apostrophe. One that may be a possessive closes only if no better
    one comes before the next opening mark, and never an opener left from before another pair.
    """
    better = [False] * len(marks)
    for index in range(len(marks) - 2, -1, -1):
        after = marks[index + 1]
        better[index] = after.role == CLOSES and (not after.possessive or better[index + 1])
    pairs: list[tuple[Mark, Mark]] = []
    stack: list[Mark] = []
    fresh = False  # no pair was closed since the top of the stack opened
    for index, mark in enumerate(marks):
        if mark.role == OPENS:
            stack.append(mark)
            fresh = True
        elif (
            stack
            and not (mark.possessive and (better[index] or not fresh))
            and _may_close(text, stack[-1], mark)
        ):
            pairs.append((stack.pop(), mark))
            fresh = False
    return pairs, stack


def _may_close(text: str, opener: Mark, closer: Mark) -> bool:
    """Tell a backtick that closes `code` from one that is a slip of the key."""
    return text[closer.start] != "`" or text[opener.start] == "`"
