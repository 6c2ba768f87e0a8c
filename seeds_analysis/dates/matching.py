"""What the rules share: a match as an expression found, and how its tokens are read."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from seeds_analysis.dates import words
from seeds_analysis.dates.expressions import Expression, UnitShift, UnresolvedError
from seeds_analysis.dates.words import Words

# A two-digit year up to this one is of this century ("'16"), above it of the last ("'94").
PIVOT = 40

_RELATIONS = {
    "last": "last",
    "past": "last",
    "previous": "last",
    "next": "next",
    "coming": "coming",
    "upcoming": "coming",
    "this": "this",
    "current": "this",
}
_WEIGHING = frozenset({"about", "around", "over", "under"})


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: the tokens it takes, the rule that found it, and what it says.

    `weak` marks what is a date only if a tagger agrees or the words around leave no other reading.
    """

    first: int
    last: int
    rule: str
    expression: Expression
    weak: bool = False


class NotADateError(Exception):
    """The pattern matched, but the words around it rule a date out."""


class AgeError(NotADateError):
    """The match is an age, and so are the words inside it ("12 years old" holds no "years")."""


Build = Callable[[Words, int, int], Found]


def spot(tokens: Words, start: int, end: int, letters: str) -> int:
    """Index of the first token whose letter is one of those. Raises NotADateError if there is none."""
    for index in range(start, end):
        if tokens.letters[index] in letters:
            return index
    raise NotADateError


def pick(tokens: Words, start: int, end: int, letters: str) -> str:
    """Give the first token whose letter is one of those, in lower case, or nothing."""
    return next((tokens.word(index) for index in range(start, end) if tokens.letters[index] in letters), "")


def letter_before(tokens: Words, start: int) -> str:
    """Letter of the token before, or nothing."""
    return tokens.letters[start - 1] if start else ""


def month_of(tokens: Words, start: int, end: int) -> int:
    """Number of the month named, 1 to 12."""
    return words.MONTHS[pick(tokens, start, end, "Mmb")]


def year_of(tokens: Words, start: int, end: int) -> int | None:
    """Give the year named, if one is."""
    word = pick(tokens, start, end, "Yy")
    if not word:
        return None
    if word.isdigit():
        return int(word)
    short = int(word[1:])
    return short + (2000 if short <= PIVOT else 1900)


def weekday_of(tokens: Words, start: int, end: int) -> int | None:
    """Give the day of the week named, Monday being 0, if one is."""
    word = pick(tokens, start, end, "Wv")
    return words.WEEKDAYS[word] if word else None


def relations(tokens: Words, start: int, end: int) -> list[str]:
    """Words such as last, next, this, in order."""
    return [tokens.word(index) for index in range(start, end) if tokens.letters[index] == "r"]


def relation_of(word: str) -> str | None:
    """Give "last", "next", "coming" or "this"; None for words that point into the text ("the same day")."""
    return _RELATIONS.get(word)


def shift_of(word: str) -> int:
    """How many units from the present one. Raises UnresolvedError for words that point into the text."""
    relation = relation_of(word)
    if relation is None:
        raise UnresolvedError("relative-to-text")
    return {"last": -1, "this": 0, "next": 1, "coming": 1}[relation]


def named_unit(tokens: Words, end: int, unit: str) -> UnitShift:
    """Read "last year", "this year" or "the year" at the end of a longer expression."""
    last = end - 1
    if words.UNITS.get(tokens.word(last)) != unit:
        raise NotADateError
    return UnitShift(unit, shift_of(tokens.word(last - 1) if tokens.letters[last - 1] == "r" else "this"))


def number_of(tokens: Words, start: int, end: int) -> Fraction:
    """Give the number of a length; without one ("half-hour") the half counts alone."""
    return words.number_value(
        [tokens.word(index) for index in range(start, end) if tokens.letters[index] in "andYOHh"]
    )


def after_preposition(tokens: Words, start: int) -> int:
    """Leave out a preposition that only places the expression; "about", "over", "under" weigh its number."""
    letters = tokens.letters[start : start + 2]
    if letters[0] == "i" and letters != "il" and tokens.word(start) not in _WEIGHING:
        return start + 1
    if letters[0] == "p" and tokens.word(start) == "another" and letters[1:] in ("u", "U"):
        return start + 1
    return start
