"""A text's date expressions with their values."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seeds_analysis.dates.expressions import UNKNOWN, Clock, Reference, UnresolvedError
from seeds_analysis.dates.grammar import find_in_run
from seeds_analysis.dates.joining import join
from seeds_analysis.dates.matching import Found
from seeds_analysis.dates.words import Words, read_words, runs, windows
from seeds_analysis.text import paragraphs

# A name that covers the expression: "Sunday Times", "Theresa May", "60 Minutes".
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "LOC", "NORP", "LAW"})
_AMOUNTS = frozenset({"MONEY", "QUANTITY", "PERCENT", "CARDINAL", "ORDINAL"})
_TIMES = frozenset({"DATE", "TIME"})
# Rules whose words are names as readily as dates.
_NAMEABLE = frozenset({"weekday", "month", "season", "holiday"})
# Without a word that introduces it, a number is read as a year in this range only.
_COMMON_YEARS = range(1900, 2036)


@dataclass(frozen=True, slots=True)
class DateFound:
    """Offsets, ISO 8601 value or None with the reason, and the day it was counted from if one was needed."""

    start: int
    end: int
    value: str | None
    anchor: str | None
    reason: str | None


# The label a tagger gave to the stretch, "" if it gave none, None if no tagger ran.
Tagged = Callable[[int, int], str | None]
# PAST, FUTURE or UNKNOWN, by the tense of the clause the stretch stands in.
Lean = Callable[[int, int], int]


def find_dates(
    text: str,
    published: datetime.date | None = None,
    *,
    tagged: Tagged = lambda start, end: None,  # noqa: ARG005
    lean: Lean = lambda start, end: UNKNOWN,  # noqa: ARG005
) -> Iterator[DateFound]:
    """Give the date expressions of a text in order, without overlap; linear in its length.

    tagged and lean are asked only where they can decide.
    """
    for tokens in _readable(text):
        for first, last in runs(tokens.letters):
            for found in join(tokens, find_in_run(tokens, first, last)):
                left, right = tokens.spans[found.first][0], tokens.spans[found.last - 1][1]
                if _is_date(tokens, found, tagged(left, right)):
                    yield _resolved(found, left, right, published, lean)


def _readable(text: str) -> Iterator[Words]:
    for start, end in paragraphs(text):
        for left, right in windows(text, start, end):
            yield read_words(text, left, right)


def _is_date(tokens: Words, found: Found, label: str | None) -> bool:
    if isinstance(found.expression, Clock):
        return False  # a time of day alone is no date
    if label in _TIMES:
        return True
    if label in _NAMES and (found.rule in _NAMEABLE or tokens.raw(found.last - 1)[:1].isupper()):
        return False
    if found.rule == "year" and label in _AMOUNTS:
        return found.first > 0 and tokens.letters[found.first - 1] in "iM"
    if found.rule == "year" and found.weak and label in (None, "", "EVENT"):
        digits = tokens.raw(found.last - 1)
        return digits.isdigit() and int(digits) in _COMMON_YEARS
    return not found.weak


def _resolved(found: Found, start: int, end: int, published: datetime.date | None, lean: Lean) -> DateFound:
    reference = Reference(published, lambda: lean(start, end))
    value: str | None = None
    reason: str | None = None
    try:
        resolved = found.expression.resolve(reference)
        value = resolved if isinstance(resolved, str) else resolved.iso()
    except UnresolvedError as error:
        reason = str(error)
    except (ValueError, OverflowError):
        reason = "beyond-calendar"
    anchor = published.isoformat() if published and reference.used and value is not None else None
    return DateFound(start, end, value, anchor, reason)
