"""Read what the quotation marks of a Doc hold: words that may be said, and words that quote nobody."""

from collections.abc import Sequence
from typing import NamedTuple

from seeds_analysis.doc import MarkedPhraseAnnotation, Positions
from seeds_analysis.quotations.not_quoting.kinds import phrase_kinds
from seeds_analysis.quotations.not_quoting.surroundings import Verdict
from seeds_analysis.quotations.pieces import Piece, read_pieces
from seeds_analysis.text import Stretch


class Marks(NamedTuple):
    """What the marks of a Doc hold.

    `verdicts` runs parallel to `pieces`, the words that somebody may have said; `phrases` certainly quote
    nobody.
    """

    pieces: list[Piece]
    verdicts: list[Verdict]
    phrases: list[MarkedPhraseAnnotation]


def read_marks(positions: Positions, stretches: Sequence[Stretch]) -> Marks:
    """Read the outermost stretches, and sort out those that certainly quote nobody."""
    pieces = read_pieces(positions, [stretch for stretch in stretches if stretch.depth == 0])
    judged = list(zip(pieces, phrase_kinds(positions, pieces), strict=True))
    return Marks(
        pieces=[piece for piece, verdict in judged if not verdict.certain],
        verdicts=[verdict for _, verdict in judged if not verdict.certain],
        phrases=[
            marked_phrase(piece, verdict.kind)
            for piece, verdict in judged
            if verdict.certain and verdict.kind
        ],
    )


def marked_phrase(piece: Piece, kind: str) -> MarkedPhraseAnnotation:
    """Annotate a piece that quotes nobody, without the comma or full stop inside its marks."""
    end = piece.stretch.start + len(piece.text.rstrip(" ,.;"))
    return MarkedPhraseAnnotation(piece.stretch.start, max(end, piece.stretch.start + 1), kind)
