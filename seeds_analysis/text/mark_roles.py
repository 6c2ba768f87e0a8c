"""Find the quotation marks of a paragraph and tell from their places what each may do."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

OPENS, CLOSES, EITHER = "opens", "closes", "either"
DOUBLE, GUILLEMET, ANGLE, SINGLE, RUN = "double", "guillemet", "angle", "single", "run"

# Three levels that close at once are six marks; a longer run is an ornament or damage.
LONGEST_RUN = 16

Offsets = tuple[int, int]

_MARKS = "[\"“”„‟＂〝〞«»‹›'‘’‚‛`]"
# An apostrophe between letters or digits is no mark; to pass it over here saves half the time. The look-ahead
# comes second: a set of characters in front lets the regex engine skip to the places where marks stand.
_RUN = re.compile(rf"{_MARKS}(?!(?<=\w['’])\w){_MARKS}*")
# Old newswire and many content systems write a double mark as two single ones.
_MARK = re.compile(r"'''|’’’|``|''|‘‘|’’|.")
_PAIRS_OF_SINGLES = ("``", "''", "‘‘", "’’")

_FAMILIES = {"«": GUILLEMET, "»": GUILLEMET, "‹": ANGLE, "›": ANGLE} | dict.fromkeys("'‘’‚‛`", SINGLE)
_SHAPES = (
    dict.fromkeys(["“", "„", "‟", "〝", "«", "‹", "``", "‘‘"], OPENS)
    | dict.fromkeys(["”", "〞", "»", "›", "’’"], CLOSES)
)  # fmt: skip
# No convention closes with these, so their place is not asked.
_ONLY_OPEN = ("„", "``")

# Zero-width and bidirectional controls say nothing; a mark beside one stands as beside a blank.
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_BEFORE_OPENING = frozenset("([{<>=|*_~—–-/" + _INVISIBLE)
_AFTER_CLOSING = frozenset(".,;:!?)]}<>|*_~—–-/" + _INVISIBLE)

# Words whose first letters an apostrophe replaces; those of the second list mean something without it, too
# ('Cause and Effect'), and count only in small letters.
_ELISION = re.compile(
    r"(?:\d\ds?|tis|twas|twere|twill|tisn|twasn|em|til|till|n|cuz|coz|nuff|fraid)\b", re.IGNORECASE
)
_ELISION_SMALL = re.compile(
    r"(?:cause|round|bout|hood|kay|cept|neath|gainst|burbs|tude|fore|stache|roids|s|d|ll|re|ve)\b"
)
_AND_BETWEEN = re.compile(r"[nN]['’](?!\w)")  # rock 'n' roll
# Words that an apostrophe cuts short: goin', ol', o', an'.
_CUT_SHORT = re.compile(r"(?:[A-Za-z]{2}in|\b(?:ol|o|an|lil|li|th|wi|mo|po|lo|tha))\Z", re.IGNORECASE)
_DIGITS = frozenset("0123456789½¼¾")

# Left-over mark-up: the marks in <a href="..."> quote nobody. The limit keeps the search linear.
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")


@dataclass(slots=True)
class Mark:
    """One quotation mark, or what may be one.

    `role` is what its place asks for: free before it and a word behind it, it opens. `shape` is what its form
    says: a curly mark turned the wrong way has a shape other than its role. `certain` tells that the place
    alone decided. `prime` marks one behind a digit, which may mean inches. `possessive` marks a single one
    that may be an apostrophe at a word's end ("the workers' rights").
    """

    start: int
    end: int
    family: str
    role: str
    shape: str
    certain: bool = True
    prime: bool = False
    possessive: bool = False


@dataclass(slots=True)
class NextMarks:
    """What the next paragraph begins with."""

    at_start: Mark | None = None
    first: dict[str, Mark] = field(default_factory=dict)

    def reopens(self, family: str) -> bool:
        """Tell whether a mark of the family opens at the very start."""
        return self.at_start is not None and self.at_start.family == family and self.at_start.role != CLOSES

    def closes(self, family: str) -> bool:
        """Tell whether the first mark of the family closes what is open from before."""
        mark = self.first.get(family)
        return mark is not None and mark.role == CLOSES and not mark.prime


def next_marks(marks: Sequence[Mark], start: int | None) -> NextMarks:
    """Sum up the marks of the paragraph that begins at `start`."""
    found = NextMarks()
    if marks and marks[0].start == start:
        found.at_start = marks[0]
    for mark in marks:
        found.first.setdefault(mark.family, mark)
    return found


def find_tags(text: str) -> list[Offsets]:
    """Find left-over mark-up, in order."""
    return [match.span() for match in _TAG.finditer(text)]


def find_marks(text: str, start: int, end: int, tags: Sequence[Offsets] = ()) -> list[Mark]:
    """Find the marks of the paragraph [start, end), in order; apostrophes that are none are left out.

    Marks inside `tags` are passed over. A run longer than LONGEST_RUN comes as one mark of the family RUN.
    """
    found: list[Mark] = []
    tag = bisect_right(tags, start, key=itemgetter(1)) if tags else 0
    no_mark = -1  # where the second apostrophe of 'n' stands
    for run in _RUN.finditer(text, start, end):
        first, last = run.span()
        left = text[first - 1] if first > start else ""
        right = text[last] if last < end else ""
        while tag < len(tags) and tags[tag][1] <= first:
            tag += 1
        if tag < len(tags) and tags[tag][0] < first:
            continue
        if last - first > LONGEST_RUN:
            found.append(Mark(first, last, RUN, EITHER, EITHER))
            continue
        left_free, right_free = _free_sides(text, left, right, last)
        for glyph, at in _glyphs(run.group(), first, opening=left_free and not right_free):
            family = _FAMILIES.get(glyph, DOUBLE)
            if family != SINGLE:
                mark = _paired_mark(glyph, at, family, left_free=left_free, right_free=right_free)
                mark.prime = at == first and left in _DIGITS and glyph in ('"', "”", "''", "’’")
                found.append(mark)
            elif at != no_mark:
                if left_free and _AND_BETWEEN.match(text, at + 1):
                    no_mark = at + 2
                elif single := _single_mark(text, at, run.span(), left_free=left_free, right_free=right_free):
                    found.append(single)
    return found


def as_singles(text: str, mark: Mark) -> list[Mark]:
    """Read a closing '' anew, as two single marks."""
    return [Mark(at, at + 1, SINGLE, CLOSES, _single_shape(text[at])) for at in range(mark.start, mark.end)]


def _free_sides(text: str, left: str, right: str, after: int) -> tuple[bool, bool]:
    """Tell whether a run of marks is free to the left, as openers are, and to the right, as closers are."""
    left_blank = not left or left.isspace()
    right_blank = not right or right.isspace()
    if left_blank and right_blank and bool(left) != bool(right):
        # Blanks on both sides, but at the edge of a paragraph there is only one thing to do.
        return not left, not right
    # Three dots begin a quotation as often as they follow one; then the place says nothing.
    right_free = right_blank or (right in _AFTER_CLOSING and not text.startswith("..", after))
    return left_blank or left in _BEFORE_OPENING, right_free


def _glyphs(run: str, at: int, *, opening: bool) -> list[tuple[str, int]]:
    """Cut a run of marks; of three apostrophes the single one stands inside, next to the words."""
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


def _paired_mark(glyph: str, at: int, family: str, *, left_free: bool, right_free: bool) -> Mark:
    shape = _SHAPES.get(glyph, EITHER)
    certain = left_free != right_free
    role = shape
    if certain and glyph not in _ONLY_OPEN:
        role = OPENS if left_free else CLOSES
    return Mark(at, at + len(glyph), family, role, shape, certain)


def _single_mark(
    text: str, at: int, run: tuple[int, int], *, left_free: bool, right_free: bool
) -> Mark | None:
    glyph = text[at]
    shape = _single_shape(glyph)
    if left_free and not right_free:
        if _ELISION.match(text, run[1]) or _ELISION_SMALL.match(text, run[1]):
            return None
        return Mark(at, at + 1, SINGLE, OPENS, shape)
    before = text[run[0] - 1 : run[0]]
    if not right_free or not before or before.isspace() or before in "([{" or glyph == "‚":
        return None
    alone = run[1] - run[0] == 1
    return Mark(at, at + 1, SINGLE, CLOSES, shape, possessive=alone and _may_be_possessive(text, at))


def _single_shape(glyph: str) -> str:
    return OPENS if glyph in "‘‚‛`" else EITHER if glyph == "'" else CLOSES


def _may_be_possessive(text: str, at: int) -> bool:
    """The workers' rights, Cruz' plan, goin' home: a word goes on behind the blank."""
    following = text[at + 1 : at + 3]
    if not following[:1].isspace() or not (following[1:].isalnum() or following[1:] in ('"', "“", "$")):
        return False
    return text[at - 1] in "sxzSXZ" or bool(_CUT_SHORT.search(text[max(0, at - 5) : at]))
