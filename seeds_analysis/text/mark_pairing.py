"""Pair quotation marks on characters; knows no spaCy.

Each paragraph is paired on its own, so that a mark without a partner spoils no other paragraph; only a
quotation that stays open is passed on to the next paragraph, if that one continues it. Double marks and
guillemets are paired first, with a stack and the role that their neighbours suggest ("opens" after a blank,
"closes" before one). Single marks are paired afterwards, between the same pair of double ones, because most
of them are apostrophes.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from seeds_analysis.text.article import Notice
from seeds_analysis.text.breaks import Offsets, paragraphs
from seeds_analysis.text.mark_roles import CLOSES, EITHER, OPENS, RUN, SINGLE, Mark, find_marks, find_tags
from seeds_analysis.text.unclosed import (
    Carried,
    Paragraph,
    Stretch,
    Unpaired,
    end_hanging,
    end_single,
    make_pair,
)

# Real articles nest twice; anything deeper than this is artificial.
MAX_DEPTH = 8
# A text with more unpaired marks than this is damaged as a whole, so the rest are only counted.
MAX_NOTICES = 50
_MESSAGES = {
    "quote-unclosed": "the quotation mark {glyph} opens and is never closed",
    "quote-unopened": "the quotation mark {glyph} closes, but none is open",
    "quote-run": "a run of {count} quotation marks is ignored",
}


def pair_marks(text: str) -> tuple[tuple[Stretch, ...], tuple[Notice, ...]]:
    """Find the quoted stretches of a text, in text order, and the marks without a partner.

    Stretches nest and never cross. If a mark opens while one of its kind is open, it nests if both are
    closed. Otherwise the earlier one counts as never closed: it ends "missing" before the new one if a
    sentence or clause ends there, and gives no stretch if its end is unknown. A mark that is never closed
    gives a stretch to the end of its paragraph only if a clause begins with it.

    Notices have the codes "quote-unclosed", "quote-unopened", "quote-run" (more marks in a row than anyone
    means) and "quote-nesting" (deeper than MAX_DEPTH: left out); after MAX_NOTICES of them "quote-more"
    counts the rest. Straight single marks may always be apostrophes and give no notice. Takes time linear in
    the length of the text.
    """
    spans = paragraphs(text)
    tags = find_tags(text)
    rows = [find_marks(text, start, end, tags) for start, end in spans]
    pairs: list[Stretch] = []
    unpaired: list[Unpaired] = []
    carried = None
    for number, ((start, end), marks) in enumerate(zip(spans, rows, strict=True)):
        next_marks = rows[number + 1] if number + 1 < len(rows) else []
        next_mark = next_marks[0] if next_marks and next_marks[0].start == spans[number + 1][0] else None
        paragraph = Paragraph(text, start, end, carried, next_mark, next_marks)
        doubles, unpaired_doubles, carried = _pair_doubles(
            paragraph, [mark for mark in marks if mark.family not in (SINGLE, RUN)]
        )
        singles, unpaired_singles, carried = _pair_singles(
            paragraph, [mark for mark in marks if mark.family == SINGLE], doubles, carried
        )
        pairs += doubles + singles
        unpaired += unpaired_doubles + unpaired_singles
        unpaired += [("quote-run", mark) for mark in marks if mark.family == RUN]
    stretches, too_deep = _nest(pairs)
    return stretches, _notices(text, unpaired, too_deep)


def _pair_doubles(
    paragraph: Paragraph, marks: Sequence[Mark]
) -> tuple[list[Stretch], list[Unpaired], Carried | None]:
    """Pair double marks; also give those without a partner, and what the next paragraph continues."""
    before = paragraph.before
    unmarked = before.family if before and not before.reopened else None
    matching = _match_doubles(marks, unmarked)
    if not matching.complete():
        # A blank on the wrong side of a mark ("We go, "he said) misleads; the shapes may still agree.
        by_shape = _match_doubles(marks, unmarked, by_shape=True)
        matching = by_shape if by_shape.complete() else matching
    pairs = []
    for opener, closer in matching.pairs:
        end, close_end = marks[closer].start, marks[closer].end
        if opener >= 0:
            pairs.append(make_pair(paragraph, marks[opener], end, close_end, "explicit"))
        elif before:
            start = paragraph.start
            pairs.append(Stretch(start, start, end, close_end, "explicit", 0, before.chain))
    unpaired = [("quote-unclosed", marks[index]) for index in matching.enclosed]
    unpaired += [("quote-unopened", marks[index]) for index in matching.unopened]
    ended, unclosed, carried = end_hanging(
        paragraph, marks, matching.hanging, [opener for opener, _ in matching.pairs]
    )
    return pairs + ended, unpaired + unclosed, carried


def _pair_singles(
    paragraph: Paragraph, marks: Sequence[Mark], doubles: Sequence[Stretch], carried: Carried | None
) -> tuple[list[Stretch], list[Unpaired], Carried | None]:
    """Pair the single marks between the same double ones; the last one may continue in the next paragraph."""
    found: list[Stretch] = []
    unclosed: list[Mark] = []
    for around, group in _by_pair_around(doubles, marks).items():
        pairs, hanging = _match_singles(group)
        found += [make_pair(paragraph, one, other.start, other.end, "explicit") for one, other in pairs]
        last = max((opener.start for opener, _ in pairs), default=-1)
        if around is None and carried is None and hanging and hanging[-1].start > last:
            continued = end_single(paragraph, hanging[-1])
            if continued is not None:
                hanging.pop()
                found.append(continued[0])
                carried = continued[1]
        unclosed += hanging
    unpaired = [
        ("quote-unclosed", mark)
        for mark in unclosed
        if mark.shape == OPENS and paragraph.text[mark.start] != "`"
    ]
    return found, unpaired, carried


@dataclass(slots=True)
class _Matching:
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


def _match_doubles(marks: Sequence[Mark], unmarked: str | None, *, by_shape: bool = False) -> _Matching:
    """Match openers and closers of each family with one stack.

    `unmarked` is the family of a quotation that is open from the start. A mark that may do either closes an
    open quotation, or else opens one.
    """
    result = _Matching()
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


def _match_singles(marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
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


def _by_pair_around(pairs: Sequence[Stretch], marks: Sequence[Mark]) -> dict[int | None, list[Mark]]:
    """Group marks by the innermost pair around them; None for no pair."""
    grouped: defaultdict[int | None, list[Mark]] = defaultdict(list)
    around: list[Stretch] = []
    coming = sorted(pairs, key=_outermost_first, reverse=True)
    for mark in marks:
        while coming and coming[-1].open_start <= mark.start:
            _drop_ended(around, coming[-1].open_start)
            around.append(coming.pop())
        _drop_ended(around, mark.start)
        grouped[around[-1].open_start if around else None].append(mark)
    return grouped


def _drop_ended(around: list[Stretch], place: int) -> None:
    while around and around[-1].close_end <= place:
        around.pop()


def _outermost_first(pair: Stretch) -> Offsets:
    return pair.open_start, -pair.close_end


def _nest(pairs: Sequence[Stretch]) -> tuple[tuple[Stretch, ...], Stretch | None]:
    """Give the pairs their depth and group, in text order; also the first pair that is too deep."""
    stretches: list[Stretch] = []
    firsts: dict[int, int] = {}
    around: list[Stretch] = []
    too_deep = None
    for pair in sorted(pairs, key=_outermost_first):
        _drop_ended(around, pair.open_start)
        depth = len(around)
        around.append(pair)
        if depth >= MAX_DEPTH:
            too_deep = too_deep or pair
            continue
        group = firsts.setdefault(pair.group, len(stretches))
        stretches.append(replace(pair, depth=depth, group=group))
    return tuple(stretches), too_deep


def _notices(text: str, unpaired: list[Unpaired], too_deep: Stretch | None) -> tuple[Notice, ...]:
    notices = []
    unpaired.sort(key=lambda found: found[1].start)
    for code, mark in unpaired[:MAX_NOTICES]:
        message = _MESSAGES[code].format(glyph=text[mark.start : mark.end][:4], count=mark.end - mark.start)
        notices.append(Notice(code, message, mark.start, mark.end))
    if too_deep:
        message = f"quotation marks nested deeper than {MAX_DEPTH} are left out, the first of them here"
        notices.append(Notice("quote-nesting", message, too_deep.open_start, too_deep.start))
    if len(unpaired) > MAX_NOTICES:
        message = f"{len(unpaired) - MAX_NOTICES} more unpaired quotation marks are not listed"
        notices.append(Notice("quote-more", message))
    return tuple(notices)
