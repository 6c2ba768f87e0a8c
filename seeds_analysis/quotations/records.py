"""Make quotation records of what the network tagged: parts cut at marks, kind, cue, source, confidence."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from seeds_analysis.doc import Positions, QuotationAnnotation, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.network import Encoded, read_confidence
from seeds_analysis.quotations.decoding import Tagged, WordRange
from seeds_analysis.quotations.interviews.signatures import signature_after
from seeds_analysis.quotations.pieces import Piece
from seeds_analysis.quotations.relays import find_relay
from seeds_analysis.text import Offsets

# From this chance on, the article denies that somebody said it. In held-out articles that is wrong for none
# of 952 quotations (from 0.5 on, for 3), and finds the same 53 of 59 denials.
NEGATED = 0.7
# A part of a quotation is dropped below this chance, unless it is the surest.
SURE_PART = 0.7
# Characters before a content that say whether a sentence ends there, or leads in to it.
MAX_LEAD = 8
# Around the words of an unquoted part; they are no part of it.
_EDGES = " \t\n\r,;:.—–-"
# What follows the end of a word: a five | -year-old, did | n't. The rest of a word is no longer than this.
_REST = re.compile(r"(?:\w|[-‐‑'’](?=\w)){1,40}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s|\n")
# Before words with which a sentence begins.
_LAST_SENTENCE = re.compile(r"[.!?…][\"'”’)]*\s+$")
# Before words that a cue in the paragraph before leads in to: she said: | "...".
_LEADS_IN = re.compile(r"[:,]\s*$")
# After the source of a noun cue: Tom Lee | 's | claim.
_POSSESSIVE = re.compile(r"(?:(?<=\w)['’]s|(?<=s)['’])\Z")
# Between two parts that are one: at most a word.
_GAP = re.compile(r"[ ,]*(?:[\w’'-]+[ ,]*)?")

# The offsets of a part of a content, and how its marks were closed.
Part = tuple[Offsets, str | None]


@dataclass(frozen=True, slots=True)
class _Content:
    """A content with its offsets, the number of its paragraph, and the pieces in it."""

    tagged: Tagged
    offsets: Offsets
    paragraph: int
    pieces: Sequence[Piece]

    @property
    def head(self) -> WordRange | None:
        """The cue, or the source where no cue is."""
        return self.tagged.cue or self.tagged.source

    @property
    def in_marks(self) -> bool:
        """Whether it begins in marks."""
        return bool(self.pieces) and self.pieces[0].stretch.open_start <= self.offsets[0]

    def without_cue(self) -> "_Content":
        """The same content, whose cue belongs to another quotation."""
        return replace(self, tagged=replace(self.tagged, cue=None, source=None, via=None))


def make_records(
    positions: Positions, pieces: Sequence[Piece], encoded: Encoded, tagged: Iterable[Tagged]
) -> tuple[list[QuotationAnnotation], set[int]]:
    """Join contents with the same cue or source, or in marks that the next paragraph reopens.

    Also returns where the pieces that somebody says begin. A cue of another quotation, or in another
    paragraph, says little about who speaks: in a dialogue it is as often the other one.
    """
    contents = _surest(_contents(positions, pieces, encoded, tagged))
    groups: list[list[_Content]] = []
    by_head: dict[WordRange, list[_Content]] = {}
    by_stretch: dict[int, list[_Content]] = {}
    for content in contents:
        group = by_stretch.get(content.pieces[0].stretch.group) if content.pieces else None
        if group is None and content.head is not None:
            group = by_head.get(content.head)
            if group is None:
                is_own = _is_own(positions, encoded.offsets(content.head)[0], content)
            else:
                is_own = _continues(positions.text, group[-1], content)
            if not is_own:
                content, group = content.without_cue(), None  # noqa: PLW2901
        if group is None:
            group = []
            groups.append(group)
        group.append(content)
        if content.head is not None:
            by_head[content.head] = group
        by_stretch.update((piece.stretch.group, group) for piece in content.pieces)
    said = {piece.stretch.open_start for content in contents for piece in content.pieces}
    records = (_record(positions, encoded, group) for group in groups)
    return [record for record in records if record is not None], said


def _contents(
    positions: Positions, pieces: Sequence[Piece], encoded: Encoded, tagged: Iterable[Tagged]
) -> list[_Content]:
    opens = [piece.stretch.open_start for piece in pieces]
    closes = [piece.stretch.close_end for piece in pieces]
    found = []
    for one in tagged:
        start, end = encoded.offsets(one.content)
        held = pieces[bisect_left(closes, start + 1) : bisect_left(opens, end)]
        found.append(_Content(one, (start, end), positions.paragraph_at(start), held))
    return found


def _surest(contents: Sequence[_Content]) -> list[_Content]:
    """Drop unsure parts outside marks that have the same head as a surer one."""
    best: dict[WordRange | None, float] = defaultdict(float)
    for content in contents:
        best[content.head] = max(best[content.head], content.tagged.tag_chance)
    return [
        content
        for content in contents
        if content.head is None
        or content.pieces
        or content.tagged.tag_chance >= min(SURE_PART, best[content.head])
    ]


def _is_own(positions: Positions, head: int, content: _Content) -> bool:
    """Whether a cue belongs to a content: in the same paragraph, or right before it."""
    if positions.paragraph_at(head) == content.paragraph:
        return True
    start = content.offsets[0]
    return head < start and _is_after(_LEADS_IN, positions.text, start)


def _continues(text: str, last: _Content, content: _Content) -> bool:
    """Whether a content with the same head as the last one belongs to its quotation.

    It does so in the same paragraph if no sentence ends between them, or if the head comes between ("...,"
    she said. "...") and both begin in marks or neither does.
    """
    head = content.head
    if head is None or last.paragraph != content.paragraph:
        return False
    if last.tagged.content[1] <= head[0] < content.tagged.content[0]:
        return last.in_marks == content.in_marks or not _is_after(_LAST_SENTENCE, text, content.offsets[0])
    return not _SENTENCE_END.search(text, last.offsets[1] - 2, content.offsets[0])


def _is_after(pattern: re.Pattern[str], text: str, place: int) -> bool:
    return pattern.search(text, max(0, place - MAX_LEAD), place) is not None


def _record(positions: Positions, encoded: Encoded, group: Sequence[_Content]) -> QuotationAnnotation | None:
    cut = sorted({part for content in group for part in _parts(positions.text, content)})
    if not cut:
        return None
    tagged = [content.tagged for content in group]
    head = max(tagged, key=lambda one: (one.cue is not None or one.source is not None, one.head_chance))
    cue, source, via = (
        None if words is None else encoded.offsets(words) for words in (head.cue, head.source, head.via)
    )
    if source is not None and (ending := _POSSESSIVE.search(positions.text, *source)):
        source = source[0], ending.start()
    rule = "source"
    pieces = [piece for content in group for piece in content.pieces]
    if pieces and pieces[0].label is not None:
        cue, source, rule = None, pieces[0].label, "label"
    elif pieces and cue is None:
        signature = signature_after(positions.text, pieces[-1].stretch.close_end)
        source, rule = (signature, "signature") if signature else (source, rule)
    parts = _without_gaps(positions.text, cut, [span for span in (cue, source, via) if span])
    in_marks = [closed is not None for _, closed in parts]
    kind = "direct" if all(in_marks) else "mixed" if any(in_marks) else "indirect"
    verb = None if cue is None else positions.doc.char_span(*cue, alignment_mode="expand")
    if verb is not None and via is None and rule == "source":
        relay = find_relay(verb.root)
        via = None if relay is None else syntax.offsets_of(positions.doc, *relay)
        said = [source] if source else []
        said += (offsets for offsets, _ in parts)
        if via is not None and any(via[0] < end and start < via[1] for start, end in said):
            via = None
    return QuotationAnnotation(
        kind=kind,
        content=tuple(offsets for offsets, _ in parts),
        closed=tuple(closed for _, closed in parts),
        cue=cue,
        cue_lemma=None if verb is None else verbs_of_saying.verb_lemma(verb.root),
        source=source,
        rule=rule,
        via=via,
        unattributed_reason=None if source else "no-source" if cue else "no-cue",
        negated=sum(one.negated for one in tagged) / len(tagged) >= NEGATED,
        confidence=_confidence(kind_of_case(kind, source), tagged),
    )


def kind_of_case(kind: str, source: Offsets | None) -> str:
    """Name the row of the confidence table: quotations without a source are wrong more often."""
    return kind if source is not None else f"{kind}-unsourced"


def _confidence(kind: str, tagged: Sequence[Tagged]) -> float:
    """Look up how often the network is right that is as sure as here of contents, links and source."""
    inside = np.average(
        [one.tag_chance for one in tagged], weights=[one.content[1] - one.content[0] for one in tagged]
    )
    score = inside * min(one.head_chance for one in tagged) * min(one.source_chance for one in tagged)
    return round(float(np.interp(score, *read_confidence()[kind])), 4)


def _parts(text: str, content: _Content) -> list[Part]:
    """Cut a content at its marks, so that each part is verbatim; the marks are left out."""
    parts: list[Part] = []
    place, end = content.offsets
    for stretch in (piece.stretch for piece in content.pieces):
        parts += _unquoted(text, place, stretch.open_start)
        inside = max(stretch.start, place), min(stretch.end, end)
        if inside[0] < inside[1]:
            parts.append((inside, stretch.closed))
        place = max(place, stretch.close_end)
    return parts + _unquoted(text, place, end)


def _unquoted(text: str, start: int, end: int) -> list[Part]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return []
    rest = _REST.match(text, end) if text[end - 1].isalnum() else None
    return [((start, end if rest is None else rest.end()), None)]


def _without_gaps(text: str, parts: Sequence[Part], roles: Sequence[Offsets]) -> list[Part]:
    """Join parts outside marks with at most one word between them that is no cue, source or relay."""
    joined = [parts[0]]
    for offsets, closed in parts[1:]:
        (start, end), before = joined[-1]
        small = before is None and closed is None and _GAP.fullmatch(text, end, offsets[0]) is not None
        if small and not any(first < offsets[0] and end < last for first, last in roles):
            joined[-1] = (start, offsets[1]), None
        else:
            joined.append((offsets, closed))
    return joined
