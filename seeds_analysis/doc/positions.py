"""Positions in a Doc: from characters to tokens and paragraphs, from tokens to sentences."""

from bisect import bisect_left, bisect_right

import numpy as np
from spacy.tokens import Doc

from seeds_analysis.doc.context import whole_text
from seeds_analysis.doc.syntax import TokenRange
from seeds_analysis.text import paragraphs


class Positions:
    """The positions of one Doc; sentences and paragraphs count from 1."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = whole_text(doc)
        self.starts: list[int] = doc.to_array("IDX").tolist()
        sentences: list[int] = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
        self.sentence_starts = sentences if sentences[:1] == [0] else [0, *sentences]
        self.paragraph_starts = [start for start, _ in paragraphs(self.text)]

    def token_at(self, offset: int) -> int:
        """Find the token that holds a character, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def first_from(self, offset: int) -> int:
        """Find the first token that begins at a character or after it."""
        return bisect_left(self.starts, offset)

    def sentence_at(self, token: int) -> int:
        """Give the number of the sentence that holds a token."""
        return bisect_right(self.sentence_starts, token)

    def sentence_around(self, token: int) -> TokenRange:
        """Give the sentence that holds a token; `token.sent` walks through the sentence at every call."""
        starts, at = self.sentence_starts, self.sentence_at(token)
        return starts[at - 1], starts[at] if at < len(starts) else len(self.doc)

    def paragraph_at(self, offset: int) -> int:
        """Give the number of the paragraph that holds a character."""
        return bisect_right(self.paragraph_starts, offset)
