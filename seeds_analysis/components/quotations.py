"""The component that finds quotations: content, cue and source; direct, mixed or indirect.

The order of work follows Pareti et al. (2013), "Automatically Detecting and Attributing Indirect Quotations":
cues first, then content, then source. Content in marks is found on characters, reported clauses in the parse.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from typing import Literal

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
from seeds_analysis.components.candidate_features import Candidate
from seeds_analysis.components.candidates import Proposer
from seeds_analysis.components.cues import Cue, find_cues
from seeds_analysis.components.interviews import Turns, described
from seeds_analysis.components.mark_surroundings import Verdict
from seeds_analysis.components.marked_phrases import phrase_kinds
from seeds_analysis.components.phrases import TokenRange, trimmed
from seeds_analysis.components.pieces import Piece, label_end, sentence_like
from seeds_analysis.components.ranking import Choice, choose
from seeds_analysis.components.relays import Relays, quoted_speaker
from seeds_analysis.components.reported import find_reports
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
    "answered": 0.9,
    "group": 0.9,
    "label": 0.95,
    "signature": 0.95,
    "colon": 0.87,
    "reported": 0.75,
}
# The share of contents with the right bounds where weights gave words in marks a source, by kind and
# construction, in 400 articles of PolNeAR train. Confidence is the chance of both.
BOUNDS = {
    "direct": {"after": 0.98, "before": 0.9, "governed": 0.8, "same-sentence": 0.8},
    "mixed": {"clause": 0.91, "before": 0.8, "governed": 0.74, "same-sentence": 0.6},
}
OTHER_BOUNDS = {"direct": 0.95, "mixed": 0.6, "indirect": 1.0}
# Constructions in which the quoted words are no part of the clause that their cue reports.
APART = {"continued", "group", "before", "colon"}
UNATTRIBUTED_CONFIDENCE = 0.5
# Reported clauses of a lower confidence are left out: most of them are none to people, or have other bounds.
LEAST_CONFIDENCE = 0.4
# Phrases need so much more: what PolNeAR marks there ("hailed the bridge") is often no quotation to a reader.
PHRASE_MARGIN = 0.25
# A piece in marks stays a quotation, without a speaker, where the likeliest source is less likely than this.
LEAST_SOURCE = 0.4

# Constructions that leave no choice: a later paragraph of the same words, a name put to the words as a label,
# words that answer a question.
CERTAIN = {"group", "label", "signature", "answered"}

# Given the number of a piece and its candidates, which one?
Decide = Callable[[int, Sequence[Candidate]], Choice]


@Language.factory(
    "seeds_quotations",
    requires=["token.dep", "token.head", "token.lemma", "doc.sents"],
    assigns=["doc.spans"],
    default_config={"indirect": True, "attribution": "learned", "least_confidence": LEAST_CONFIDENCE},
)
def make_quotation_finder(
    nlp: Language,  # noqa: ARG001
    name: str,
    indirect: bool,
    attribution: Literal["learned", "rules"],
    least_confidence: float,
) -> "QuotationFinder":
    """Build the component; `indirect` tells whether quotations without marks are wanted too.

    `attribution` is "learned" or "rules": whether weights decide on them and on whose words others are.
    Reported clauses without marks are left out below `least_confidence`, from 0 to 1, and reported phrases
    ("hailed the bridge") below PHRASE_MARGIN more; rules do not look at it.
    """
    return QuotationFinder(
        name, indirect=indirect, attribution=attribution, least_confidence=least_confidence
    )


def piece_search(doc: Doc) -> "_Search":
    """The search for quotations in marks, for training: its pieces and how they are linked."""
    return _Search(doc, pair_marks(whole_text(doc))[0], learned=True)


def before_reports(doc: Doc) -> tuple[list[bool], set[int], list[Offsets]]:
    """What a search without marks starts from: `taken`, `used` and `skipped` of find_reports."""
    search = piece_search(doc)
    records, _, used = search.in_marks(decide_by_weights)
    return search.taken(records), used, list(search.skipped)


class QuotationFinder:
    """Finds quotations and writes them to `doc.spans["seeds_quotations"]`, other marked words beside them."""

    def __init__(
        self,
        name: str = "seeds_quotations",
        *,
        indirect: bool = True,
        attribution: str = "learned",
        least_confidence: float = LEAST_CONFIDENCE,
    ) -> None:
        self.name = name
        self.indirect = indirect
        self.attribution = attribution
        self.least_confidence = least_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Find and write."""
        self.set_annotations(doc, *self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> tuple[list[QuotationRecord], list[MarkedPhraseRecord], tuple[Notice, ...]]:
        """Decide on quotations and marked phrases, both in text order, and the doubts about marks."""
        stretches, notices = pair_marks(whole_text(doc))
        if not len(doc) or not doc.has_annotation("DEP"):
            return [], [], notices
        search = _Search(doc, stretches, learned=self.attribution == "learned", least=self.least_confidence)
        return *search.run(indirect=self.indirect), notices

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

    def __init__(
        self, doc: Doc, stretches: Sequence[Stretch], *, learned: bool, least: float = LEAST_CONFIDENCE
    ) -> None:
        self.doc = doc
        self.least = least
        self.learned = learned
        self.text = whole_text(doc)
        self.starts: list[int] = doc.to_array("IDX").tolist()
        outer = [stretch for stretch in stretches if stretch.depth == 0]
        self.paragraph_starts = [start for start, _ in paragraphs(self.text)]
        self.quoted = [False] * len(doc)
        self.turns = Turns(doc)
        outer = [stretch for stretch in outer if not self.turns.hold(stretch.open_start)]
        pieces = [piece for stretch in outer if (piece := self._piece(stretch)) is not None]
        for start, end in self.turns.parts:
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            self.quoted[first:last] = [True] * (last - first)
        for piece in pieces:
            self._mark(piece, quoted=True)
        self.skipped = furniture(doc, "header", "byline", "credit")
        self.cues = [
            cue
            for cue in find_cues(doc, self.quoted, self._near(pieces) if learned else None)
            if not any(start <= self.starts[cue.head] < end for start, end in self.skipped)
        ]
        self.relays = Relays(doc)
        verdicts = phrase_kinds(doc, pieces, [cue.head for cue in self.cues])
        self.pieces = [piece for piece, verdict in zip(pieces, verdicts, strict=True) if not verdict.certain]
        self.kinds = [verdict.kind for verdict in verdicts if not verdict.certain]
        self.listed = [verdict.listed or verdict.kind for verdict in verdicts if not verdict.certain]
        self._set_apart([pair for pair in zip(pieces, verdicts, strict=True) if pair[1].certain])
        self.attributor = Attributor(doc, self.cues, self.quoted)

    def run(self, *, indirect: bool) -> tuple[list[QuotationRecord], list[MarkedPhraseRecord]]:
        records, phrases, woven = self.in_marks(decide_by_weights if self.learned else None)
        if indirect:
            records += self._reported(records, woven) if self.learned else self._reported_by_rules(woven)
        records.sort(key=lambda record: record.content[0])
        return records, phrases

    def in_marks(
        self, decide: Decide | None
    ) -> tuple[list[QuotationRecord], list[MarkedPhraseRecord], set[int]]:
        """The quotations and other phrases in marks, and the cues that have nothing left to report.

        Where the quoted words were the clause, nothing is left; where they follow it, it is.
        """
        links, phrases, loose = self.link_pieces(decide)
        records = []
        by_cue: dict[tuple[int, TokenRange | None], list[int]] = defaultdict(list)
        for i, link in links.items():
            by_cue[link.cue.head, link.cue.source].append(i)
        for members in by_cue.values():
            records += self._records(members, links)
        records += [self._unattributed(piece, reason) for piece, reason in loose]
        records += self.turns.records
        used = {link.cue.head for link in links.values() if link.by not in APART}
        return records, phrases, used | self.naming

    def taken(self, records: Iterable[QuotationRecord]) -> list[bool]:
        """Of each token whether it stands in marks or in one of these quotations."""
        taken = list(self.quoted)
        for record in records:
            for start, end in record.content:
                first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
                taken[first:last] = [True] * (last - first)
        return taken

    def _near(self, pieces: Sequence[Piece]) -> list[bool]:
        """Of each token whether it may be the cue of a piece: one of its paragraph or the paragraph before.

        By rules every cue counts, since reported clauses need no marks.
        """
        near = [False] * len(self.doc)
        for number in dict.fromkeys(piece.paragraph for piece in pieces):
            last = number == len(self.paragraph_starts)
            start = self._paragraph_token(number - 1)
            end = len(near) if last else self._paragraph_token(number + 1)
            near[start:end] = [True] * (end - start)
        return near

    def _set_apart(self, certain: Sequence[tuple[Piece, Verdict]]) -> None:
        """What surely quotes nobody is text like any other, but holds no cues ("How to Say Goodbye")."""
        self.phrases = [_marked(piece, verdict.kind) for piece, verdict in certain if verdict.kind]
        for piece, _ in certain:
            self._mark(piece, quoted=False)
        self.skipped += tuple((piece.stretch.start, piece.stretch.end) for piece, _ in certain)
        self.naming = {verdict.verb for _, verdict in certain if verdict.verb is not None}
        self.naming |= self.relays.cited_sources()
        self.cues = [cue for cue in self.cues if cue.head not in self.naming]

    def _mark(self, piece: Piece, *, quoted: bool) -> None:
        """Note of each token of the piece and its marks whether it is quoted."""
        first = self._token_at(piece.stretch.open_start)
        last = self._token_at(max(piece.stretch.close_end - 1, piece.stretch.open_start)) + 1
        self.quoted[first:last] = [quoted] * (last - first)

    def _token_at(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _piece(self, stretch: Stretch) -> Piece | None:
        if not any(c.isalnum() for c in self.text[stretch.start : stretch.end]):
            return None
        label = label_end(self.text, stretch)
        start = stretch.start if label is None else label + 1
        name = None if label is None else (self._token_at(stretch.start), bisect_left(self.starts, label))
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, stretch.end)
        if first >= last:  # glued to its marks by the tokenizer
            first = self._token_at(start)
            last = first + 1
        words = self.text[start : stretch.end]
        stretch = replace(stretch, start=start + len(words) - len(words.lstrip()))
        paragraph = bisect_right(self.paragraph_starts, stretch.open_start)
        at = self._paragraph_token(paragraph)
        whole = sentence_like(self.text, stretch)
        return Piece(stretch, words.strip(), (first, last), paragraph, at, whole, name)

    def link_pieces(
        self, decide: Decide | None
    ) -> tuple[dict[int, Link], list[MarkedPhraseRecord], list[tuple[Piece, str]]]:
        """Give each piece a link, or sort it out as a marked phrase, or leave it unattributed.

        `decide` chooses among all candidates; without it the first rule that fits decides.
        """
        links: dict[int, Link] = {}
        phrases = list(self.phrases)
        loose: list[tuple[Piece, str]] = []
        proposer = None if decide is None else self._proposer()
        last: Link | None = None  # the last link of the paragraph before or of this one
        last_piece: Piece | None = None
        for i, piece in enumerate(self.pieces):
            kind = self.kinds[i]
            link = self._by_rules(i, kind, links, last_piece, last)
            if decide is not None and proposer is not None and (link is None or link.by not in CERTAIN):
                near = last_piece is not None and last_piece.paragraph >= piece.paragraph - 1
                candidates = proposer.propose(i, link, last if near else None, kind)
                choice = decide(i, candidates)
                chosen = candidates[choice.number]
                if chosen.cue is not None and choice.confidence < LEAST_SOURCE:
                    loose.append((piece, "speaker-uncertain"))
                    continue
                link = None if chosen.cue is None else Link(chosen.cue, chosen.by, choice.confidence)
            if link is not None:
                links[i] = link
                last, last_piece = (None, None) if link.by == "signature" else (link, piece)
            elif (listed := self.listed[i]) is not None:
                phrases.append(_marked(piece, listed))
            else:
                loose.append((piece, "no-cue"))
        phrases.sort(key=lambda phrase: phrase.start)
        return links, phrases, loose

    def _proposer(self) -> Proposer:
        paragraphs = [bisect_left(self.starts, start) for start in self.paragraph_starts]
        headlines = [
            (bisect_left(self.starts, start), bisect_left(self.starts, end))
            for start, end in furniture(self.doc, "headline")
        ]
        return Proposer(self.doc, self.attributor, self.pieces, paragraphs, headlines)

    def _by_rules(
        self, number: int, kind: str | None, links: dict[int, Link], before: Piece | None, last: Link | None
    ) -> Link | None:
        """The first rule that fits; "title" and "nickname" overrule a cue, "term" and "scare" do not."""
        piece = self.pieces[number]
        labelled = self.attributor.labelled(piece) or described(self.doc, piece)
        if kind in ("title", "nickname") and labelled is None:
            return None
        following = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
        link = labelled or self._same_group(piece, links) or self._answered(piece, before, last)
        link = link or self.attributor.link(piece, following)
        if link is None and kind is None:
            link = self._continued(piece, before, last)
        return link

    def _answered(self, piece: Piece, before: Piece | None, last: Link | None) -> Link | None:
        """The article asks, whoever spoke last answers: And the cost? "None." Nothing else may follow."""
        if last is None or before is None or before.paragraph < piece.paragraph - 2 or not piece.whole:
            return None
        asked = self.text[before.stretch.close_end : piece.stretch.open_start].rstrip()
        rest = self.text[piece.stretch.close_end : piece.stretch.close_end + 2]
        return Link(last.cue, "answered") if asked.endswith("?") and (not rest or rest[0] in "\r\n") else None

    def _same_group(self, piece: Piece, links: dict[int, Link]) -> Link | None:
        """A later paragraph of a multi-paragraph quotation."""
        if piece.stretch.group == 0 and not links:
            return None
        for i in reversed(links):
            if self.pieces[i].stretch.group == piece.stretch.group:
                return Link(links[i].cue, "group", links[i].confidence)
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
            split = bool(direct) and direct[-1][-1] == i - 1 and links[i - 1].by == "after"
            if split:  # "...," X said, "..."
                direct[-1].append(i)
            elif by == "clause" or (
                not self.pieces[i].whole and by in ("governed", "before", "same-sentence")
            ):
                woven.append(i)
            elif direct and by != "answered" and (by in ("continued", "group") or direct[-1][-1] == i - 1):
                direct[-1].append(i)
            else:
                direct.append([i])
        records = []
        if woven:
            records.append(self._mixed(cue, woven, [links[i] for i in woven]))
        for group in direct:
            content = tuple((self.pieces[i].stretch.start, self.pieces[i].stretch.end) for i in group)
            closed = tuple(self.pieces[i].stretch.closed for i in group)
            records.append(self._record("direct", content, closed, cue, [links[i] for i in group]))
        return records

    def _mixed(self, cue: Cue, members: Sequence[int], links: Sequence[Link]) -> QuotationRecord:
        """The clause or phrase around the pieces, cut at their marks so that each part is verbatim."""
        pieces = [self.pieces[i] for i in members]
        around: list[TokenRange] = list(cue.clause)
        if self.doc[cue.head].text == ":":  # Ruiz: Bridge "a trap" for towns
            around.append((cue.end, self._line_end(cue.end)))
        for piece in pieces:
            if not any(start <= piece.tokens[0] < end for start, end in around):
                around += self.attributor.phrase_on_path(cue, piece)
        parts = self._cut(around, pieces, cue)
        content = tuple(offsets for offsets, _ in parts)
        closed = tuple(how for _, how in parts)
        return self._record("mixed", content, closed, cue, links)

    def _line_end(self, token: int) -> int:
        end = self.text.find("\n", self.starts[token]) if token < len(self.starts) else -1
        return len(self.starts) if end < 0 else bisect_left(self.starts, end)

    def _cut(
        self, around: Sequence[TokenRange], pieces: Sequence[Piece], cue: Cue
    ) -> list[tuple[Offsets, str | None]]:
        parts: list[tuple[Offsets, str | None]] = [
            ((piece.stretch.start, piece.stretch.end), piece.stretch.closed) for piece in pieces
        ]
        taken = set(range(cue.start, cue.end))
        for piece in pieces:
            taken.update(range(self._token_at(piece.stretch.open_start), piece.tokens[1] + 1))
        last = max(piece.tokens[1] for piece in pieces)
        for start, end in around:
            stop = self.attributor.afterthought(last, end)
            parts += [(offsets, None) for offsets in self._unquoted(start, stop, taken)]
        return sorted(set(parts))

    def _reported(self, found: Sequence[QuotationRecord], used: set[int]) -> list[QuotationRecord]:
        """Quotations without marks, by learned weights."""
        taken = self.taken(found)
        records = []
        for report in find_reports(self.doc, taken, used=used, skipped=self.skipped):
            content = [
                offsets
                for start, end in report.parts
                for offsets in self._unquoted(start, end, {i for i in range(start, end) if taken[i]})
            ]
            least = self.least if report.is_clause else self.least + PHRASE_MARGIN
            if content and report.confidence >= least:
                closed = (None,) * len(content)
                record = self._record(
                    "indirect",
                    tuple(sorted(content)),
                    closed,
                    report.cue,
                    [Link(report.cue, "reported", report.confidence)],
                )
                records.append(record)
        return records

    def _reported_by_rules(self, used: set[int]) -> list[QuotationRecord]:
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
                self._record(
                    "indirect", tuple(sorted(content)), (None,) * len(content), cue, [Link(cue, "reported")]
                )
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
        links: Sequence[Link],
    ) -> QuotationRecord:
        by = links[0].by
        relay = self.relays.find(cue)
        source = quoted_speaker(self.doc, cue) or cue.source
        return QuotationRecord(
            kind=kind,
            content=content,
            closed=closed,
            cue=self._span(cue.start, cue.end),
            cue_lemma=cue.lemma,
            source=self._span(*source) if source else None,
            rule="continued" if by in ("continued", "group", "answered") else cue.rule,
            via=self._span(*relay) if relay is not None else None,
            confidence=_confidence(kind, links),
        )

    def _unattributed(self, piece: Piece, reason: str) -> QuotationRecord:
        return QuotationRecord(
            kind="direct" if piece.whole else "mixed",
            content=((piece.stretch.start, piece.stretch.end),),
            closed=(piece.stretch.closed,),
            unattributed_reason=reason,
            confidence=UNATTRIBUTED_CONFIDENCE,
        )

    def _span(self, start: int, end: int) -> Offsets:
        return self.starts[start], self.starts[end - 1] + len(self.doc[end - 1])


def _marked(piece: Piece, kind: str) -> MarkedPhraseRecord:
    """The words without the comma or full stop that American usage sets inside the marks."""
    end = piece.stretch.start + len(piece.text.rstrip(" ,.;"))
    return MarkedPhraseRecord(piece.stretch.start, max(end, piece.stretch.start + 1), kind)


def decide_by_weights(_number: int, candidates: Sequence[Candidate]) -> Choice:
    """Choose by what was learned."""
    return choose(candidates)


def _confidence(kind: str, links: Sequence[Link]) -> float:
    """The chance that content and source are right; by rules that of the source alone."""
    by = links[0].by
    chances = [CONFIDENCE[link.by] if link.confidence is None else link.confidence for link in links]
    if links[0].confidence is None:
        return min(chances)
    return min(chances) * BOUNDS.get(kind, {}).get(by, OTHER_BOUNDS[kind])
