"""Pieces: stretches of text in quotation marks, with their words and tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seeds_analysis.doc import Positions, TokenRange
from seeds_analysis.text import Offsets, Stretch

# Names in capitals before a colon, as in transcripts: "RUIZ:", "SEN. RUIZ:".
_LABEL = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}:(?=\s)")

_ENDS_STATEMENT = tuple(",.?!;:—–-…")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in quotation marks.

    `tokens` are the words, `marked` the words with their marks. `whole` means that the piece looks like a
    sentence of its own. A label inside the marks, as in transcripts ("RUIZ: ..."), is not among the words,
    but `label` has its offsets.
    """

    stretch: Stretch
    text: str
    tokens: TokenRange
    marked: TokenRange
    whole: bool
    label: Offsets | None = None


def read_pieces(positions: Positions, stretches: Sequence[Stretch]) -> list[Piece]:
    """Make a piece of each stretch that holds a letter or digit."""
    pieces = (_read_piece(positions, stretch) for stretch in stretches)
    return [piece for piece in pieces if piece is not None]


def _read_piece(positions: Positions, stretch: Stretch) -> Piece | None:
    text = positions.text
    if not any(c.isalnum() for c in text[stretch.start : stretch.end]):
        return None
    label = _LABEL.match(text, stretch.start, stretch.end)
    start = stretch.start if label is None else label.end()
    first, last = positions.first_from(start), positions.first_from(stretch.end)
    if first >= last:  # the tokenizer did not split the word from its marks
        first = positions.token_at(start)
        last = first + 1
    opening = min(first, positions.token_at(stretch.open_start))
    closing = max(last, positions.first_from(stretch.close_end))
    words = text[start : stretch.end]
    start += len(words) - len(words.lstrip())
    if start != stretch.start:
        stretch = replace(stretch, start=start)
    return Piece(
        stretch=stretch,
        text=words.strip(),
        tokens=(first, last),
        marked=(opening, closing),
        whole=_looks_whole(text, stretch),
        label=None if label is None else (label.start(), label.end() - 1),
    )


def _looks_whole(text: str, stretch: Stretch) -> bool:
    """Whether the words look like a statement of their own, by capital letter and punctuation."""
    words = text[stretch.start : stretch.end].strip()
    first = next((c for c in words if c.isalnum()), "")
    before = text[max(0, stretch.open_start - 2) : stretch.open_start].strip()
    opens = not before or before[-1] in ":,.?!—–"
    if words.endswith(_ENDS_STATEMENT) and len(words.split()) > 1:
        return opens or first.isupper() or first.isdigit()
    return words.endswith((",", "?", "!")) and opens
