"""Sets of words by the numbers that spaCy has for them, looked for in a whole Doc at once."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore

# Two bytes of a number: of a few hundred words hardly any share them with a word of the Doc by chance.
_LOW_BITS = np.uint64(0xFFFF)


def numbers_of(words: Iterable[str]) -> frozenset[int]:
    """The numbers of words, which are the same in every spaCy vocabulary."""
    store = StringStore()
    return frozenset(store.add(word) for word in words)


class WordSet:
    """Words by number.

    A table of the low bits of the numbers leaves few tokens to look at one by one; to look up each token of a
    Doc takes five times as long.
    """

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers = frozenset(numbers)
        self._may_be = np.zeros(int(_LOW_BITS) + 1, dtype=bool)
        self._may_be[[number & int(_LOW_BITS) for number in self.numbers]] = True

    def places(self, column: NDArray[Any]) -> list[int]:
        """The tokens that have one of the numbers, in order; `column` is one of `doc.to_array`."""
        likely = self._may_be[column & _LOW_BITS].nonzero()[0]
        found = zip(likely.tolist(), column[likely].tolist(), strict=True)
        return [place for place, number in found if number in self.numbers]
