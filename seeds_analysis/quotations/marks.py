"""Read what the quotation marks of a Doc hold, and find the cues outside them."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from seeds_analysis.doc import MarkedPhraseAnnotation, Positions, QuotationAnnotation, TokenRange, context
from seeds_analysis.quotations.cues.finding import Cue, find_cues
from seeds_analysis.quotations.interviews.turns import find_turns
from seeds_analysis.quotations.not_quoting.kinds import phrase_kinds
from seeds_analysis.quotations.not_quoting.surroundings import Verdict
from seeds_analysis.quotations.pieces import Piece, read_pieces
from seeds_analysis.text import Offsets, Stretch


class Marks(NamedTuple):
    """The quoted words of a Doc, with the cues outside them.

    `quoted` is 1 for each token in marks or in a turn of an interview. `verdicts` runs parallel to `pieces`.
    `phrases` certainly quote nobody; `naming` are the verbs that introduce them, which report nothing.
    `headlines` are token ranges; `skipped` are characters without cues: bylines, headers, the phrases.
    """

    positions: Positions
    quoted: bytearray
    turns: list[QuotationAnnotation]
    pieces: list[Piece]
    verdicts: list[Verdict]
    phrases: list[MarkedPhraseAnnotation]
    cues: list[Cue]
    naming: set[int]
    headlines: list[TokenRange]
    skipped: list[Offsets]


def read_marks(doc: Doc, stretches: Sequence[Stretch]) -> Marks:
    """Find turns, pieces and cues, and sort out the pieces that certainly quote nobody."""
    positions = Positions(doc)
    turns = find_turns(doc)
    quoted = taken_tokens(positions, bytearray(len(doc)), turns)
    outer = [s for s in stretches if s.depth == 0 and not quoted[positions.token_at(s.open_start)]]
    pieces = read_pieces(positions, outer)
    for piece in pieces:
        _fill(quoted, *piece.marked, 1)
    skipped = list(context.furniture(doc, "header", "byline", "credit"))
    cues = [cue for cue in find_cues(doc, quoted) if not _lies_in(positions.starts[cue.head], skipped)]
    verdicts = phrase_kinds(positions, pieces)
    judged = list(zip(pieces, verdicts, strict=True))
    certain = [(piece, verdict) for piece, verdict in judged if verdict.certain]
    for piece, _ in certain:  # their words are text like any other, but hold no cues ("How to Say Goodbye")
        _fill(quoted, *piece.marked, 0)
        skipped.append((piece.stretch.start, piece.stretch.end))
    naming = {verdict.verb for _, verdict in certain if verdict.verb is not None}
    return Marks(
        positions=positions,
        quoted=quoted,
        turns=turns,
        pieces=[piece for piece, verdict in judged if not verdict.certain],
        verdicts=[verdict for verdict in verdicts if not verdict.certain],
        phrases=[marked_phrase(piece, verdict.kind) for piece, verdict in certain if verdict.kind],
        cues=[cue for cue in cues if cue.head not in naming],
        naming=naming,
        headlines=[
            (positions.first_from(start), positions.first_from(end))
            for start, end in context.furniture(doc, "headline")
        ],
        skipped=skipped,
    )


def taken_tokens(
    positions: Positions, quoted: bytearray, records: Sequence[QuotationAnnotation]
) -> bytearray:
    """Copy `quoted` and set the tokens of these quotations to 1."""
    taken = quoted.copy()
    for record in records:
        for start, end in record.content:
            _fill(taken, positions.first_from(start), positions.first_from(end), 1)
    return taken


def marked_phrase(piece: Piece, kind: str) -> MarkedPhraseAnnotation:
    """Annotate a piece that quotes nobody, without the comma or full stop inside its marks."""
    end = piece.stretch.start + len(piece.text.rstrip(" ,.;"))
    return MarkedPhraseAnnotation(piece.stretch.start, max(end, piece.stretch.start + 1), kind)


def _fill(tokens: bytearray, start: int, end: int, value: int) -> None:
    tokens[start:end] = bytes([value]) * (end - start)


def _lies_in(offset: int, parts: Sequence[Offsets]) -> bool:
    return any(start <= offset < end for start, end in parts)
