"""Positions in a Doc: from characters to tokens, from tokens to sentences and paragraphs, and back."""

from bisect import bisect_left, bisect_right

import numpy as np
from spacy.tokens import Doc, Token

from seeds_analysis.doc.context import whole_text
from seeds_analysis.doc.syntax import TokenRange, offsets_of
from seeds_analysis.text import Offsets, paragraphs


class Sentences:
    """The sentences of one Doc, by token number; `token.sent` walks through the sentence at every call."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        starts: list[int] = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
        self._starts = starts if starts[:1] == [0] else [0, *starts]

    def around(self, token: int) -> TokenRange:
        """Give the token range of the sentence that holds the token."""
        at = bisect_right(self._starts, token)
        return self._starts[at - 1], self._starts[at] if at < len(self._starts) else len(self._doc)

    def root(self, token: int) -> Token:
        """Give the root of the sentence that holds the token."""
        start, end = self.around(token)
        return self._doc[start:end].root


class Positions:
    """The positions of one Doc; paragraphs count from 1."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = whole_text(doc)
        self.starts: list[int] = doc.to_array("IDX").tolist()
        self.sentences = Sentences(doc)
        self.paragraph_starts = [start for start, _ in paragraphs(self.text)]

    def token_at(self, offset: int) -> int:
        """Find the token that holds a character, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def first_from(self, offset: int) -> int:
        """Find the first token that begins at a character or after it."""
        return bisect_left(self.starts, offset)

    def paragraph_at(self, offset: int) -> int:
        """Give the number of the paragraph that holds a character."""
        return bisect_right(self.paragraph_starts, offset)

    def paragraph_token(self, number: int) -> int:
        """Find the first token of a paragraph; numbers out of range give the first or the end of the text."""
        if number > len(self.paragraph_starts):
            return len(self.starts)
        return self.first_from(self.paragraph_starts[max(0, number - 1)])

    def line_end(self, token: int) -> int:
        """Find the first token of the next line."""
        end = self.text.find("\n", self.starts[token]) if token < len(self.starts) else -1
        return len(self.starts) if end < 0 else self.first_from(end)

    def span(self, start: int, end: int) -> Offsets:
        """Give the characters of a token range that is not empty."""
        return offsets_of(self.doc, start, end)
