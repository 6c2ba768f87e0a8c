"""Where quotations without a closing mark end: here, in the next paragraph, or before another opens."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from seeds_analysis.text.mark_roles import CLOSES, SINGLE, Mark

# A quotation continues in the next paragraph if it has at least this many words here; a stray mark before a
# new quotation has fewer ("It was “big." and then, in the next paragraph, "“We like it.”").
MIN_CONTINUED_WORDS = 4

_CLAUSE_ENDS = frozenset(",:;.!?—–-…)”’\"'")
_SENTENCE_ENDS = frozenset(",.!?…")

# A mark without a partner, or a run of marks, with the code of its notice.
Unpaired: TypeAlias = tuple[str, Mark]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two paired marks, within one paragraph; marks excluded.

    [open_start, start) is the opening mark, [end, close_end) the closing one; a missing mark is empty.
    `closed` is "explicit" (there is a closing mark), "implied" (the quotation continues in the next
    paragraph, which opens with a mark again or at least closes it) or "missing" (never closed: ends with its
    paragraph, or where the next quotation opens). `depth` is 0 for outermost stretches. Stretches of one
    multi-paragraph quotation share `group`, the index of the first of them among all stretches; until all are
    found, it is the place of the quotation's first mark.
    """

    open_start: int
    start: int
    end: int
    close_end: int
    closed: str
    depth: int
    group: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A quotation that continues in the next paragraph; `reopened` if a mark opens it there again."""

    chain: int
    family: str
    reopened: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, what the one before it carries over, and the marks of the next one.

    `next_mark` is the mark at the very start of the next paragraph.
    """

    text: str
    start: int
    end: int
    before: Carried | None
    next_mark: Mark | None
    next_marks: Sequence[Mark]


def make_pair(paragraph: Paragraph, mark: Mark, end: int, close_end: int, closed: str) -> Stretch:
    """Make the pair that the mark opens; a mark that reopens a quotation belongs to its chain."""
    before = paragraph.before
    chain = before.chain if before and _is_continuation(paragraph, mark) else mark.start
    return Stretch(mark.start, mark.end, end, close_end, closed, 0, chain)


def _is_continuation(paragraph: Paragraph, mark: Mark) -> bool:
    """Decide whether the mark reopens the quotation of the paragraph before."""
    before = paragraph.before
    return (
        before is not None
        and before.family == mark.family
        and before.reopened
        and mark.start == paragraph.start
    )


def end_hanging(
    paragraph: Paragraph, marks: Sequence[Mark], hanging: Sequence[int], closed: Iterable[int]
) -> tuple[list[Stretch], list[Unpaired], Carried | None]:
    """Decide where the hanging openers end, which no mark closes.

    `closed` are the other openers; -1 among them is that of an earlier paragraph.
    """
    text, end = paragraph.text, paragraph.end
    pairs: list[Stretch] = []
    unclosed: list[Unpaired] = []
    carried = None
    openers = sorted(i for i in (*hanging, *closed) if i >= 0)
    last = {marks[index].family: index for index in openers}
    last_of_form = {_form(text, marks[index]): index for index in openers}
    next_opener = dict(itertools.pairwise(openers))
    for index in hanging:
        mark = marks[index]
        is_last = last[mark.family] == index
        # “ within " may nest, and the next paragraph with " shows it; “ within “ almost never does.
        form = _form(text, mark)
        encloses = last_of_form[form] == index and _form(text, paragraph.next_mark) == form
        if carried is None and (is_last or encloses) and _goes_on(paragraph, mark):
            pairs.append(make_pair(paragraph, mark, end, end, "implied"))
            carried = Carried(pairs[-1].group, mark.family, _reopens(paragraph, mark.family))
            continue
        if is_last and mark.certain and _begins_clause(text, paragraph.start, mark):
            pairs.append(make_pair(paragraph, mark, end, end, "missing"))
        elif not is_last:
            words = text[mark.end : marks[next_opener[index]].start].rstrip()
            if words and words[-1] in _SENTENCE_ENDS:
                stop = mark.end + len(words)
                pairs.append(make_pair(paragraph, mark, stop, stop, "missing"))
        unclosed.append(("quote-unclosed", mark))
    return pairs, unclosed, carried


def end_single(paragraph: Paragraph, mark: Mark) -> tuple[Stretch, Carried] | None:
    """End a single mark with the paragraph, if the next paragraph continues its quotation."""
    if not (_goes_on(paragraph, mark) and _begins_clause(paragraph.text, paragraph.start, mark)):
        return None
    pair = make_pair(paragraph, mark, paragraph.end, paragraph.end, "implied")
    return pair, Carried(pair.group, SINGLE, reopened=True)


def _form(text: str, mark: Mark | None) -> str | None:
    """Name the kind of mark: straight, curly, of two single ones, or the guillemets."""
    if mark is None:
        return None
    glyph = text[mark.start]
    return glyph if glyph in "\"'`‘’" else mark.family


def _reopens(paragraph: Paragraph, family: str) -> bool:
    """Decide whether the next paragraph starts with an opening mark of the family."""
    mark = paragraph.next_mark
    return mark is not None and mark.family == family and mark.role != CLOSES


def _goes_on(paragraph: Paragraph, mark: Mark) -> bool:
    """Decide whether the next paragraph continues the quotation that the mark opens."""
    if not _reopens(paragraph, mark.family):
        same_family = (other for other in paragraph.next_marks if other.family == mark.family)
        first = next(same_family, None)
        # A single mark that closes may be an apostrophe.
        return mark.family != SINGLE and first is not None and first.role == CLOSES
    if _is_continuation(paragraph, mark):
        return True
    words = paragraph.text[mark.end : paragraph.end].split(None, MIN_CONTINUED_WORDS)
    return len(words) >= MIN_CONTINUED_WORDS and not paragraph.text[paragraph.end - 1].isalnum()


def _begins_clause(text: str, start: int, mark: Mark) -> bool:
    before = text[max(start, mark.start - 3) : mark.start].rstrip()
    return mark.start == start or before[-1:] in _CLAUSE_ENDS if before else mark.start - start < 3
