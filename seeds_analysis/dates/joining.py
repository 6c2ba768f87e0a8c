"""Expressions that stand together and name one time: a day with its hour, from one day to another, ends."""

from collections.abc import Iterable
from dataclasses import replace

from seeds_analysis.dates.compounds import At, Interval, LastDayOf
from seeds_analysis.dates.expressions import Clock, Unresolvable
from seeds_analysis.dates.matching import Found
from seeds_analysis.dates.words import Words

_DAYS = frozenset({"weekday", "month_day", "deictic", "iso", "slash"})
_ENDS = _DAYS | {"month", "month_year", "year", "decade", "century", "quarter"}
_WHOLES = frozenset(
    {"month", "month_year", "year", "decade", "century", "quarter", "relative", "half", "season"}
)

# What may stand between a day and its time of day: "Tuesday at about 3 p.m.", "noon on Tuesday".
_DAY_TIME_GAPS = frozenset({"", ",", "i", ",i", "ii", "ip", "iw"})
_RANGE_GAPS = frozenset({"t", ",t", "-"})
# An em dash parts clauses ("in 2016 — 2017 was worse"); hyphens and en dashes join.
_JOINING_DASHES = frozenset("-‐‑‒–")

# Words before "the end of" that make of it a deadline, that is, a day.
_DEADLINE = frozenset({"by", "until", "till", "before", "through"})

# Weekdays that a word before them makes the name of a feast or an event.
_NAMED_WEEKDAYS = frozenset(
    {"super", "black", "good", "ash", "easter", "palm", "cyber", "giving", "bloody", "fat"}
)


def join(tokens: Words, found: Iterable[Found]) -> list[Found]:
    """Join neighbours that name one time; the order is kept."""
    joined: list[Found] = []
    for expression in found:
        current = _named_weekday(tokens, expression)
        if joined and (merged := _merge(tokens, joined[-1], current)) is not None:
            joined[-1] = merged
        else:
            joined.append(current)
    return [_end_of(tokens, item) for item in joined]


def _merge(tokens: Words, left: Found, right: Found) -> Found | None:
    gap = tokens.letters[left.last : right.first]
    if gap in _DAY_TIME_GAPS:
        for day, clock in ((left, right), (right, left)):
            if (
                day.rule in _DAYS
                and isinstance(clock.expression, Clock)
                and not isinstance(day.expression, At)
            ):
                return Found(left.first, right.last, day.rule, At(day.expression, clock.expression.time))
    if left.rule not in _ENDS or right.rule not in _ENDS or isinstance(left.expression, Interval):
        return None
    before = tokens.letters[left.first - 1] if left.first else ""
    between = gap == "&" and before == "B" and tokens.word(left.last) == "and"
    if not (gap in _RANGE_GAPS or between):
        return None
    if gap == "-" and tokens.raw(left.last) not in _JOINING_DASHES:
        return None
    start = left.first - (before in ("B", "R"))
    return Found(start, right.last, left.rule, Interval(left.expression, right.expression))


def _named_weekday(tokens: Words, found: Found) -> Found:
    if found.rule == "weekday" and found.first and tokens.word(found.first - 1) in _NAMED_WEEKDAYS:
        return replace(found, first=found.first - 1, expression=Unresolvable("holiday"))
    return found


def _end_of(tokens: Words, found: Found) -> Found:
    """Read "by the end of 2016" is a day, "at the end of 2016" stays the year."""
    if found.rule == "edge":
        first = found.first + (tokens.letters[found.first] == "w")
    elif found.rule in _WHOLES and found.first > 1 and tokens.letters[found.first - 2 : found.first] == "Ef":
        first = found.first - 2
    else:
        return found
    edge = tokens.word(first)
    first -= first > 0 and tokens.letters[first - 1] == "w"
    if edge in ("end", "close") and first and tokens.word(first - 1) in _DEADLINE:
        return replace(found, first=first, expression=LastDayOf(found.expression), weak=False)
    return replace(found, first=first, weak=False)
