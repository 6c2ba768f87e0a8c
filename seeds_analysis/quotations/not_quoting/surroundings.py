"""The words on either side of a piece in quotation marks."""

from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from seeds_analysis.doc import Positions, TokenRange
from seeds_analysis.lexicon import word_set
from seeds_analysis.quotations.pieces import Piece

# A nickname is short: "the Butcher of the Docks".
MAX_NAME_WORDS = 5

# Before a noun, these make the marks part of its phrase.
DETERMINERS = {"DET", "PRON", "ADJ", "PART", "NUM"}


class Verdict(NamedTuple):
    """Why words may be in marks: "title", "nickname", "term", "scare", or None if somebody says them.

    If it is not `certain`, the network may find that somebody says the words. If nobody does, `listed` is
    their kind, or else `kind`.
    """

    kind: str | None
    certain: bool = False
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A piece with the words before and after its marks, None at the edge of a paragraph or at punctuation.

    `comma_before` and `comma_after` say that a comma comes between (it may be inside the marks). `sentence`
    is that of the first word; `end` is the end of the sentence of `after`. Both are token positions.
    """

    doc: Doc
    piece: Piece
    words: tuple[str, ...]
    before: Token | None
    comma_before: bool
    after: Token | None
    comma_after: bool
    sentence: TokenRange
    end: int

    @property
    def word_before(self) -> Token | None:
        """The word before the marks, if no comma comes between."""
        return None if self.comma_before else self.before

    @property
    def word_after(self) -> Token | None:
        """The word after the marks, if no comma comes between."""
        return None if self.comma_after else self.after

    @property
    def capitalised(self) -> bool:
        """Whether it is in title case: only particles may start with a small letter."""
        heavy = [word for word in self.words if word.lower() not in word_set("quotations.title_particles")]
        return bool(heavy) and not any(word[:1].islower() for word in heavy) and self.words[0][:1].isupper()

    @property
    def named(self) -> bool:
        """Whether it looks like a name, maybe with a small "the": the Ghost."""
        heavy = [word for word in self.words if word.lower() not in word_set("quotations.title_particles")]
        return bool(heavy) and len(self.words) <= MAX_NAME_WORDS and all(word[:1].isupper() for word in heavy)

    def nearby(self, count: int) -> list[Token]:
        """The word before the marks and up to `count` more in the sentence, nearest first."""
        if self.before is None:
            return []
        first = max(self.sentence[0], self.before.i - count)
        return [self.doc[i] for i in range(self.before.i, first - 1, -1)]

    def following(self, count: int) -> Span:
        """Up to `count` words after `after`, in its sentence."""
        start = len(self.doc) if self.after is None else self.after.i + 1
        return self.doc[start : max(start, min(start + count, self.end))]


def look_around(positions: Positions, piece: Piece) -> Surroundings:
    """Read the words on both sides of the marks."""
    doc = positions.doc
    i = piece.marked[0] - 1
    comma_before = i > 0 and doc[i].text == ","
    i -= comma_before
    before = None if i < 0 or doc[i].is_punct or doc[i].is_space else doc[i]
    j = piece.marked[1]
    comma_after = piece.text.endswith(",")
    if j < len(doc) - 1 and doc[j].text == ",":
        comma_after, j = True, j + 1
    after = None if j >= len(doc) or doc[j].is_punct or doc[j].is_space else doc[j]
    sentence = positions.sentence_around(piece.tokens[0])
    end = sentence[1] if after is None else positions.sentence_around(after.i)[1]
    words = tuple(piece.text.split())
    return Surroundings(doc, piece, words, before, comma_before, after, comma_after, sentence, end)
