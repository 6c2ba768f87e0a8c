"""Find who signed words in marks: "..." — Ana Ruiz, as in letters, posts and lists of opinions."""

import re

from seeds_analysis.lexicon import word_set
from seeds_analysis.text import Offsets

MAX_NAME_WORDS = 6

_DASH = re.compile(r"[ \t\xa0]*(?:[—–―]|--?(?=[ \xa0]))[ \t\xa0]*")
# A name ends with its line, or before a place or date.
_NAME = re.compile(r"[^\W\d_][^\n,(;:]{1,60}?(?=[ \t\xa0]*(?:$|\n|,|\(|\.\s))")


def signature_after(text: str, place: int) -> Offsets | None:
    """Give the name after a dash at a place, usually the end of closing marks."""
    dash = _DASH.match(text, place)
    name = None if dash is None else _NAME.match(text, dash.end())
    if name is None:
        return None
    words = name[0].split()
    capital = all(word[0].isupper() or word in word_set("quotations.label_particles") for word in words)
    return name.span() if capital and len(words) <= MAX_NAME_WORDS else None
