"""Rules for days, months and times of day: what the words of such a match say."""

import datetime

from seeds_analysis.dates import periods, words
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
from seeds_analysis.dates.matching import (
    PIVOT,
    Build,
    Found,
    NotADateError,
    letter_before,
    month_of,
    named_unit,
    pick,
    relation_of,
    relations,
    spot,
    weekday_of,
    year_of,
)
from seeds_analysis.dates.words import Words

# Days whose date became the name of what happened on them: (month, day) and the nouns that tell.
NAMED_DAYS = {
    (9, 11): (2001, {"attack", "attacks", "terrorist", "terror", "terrorists", "hijackers", "hijackings"}),
    (1, 6): (2021, {"riot", "riots", "insurrection", "attack", "attacks", "rioters", "rioter"}),
    (10, 7): (2023, {"attack", "attacks", "massacre", "terror", "terrorist"}),
}
# How far such a noun may stand behind the date ("the Sept. 11 terrorist attacks").
NAMED_REACH = 3

FIXED_DAYS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "halloween": (10, 31),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}


def _month_day(tokens: Words, start: int, end: int) -> Found:
    rule = "month_day"
    month_at = spot(tokens, start, end, "Mmb")
    days = [index for index in range(start, end) if tokens.letters[index] in "do"]
    spelled = tokens.word(days[0]) in words.ORDINALS and days[0] < month_at
    if spelled and "f" not in tokens.letters[days[0] : month_at]:
        raise NotADateError  # "its second May meeting"
    month = month_of(tokens, start, end)
    day = words.ordinal_value(tokens.word(days[0]))
    last_day = words.ordinal_value(tokens.word(days[1])) if len(days) > 1 else None
    year = year_of(tokens, start, end)
    if last_day is not None:
        joined = tokens.letters[days[0] + 1 : days[1]]
        if last_day <= day or ("&" in joined and last_day != day + 1):
            if days[0] < month_at:
                raise NotADateError  # "3-2 May": a score
            end, last_day, year = days[0] + 1, None, None
    if not 1 <= day <= 31 or (last_day or 1) > 31:
        raise NotADateError
    make_day(2000, month, last_day or day)
    if year is None and last_day is None:
        year = _named_year(tokens, end, month, day)
    if year is None:
        return Found(start, end, rule, MonthDay(month, day, last_day, weekday_of(tokens, start, end)))
    first = periods.day_period(make_day(year, month, day))
    last = periods.day_period(make_day(year, month, last_day)) if last_day else first
    return Found(start, end, rule, Fixed(first.to(last)))


def _named_year(tokens: Words, end: int, month: int, day: int) -> int | None:
    year, nouns = NAMED_DAYS.get((month, day), (None, set[str]()))
    near = range(end, min(end + NAMED_REACH, len(tokens.spans)))
    return year if any(tokens.word(index) in nouns for index in near) else None


def _iso(tokens: Words, start: int, end: int) -> Found:
    return Found(start, end, "iso", Fixed(periods.day_period(datetime.date.fromisoformat(tokens.raw(start)))))


def _slash(tokens: Words, start: int, end: int) -> Found:
    parts = [int(part) for part in tokens.raw(start).split("/")]
    if parts == [9, 11]:
        return Found(start, end, "slash", Fixed(periods.day_period(datetime.date(2001, 9, 11))))
    if len(parts) == 2:
        raise NotADateError  # 24/7, 1/2, 50/50
    one, two, year = parts
    year += 0 if year > 99 else 2000 if year <= PIVOT else 1900
    if one != two and one <= 12 and two <= 12:
        # 3/12/2024 is March in America and December in Britain.
        return Found(start, end, "slash", Unresolvable("day-month-order"))
    day, month = (one, two) if one > 12 else (two, one)
    return Found(start, end, "slash", Fixed(periods.day_period(make_day(year, month, day))))


def _month_year(tokens: Words, start: int, end: int) -> Found:
    month = month_of(tokens, start, end)
    year = year_of(tokens, start, end)
    if year is not None:
        return Found(start, end, "month_year", Fixed(periods.months_period(year, month)))
    return Found(start, end, "month_year", PartOfYear(month, 1, named_unit(tokens, end, "year")))


def _weekday_week(tokens: Words, start: int, end: int) -> Found:
    week = named_unit(tokens, end, "week")
    day = words.WEEKDAYS[tokens.word(spot(tokens, start, end, "Wv"))]
    return Found(start, end, "weekday", Weekday(day, week=week.shift))


def _weekday_alone(tokens: Words, start: int, end: int) -> Found:
    day_at = spot(tokens, start, end, "Wv")
    placing = relations(tokens, start, day_at)
    if tokens.letters[start] == "w" and not placing:
        start = (
            day_at if tokens.letters[start + 1] in "Wv" else start + 1
        )  # "the Tuesday vote": the day alone
    abbreviated = tokens.letters[day_at] == "v"
    day = words.WEEKDAYS[tokens.word(spot(tokens, start, end, "Wv"))]
    definite = tokens.letters[start] == "w" and bool(placing) and placing[-1] in ("next", "last", "previous")
    if definite or (placing and placing[-1] in ("following", "same", "that")):
        return Found(start, end, "weekday", Unresolvable("relative-to-text"))
    relation = relation_of(placing[-1]) if placing else None
    return Found(start, end, "weekday", Weekday(day, relation), weak=abbreviated)


def _bare_month(tokens: Words, start: int, end: int) -> Found:
    month_at = spot(tokens, start, end, "Mmb")
    placing = relations(tokens, start, month_at)
    before = letter_before(tokens, month_at)
    if tokens.letters[month_at] == "m" and before == "x" and tokens.raw(month_at - 1)[:1].isupper():
        raise NotADateError  # "Theresa May"
    if tokens.letters[start] == "w" and tokens.letters[start + 1] in "Mmb":
        start += 1
    if placing and placing[-1] in ("following", "same", "that"):
        return Found(start, end, "month", Unresolvable("relative-to-text"))
    relation = relation_of(placing[-1]) if placing else None
    relation = "next" if relation == "coming" else relation
    # May, March and August are words and names of their own, abbreviations may be anything.
    weak = tokens.letters[month_at] in "mb" and not placing and before not in ("i", "R", "B", "t", "e", "-")
    return Found(start, end, "month", BareMonth(month_of(tokens, start, end), relation), weak=weak)


def _clock(tokens: Words, start: int, end: int) -> Found:
    word = tokens.word(start)
    if word in ("noon", "midnight"):
        # Whether midnight Tuesday begins or ends it is anybody's guess.
        return Found(start, end, "clock", Clock("12:00" if word == "noon" else None), weak=True)
    hour, minute = (int(part) for part in (word + ":00").split(":")[:2])
    half = pick(tokens, start, end, "A")
    if half:
        if not 1 <= hour <= 12:
            raise NotADateError
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise NotADateError
    return Found(start, end, "clock", Clock(f"{hour:02}:{minute:02}"), weak=not half)


def _day_before(tokens: Words, start: int, end: int) -> Found:
    unit, side, day = (tokens.word(index) for index in range(start + 1, end))
    if unit != "day" or (side, day) not in (("before", "yesterday"), ("after", "tomorrow")):
        raise NotADateError
    return Found(start, end, "deictic", UnitShift("day", -2 if side == "before" else 2))


def _unit_before(tokens: Words, start: int, end: int) -> Found:  # noqa: ARG001
    """Read "the year before", counted from a time that the text names elsewhere."""
    return Found(start, end, "unit_before", Unresolvable("relative-to-text"), weak=True)


def _deictic(tokens: Words, start: int, end: int) -> Found:
    return Found(start, end, "deictic", UnitShift("day", words.DEICTIC[pick(tokens, start, end, "T")]))


def _part_of_day(tokens: Words, start: int, end: int) -> Found:
    """Read "this morning", "last night"."""
    relation = tokens.word(start)
    if relation not in ("this", "last"):
        return Found(start, end, "deictic", Unresolvable("relative-to-text"), weak=relation == "that")
    return Found(start, end, "deictic", UnitShift("day", -1 if relation == "last" else 0))


def _holiday(tokens: Words, start: int, end: int) -> Found:
    name = " ".join(tokens.word(index) for index in range(start, end)).replace("’", "'")
    day = FIXED_DAYS.get(name)
    return Found(start, end, "holiday", MonthDay(*day) if day else Unresolvable("holiday"))


def _set(tokens: Words, start: int, end: int) -> Found:  # noqa: ARG001
    return Found(start, end, "set", Unresolvable("set"))


RULES: dict[str, Build] = {
    "iso": _iso,
    "month_days": _month_day,
    "month_day": _month_day,
    "days_month": _month_day,
    "day_month": _month_day,
    "month_year": _month_year,
    "weekday_week": _weekday_week,
    "weekday_set": _set,
    "weekday": _weekday_alone,
    "month": _bare_month,
    "clock": _clock,
    "day_before": _day_before,
    "unit_before": _unit_before,
    "deictic": _deictic,
    "part_of_day": _part_of_day,
    "set": _set,
    "slash": _slash,
    "holiday": _holiday,
}
