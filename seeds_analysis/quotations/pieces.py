"""A quoted stretch of text as the components see it: its words, its tokens, its look."""

import re
from dataclasses import dataclass

from seeds_analysis.doc import TokenRange
from seeds_analysis.text import Stretch

# Names in capitals before a colon, as transcripts have them: "RUIZ:", "SEN. RUIZ:".
_LABEL = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}:(?=\s)")

ENDS_STATEMENT = tuple(",.?!;:—–-…")


@dataclass(frozen=True, slots=True)
class Piece:
    """A quoted stretch: its words and tokens, its paragraph's number and first token, and its look.

    `whole` tells that it looks like a sentence of its own. `label` is the name that a transcript puts before
    the words, inside the marks (RUIZ: ...); it is no part of them.
    """

    stretch: Stretch
    text: str
    tokens: TokenRange
    paragraph: int
    paragraph_token: int
    whole: bool
    label: TokenRange | None = None


def label_end(text: str, stretch: Stretch) -> int | None:
    """Where the colon of a speaker's label stands at the head of a stretch; None if there is no label."""
    label = _LABEL.match(text, stretch.start, stretch.end)
    return None if label is None else label.end() - 1


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
