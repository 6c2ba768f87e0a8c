"""The component that finds quotations: content, cue and source; direct, mixed or indirect.

The order of work follows Pareti et al. (2013), "Automatically Detecting and Attributing Indirect Quotations":
cues first, then content, then source. Content in marks is found on characters, reported clauses in the parse.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.annotations import (
    MARKED_KEY,
    QUOTATIONS_KEY,
    LabelledSpan,
    MarkedPhraseRecord,
    Offsets,
    QuotationRecord,
    furniture,
    whole_text,
    write_records,
)
from seeds_analysis.article import Notice
from seeds_analysis.components.attribution import Attributor, Link
from seeds_analysis.components.cues import Cue, find_cues
from seeds_analysis.components.marked_phrases import phrase_kind
from seeds_analysis.components.phrases import TokenRange, trimmed
from seeds_analysis.components.pieces import Piece, sentence_like
from seeds_analysis.components.relays import find_relay
from seeds_analysis.paragraphs import paragraphs
from seeds_analysis.quotation_marks import Stretch, pair_marks

# The share of right speakers among those answered, by construction, in 520 articles of PolNeAR train; "colon"
# and "continued" rest on 24 and 13 cases. Not calibrated any further.
CONFIDENCE = {
    "after": 0.96,
    "before": 0.83,
    "clause": 0.86,
    "governed": 0.69,
    "same-sentence": 0.54,
    "continued": 0.9,
    "colon": 0.87,
    "reported": 0.75,
}
# Constructions in which the quoted words are no part of the clause that their cue reports.
APART = {"continued", "before", "colon"}
UNATTRIBUTED_CONFIDENCE = 0.5


@Language.factory(
    "seeds_quotations",
    requires=["token.dep", "token.head", "token.lemma", "doc.sents"],
    assigns=["doc.spans"],
    default_config={"indirect": True},
)
def make_quotation_finder(nlp: Language, name: str, indirect: bool) -> "QuotationFinder":  # noqa: ARG001
    """Build the component; `indirect` tells whether reported clauses without marks are wanted too."""
    return QuotationFinder(name, indirect=indirect)


class QuotationFinder:
    """Finds quotations and writes them to `doc.spans["seeds_quotations"]`, other marked words beside them."""

    def __init__(self, name: str = "seeds_quotations", *, indirect: bool = True) -> None:
        self.name = name
        self.indirect = indirect

    def __call__(self, doc: Doc) -> Doc:
        """Find and write."""
        self.set_annotations(doc, *self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> tuple[list[QuotationRecord], list[MarkedPhraseRecord], tuple[Notice, ...]]:
        """Decide on quotations and marked phrases, both in text order, and the doubts about marks."""
        stretches, notices = pair_marks(whole_text(doc))
        if not len(doc) or not doc.has_annotation("DEP"):
            return [], [], notices
        return *_Search(doc, stretches).run(indirect=self.indirect), notices

    def set_annotations(
        self,
        doc: Doc,
        quotations: Sequence[QuotationRecord],
        phrases: Sequence[MarkedPhraseRecord],
        notices: Iterable[Notice] = (),
    ) -> None:
        """Write what was found."""
        write_quotations(doc, quotations, notices)
        spans = [LabelledSpan(p.start, p.end, p.kind.upper(), n) for n, p in enumerate(phrases, start=1)]
        write_records(doc, MARKED_KEY, phrases, spans=spans)


def write_quotations(doc: Doc, records: Sequence[QuotationRecord], notices: Iterable[Notice] = ()) -> None:
    """Write quotations with their token view: spans labelled CONTENT, CUE, SOURCE and VIA."""
    spans = []
    for number, record in enumerate(records, start=1):
        spans += [LabelledSpan(*offsets, "CONTENT", number) for offsets in record.content]
        for label, found in (("CUE", record.cue), ("SOURCE", record.source), ("VIA", record.via)):
            if found is not None:
                spans.append(LabelledSpan(*found, label, number))
    write_records(doc, QUOTATIONS_KEY, records, spans=spans, notices=notices)


class _Search:
    """One run over one Doc."""

    def __init__(self, doc: Doc, stretches: Sequence[Stretch]) -> None:
        self.doc = doc
        self.text = whole_text(doc)
        self.starts: list[int] = doc.to_array("IDX").tolist()
        outer = [stretch for stretch in stretches if stretch.depth == 0]
        self.paragraph_starts = [start for start, _ in paragraphs(self.text)]
        self.quoted = [False] * len(doc)
        self.pieces = [piece for stretch in outer if (piece := self._piece(stretch)) is not None]
        for piece in self.pieces:
            first = self._token_at(piece.stretch.open_start)
            last = self._token_at(max(piece.stretch.close_end - 1, piece.stretch.open_start)) + 1
            self.quoted[first:last] = [True] * (last - first)
        skipped = furniture(doc, "header", "byline", "credit")
        self.cues = [
            cue
            for cue in find_cues(doc, self.quoted)
            if not any(start <= self.starts[cue.head] < end for start, end in skipped)
        ]
        self.attributor = Attributor(doc, self.cues, self.quoted)

    def run(self, *, indirect: bool) -> tuple[list[QuotationRecord], list[MarkedPhraseRecord]]:
        links, phrases, loose = self._link_pieces()
        records = []
        by_cue: dict[int, list[int]] = defaultdict(list)
        for i, link in links.items():
            by_cue[link.cue.head].append(i)
        for members in by_cue.values():
            records += self._records(members, links)
        records += [self._unattributed(piece) for piece in loose]
        if indirect:
            # Where the quoted words were the clause, nothing is left to report; where they follow it, it is.
            woven = {link.cue.head for link in links.values() if link.by not in APART}
            records += self._reported(woven)
        records.sort(key=lambda record: record.content[0])
        return records, phrases

    def _token_at(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _piece(self, stretch: Stretch) -> Piece | None:
        if not any(c.isalnum() for c in self.text[stretch.start : stretch.end]):
            return None
        first = bisect_left(self.starts, stretch.start)
        last = bisect_left(self.starts, stretch.end)
        if first >= last:  # glued to its marks by the tokenizer
            first = self._token_at(stretch.start)
            last = first + 1
        paragraph = bisect_right(self.paragraph_starts, stretch.open_start)
        words = self.text[stretch.start : stretch.end]
        start = self._paragraph_token(paragraph)
        return Piece(stretch, words, (first, last), paragraph, start, sentence_like(self.text, stretch))

    def _link_pieces(self) -> tuple[dict[int, Link], list[MarkedPhraseRecord], list[Piece]]:
        """Give each piece a link, or sort it out as a marked phrase, or leave it unattributed."""
        links: dict[int, Link] = {}
        phrases: list[MarkedPhraseRecord] = []
        loose: list[Piece] = []
        last: Link | None = None  # the last link of the paragraph before or of this one
        last_piece: Piece | None = None
        for i, piece in enumerate(self.pieces):
            following = self.pieces[i + 1] if i + 1 < len(self.pieces) else None
            kind = phrase_kind(self.doc, piece)
            if kind in ("title", "nickname"):
                phrases.append(_marked(piece, kind))
                continue
            link = self._same_group(piece, links) or self.attributor.link(piece, following)
            if link is None and kind is not None:
                phrases.append(_marked(piece, kind))
                continue
            link = link or self._continued(piece, last_piece, last)
            if link is None:
                loose.append(piece)
            else:
                links[i] = link
                last, last_piece = link, piece
        return links, phrases, loose

    def _same_group(self, piece: Piece, links: dict[int, Link]) -> Link | None:
        """A later paragraph of a multi-paragraph quotation."""
        if piece.stretch.group == 0 and not links:
            return None
        for i in reversed(links):
            if self.pieces[i].stretch.group == piece.stretch.group:
                return Link(links[i].cue, "continued")
            if i < len(self.pieces) - 50:
                break
        return None

    def _continued(self, piece: Piece, before: Piece | None, last: Link | None) -> Link | None:
        """No cue of its own: the speaker of this paragraph goes on, or the paragraph before introduces one.

        The last speaker is no answer: right for 55 to 62% of such pieces in PolNeAR train.
        """
        if not piece.whole:
            return None
        if last is not None and before is not None and piece.paragraph == before.paragraph:
            return Link(last.cue, "continued")
        low, high = self._paragraph_token(piece.paragraph - 1), self._paragraph_token(piece.paragraph)
        cue = self._introduced(low, high) or self.attributor.last_cue(high, piece.tokens[0])
        return None if cue is None else Link(cue, "colon" if cue.head < high else "continued")

    def _introduced(self, low: int, high: int) -> Cue | None:
        """The paragraph before ends in a colon: it says who speaks."""
        last = high - 1
        while last > low and self.doc[last].is_space:
            last -= 1
        if last <= low or self.doc[last].text != ":":
            return None
        return self.attributor.introduction(self.doc[last].sent.start, last)

    def _paragraph_token(self, number: int) -> int:
        """The first token of a paragraph, counted from 1 as in Piece."""
        return bisect_left(self.starts, self.paragraph_starts[max(0, number - 1)])

    def _records(self, members: Sequence[int], links: dict[int, Link]) -> list[QuotationRecord]:
        """The quotations of one cue: whole pieces make a direct one, woven-in pieces a mixed one."""
        cue = links[members[0]].cue
        direct: list[list[int]] = []
        woven: list[int] = []
        for i in members:
            by = links[i].by
            if by == "clause" or (not self.pieces[i].whole and by in ("governed", "before", "same-sentence")):
                woven.append(i)
            elif direct and (by == "continued" or direct[-1][-1] == i - 1):
                direct[-1].append(i)
            else:
                direct.append([i])
        records = []
        if woven:
            records.append(self._mixed(cue, woven, links[woven[0]].by))
        for group in direct:
            content = tuple((self.pieces[i].stretch.start, self.pieces[i].stretch.end) for i in group)
            closed = tuple(self.pieces[i].stretch.closed for i in group)
            records.append(self._record("direct", content, closed, cue, links[group[0]].by))
        return records

    def _mixed(self, cue: Cue, members: Sequence[int], by: str) -> QuotationRecord:
        """The clause or phrase around the pieces, cut at their marks so that each part is verbatim."""
        pieces = [self.pieces[i] for i in members]
        around: list[TokenRange] = list(cue.clause)
        for piece in pieces:
            if not any(start <= piece.tokens[0] < end for start, end in around):
                around += self.attributor.phrase_on_path(cue, piece)
        parts = self._cut(around, pieces, cue)
        content = tuple(offsets for offsets, _ in parts)
        closed = tuple(how for _, how in parts)
        return self._record("mixed", content, closed, cue, by)

    def _cut(
        self, around: Sequence[TokenRange], pieces: Sequence[Piece], cue: Cue
    ) -> list[tuple[Offsets, str | None]]:
        parts: list[tuple[Offsets, str | None]] = [
            ((piece.stretch.start, piece.stretch.end), piece.stretch.closed) for piece in pieces
        ]
        taken = set(range(cue.start, cue.end))
        for piece in pieces:
            taken.update(range(self._token_at(piece.stretch.open_start), piece.tokens[1] + 1))
        for start, end in around:
            parts += [(offsets, None) for offsets in self._unquoted(start, end, taken)]
        return sorted(set(parts))

    def _reported(self, used: set[int]) -> list[QuotationRecord]:
        """Reported clauses without marks; one inside another belongs to the outer."""
        records = []
        for cue in self.cues:
            if cue.head in used or not cue.reports or cue.source is None:
                continue
            inside = self.attributor.in_clause.get(cue.head)
            if inside is not None and inside.head != cue.head and inside.reports:
                continue
            content = [offsets for start, end in cue.clause for offsets in self._unquoted(start, end)]
            if not content:
                continue
            records.append(
                self._record("indirect", tuple(sorted(content)), (None,) * len(content), cue, "reported")
            )
        return records

    def _unquoted(self, start: int, end: int, taken: Set[int] = frozenset()) -> list[Offsets]:
        """The parts of a token range outside marks and outside `taken`, bare of punctuation."""
        runs: list[list[int]] = []
        for i in range(start, end):
            if self.quoted[i] or i in taken:
                continue
            if runs and runs[-1][1] == i:
                runs[-1][1] = i + 1
            else:
                runs.append([i, i + 1])
        bare = [trimmed(self.doc, low, high) for low, high in runs]
        return [self._span(low, high) for low, high in bare if low < high]

    def _record(
        self,
        kind: str,
        content: tuple[Offsets, ...],
        closed: tuple[str | None, ...],
        cue: Cue,
        by: str,
    ) -> QuotationRecord:
        relay = find_relay(self.doc, cue)
        return QuotationRecord(
            kind=kind,
            content=content,
            closed=closed,
            cue=self._span(cue.start, cue.end),
            cue_lemma=cue.lemma,
            source=self._span(*cue.source) if cue.source else None,
            rule=by if by == "continued" else cue.rule,
            via=self._span(*relay) if relay is not None else None,
            confidence=CONFIDENCE[by],
        )

    def _unattributed(self, piece: Piece) -> QuotationRecord:
        return QuotationRecord(
            kind="direct" if piece.whole else "mixed",
            content=((piece.stretch.start, piece.stretch.end),),
            closed=(piece.stretch.closed,),
            unattributed_reason="no-cue",
            confidence=UNATTRIBUTED_CONFIDENCE,
        )

    def _span(self, start: int, end: int) -> Offsets:
        return self.starts[start], self.starts[end - 1] + len(self.doc[end - 1])


def _marked(piece: Piece, kind: str) -> MarkedPhraseRecord:
    """The words without the comma or full stop that American usage sets inside the marks."""
    end = piece.stretch.start + len(piece.text.rstrip(" ,.;"))
    return MarkedPhraseRecord(piece.stretch.start, max(end, piece.stretch.start + 1), kind)
