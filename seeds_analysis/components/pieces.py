"""A quoted stretch of text as the components see it: its words, its tokens, its look."""

from dataclasses import dataclass

from seeds_analysis.components.phrases import TokenRange
from seeds_analysis.quotation_marks import Stretch

ENDS_STATEMENT = tuple(",.?!;:—–-…")


@dataclass(frozen=True, slots=True)
class Piece:
    """A quoted stretch: its words and tokens, its paragraph's number and first token, and its look.

    `whole` tells that it looks like a sentence of its own.
    """

    stretch: Stretch
    text: str
    tokens: TokenRange
    paragraph: int
    paragraph_token: int
    whole: bool


def sentence_like(text: str, stretch: Stretch) -> bool:
    """A piece that looks like a statement of its own: capital letter, closing punctuation, or many words."""
    words = text[stretch.start : stretch.end].strip()
    first = next((c for c in words if c.isalnum()), "")
    ends = words.endswith(ENDS_STATEMENT)
    before = text[max(0, stretch.open_start - 2) : stretch.open_start].strip()
    if ends and (first.isupper() or first.isdigit()) and len(words.split()) > 1:
        return True
    if ends and (not before or before[-1] in ":,.?!—–") and len(words.split()) > 1:
        return True
    return words.endswith((",", "?", "!")) and (not before or before[-1] in ":,.?!—–")
