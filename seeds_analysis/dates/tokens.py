"""The tokens of a text, each with a letter that says what kind of word it is in a date expression.

The patterns of grammar.py are regular expressions over these letters, which keeps them short.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from seeds_analysis.lexicon import read_table

# The named groups are kinds that the shape of a token shows. White space after a token is part of the match,
# and every repeat of digits is bounded, so nothing is read twice.
_TOKEN = re.compile(
    r"""(?:
      (?P<A>[AaPp]\.\ ?[Mm]\.|[AaPp][Mm](?!\w))
    | (?P<holiday>New\ Year['’]s\ (?:Eve|Day)(?!\w))
    | (?P<word>[^\W\d_]\w*)
    | (?P<I>[0-9]{4}-[0-9][0-9]-[0-9][0-9](?![\w-]))                   # 2024-12-03
    | (?P<C>[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?![\w:]))            # 14:30
    | (?P<S>[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9][0-9]))?(?![\w/]))  # 12/3/2024
    | (?P<D>[0-9]{3}0['’]?s(?!\w)|['’‘][0-9]0['’]?s(?!\w))            # 1990s, '90s
    | (?P<y>['’‘][0-9][0-9](?!\w))                                    # '94
    | (?P<o>[0-9]{1,2}(?:st|nd|rd|th)(?!\w))                          # 3rd
    | (?P<n>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?(?!\w)|[0-9]{1,12}(?:\.[0-9]{1,6})?(?!\w|[.,][0-9]))
    | (?P<other>\w+)
    | (?P<sign>[^\w\s])
    )\s*""",
    re.VERBOSE,
)

# "may" and "mar" are dates only with a capital, and "MAY" in a headline is more often the verb.
_CAPITAL_ONLY = frozenset("mvbZ")
_NOT_SHOUTED = "m"
_OTHER = "x"

# A run is a stretch without other words that holds a word or number that can be a date. The first part of the
# pattern never steps back, so no letter is read twice.
_DATE_LETTERS = "MmbWvXuUQkFqTPND3ISCAYy"
_RUN = re.compile(f"(?<![^x])[^x{_DATE_LETTERS}]*+[{_DATE_LETTERS}][^x]*")

# The value of each word: a number, a unit, or what "last" and its kind say.
VALUES = {word: value for _, value, words in read_table("date_words") for word in words.split()}


def _spelled(letter: str, word: str) -> set[str]:
    spellings = {word, word.capitalize(), word.upper()}
    if letter in _CAPITAL_ONLY:
        spellings.discard(word)
    if letter in _NOT_SHOUTED:
        spellings.discard(word.upper())
    return spellings


_LETTERS = {
    spelling: letter
    for letter, _, words in read_table("date_words")
    for word in words.split()
    for spelling in _spelled(letter, word)
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a stretch of text: their offsets in the whole text, and one letter for each."""

    text: str
    spans: tuple[tuple[int, int], ...]
    letters: str

    def raw(self, index: int) -> str:
        """Return the token as written."""
        start, end = self.spans[index]
        return self.text[start:end]

    def word(self, index: int) -> str:
        """Return the token in lower case."""
        return self.raw(index).lower()

    def letter(self, index: int) -> str:
        """Return the letter of the token, or nothing outside the text."""
        return self.letters[index] if 0 <= index < len(self.letters) else ""


def read_tokens(text: str, start: int, end: int) -> Tokens:
    """Cut a stretch of text into tokens, in linear time."""
    spans = []
    letters = []
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "other"
        spans.append(match.span(kind))
        letters.append(_LETTERS.get(match[kind]) or _letter_by_shape(kind, match[kind]))
    return Tokens(text, tuple(spans), "".join(letters))


def _letter_by_shape(kind: str, token: str) -> str:
    """Return d for a number from 1 to 31 and Y for one from 1000 to 2999; other kinds name their letter."""
    if kind == "n" and token.isdigit():
        if len(token) <= 2 and 1 <= int(token) <= 31:
            return "d"
        if len(token) == 4 and token[0] in "12":
            return "Y"
    return {"holiday": "3", "word": _OTHER, "other": _OTHER, "sign": _OTHER}.get(kind, kind)


def find_runs(letters: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that can hold date expressions."""
    return (match.span() for match in _RUN.finditer(letters))


def number_value(words: list[str]) -> Fraction:
    """Read "20", "2,500", "twenty five", "a hundred", "two a half". Raises ValueError."""
    total = Fraction(0)
    for word in words:
        letter = _LETTERS.get(word)
        if letter == "a":
            total = total or Fraction(1)
        elif letter == "h":  # "a half hour" is half of one
            total += Fraction(1, 2) - (total == 1 and _LETTERS.get(words[0]) == "a")
        elif letter == "H":
            total = (total or Fraction(1)) * int(VALUES[word])
        elif letter == "O":
            total += int(VALUES[word])
        else:
            total += Fraction(word.replace(",", ""))
    return total


def ordinal_value(word: str) -> int:
    """Read "3rd", "third" or "3". Raises ValueError."""
    return int(VALUES.get(word) or word.rstrip("stndrh"))
