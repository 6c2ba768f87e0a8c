"""One run of the search for quotations over one Doc: pieces, cues, links, records."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from seeds_analysis.doc import MarkedPhraseAnnotation, Positions, QuotationAnnotation, TokenRange, context
from seeds_analysis.quotations.cues.finding import find_cues
from seeds_analysis.quotations.cues.relays import Relays
from seeds_analysis.quotations.in_marks.linking import Decide, Linked, PieceLinker, decide_by_weights, marked
from seeds_analysis.quotations.in_marks.rules import Attributor, Link
from seeds_analysis.quotations.interviews.turns import Turns
from seeds_analysis.quotations.not_quoting.kinds import phrase_kinds
from seeds_analysis.quotations.not_quoting.surroundings import Verdict
from seeds_analysis.quotations.pieces import Piece, label_end, sentence_like
from seeds_analysis.quotations.records import Recorder
from seeds_analysis.quotations.reported.reports import Report, find_reports
from seeds_analysis.text import Stretch

# Constructions in which the quoted words are no part of the clause that their cue reports.
APART = {"continued", "group", "before", "colon"}
# Reported clauses of a lower confidence are left out: most of them are none to people, or have other bounds.
LEAST_CONFIDENCE = 0.4
# Phrases need so many times as much: what PolNeAR marks ("hailed the bridge") is often none to a reader.
PHRASE_FACTOR = 1.7
# One or two words tell nothing by themselves (rejected "such doubts"): no choice is trusted as they ask.
SHORT_FACTOR, SHORT_TOKENS = 2.25, 2


class Search:
    """The search over one Doc with its quoted stretches; `learned` tells whether weights decide."""

    def __init__(
        self, doc: Doc, stretches: Sequence[Stretch], *, learned: bool, least: float = LEAST_CONFIDENCE
    ) -> None:
        self.doc = doc
        self.least = least
        self.learned = learned
        self.places = Positions(doc)
        self.quoted = bytearray(len(doc))  # 1 for each token in marks
        self.turns = Turns(doc)
        outer = [s for s in stretches if s.depth == 0 and not self.turns.hold(s.open_start)]
        pieces = [piece for stretch in outer if (piece := self._piece(stretch)) is not None]
        for start, end in self.turns.parts:
            first, last = self.places.first_from(start), self.places.first_from(end)
            self.quoted[first:last] = b"\1" * (last - first)
        for piece in pieces:
            self._mark(piece, quoted=True)
        self.skipped = context.furniture(doc, "header", "byline", "credit")
        self.cues = [
            cue
            for cue in find_cues(self.places, self.quoted, self._near(pieces) if learned else None)
            if not any(start <= self.places.starts[cue.head] < end for start, end in self.skipped)
        ]
        self.relays = Relays(self.places)
        verdicts = phrase_kinds(self.places, pieces, [cue.head for cue in self.cues])
        self.pieces = [piece for piece, verdict in zip(pieces, verdicts, strict=True) if not verdict.certain]
        self.verdicts = [verdict for verdict in verdicts if not verdict.certain]
        self._set_apart([pair for pair in zip(pieces, verdicts, strict=True) if pair[1].certain])
        self.attributor = Attributor(self.places, self.cues, self.quoted)
        self.recorder = Recorder(self.places, self.pieces, self.quoted, self.attributor, self.relays)

    def run(self, *, indirect: bool) -> tuple[list[QuotationAnnotation], list[MarkedPhraseAnnotation]]:
        """The quotations and other phrases in marks, both in text order."""
        records, phrases, woven = self.in_marks(decide_by_weights if self.learned else None)
        if indirect:
            records += self._reported(records, woven) if self.learned else self._reported_by_rules(woven)
        records.sort(key=lambda record: record.content[0])
        return records, phrases

    def link_pieces(self, decide: Decide | None, *, spare: bool = False) -> Linked:
        """Link the pieces; `decide` chooses among all candidates, without it the first rule that fits.

        It is not asked about pieces that leave hardly any choice if `spare`.
        """
        linker = PieceLinker(self.places, self.pieces, self.verdicts, self.attributor, self.relays)
        return linker.link(decide, spare=spare)

    def in_marks(
        self, decide: Decide | None
    ) -> tuple[list[QuotationAnnotation], list[MarkedPhraseAnnotation], set[int]]:
        """The quotations and other phrases in marks, and the cues that have nothing left to report.

        Where the quoted words were the clause, nothing is left; where they follow it, it is.
        """
        links, phrases, loose = self.link_pieces(decide, spare=decide is not None)
        records = []
        by_cue: dict[tuple[int, TokenRange | None], list[int]] = defaultdict(list)
        for i, link in links.items():
            by_cue[link.cue.head, link.cue.source].append(i)
        for members in by_cue.values():
            records += self.recorder.in_marks(members, links)
        records += [self.recorder.unattributed(piece, link) for piece, link in loose]
        records += self.turns.records
        used = {link.cue.head for link in links.values() if link.by not in APART}
        # "...," X said, according to Y: nothing is left for Y to report either.
        used |= {
            cue.head for cue in self.cues if cue.kind == "according" and self.doc[cue.head].head.i in used
        }
        phrases = sorted([*self.phrases, *phrases], key=lambda phrase: phrase.start)
        return records, phrases, used | self.naming

    def taken(self, records: Iterable[QuotationAnnotation]) -> bytearray:
        """Of each token whether it stands in marks or in one of these quotations."""
        taken = self.quoted.copy()
        for record in records:
            for start, end in record.content:
                first, last = self.places.first_from(start), self.places.first_from(end)
                taken[first:last] = b"\1" * (last - first)
        return taken

    def _near(self, pieces: Sequence[Piece]) -> bytearray:
        """Of each token whether it may be the cue of a piece: one of its paragraph or the paragraph before.

        By rules every cue counts, since reported clauses need no marks.
        """
        near = bytearray(len(self.doc))
        for number in dict.fromkeys(piece.paragraph for piece in pieces):
            start, end = self.places.paragraph_token(number - 1), self.places.paragraph_token(number + 1)
            near[start:end] = b"\1" * (end - start)
        return near

    def _set_apart(self, certain: Sequence[tuple[Piece, Verdict]]) -> None:
        """What surely quotes nobody is text like any other, but holds no cues ("How to Say Goodbye")."""
        self.phrases = [marked(piece, verdict.kind) for piece, verdict in certain if verdict.kind]
        self.apart = {(phrase.start, phrase.end) for phrase in self.phrases}
        for piece, _ in certain:
            self._mark(piece, quoted=False)
        self.skipped += tuple((piece.stretch.start, piece.stretch.end) for piece, _ in certain)
        self.naming = {verdict.verb for _, verdict in certain if verdict.verb is not None}
        self.naming |= self.relays.cited_sources()
        self.cues = [cue for cue in self.cues if cue.head not in self.naming]

    def _mark(self, piece: Piece, *, quoted: bool) -> None:
        """Note of each token of the piece and its marks whether it is quoted."""
        first = self.places.token_at(piece.stretch.open_start)
        last = self.places.token_at(max(piece.stretch.close_end - 1, piece.stretch.open_start)) + 1
        self.quoted[first:last] = bytes([quoted]) * (last - first)

    def _piece(self, stretch: Stretch) -> Piece | None:
        text = self.places.text
        if not any(c.isalnum() for c in text[stretch.start : stretch.end]):
            return None
        label = label_end(text, stretch)
        start = stretch.start if label is None else label + 1
        name = None if label is None else (self.places.token_at(stretch.start), self.places.first_from(label))
        first = self.places.first_from(start)
        last = self.places.first_from(stretch.end)
        if first >= last:  # glued to its marks by the tokenizer
            first = self.places.token_at(start)
            last = first + 1
        words = text[start : stretch.end]
        start += len(words) - len(words.lstrip())
        if start != stretch.start:
            stretch = replace(stretch, start=start)
        paragraph = self.places.paragraph_at(stretch.open_start)
        at = self.places.paragraph_token(paragraph)
        whole = sentence_like(text, stretch)
        return Piece(stretch, words.strip(), (first, last), paragraph, at, whole, name)

    def _reported(self, found: Sequence[QuotationAnnotation], used: set[int]) -> list[QuotationAnnotation]:
        """Quotations without marks, by learned weights."""
        taken = self.taken(found)
        records = []
        for report in find_reports(self.places, taken, used=used, skipped=self.skipped):
            if report.confidence >= self.least * _factor(report):
                link = Link(report.cue, "reported", report.confidence)
                record = self.recorder.indirect(link, report.parts, taken)
                if record is not None and not self.apart.issuperset(record.content):
                    records.append(record)
        return records

    def _reported_by_rules(self, used: set[int]) -> list[QuotationAnnotation]:
        """Reported clauses without marks; one inside another belongs to the outer."""
        records = []
        for cue in self.cues:
            if cue.head in used or not cue.reports or cue.source is None:
                continue
            inside = self.attributor.in_clause.get(cue.head)
            if inside is not None and inside.head != cue.head and inside.reports:
                continue
            record = self.recorder.indirect(Link(cue, "reported"), cue.clause, self.quoted)
            if record is not None:
                records.append(record)
        return records


def _factor(report: Report) -> float:
    """How many times as much confidence a report needs as a clause."""
    if report.is_clause:
        return 1.0
    return PHRASE_FACTOR if report.size > SHORT_TOKENS else SHORT_FACTOR
