"""Turn a text into the numbers that the network reads: word pieces, their case, and quotation marks.

Words are BERT's pre-tokens, split into word pieces (Wu et al. 2016). The vocabulary knows no capitals, so a
feature tells the shape of each word; another tells whether it is in quotation marks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from seeds_analysis.network.weights import read_vocabulary
from seeds_analysis.text import Offsets, Stretch, paragraphs

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

CLS, SEP = 101, 102
# Shapes of words: 0 is for pieces that are no word.
SHAPES = 8
_LOWER, _TITLE, _UPPER, _MIXED, _DIGIT, _MARK, _LETTER = range(1, SHAPES)
# 0 is outside marks, 1 inside, 2 in marks inside marks.
DEPTHS = 3
# Pieces that a window decides on, and those before it that it sees as well. With [CLS] at most 512.
WINDOW, BEFORE = 224, 48
# A paragraph is given to the tokenizer whole; beyond this it is cut.
MAX_PARAGRAPH = 20_000


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the network reads it.

    `ids`, `shapes` and `depths` have a value for each word piece, with [SEP] at the end of each paragraph.
    `first` has the index of the first piece of each word, `starts` and `ends` its offsets. `stops` are the
    ends of the paragraphs, in pieces.
    """

    ids: Ints
    shapes: Ints
    depths: Ints
    first: Ints
    starts: Ints
    ends: Ints
    stops: list[int]

    @property
    def breaks(self) -> set[int]:
        """The words at which paragraphs begin, except the first."""
        return set(np.searchsorted(self.first, self.stops[:-1]).tolist())

    def words(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of words that lie, at least in part, between two characters."""
        return int(np.searchsorted(self.ends, start, side="right")), int(np.searchsorted(self.starts, end))

    def offsets(self, words: tuple[int, int]) -> Offsets:
        """Give the offsets of a range of words that is not empty."""
        return int(self.starts[words[0]]), int(self.ends[words[1] - 1])


@cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(read_vocabulary())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(text: str, stretches: Sequence[Stretch]) -> Encoded:
    """Encode a text and the stretches in its quotation marks; O(length)."""
    places = [place for start, end in paragraphs(text) for place in _cut(start, end)]
    found = _tokenizer().encode_batch([text[start:end] for start, end in places], add_special_tokens=False)
    ids: list[int] = []
    first: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    stops: list[int] = []
    word_of: list[int] = []
    for (offset, _), encoding in zip(places, found, strict=True):
        last = None
        for piece, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            if word != last:
                first.append(len(ids))
                starts.append(offset + start)
                ends.append(offset + end)
                last = word
            ends[-1] = offset + end
            ids.append(piece)
            word_of.append(len(first))
        ids.append(SEP)
        word_of.append(0)
        stops.append(len(ids))
    shapes = [0, *(_shape(text[start:end]) for start, end in zip(starts, ends, strict=True))]
    depth = np.zeros(len(text) + 1, dtype=np.int64)
    for stretch in stretches:
        depth[stretch.open_start : stretch.close_end] += 1
    depths = np.concatenate([[0], np.minimum(depth[np.array(starts, dtype=np.int64)], DEPTHS - 1)])
    words = np.array(word_of, dtype=np.int64)
    return Encoded(
        ids=np.array(ids, dtype=np.int64),
        shapes=np.array(shapes, dtype=np.int64)[words],
        depths=depths.astype(np.int64)[words],
        first=np.array(first, dtype=np.int64),
        starts=np.array(starts, dtype=np.int64),
        ends=np.array(ends, dtype=np.int64),
        stops=stops,
    )


def _cut(start: int, end: int) -> Iterator[Offsets]:
    for place in range(start, end, MAX_PARAGRAPH):
        yield place, min(end, place + MAX_PARAGRAPH)


def _shape(word: str) -> int:
    if not word[:1].isalnum():
        return _MARK
    if word[0].isdigit():
        return _DIGIT
    if word.islower() or not word[0].isupper():
        return _LOWER if word.islower() or word.lower() == word else _MIXED
    if len(word) == 1:
        return _LETTER
    if word.isupper():
        return _UPPER
    return _TITLE if word[1:].islower() else _MIXED


def windows(stops: Sequence[int], *, size: int = WINDOW, opening: int | None = None) -> list[Offsets]:
    """Divide the pieces into windows of at most `size` that end with a paragraph where they can.

    `opening` is the size of the first window, if it is to be another.
    """
    found: list[Offsets] = []
    start, limit = 0, opening or size
    end = start
    for stop in stops:
        if stop - start > limit and end > start:
            found.append((start, end))
            start, limit = end, size
        while stop - start > limit:
            found.append((start, start + limit))
            start, limit = start + limit, size
        end = stop
    if end > start:
        found.append((start, end))
    return found
