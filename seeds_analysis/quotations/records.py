"""Make quotation records: what belongs to one quotation, where its content ends, how sure it is."""

from collections.abc import Sequence, Set
from itertools import compress

from seeds_analysis.doc import Positions, QuotationAnnotation, TokenRange, syntax
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.relays import Relays
from seeds_analysis.quotations.in_marks.mixed_bounds import afterthought, phrase_on_path
from seeds_analysis.quotations.in_marks.rules import Attributor, Link
from seeds_analysis.quotations.pieces import Piece
from seeds_analysis.text import Offsets

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
UNATTRIBUTED_CONFIDENCE = 0.5


class Recorder:
    """Makes the records of one Doc; `quoted` tells of each token whether it stands in marks."""

    def __init__(
        self,
        places: Positions,
        pieces: Sequence[Piece],
        quoted: Sequence[int],
        attributor: Attributor,
        relays: Relays,
    ) -> None:
        self.doc = places.doc
        self.places = places
        self.pieces = pieces
        self.quoted = quoted
        self.attributor = attributor
        self.relays = relays

    def in_marks(self, members: Sequence[int], links: dict[int, Link]) -> list[QuotationAnnotation]:
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

    def _mixed(self, cue: Cue, members: Sequence[int], links: Sequence[Link]) -> QuotationAnnotation:
        """The clause or phrase around the pieces, cut at their marks so that each part is verbatim."""
        pieces = [self.pieces[i] for i in members]
        around: list[TokenRange] = list(cue.clause)
        if self.doc[cue.head].text == ":":  # Ruiz: Bridge "a trap" for towns
            around.append((cue.end, self.places.line_end(cue.end)))
        for piece in pieces:
            if not any(start <= piece.tokens[0] < end for start, end in around):
                around += phrase_on_path(self.doc, cue, piece)
        parts = self._cut(around, pieces, cue)
        content = tuple(offsets for offsets, _ in parts)
        closed = tuple(how for _, how in parts)
        return self._record("mixed", content, closed, cue, links)

    def _cut(
        self, around: Sequence[TokenRange], pieces: Sequence[Piece], cue: Cue
    ) -> list[tuple[Offsets, str | None]]:
        parts: list[tuple[Offsets, str | None]] = [
            ((piece.stretch.start, piece.stretch.end), piece.stretch.closed) for piece in pieces
        ]
        taken = set(range(cue.start, cue.end))
        for piece in pieces:
            taken.update(range(self.places.token_at(piece.stretch.open_start), piece.tokens[1] + 1))
        last = max(piece.tokens[1] for piece in pieces)
        for start, end in around:
            stop = afterthought(self.doc, self.attributor.by_head, last, end)
            parts += [(offsets, None) for offsets in self._unquoted(start, stop, taken)]
        return sorted(set(parts))

    def indirect(
        self, link: Link, parts: Sequence[TokenRange], taken: Sequence[int]
    ) -> QuotationAnnotation | None:
        """A quotation without marks from token ranges; None if nothing of them is free.

        `taken` tells of each token whether another quotation has it.
        """
        content = [
            offsets
            for start, end in parts
            for offsets in self._unquoted(start, end, set(compress(range(start, end), taken[start:end])))
        ]
        if not content:
            return None
        return self._record("indirect", tuple(sorted(content)), (None,) * len(content), link.cue, [link])

    def _record(
        self,
        kind: str,
        content: tuple[Offsets, ...],
        closed: tuple[str | None, ...],
        cue: Cue,
        links: Sequence[Link],
    ) -> QuotationAnnotation:
        by = links[0].by
        relay = self.relays.find(cue)
        return QuotationAnnotation(
            kind=kind,
            content=content,
            closed=closed,
            cue=self.places.span(cue.start, cue.end),
            cue_lemma=cue.lemma,
            source=self.places.span(*cue.source) if cue.source else None,
            rule="continued" if by in ("continued", "group", "answered") else cue.rule,
            via=self.places.span(*relay) if relay is not None else None,
            confidence=_confidence(kind, links),
        )

    def unattributed(self, piece: Piece, likeliest: Link | None) -> QuotationAnnotation:
        """A quotation that nobody near is known to have said, with the phrase for who may have, if any."""
        source = None if likeliest is None else likeliest.cue.source
        cue = None if likeliest is None else likeliest.cue
        doubt = 1.0 if likeliest is None or likeliest.confidence is None else likeliest.confidence
        return QuotationAnnotation(
            kind="direct" if piece.whole else "mixed",
            content=((piece.stretch.start, piece.stretch.end),),
            closed=(piece.stretch.closed,),
            cue=None if cue is None else self.places.span(cue.start, cue.end),
            cue_lemma=None if cue is None else cue.lemma,
            source=None if source is None else self.places.span(*source),
            rule=None if cue is None else cue.rule,
            unattributed_reason="no-cue" if source is None else "speaker-uncertain",
            confidence=min(UNATTRIBUTED_CONFIDENCE, doubt),
        )

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
        bare = [syntax.trimmed(self.doc, low, high) for low, high in runs]
        return [self.places.span(low, high) for low, high in bare if low < high]


def _confidence(kind: str, links: Sequence[Link]) -> float:
    """The chance that content and source are right; by rules that of the source alone."""
    by = links[0].by
    chances = [CONFIDENCE[link.by] if link.confidence is None else link.confidence for link in links]
    if links[0].confidence is None:
        return min(chances)
    return min(chances) * BOUNDS.get(kind, {}).get(by, OTHER_BOUNDS[kind])
