"""Pair quotation marks on characters; knows no spaCy.

Each paragraph is paired for itself, so that a mark without a partner spoils no other; the only thing handed
on is a quotation that its paragraph leaves open and the next one takes up. Double marks and guillemets are
paired first, with a stack over what their places ask for ("opens" behind a blank, "closes" before one);
single marks after them, between the same pair of double ones, because most of them are apostrophes.
"""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from seeds_analysis.article import Notice
from seeds_analysis.mark_matching import Matching, match_doubles, match_singles
from seeds_analysis.mark_roles import CLOSES, OPENS, SINGLE, Mark, as_singles, find_marks
from seeds_analysis.paragraphs import paragraphs

# Real articles nest twice; what lies deeper than this is made, not written.
MAX_DEPTH = 8
# A text with more unpaired marks than this is damaged as a whole, which the count of the rest tells.
MAX_NOTICES = 50
# A quotation goes on in the next paragraph if this one quotes more words than a stray mark before a fresh
# quotation would leave ("It was “big." and then, in the next paragraph, "“We like it.”").
MIN_CONTINUED_WORDS = 4

_CLAUSE_ENDS = frozenset(",:;.!?—–-…)”’\"'")
_SENTENCE_ENDS = frozenset(",.!?…")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two paired marks, within one paragraph; marks excluded.

    [open_start, start) is the opening mark, [end, close_end) the closing one; a mark that is not there is
    empty. `closed` is "explicit" (a closing mark stands there), "implied" (the quotation goes on in the next
    paragraph, which reopens it or at least closes it) or "missing" (never closed: ends with its paragraph, or
    where the next quotation opens). `depth` is 0 for outermost stretches. Stretches of one multi-paragraph
    quotation share `group`, the index of the first of them among all stretches. `single` tells single from
    double marks (guillemets count as double).
    """

    open_start: int
    start: int
    end: int
    close_end: int
    closed: str
    depth: int
    group: int
    single: bool


def pair_marks(text: str) -> tuple[tuple[Stretch, ...], tuple[Notice, ...]]:
    """Find the quoted stretches of a text, in text order, and the marks that found no partner.

    Stretches nest and never cross. A mark that opens while one of its kind is open nests if both are closed,
    else the earlier one counts as never closed: it ends "missing" before the new one where a sentence or
    clause ends there, and gives no stretch where its end cannot be told. A mark that is never closed gives a
    stretch to the end of its paragraph only if a clause begins with it. Notices have the codes
    "quote-unclosed", "quote-unopened" and "quote-nesting" (deeper than MAX_DEPTH: left out); after
    MAX_NOTICES of them "quote-more" counts the rest. Straight single marks may always be apostrophes and
    give no notice. Takes time linear in the length of the text.
    """
    spans = paragraphs(text)
    pairing = _Pairing(text)
    coming = find_marks(text, *spans[0]) if spans else []
    for number, (start, end) in enumerate(spans):
        row, coming = coming, []
        following = None
        if number + 1 < len(spans):
            coming = find_marks(text, *spans[number + 1])
            following = spans[number + 1][0]
        _Paragraph(pairing, start, end, row, _next_marks(coming, following)).pair()
    return pairing.result()


@dataclass(slots=True)
class _Pair:
    open_start: int
    start: int
    end: int
    close_end: int
    closed: str
    single: bool
    chain: int | None


@dataclass(slots=True)
class _Carried:
    """A quotation that goes on in the next paragraph; `reopened` tells that a mark stands at its start."""

    chain: int
    family: str
    reopened: bool


@dataclass(slots=True)
class _NextMarks:
    """What the next paragraph begins with."""

    at_start: Mark | None = None
    first: dict[str, Mark] = field(default_factory=dict)

    def reopens(self, family: str) -> bool:
        return self.at_start is not None and self.at_start.family == family and self.at_start.role != CLOSES

    def closes(self, family: str) -> bool:
        mark = self.first.get(family)
        return mark is not None and mark.role == CLOSES and not mark.prime


def _next_marks(marks: Sequence[Mark], start: int | None) -> _NextMarks:
    found = _NextMarks()
    if marks and marks[0].start == start:
        found.at_start = marks[0]
    for mark in marks:
        found.first.setdefault(mark.family, mark)
    return found


class _Pairing:
    """What is gathered over the whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs: list[_Pair] = []
        self.notices: list[Notice] = []
        self.unlisted = 0
        self.carried: _Carried | None = None
        self.chains = 0

    def note(self, code: str, mark: Mark) -> None:
        if len(self.notices) >= MAX_NOTICES:
            self.unlisted += 1
            return
        glyph = self.text[mark.start : mark.end]
        what = "opens and is never closed" if code == "quote-unclosed" else "closes, but none is open"
        self.notices.append(Notice(code, f"the quotation mark {glyph} {what}", mark.start, mark.end))

    def result(self) -> tuple[tuple[Stretch, ...], tuple[Notice, ...]]:
        stretches: list[Stretch] = []
        firsts: dict[int, int] = {}
        open_ends: list[int] = []
        too_deep: _Pair | None = None
        for pair in sorted(self.pairs, key=lambda pair: (pair.open_start, -pair.close_end)):
            while open_ends and open_ends[-1] <= pair.open_start:
                open_ends.pop()
            depth = len(open_ends)
            open_ends.append(pair.close_end)
            if depth >= MAX_DEPTH:
                too_deep = too_deep or pair
                continue
            group = len(stretches)
            if pair.chain is not None:
                group = firsts.setdefault(pair.chain, group)
            place = (pair.open_start, pair.start, pair.end, pair.close_end)
            stretches.append(Stretch(*place, pair.closed, depth, group, pair.single))
        notices = sorted(self.notices, key=lambda notice: notice.start or 0)
        if too_deep:
            message = f"quotation marks nested deeper than {MAX_DEPTH} are left out, the first of them here"
            notices.append(Notice("quote-nesting", message, too_deep.open_start, too_deep.start))
        if self.unlisted:
            message = f"{self.unlisted} more unpaired quotation marks are not listed"
            notices.append(Notice("quote-more", message))
        return tuple(stretches), tuple(notices)


class _Paragraph:
    """Pairs the marks of one paragraph, knowing what came before and what the next one begins with."""

    def __init__(
        self, pairing: _Pairing, start: int, end: int, marks: Sequence[Mark], following: _NextMarks
    ) -> None:
        self.pairing, self.text = pairing, pairing.text
        self.start, self.end, self.following = start, end, following
        self.doubles = [mark for mark in marks if mark.family != SINGLE]
        self.singles = [mark for mark in marks if mark.family == SINGLE]
        self.found: list[_Pair] = []
        self.before = pairing.carried
        self.after: _Carried | None = None

    def pair(self) -> None:
        if self.doubles:
            self._pair_doubles()
        if self.singles:
            self._pair_singles()
        self.pairing.pairs += self.found
        self.pairing.carried = self.after

    def _pair_doubles(self) -> None:
        unmarked = None
        if self.before and not self.before.reopened:
            unmarked = self.before.family
        matching = match_doubles(self.doubles, unmarked)
        if not matching.complete():
            # A blank on the wrong side of a mark ("We go, "he said) misleads by place; forms may still agree.
            by_shape = match_doubles(self.doubles, unmarked, by_shape=True)
            matching = by_shape if by_shape.complete() else matching
        for opener, closer in matching.pairs:
            self._add(opener, self.doubles[closer].start, self.doubles[closer].end, "explicit")
        for index in matching.enclosed:
            if index >= 0:
                self.pairing.note("quote-unclosed", self.doubles[index])
        for index in matching.unopened:
            mark = self.doubles[index]
            if self.text[mark.start : mark.end] in ("''", "’’"):
                self.singles += as_singles(self.text, mark)
            else:
                self.pairing.note("quote-unopened", mark)
        self._end_hanging(matching)

    def _add(self, opener: int, end: int, close_end: int, closed: str) -> None:
        """Add a pair of double marks; the opener -1 has no mark."""
        chain = None
        if self.before and self.before.family != SINGLE and opener == (0 if self.before.reopened else -1):
            chain = self.before.chain
        if closed == "implied":
            if chain is None:
                chain = self.pairing.chains = self.pairing.chains + 1
            family = self.doubles[opener].family
            self.after = _Carried(chain, family, self.following.reopens(family))
        open_start, start = self.start, self.start
        if opener >= 0:
            open_start, start = self.doubles[opener].start, self.doubles[opener].end
        self.found.append(_Pair(open_start, start, end, close_end, closed, False, chain))

    def _end_hanging(self, matching: Matching) -> None:
        """Decide where the openers end that no mark closes."""
        hanging = [index for index in matching.hanging if index >= 0]
        if not hanging:
            return
        openers = sorted([*hanging, *(opener for opener, _ in matching.pairs if opener >= 0)])
        last = {self.doubles[index].family: index for index in openers}
        next_opener = dict(itertools.pairwise(openers))
        for index in hanging:
            mark = self.doubles[index]
            if last[mark.family] != index:
                end = self._trimmed_end(self.doubles[next_opener[index]].start, mark.end)
                if self.text[end - 1] in _SENTENCE_ENDS and end > mark.end:
                    self._add(index, end, end, "missing")
            elif self.after is None and self._goes_on(mark):
                self._add(index, self.end, self.end, "implied")
                continue
            elif mark.certain and _begins_clause(self.text, self.start, mark):
                self._add(index, self.end, self.end, "missing")
            self.pairing.note("quote-unclosed", mark)

    def _trimmed_end(self, end: int, floor: int) -> int:
        while end > floor and self.text[end - 1].isspace():
            end -= 1
        return end

    def _goes_on(self, mark: Mark) -> bool:
        """Tell whether the next paragraph takes the quotation up."""
        if self.following.reopens(mark.family):
            return self._whole_sentences(mark)
        return mark.family != SINGLE and self.following.closes(mark.family)

    def _whole_sentences(self, mark: Mark) -> bool:
        words = self.text[mark.end : self.end].split(None, MIN_CONTINUED_WORDS)
        return len(words) >= MIN_CONTINUED_WORDS and not self.text[self.end - 1].isalnum()

    def _pair_singles(self) -> None:
        """Pair the single marks that stand between the same double ones."""
        at_start = self.singles[0]
        self.singles.sort(key=lambda mark: mark.start)
        for within, marks in _by_surroundings(self.found, self.singles).items():
            pairs, hanging = match_singles(self.text, marks)
            for opener, closer in pairs:
                chain = None
                if opener is at_start and self.before and self.before.family == SINGLE:
                    chain = self.before.chain
                self._add_single(opener, closer.start, closer.end, "explicit", chain)
            last = max((opener.start for opener, _ in pairs), default=-1)
            for mark in hanging:
                if (
                    within is None
                    and mark is hanging[-1]
                    and mark.start > last
                    and self._single_goes_on(mark)
                ):
                    continue
                if mark.shape == OPENS and self.text[mark.start] != "`":
                    self.pairing.note("quote-unclosed", mark)

    def _single_goes_on(self, mark: Mark) -> bool:
        if self.after or not (self._goes_on(mark) and _begins_clause(self.text, self.start, mark)):
            return False
        chain = None
        if self.before and self.before.family == SINGLE and mark.start == self.start:
            chain = self.before.chain
        if chain is None:
            chain = self.pairing.chains = self.pairing.chains + 1
        self._add_single(mark, self.end, self.end, "implied", chain)
        self.after = _Carried(chain, SINGLE, reopened=True)
        return True

    def _add_single(self, opener: Mark, end: int, close_end: int, closed: str, chain: int | None) -> None:
        self.found.append(_Pair(opener.start, opener.end, end, close_end, closed, True, chain))


def _by_surroundings(pairs: Sequence[_Pair], marks: Sequence[Mark]) -> dict[int | None, list[Mark]]:
    """Sort marks by the innermost pair around them; None is the paragraph itself."""
    grouped: defaultdict[int | None, list[Mark]] = defaultdict(list)
    around: list[_Pair] = []
    coming = iter(sorted(pairs, key=lambda pair: (pair.open_start, -pair.close_end)))
    pair = next(coming, None)
    for mark in marks:
        while pair and pair.open_start <= mark.start:
            _drop_ended(around, pair.open_start)
            around.append(pair)
            pair = next(coming, None)
        _drop_ended(around, mark.start)
        grouped[around[-1].open_start if around else None].append(mark)
    return grouped


def _drop_ended(around: list[_Pair], place: int) -> None:
    while around and around[-1].close_end <= place:
        around.pop()


def _begins_clause(text: str, start: int, mark: Mark) -> bool:
    before = text[max(start, mark.start - 3) : mark.start].rstrip()
    return mark.start == start or before[-1:] in _CLAUSE_ENDS if before else mark.start - start < 3
