"""Find the quotation marks of a paragraph and what each may do, judged by its neighbours."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from seeds_analysis.text.breaks import Offsets

OPENS, CLOSES, EITHER = "opens", "closes", "either"
DOUBLE, GUILLEMET, ANGLE, SINGLE, RUN = "double", "guillemet", "angle", "single", "run"

# Three levels that close at once are six marks; a longer run is an ornament or damage.
LONGEST_RUN = 16

_MARKS = "[\"“”„‟＂〝〞«»‹›'‘’‚‛`]"
# An apostrophe between letters or digits is not a mark; skipping it here saves half the time. The look-ahead
# comes second: a leading set of characters lets the regex engine skip to the marks.
_RUN = re.compile(rf"{_MARKS}(?!(?<=\w['’])\w){_MARKS}*")
# Old newswire and many content systems write a double mark as two single ones.
_MARK = re.compile(r"'''|’’’|``|''|‘‘|’’|.")

_FAMILIES = {"«": GUILLEMET, "»": GUILLEMET, "‹": ANGLE, "›": ANGLE} | dict.fromkeys("'‘’‚‛`", SINGLE)
_SHAPES = (
    dict.fromkeys(["“", "„", "‟", "〝", "«", "‹", "``", "‘‘", "‘", "‚", "‛", "`"], OPENS)
    | dict.fromkeys(["”", "〞", "»", "›", "’’", "’"], CLOSES)
)  # fmt: skip

# Zero-width and bidirectional controls count as blanks.
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_BEFORE_OPENING = frozenset("([{<>=|*_~—–-/" + _INVISIBLE)
_AFTER_CLOSING = frozenset(".,;:!?)]}<>|*_~—–-/" + _INVISIBLE)

# Words whose first letters an apostrophe replaces.
_ELISION = re.compile(
    r"(?:\d\ds?|tis|twas|twere|twill|tisn|twasn|em|til|till|n|cuz|coz|nuff|fraid)\b", re.IGNORECASE
)

# Left-over markup: the marks in <a href="..."> are not quotation marks. The limit keeps the search linear.
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark, or a character that may be one.

    `role` follows from its neighbours: after a blank and before a word, it opens. `shape` follows from its
    form: a curly mark turned the wrong way has another shape than role. `certain` means that the neighbours
    alone decided. `possessive` is a single mark that may be an apostrophe at the end of a word ("the workers'
    rights").
    """

    start: int
    end: int
    family: str
    role: str
    shape: str
    certain: bool = True
    possessive: bool = False


def find_tags(text: str) -> list[Offsets]:
    """Find left-over markup, in order."""
    return [match.span() for match in _TAG.finditer(text)]


def find_marks(text: str, start: int, end: int, tags: Sequence[Offsets]) -> list[Mark]:
    """Find the marks of the paragraph [start, end), in order, without clear apostrophes.

    Marks inside `tags` are ignored. A run longer than LONGEST_RUN is one mark of the family RUN.
    """
    found: list[Mark] = []
    for run in _RUN.finditer(text, start, end):
        first, last = run.span()
        left = text[first - 1] if first > start else ""
        right = text[last] if last < end else ""
        before = bisect_left(tags, (first,))  # the tags that begin before the run
        if before and first < tags[before - 1][1]:
            continue
        if last - first > LONGEST_RUN:
            found.append(Mark(first, last, RUN, EITHER, EITHER))
            continue
        left_free, right_free = _free_sides(text, left, right, last)
        for glyph, at in _glyphs(run.group(), first, opening=left_free and not right_free):
            if _FAMILIES.get(glyph) != SINGLE:
                found.append(_double_mark(glyph, at, left_free=left_free, right_free=right_free))
            elif single := _single_mark(text, at, run.span(), left_free=left_free, right_free=right_free):
                found.append(single)
    return found


def _free_sides(text: str, left: str, right: str, after: int) -> tuple[bool, bool]:
    """Decide whether a run of marks is free on the left, as openers are, and on the right, as closers are."""
    left_blank = not left or left.isspace()
    right_blank = not right or right.isspace()
    if left_blank and right_blank and bool(left) != bool(right):
        # Blanks on both sides, but at the edge of a paragraph only one role is possible.
        return not left, not right
    # Three dots begin a quotation as often as they follow one, so they decide nothing.
    right_free = right_blank or (right in _AFTER_CLOSING and not text.startswith("..", after))
    return left_blank or left in _BEFORE_OPENING, right_free


def _glyphs(run: str, at: int, *, opening: bool) -> list[tuple[str, int]]:
    """Cut a run of marks; of three apostrophes the single one is inside, next to the words."""
    glyphs: list[tuple[str, int]] = []
    for match in _MARK.finditer(run):
        glyph, place = match.group(), at + match.start()
        if len(glyph) < 3:
            glyphs.append((glyph, place))
        elif opening:
            glyphs += [(glyph[:2], place), (glyph[2], place + 2)]
        else:
            glyphs += [(glyph[0], place), (glyph[1:], place + 1)]
    return glyphs


def _double_mark(glyph: str, at: int, *, left_free: bool, right_free: bool) -> Mark:
    shape = _SHAPES.get(glyph, EITHER)
    certain = left_free != right_free
    role = shape
    if certain:
        role = OPENS if left_free else CLOSES
    return Mark(at, at + len(glyph), _FAMILIES.get(glyph, DOUBLE), role, shape, certain)


def _single_mark(
    text: str, at: int, run: tuple[int, int], *, left_free: bool, right_free: bool
) -> Mark | None:
    glyph = text[at]
    shape = _SHAPES.get(glyph, EITHER)
    if left_free and not right_free:
        if _ELISION.match(text, run[1]):
            return None
        return Mark(at, at + 1, SINGLE, OPENS, shape)
    before = text[run[0] - 1 : run[0]]
    if not right_free or not before or before.isspace() or before in "([{" or glyph == "‚":
        return None
    alone = run[1] - run[0] == 1
    return Mark(at, at + 1, SINGLE, CLOSES, shape, possessive=alone and _may_be_possessive(text, at))


def _may_be_possessive(text: str, at: int) -> bool:
    """The workers' rights, Cruz' plan: a word follows the blank."""
    following = text[at + 1 : at + 3]
    if not following[:1].isspace() or not (following[1:].isalnum() or following[1:] in ('"', "“", "$")):
        return False
    return text[at - 1] in "sxzSXZ"
