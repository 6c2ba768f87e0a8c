"""Join neighbouring candidates that name one time: a day with its hour, an interval, a deadline."""

from collections.abc import Iterable
from dataclasses import replace

from seeds_analysis.dates.compounds import At, Interval, LastDayOf
from seeds_analysis.dates.expressions import Clock, Unresolvable
from seeds_analysis.dates.matching import Candidate
from seeds_analysis.dates.tokens import Tokens
from seeds_analysis.lexicon import word_set

_DAYS = {"weekday_of_week", "weekday", "month_days", "month_day", "day_month", "iso", "slash"}
_DAYS |= {"day_from_today", "part_of_day"}
_PERIODS = frozenset({"month", "month_year", "year_pair", "year", "decade", "century", "part_of_year"})
_ENDS = _DAYS | _PERIODS
_WHOLES = _PERIODS | {"relative", "season"}

# The letters between a day and its time of day: "Tuesday at about 3 p.m.", "noon on Tuesday".
_DAY_TIME_GAPS = frozenset({"", ",", "i", ",i", "ii", "ip", "iw"})
_RANGE_GAPS = frozenset({"t", ",t", "-"})
# An em dash separates clauses ("in 2016 — 2017 was worse"); hyphens and en dashes join.
_JOINING_DASHES = frozenset("-‐‑‒–")


def join_candidates(tokens: Tokens, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Join neighbours that name one time, in the same order."""
    joined: list[Candidate] = []
    for candidate in candidates:
        current = _named_weekday(tokens, candidate)
        merged = joined and (
            _with_time(tokens, joined[-1], current) or _interval(tokens, joined[-1], current)
        )
        if merged:
            joined[-1] = merged
        else:
            joined.append(current)
    return [_with_edge(tokens, candidate) for candidate in joined]


def _with_time(tokens: Tokens, left: Candidate, right: Candidate) -> Candidate | None:
    if tokens.letters[left.last : right.first] not in _DAY_TIME_GAPS:
        return None
    for day, clock in ((left, right), (right, left)):
        free = day.rule in _DAYS and not isinstance(day.expression, At)
        if free and isinstance(clock.expression, Clock):
            return Candidate(left.first, right.last, day.rule, At(day.expression, clock.expression.time))
    return None


def _interval(tokens: Tokens, left: Candidate, right: Candidate) -> Candidate | None:
    if left.rule not in _ENDS or right.rule not in _ENDS or isinstance(left.expression, Interval):
        return None
    gap, before = tokens.letters[left.last : right.first], tokens.letter(left.first - 1)
    between = gap == "&" and before == "B" and tokens.word(left.last) == "and"
    if not (between or gap in _RANGE_GAPS):
        return None
    if gap == "-" and tokens.raw(left.last) not in _JOINING_DASHES:
        return None
    first = left.first - (before in ("B", "R"))
    return Candidate(first, right.last, left.rule, Interval(left.expression, right.expression))


def _named_weekday(tokens: Tokens, candidate: Candidate) -> Candidate:
    """Read "Good Friday" or "Super Tuesday" as the name of a holiday or an event."""
    first = candidate.first - 1
    if candidate.rule == "weekday" and first >= 0 and tokens.word(first) in word_set("dates.named_weekdays"):
        return replace(candidate, first=first, expression=Unresolvable("holiday"))
    return candidate


def _with_edge(tokens: Tokens, candidate: Candidate) -> Candidate:
    """Read "by the end of 2016" as a day and "at the end of 2016" as the year."""
    first = candidate.first
    if candidate.rule == "edge":
        first += tokens.letters[first] == "w"
    elif candidate.rule in _WHOLES and first > 1 and tokens.letters[first - 2 : first] == "Ef":
        first -= 2
    else:
        return candidate
    edge = tokens.word(first)
    first -= tokens.letter(first - 1) == "w"
    if edge in ("end", "close") and first and tokens.word(first - 1) in word_set("dates.deadline_words"):
        return replace(candidate, first=first, expression=LastDayOf(candidate.expression), weak=False)
    return replace(candidate, first=first, weak=False)
