"""A match of a pattern, and what the rules read from it."""

from dataclasses import dataclass
from fractions import Fraction

from seeds_analysis.dates.expressions import Expression, UnitShift, Unresolvable
from seeds_analysis.dates.tokens import VALUES, Tokens, number_value

# A two-digit year up to this one belongs to this century ("'16"), above it to the last ("'94").
PIVOT = 40

# Units from the present one; a word that points into the text has none.
SHIFTS = {"last": -1, "this": 0, "next": 1, "coming": 1}

# The rule of date words in a name, which are no date.
NAME = "name"


class NotADateError(Exception):
    """The pattern matched, but the words rule a date out."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible date: its tokens, the rule that found it, and what it says.

    A `weak` candidate is a date only if a tagger says so.
    """

    first: int
    last: int
    rule: str
    expression: Expression
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The tokens from `start` to `end`, matched by the pattern of `rule`.

    The methods count tokens from the start of the match; negative numbers count from its end.
    """

    tokens: Tokens
    start: int
    end: int
    rule: str

    @property
    def letters(self) -> str:
        """The letters of the match."""
        return self.tokens.letters[self.start : self.end]

    @property
    def before(self) -> str:
        """The letter of the token before the match, or nothing."""
        return self.tokens.letter(self.start - 1)

    @property
    def after(self) -> str:
        """The letters of the two tokens after the match."""
        return self.tokens.letters[self.end : self.end + 2]

    def beside(self, index: int) -> str:
        """Return a token as written, counted from the end of the match, or if negative before its start."""
        place = self.start + index if index < 0 else self.end + index
        return self.tokens.raw(place) if 0 <= place < len(self.tokens.letters) else ""

    def word(self, index: int) -> str:
        """Return the token in lower case."""
        return self.tokens.word(index + (self.end if index < 0 else self.start))

    def value(self, index: int) -> str:
        """Return the value of the word. Raises KeyError if it is not in the list."""
        return VALUES[self.word(index)]

    def find_all(self, letters: str) -> list[int]:
        """List the tokens with one of these letters."""
        return [index for index, letter in enumerate(self.letters) if letter in letters]

    def find(self, letters: str) -> int:
        """Find the first token with one of these letters. Raises NotADateError if there is none."""
        found = self.find_all(letters)
        if not found:
            raise NotADateError
        return found[0]

    def month(self) -> int:
        """Read the month, 1 to 12."""
        return int(self.value(self.find("Mmb")))

    def year(self) -> int | None:
        """Read the year, if there is one."""
        years = self.find_all("Yy")
        if not years:
            return None
        word = self.word(years[0])
        if word.isdigit():
            return int(word)
        short = int(word[1:])
        return short + (2000 if short <= PIVOT else 1900)

    def relation(self) -> str | None:
        """Read the last of words such as "last" or "next"; "text" is a word that points into the text."""
        placing = self.find_all("r")
        return self.value(placing[-1]) if placing else None

    def number(self, start: int, end: int) -> Fraction:
        """Read the number of a length; without one ("half-hour") the half counts alone."""
        return number_value([self.word(i) for i in range(start, end) if self.letters[i] in "andYOHh"])

    def unit_shift(self, unit: str) -> UnitShift:
        """Read "last year", "this year" or "the year" at the end of the match."""
        if self.value(-1) != unit:
            raise NotADateError
        return UnitShift(unit, SHIFTS[self.value(-2)] if self.letters[-2] == "r" else 0)

    def name(self) -> Candidate:
        """Make a candidate that is no date: a name holds the words."""
        return Candidate(self.start, self.end, NAME, Unresolvable(NAME))

    def candidate(self, expression: Expression, *, skip: int = 0, weak: bool = False) -> Candidate:
        """Make the candidate; `skip` leaves out that many tokens at the start."""
        return Candidate(self.start + skip, self.end, self.rule, expression, weak)
