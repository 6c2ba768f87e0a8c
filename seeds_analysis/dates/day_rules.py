"""Rules for days, months and times of day: each reads one kind of match."""

import datetime
from dataclasses import replace

from seeds_analysis.dates import periods
from seeds_analysis.dates.expressions import (
    BareMonth,
    Clock,
    Fixed,
    MonthDay,
    PartOfYear,
    UnitShift,
    Unresolvable,
    Weekday,
    make_day,
)
from seeds_analysis.dates.matching import PIVOT, Candidate, Match, NotADateError
from seeds_analysis.dates.tokens import ordinal_value
from seeds_analysis.lexicon import word_set

# "Before Thursday's match" may be that of last week if Thursday is further away.
AHEAD_DAYS = 3

_MARKS = frozenset("\"“”‘’'")
_TITLE_WORDS = 4

# The days after which attacks are named.
_ATTACKS = frozenset({(1, 6), (9, 11), (10, 7)})

_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "halloween": (10, 31),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}


def iso(match: Match) -> Candidate:
    """Read "2024-12-03"."""
    return match.candidate(Fixed(periods.day_period(datetime.date.fromisoformat(match.word(0)))))


def month_day(match: Match) -> Candidate:
    """Read "Dec. 3", "3 December 2024"; there is no 30 February."""
    month, day, year = match.month(), ordinal_value(match.word(match.find("do"))), match.year()
    make_day(2000, month, day)  # there is no Feb. 30
    if year is None:
        if (month, day) in _ATTACKS and match.beside(0).lower() in word_set("dates.attacks"):
            return match.name()  # "the Sept. 11 attacks"
        return match.candidate(MonthDay(month, day))
    return match.candidate(Fixed(periods.day_period(make_day(year, month, day))))


def month_days(match: Match) -> Candidate:
    """Read "Dec. 3-5"; "Dec. 3 and 7" gives its first day only."""
    first_at, last_at = match.find_all("do")
    first, last = ordinal_value(match.word(first_at)), ordinal_value(match.word(last_at))
    if last <= first or ("&" in match.letters[first_at:last_at] and last != first + 1):
        return month_day(replace(match, end=match.start + first_at + 1))
    month, year = match.month(), match.year()
    make_day(2000, month, last)
    if year is None:
        return match.candidate(MonthDay(month, first, last))
    start, end = (periods.day_period(make_day(year, month, day)) for day in (first, last))
    return match.candidate(Fixed(start.to(end)))


def slash(match: Match) -> Candidate:
    """Read "12/31/2024"."""
    parts = [int(part) for part in match.word(0).split("/")]
    if parts == [9, 11]:
        return match.candidate(Fixed(periods.day_period(datetime.date(2001, 9, 11))))
    if len(parts) == 2:
        raise NotADateError  # 24/7, 1/2, 50/50
    one, two, year = parts
    year += 0 if year > 99 else 2000 if year <= PIVOT else 1900
    if one != two and one <= 12 and two <= 12:  # 3/12/2024 is March in America and December in Britain
        return match.candidate(Unresolvable("day-month-order"))
    day, month = (one, two) if one > 12 else (two, one)
    return match.candidate(Fixed(periods.day_period(make_day(year, month, day))))


def month_year(match: Match) -> Candidate:
    """Read "March 2024" and "March last year"."""
    year = match.year()
    if year is None:  # "March last year"
        return match.candidate(PartOfYear(match.month(), 1, match.unit_shift("year")))
    return match.candidate(Fixed(periods.months_period(year, match.month())))


def weekday(match: Match) -> Candidate:
    """Read "Monday", "last Monday", "a Monday"."""
    day_at = match.find("Wv")
    weekday = int(match.value(day_at))
    relation = match.relation()
    if _ends_title(match):
        return match.name()  # “Fox News Sunday”
    definite = match.letters[0] == "w"
    if relation == "text" or (definite and match.word(day_at - 1) in ("next", "last", "previous")):
        return match.candidate(Unresolvable("relative-to-text"))
    if relation == "next":  # in the next week, Monday to Sunday; nearer days go without "next"
        return match.candidate(Weekday(weekday, week=1))
    # "on a Monday", but not "in a Monday interview", "a Monday to Friday strike"
    alone = match.after[:1] not in ("x", "t", "-") or not match.beside(0)[:1].isalpha()
    if match.before == "a" and relation is None and alone:
        return match.candidate(Unresolvable("vague"))
    skip = 1 if definite and relation is None else 0  # "the Tuesday vote"
    return match.candidate(
        Weekday(weekday, relation, near=_days_ahead(match)), skip=skip, weak=match.letters[day_at] == "v"
    )


def _ends_title(match: Match) -> bool:
    """Whether the match ends a name in quotation marks, "Fox News Sunday", with a comma or without."""
    if not any(match.beside(index)[:1] in _MARKS for index in (0, 1)) or match.beside(0).isalpha():
        return False
    for index in range(-1, -_TITLE_WORDS - 1, -1):
        word = match.beside(index)
        if not word[:1].isupper():
            return index < -1 and word[:1] in _MARKS
    return False


def _days_ahead(match: Match) -> int:
    """Give the most days ahead of a named event: "Monday's debate" on a Sunday is tomorrow's."""
    if match.beside(0) not in ("'", "’") or match.beside(1) != "s":
        return 0
    ahead = match.beside(-1) == "before" or (match.beside(-2), match.beside(-1)) == ("ahead", "of")
    return AHEAD_DAYS if ahead else 1


def weekday_of_week(match: Match) -> Candidate:
    """Read "Monday of last week"."""
    return match.candidate(Weekday(int(match.value(0)), week=match.unit_shift("week").shift))


def month(match: Match) -> Candidate:
    """Read "May", "last May", "early May"."""
    month_at = match.find("Mmb")
    letter = match.letters[month_at]
    before = match.tokens.letter(match.start + month_at - 1)
    relation = match.relation()
    if relation == "text":
        return match.candidate(Unresolvable("relative-to-text"))
    # May, March and August are words and names as well, and short forms may be anything.
    weak = letter in "mb" and relation is None and before not in ("i", "R", "B", "t", "e", "-")
    skip = 1 if match.letters[0] == "w" and month_at == 1 else 0
    expression = BareMonth(match.month(), "next" if relation == "coming" else relation)
    return match.candidate(expression, skip=skip, weak=weak)


def clock(match: Match) -> Candidate:
    """Read "14:30", "3 p.m." and "noon"."""
    word = match.word(0)
    if match.letters[0] == "N":  # midnight on Tuesday may begin or end the day
        return match.candidate(Clock("12:00" if word == "noon" else None))
    hour, minute = (int(part) for part in f"{word}:00".split(":")[:2])
    if "A" in match.letters:
        if not 1 <= hour <= 12:
            raise NotADateError
        hour = hour % 12 + (12 if match.word(1).startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise NotADateError
    return match.candidate(Clock(f"{hour:02}:{minute:02}"))


def day_from_today(match: Match) -> Candidate:
    """Read "today", "tomorrow evening"."""
    if match.beside(-1)[:1].isupper() and match.tokens.raw(match.start)[0].isupper():
        return match.name()  # "Russia Today"
    return match.candidate(UnitShift("day", int(match.value(match.find("T")))))


def part_of_day(match: Match) -> Candidate:
    """Read "this morning" and "last night"."""
    word = match.word(0)
    if word not in ("this", "last"):
        return match.candidate(Unresolvable("relative-to-text"), weak=word == "that")
    return match.candidate(UnitShift("day", -1 if word == "last" else 0))


def holiday(match: Match) -> Candidate:
    """Read "Christmas Eve"; the days of others differ by country or year."""
    name = " ".join(match.word(index) for index in range(len(match.letters))).replace("’", "'")
    day = _HOLIDAYS.get(name)
    return match.candidate(MonthDay(*day) if day else Unresolvable("holiday"))
