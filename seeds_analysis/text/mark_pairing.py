"""Pair quotation marks on characters; knows no spaCy.

Each paragraph is paired for itself, so that a mark without a partner spoils no other; the only thing handed
on is a quotation that its paragraph leaves open and the next one takes up. Double marks and guillemets are
paired first, with a stack over what their places ask for ("opens" behind a blank, "closes" before one);
single marks after them, between the same pair of double ones, because most of them are apostrophes.
"""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from seeds_analysis.text.article import Notice
from seeds_analysis.text.breaks import paragraphs
from seeds_analysis.text.mark_matching import Matching, match_doubles, match_singles
from seeds_analysis.text.mark_roles import (
    OPENS,
    RUN,
    SINGLE,
    Mark,
    NextMarks,
    as_singles,
    find_marks,
    find_tags,
    next_marks,
)

# Real articles nest twice; what lies deeper than this is made, not written.
MAX_DEPTH = 8
# A text with more unpaired marks than this is damaged as a whole, which the count of the rest tells.
MAX_NOTICES = 50
# A quotation goes on in the next paragraph if this one quotes more words than a stray mark before a fresh
# quotation would leave ("It was “big." and then, in the next paragraph, "“We like it.”").
MIN_CONTINUED_WORDS = 4

_MESSAGES = {
    "quote-unclosed": "the quotation mark {glyph} opens and is never closed",
    "quote-unopened": "the quotation mark {glyph} closes, but none is open",
    "quote-run": "a run of {count} quotation marks is passed over",
}

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
    stretch to the end of its paragraph only if a clause begins with it.

    Notices have the codes "quote-unclosed", "quote-unopened", "quote-run" (more marks in a row than anyone
    means) and "quote-nesting" (deeper than MAX_DEPTH: left out); after MAX_NOTICES of them "quote-more"
    counts the rest. Straight single marks may always be apostrophes and give no notice. Takes time linear in
    the length of the text.
    """
    spans = paragraphs(text)
    pairing = _Pairing(text)
    tags = find_tags(text)
    coming = find_marks(text, *spans[0], tags) if spans else []
    for number, (start, end) in enumerate(spans):
        row, coming = coming, []
        following = None
        if number + 1 < len(spans):
            coming = find_marks(text, *spans[number + 1], tags)
            following = spans[number + 1][0]
        if row:
            _Paragraph(pairing, start, end, row, next_marks(coming, following)).pair()
        else:
            pairing.carried = None
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
        message = _MESSAGES[code].format(
            glyph=self.text[mark.start : mark.end][:4], count=mark.end - mark.start
        )
        self.notices.append(Notice(code, message, mark.start, mark.end))

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
        self, pairing: _Pairing, start: int, end: int, marks: Sequence[Mark], following: NextMarks
    ) -> None:
        self.pairing, self.text = pairing, pairing.text
        self.start, self.end, self.following = start, end, following
        self.doubles = [mark for mark in marks if mark.family not in (SINGLE, RUN)]
        self.singles = [mark for mark in marks if mark.family == SINGLE]
        self.runs = [mark for mark in marks if mark.family == RUN]
        self.found: list[_Pair] = []
        self.before = pairing.carried
        self.after: _Carried | None = None

    def pair(self) -> None:
        for mark in self.runs:
            self.pairing.note("quote-run", mark)
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
        if opener < 0:
            chain = self._chain(closed, "", continues=True)
            self.found.append(_Pair(self.start, self.start, end, close_end, closed, False, chain))
            return
        mark = self.doubles[opener]
        chain = self._chain(closed, mark.family, continues=self._is_continuation(mark))
        self.found.append(_Pair(mark.start, mark.end, end, close_end, closed, False, chain))

    def _end_hanging(self, matching: Matching) -> None:
        """Decide where the openers end that no mark closes."""
        hanging = [index for index in matching.hanging if index >= 0]
        if not hanging:
            return
        openers = sorted([*hanging, *(opener for opener, _ in matching.pairs if opener >= 0)])
        last = {self.doubles[index].family: index for index in openers}
        last_of_form = {self._form(self.doubles[index]): index for index in openers}
        next_opener = dict(itertools.pairwise(openers))
        for index in hanging:
            mark = self.doubles[index]
            # “ within " may well nest, and the next paragraph with " tells so; “ within “ hardly does.
            form = self._form(mark)
            encloses = last_of_form[form] == index and self._form(self.following.at_start) == form
            if (last[mark.family] == index or encloses) and self._goes_on(mark):
                self._add(index, self.end, self.end, "implied")
                continue
            if last[mark.family] != index:
                end = self._trimmed_end(self.doubles[next_opener[index]].start, mark.end)
                if self.text[end - 1] in _SENTENCE_ENDS and end > mark.end:
                    self._add(index, end, end, "missing")
            elif mark.certain and _begins_clause(self.text, self.start, mark):
                self._add(index, self.end, self.end, "missing")
            self.pairing.note("quote-unclosed", mark)

    def _form(self, mark: Mark | None) -> str | None:
        """Name the kind of mark: straight, curly, of two single ones, or the guillemets."""
        if mark is None:
            return None
        glyph = self.text[mark.start]
        return glyph if glyph in "\"'`‘’" else mark.family

    def _trimmed_end(self, end: int, floor: int) -> int:
        while end > floor and self.text[end - 1].isspace():
            end -= 1
        return end

    def _goes_on(self, mark: Mark) -> bool:
        """Tell whether the next paragraph takes the quotation up."""
        if self.after is not None:
            return False
        if not self.following.reopens(mark.family):
            return mark.family != SINGLE and self.following.closes(mark.family)
        if self._is_continuation(mark):
            return True
        words = self.text[mark.end : self.end].split(None, MIN_CONTINUED_WORDS)
        return len(words) >= MIN_CONTINUED_WORDS and not self.text[self.end - 1].isalnum()

    def _is_continuation(self, mark: Mark) -> bool:
        """Tell whether the mark reopens what the paragraph before left open."""
        before = self.before
        return (
            before is not None
            and before.family == mark.family
            and before.reopened
            and mark.start == self.start
        )

    def _pair_singles(self) -> None:
        """Pair the single marks that stand between the same double ones."""
        self.singles.sort(key=lambda mark: mark.start)
        for within, marks in _by_surroundings(self.found, self.singles).items():
            pairs, hanging = match_singles(self.text, marks)
            for opener, closer in pairs:
                self._add_single(opener, closer.start, closer.end, "explicit")
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
        if not (self._goes_on(mark) and _begins_clause(self.text, self.start, mark)):
            return False
        self._add_single(mark, self.end, self.end, "implied")
        return True

    def _add_single(self, opener: Mark, end: int, close_end: int, closed: str) -> None:
        chain = self._chain(closed, SINGLE, continues=self._is_continuation(opener))
        self.found.append(_Pair(opener.start, opener.end, end, close_end, closed, True, chain))

    def _chain(self, closed: str, family: str, *, continues: bool) -> int | None:
        """Number the multi-paragraph quotation that this stretch belongs to; None if it stands alone."""
        chain = self.before.chain if continues and self.before else None
        if closed == "implied":
            if chain is None:
                chain = self.pairing.chains = self.pairing.chains + 1
            self.after = _Carried(chain, family, self.following.reopens(family))
        return chain


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
