"""What stands around a piece in quotation marks: words on either side, commas, and how the piece looks."""

from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from seeds_analysis.doc import Positions, TokenRange
from seeds_analysis.quotations.pieces import Piece

# A by-name is short: "the Butcher of the Docks".
MAX_NAME_WORDS = 5

# fmt: off
_SMALL = {"a", "an", "and", "as", "at", "but", "by", "de", "del", "for", "from", "in", "is", "la", "my", "of",
          "on", "or", "our", "the", "to", "with", "your"}
# fmt: on
# Before a noun, these make the marks part of its phrase.
DETERMINERS = {"DET", "PRON", "ADJ", "PART", "NUM"}


class Verdict(NamedTuple):
    """What marks may be there for ("title", "nickname", "term", "scare"; None: words said), and how surely.

    What is `certain` needs no weighing against cues nearby. `verb` is the token that gives the name (known
    as, calls herself, sang): it reports nothing. `listed` is what to call the words once nobody is found to
    say them, where that is not `kind`.
    """

    kind: str | None
    certain: bool = False
    verb: int | None = None
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A piece with the words beside its marks, None at the edge of a paragraph or where a mark stands.

    A comma may stand between: `comma` and `comma_behind` tell so (American usage sets it inside the marks).
    `sentence` is that of the first word, `end` where that of the word behind the marks ends, both in tokens.
    """

    doc: Doc
    piece: Piece
    words: tuple[str, ...]
    before: Token | None
    comma: bool
    after: Token | None
    comma_behind: bool
    sentence: TokenRange
    end: int

    @property
    def beside(self) -> Token | None:
        """The word before the marks, if nothing stands between."""
        return None if self.comma else self.before

    @property
    def behind(self) -> Token | None:
        """The word behind the marks, if nothing stands between."""
        return None if self.comma_behind else self.after

    @property
    def capitalised(self) -> bool:
        """Title case: every word that is not small starts with a capital or digit."""
        heavy = [word for word in self.words if word.lower() not in _SMALL]
        return bool(heavy) and not any(word[:1].islower() for word in heavy) and self.words[0][:1].isupper()

    @property
    def named(self) -> bool:
        """A name, maybe behind a small "the": the Ghost."""
        heavy = [word for word in self.words if word.lower() not in _SMALL]
        return bool(heavy) and len(self.words) <= MAX_NAME_WORDS and all(word[:1].isupper() for word in heavy)

    def nearby(self, count: int) -> list[Token]:
        """The word before the marks and up to `count` before it in the sentence, nearest first."""
        if self.before is None:
            return []
        first = max(self.sentence[0], self.before.i - count)
        return [self.doc[i] for i in range(self.before.i, first - 1, -1)]

    def behind_it(self, count: int) -> Span:
        """Up to `count` words behind the one behind the marks, in its sentence."""
        start = len(self.doc) if self.after is None else self.after.i + 1
        return self.doc[start : max(start, min(start + count, self.end))]


def look_around(places: Positions, piece: Piece) -> Surroundings:
    """Look at both sides of the marks."""
    doc, sentences = places.doc, places.sentences
    i = piece.tokens[0] - 1
    while i >= 0 and doc[i].idx >= piece.stretch.open_start:
        i -= 1
    comma = i > 0 and doc[i].text == ","
    i -= comma
    before = None if i < 0 or doc[i].is_punct or doc[i].is_space else doc[i]
    j = piece.tokens[1]
    while j < len(doc) and doc[j].idx < piece.stretch.close_end:
        j += 1
    comma_behind = piece.text.endswith(",")
    if j < len(doc) - 1 and doc[j].text == ",":
        comma_behind, j = True, j + 1
    after = None if j >= len(doc) or doc[j].is_punct or doc[j].is_space else doc[j]
    sentence = sentences.around(piece.tokens[0])
    end = sentence[1] if after is None else sentences.around(after.i)[1]
    words = tuple(piece.text.split())
    return Surroundings(doc, piece, words, before, comma, after, comma_behind, sentence, end)
