"""Find the quotations of a Doc.

A network tags contents, cues, sources and relays in the words and links them: a quotation is a content with
its cue and source, as in Pareti (2015), "Attribution: A Computational Approach". Quotation marks bind it: the
words between two marks belong to one content as a whole or not at all. Labelled turns of interviews and
transcripts are quotations by their layout.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from seeds_analysis.doc import MarkedPhraseAnnotation, Positions, QuotationAnnotation, context
from seeds_analysis.network import Encoded, Scores, read_doc
from seeds_analysis.quotations.decoding import WordRange, content_chances, decode, referents
from seeds_analysis.quotations.interviews.turns import find_turns
from seeds_analysis.quotations.not_quoting.kinds import phrase_kinds
from seeds_analysis.quotations.not_quoting.surroundings import Verdict
from seeds_analysis.quotations.pieces import Piece, read_pieces
from seeds_analysis.quotations.records import make_records
from seeds_analysis.text import Offsets, Stretch

# Added to the log-odds that words in marks are said, for a sentence of its own and for a phrase.
SENTENCE_LEAN, PHRASE_LEAN = 1.0, -2.0
# A later paragraph of a turn belongs to it from this mean chance of its words on.
IN_TURN = 0.5
# Indirect quotations below this confidence are left out.
LEAST_CONFIDENCE = 0.5


def find_quotations(
    doc: Doc, stretches: Sequence[Stretch], *, indirect: bool = True, least: float = LEAST_CONFIDENCE
) -> tuple[list[QuotationAnnotation], list[MarkedPhraseAnnotation]]:
    """Find quotations and phrases in marks that quote nobody, both in text order.

    `stretches` are the texts in quotation marks. `least` is the confidence, from 0 to 1, that an indirect
    quotation needs.
    """
    positions = Positions(doc)
    encoded, scores = read_doc(doc)
    turns = list(_turns(doc, encoded, scores))
    taken = sorted(part for turn in turns for part in turn.content)
    outermost = [s for s in stretches if s.depth == 0 and not _overlaps((s.start, s.end), taken)]
    pieces = read_pieces(positions, outermost)
    judged = list(zip(pieces, phrase_kinds(positions, pieces), strict=True))
    maybe_said = [(piece, verdict) for piece, verdict in judged if not verdict.certain]
    bound = [_bound(encoded, piece, verdict) for piece, verdict in maybe_said]
    furniture = context.furniture(doc, "header", "byline", "date", "credit")
    tagged = decode(scores, bound, encoded.breaks, [encoded.words(*span) for span in furniture])
    tagged = [one for one in tagged if not _overlaps(encoded.offsets(one.content), taken)]
    records, said = make_records(positions, [piece for piece, _ in maybe_said], encoded, tagged)
    records = [r for r in records if r.kind != "indirect" or (indirect and r.confidence >= least)]
    phrases = [_phrase(piece, verdict) for piece, verdict in judged if piece.stretch.open_start not in said]
    found = (with_referents(record, encoded, scores) for record in (*records, *turns))
    return sorted(found, key=lambda record: record.content[0]), phrases


def with_referents(quotation: QuotationAnnotation, encoded: Encoded, scores: Scores) -> QuotationAnnotation:
    """Add which other words name the speaker, by the network."""
    start, end = quotation.source or quotation.content[0]
    in_marks = quotation.source is None and quotation.closed[0] is not None
    word, _ = encoded.words(start - in_marks, end)  # from its opening mark on
    found = (
        (-1 if other is None else int(encoded.starts[other]), round(chance, 4))
        for other, chance in referents(scores, word)
    )
    return replace(quotation, referents=tuple(found))


def _bound(encoded: Encoded, piece: Piece, verdict: Verdict) -> tuple[WordRange, float]:
    """The words of a piece with its marks, and how much speaks for their being said."""
    words = encoded.words(piece.stretch.open_start, piece.stretch.close_end)
    return words, SENTENCE_LEAN if piece.whole and verdict.kind is None else PHRASE_LEAN


def _phrase(piece: Piece, verdict: Verdict) -> MarkedPhraseAnnotation:
    """Annotate a piece that quotes nobody, without the comma or full stop inside its marks."""
    kind = verdict.kind if verdict.certain else verdict.listed or verdict.kind
    end = piece.stretch.start + len(piece.text.rstrip(" ,.;"))
    return MarkedPhraseAnnotation(piece.stretch.start, max(end, piece.stretch.start + 1), kind or "scare")


def _turns(doc: Doc, encoded: Encoded, scores: Scores) -> Iterator[QuotationAnnotation]:
    """Find turns of an interview, of each the first paragraph and those after it that are content.

    A transcript may be interrupted by the writer's own paragraphs.
    """
    chances = content_chances(scores)
    for turn in find_turns(doc):
        words = [encoded.words(*part) for part in turn.content]
        kept = [n for n, part in enumerate(words) if not n or chances[slice(*part)].mean() >= IN_TURN]
        yield replace(
            turn, content=tuple(turn.content[n] for n in kept), closed=tuple(turn.closed[n] for n in kept)
        )


def _overlaps(one: Offsets, others: Sequence[Offsets]) -> bool:
    """Whether a range overlaps one of others that are in order and apart."""
    at = bisect_left(others, (one[1], 0)) - 1
    return at >= 0 and others[at][1] > one[0]
