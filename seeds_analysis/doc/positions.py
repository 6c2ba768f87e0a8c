"""Where things stand in a Doc: characters to tokens, tokens to sentences and paragraphs and back."""

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from seeds_analysis.doc.context import whole_text
from seeds_analysis.doc.sentences import Sentences
from seeds_analysis.doc.syntax import offsets_of
from seeds_analysis.text import Offsets, paragraphs


class Positions:
    """The places of one Doc; paragraphs count from 1."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = whole_text(doc)
        self.starts: list[int] = doc.to_array("IDX").tolist()
        self.sentences = Sentences(doc)
        self.paragraph_starts = [start for start, _ in paragraphs(self.text)]

    def token_at(self, offset: int) -> int:
        """The token that holds a character, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def first_from(self, offset: int) -> int:
        """The first token that begins at a character or behind it."""
        return bisect_left(self.starts, offset)

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that holds a character."""
        return bisect_right(self.paragraph_starts, offset)

    def paragraph_token(self, number: int) -> int:
        """The first token of a paragraph: of the first for numbers below 1, the text's end for high ones."""
        if number > len(self.paragraph_starts):
            return len(self.starts)
        return self.first_from(self.paragraph_starts[max(0, number - 1)])

    def line_end(self, token: int) -> int:
        """The first token of the next line."""
        end = self.text.find("\n", self.starts[token]) if token < len(self.starts) else -1
        return len(self.starts) if end < 0 else self.first_from(end)

    def span(self, start: int, end: int) -> Offsets:
        """The characters of a token range that is not empty."""
        return offsets_of(self.doc, start, end)
