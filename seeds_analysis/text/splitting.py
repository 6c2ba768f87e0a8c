"""Where to cut a long text into pieces that are analyzed one by one."""

import itertools
import re

from seeds_analysis.text.breaks import SENTENCE_END, Offsets, paragraphs

# A shorter text is one piece. With a longer one, spaCy is 1.3 times slower (its arrays leave the cache) and
# needs 3.3 MB per 1,000 characters at once.
WHOLE_LENGTH = 100_000
PIECE_LENGTH = 20_000

_SENTENCE_END = re.compile(SENTENCE_END + r"\s+")
_SPACE = re.compile(r"\s+")


def split_text(text: str, start: int, end: int) -> tuple[Offsets, ...]:
    """Cut [start, end) at paragraphs into pieces of at most PIECE_LENGTH characters, if it is long.

    The pieces cover the range without a gap; white space stays with the piece before it. A paragraph
    longer than a piece is cut after a sentence, else after a space, else anywhere.
    """
    if end <= start:
        return ()
    if end - start <= WHOLE_LENGTH:
        return ((start, end),)
    starts = [start + first for first, _ in paragraphs(text[start:end])][1:]
    pieces: list[Offsets] = []
    piece_start = start
    for begin, following in itertools.pairwise([*starts, end]):
        if following - piece_start > PIECE_LENGTH and begin > piece_start:
            pieces.extend(_cut_paragraph(text, piece_start, begin))
            piece_start = begin
    pieces.extend(_cut_paragraph(text, piece_start, end))
    return tuple(pieces)


def _cut_paragraph(text: str, start: int, end: int) -> list[Offsets]:
    pieces = []
    while end - start > PIECE_LENGTH:
        cut = _last_break(text, start, start + PIECE_LENGTH)
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    return pieces


def _last_break(text: str, start: int, end: int) -> int:
    """Find the last good place to cut in the second half of [start, end)."""
    middle = (start + end) // 2
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, middle, end)]
        if ends:
            return ends[-1]
    return end
