"""Single date expressions: patterns over the letters of words.py, and what each match says."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from seeds_analysis.dating import periods, words
from seeds_analysis.dating.expressions import (
    BareMonth,
    Clock,
    Expression,
    Fixed,
    Interval,
    LastDayOf,
    Length,
    MonthDay,
    PartOfYear,
    Season,
    UnitShift,
    Unresolvable,
    UnresolvedError,
    Weekday,
    Weekend,
    make_day,
)
from seeds_analysis.dating.words import Words

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
# A two-digit year up to this one is of this century ("'16"), above it of the last ("'94").
PIVOT = 40

_MONTH = r"(?:[Mm]|b!?)"
_WEEKDAY = r"(?:W|v!?)"
_DAY = r"[do](?![A%Hu]|-?[uUA0])"
_YEAR = r"(?:,?[Yy](?!-?[uUH]))"
_NUMBER = r"(?:[ndYO](?:-?[ndO])?H*|aH+)"
_ABOUT = r"(?:il|>c|zc?|zti?|p|i)?"
_HALF = r"(?:-?&-?a?-?h)"

# Order matters: the first that matches at a place wins, so the fuller forms stand before the bare ones.
_PATTERNS = {
    "iso": r"I",
    "month_days": rf"(?:{_WEEKDAY},?)?{_MONTH}w?{_DAY}[-t&]{_DAY}{_YEAR}?",
    "month_day": rf"(?:{_WEEKDAY},?w?)?{_MONTH}w?{_DAY}{_YEAR}?",
    "days_month": rf"(?:{_WEEKDAY},?)?w?[do][-t&][do]f?{_MONTH}(?!d(?!-)){_YEAR}?",
    "day_month": rf"(?:{_WEEKDAY},?)?w?[do]f?{_MONTH}(?!d(?!-)){_YEAR}?",
    "month_year": rf"(?:w?e-?)?{_MONTH}(?:,?f?[Yy]|f?ru)(?!-?[uUH])",
    "weekday_week": rf"{_WEEKDAY}f?ru",
    "weekday_set": rf"X|jo?{_WEEKDAY}",
    "weekday": rf"w?(?:r?r|e|re)?{_WEEKDAY}(?:e?P)?",
    "month": rf"(?:w?e-?)?(?:rr?)?{_MONTH}",
    "clock": r"(?:[dC]A|C|N)Z?",
    "day_before": r"wuGT",
    "deictic": r"[eL]?T(?:e?P)?",
    "part_of_day": r"re?P",
    "year_pair": r"(?:Y[-/][dnY])(?![-/dnY])",
    "decade": r"w?(?:e-?)?D",
    "century": r"w?(?:e-?)?o-?u",
    "quarter": rf"w?(?:o-?Q(?:f?[Yy]|fw?r?u|ru)?|q,?[Yy]?)",
    "half": r"w?o-?hf(?:[Yy]|wu|ru)",
    "first_months": r"wo[dO]Uf(?:[Yy]|w?r?u)",
    "season": r"w?(?:rr?|e-?)?F(?:f?,?[Yy]|f?ru)?",
    "year_end": r"u-?E",
    "units_ago": rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|ah?|h[aw]?)-?(?:[uU]{_HALF}?|kf?)g",
    "units_hence": rf"{_ABOUT}(?:{_NUMBER}|a)-?[uU](?:RJ|RT)",
    "units_after": rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|a|V|aV)?f?[uU]L",
    "vague_ago": r"(?:a?V|V)f?[uU]g",
    "relative": r"w?L?(?:r?r)(?:(?:[dnO]|a?V)f?U|[uQk])",
    "set": r"j(?:[dnO2]|o)?[uUkPQ]",
    "length": rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|ah?-?|h-?[aw]?)-?[uU]{_HALF}?(?:-?0|f0)?",
    "vague": r"(?:w?a?V|a|w|i)?f?U",
    "weekend": r"w?k",
    "year": r"(?:w?(?:Ku?|u))?(?:e-?)?[Yy]",
    "slash": r"S",
    "holiday": r"34?",
}
_RULES = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))


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


class _NotADateError(Exception):
    pass


_Build = Callable[[Words, int, int], Found]


def find_in_run(tokens: Words, start: int, end: int) -> Iterator[Found]:
    """Give the expressions among the tokens start to end, in order, without overlap.

    Raises nothing; linear in the number of tokens, since every pattern spans a bounded number of them.
    """
    position = start
    while match := _RULES.search(tokens.letters, position, end):
        rule = match.lastgroup or ""
        position = match.start() + 1
        try:
            found = _BUILDERS[rule](tokens, match.start(), match.end())
        except (_NotADateError, UnresolvedError, ValueError, OverflowError, KeyError):
            continue
        yield found
        position = found.last


def _spot(tokens: Words, start: int, end: int, letters: str) -> int | None:
    """Index of the first token whose letter is one of those."""
    return next((index for index in range(start, end) if tokens.letters[index] in letters), None)


def _pick(tokens: Words, start: int, end: int, letters: str) -> str:
    index = _spot(tokens, start, end, letters)
    return "" if index is None else tokens.word(index)


def _before(tokens: Words, start: int) -> str:
    return tokens.letters[start - 1] if start else ""


def _month(tokens: Words, start: int, end: int) -> int:
    return words.month_number(_pick(tokens, start, end, "Mmb"))


def _year(tokens: Words, start: int, end: int) -> int | None:
    word = _pick(tokens, start, end, "Yy")
    if not word:
        return None
    if word.isdigit():
        return int(word)
    short = int(word[1:])
    return short + (2000 if short <= PIVOT else 1900)


def _weekday(tokens: Words, start: int, end: int) -> int | None:
    word = _pick(tokens, start, end, "Wv")
    return words.WEEKDAYS[word] if word else None


def _relation(word: str) -> str | None:
    return {
        "last": "last",
        "past": "last",
        "previous": "last",
        "next": "next",
        "coming": "coming",
        "upcoming": "coming",
        "this": "this",
        "current": "this",
    }.get(word)


def _month_day(tokens: Words, start: int, end: int) -> Found:
    rule = "month_day"
    month_at = _spot(tokens, start, end, "Mmb")
    assert month_at is not None
    days = [index for index in range(start, end) if tokens.letters[index] in "do"]
    if tokens.letters[days[0]] == "o" and days[0] < month_at and tokens.word(days[0]) in words.ORDINALS:
        if "f" not in tokens.letters[days[0] : month_at]:
            raise _NotADateError  # "its second May meeting"
    month = _month(tokens, start, end)
    day = words.ordinal_value(tokens.word(days[0]))
    last_day = words.ordinal_value(tokens.word(days[1])) if len(days) > 1 else None
    year = _year(tokens, start, end)
    if last_day is not None:
        joined = tokens.letters[days[0] + 1 : days[1]]
        if last_day <= day or ("&" in joined and last_day != day + 1):
            if days[0] < month_at:
                raise _NotADateError  # "3-2 May": a score
            end, last_day, year = days[0] + 1, None, None
    if not 1 <= day <= 31 or (last_day or 1) > 31:
        raise _NotADateError
    make_day(2000, month, last_day or day)
    if year is None and last_day is None:
        year = _named_year(tokens, end, month, day)
    if year is None:
        return Found(start, end, rule, MonthDay(month, day, last_day, _weekday(tokens, start, end)))
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
        raise _NotADateError  # 24/7, 1/2, 50/50
    one, two, year = parts
    year += 0 if year > 99 else 2000 if year <= PIVOT else 1900
    if one != two and one <= 12 and two <= 12:
        # 3/12/2024 is March in America and December in Britain.
        return Found(start, end, "slash", Unresolvable("day-month-order"))
    day, month = (one, two) if one > 12 else (two, one)
    return Found(start, end, "slash", Fixed(periods.day_period(make_day(year, month, day))))


def _month_year(tokens: Words, start: int, end: int) -> Found:
    month = _month(tokens, start, end)
    year = _year(tokens, start, end)
    if year is not None:
        return Found(start, end, "month_year", Fixed(periods.months_period(year, month)))
    return Found(start, end, "month_year", PartOfYear(month, 1, _named_unit(tokens, start, end, "year")))


def _named_unit(tokens: Words, start: int, end: int, unit: str) -> Expression:
    """ "last year", "this year", "the year" at the end of a longer expression."""
    unit_at = end - 1
    if words.UNITS.get(tokens.word(unit_at)) != unit:
        raise _NotADateError
    shift = _shift(tokens.word(unit_at - 1) if tokens.letters[unit_at - 1] == "r" else "this")
    return UnitShift(unit, shift)


def _shift(word: str) -> int:
    relation = _relation(word)
    if relation is None:
        raise UnresolvedError("relative-to-text")
    return {"last": -1, "this": 0, "next": 1, "coming": 1}[relation]


def _weekday_week(tokens: Words, start: int, end: int) -> Found:
    week = _named_unit(tokens, start, end, "week")
    assert isinstance(week, UnitShift)
    day = _weekday(tokens, start, end)
    assert day is not None
    return Found(start, end, "weekday", Weekday(day, week=week.shift))


def _weekday_alone(tokens: Words, start: int, end: int) -> Found:
    day_at = _spot(tokens, start, end, "Wv")
    assert day_at is not None
    relations = [tokens.word(index) for index in range(start, day_at) if tokens.letters[index] == "r"]
    if tokens.letters[start] == "w" and not relations:
        start = (
            day_at if tokens.letters[start + 1] in "Wv" else start + 1
        )  # "the Tuesday vote": the day alone
    abbreviated = tokens.letters[day_at] == "v"
    day = _weekday(tokens, start, end)
    assert day is not None
    if relations and relations[-1] in ("following", "same", "that"):
        return Found(start, end, "weekday", Unresolvable("relative-to-text"))
    relation = _relation(relations[-1]) if relations else None
    return Found(start, end, "weekday", Weekday(day, relation), weak=abbreviated)


def _set(tokens: Words, start: int, end: int) -> Found:
    return Found(start, end, "set", Unresolvable("set"))


def _bare_month(tokens: Words, start: int, end: int) -> Found:
    month_at = _spot(tokens, start, end, "Mmb")
    assert month_at is not None
    relations = [tokens.word(index) for index in range(start, month_at) if tokens.letters[index] == "r"]
    before = _before(tokens, month_at)
    if tokens.letters[start] == "w" and tokens.letters[start + 1] in "Mmb":
        start += 1
    if relations and relations[-1] in ("following", "same", "that"):
        return Found(start, end, "month", Unresolvable("relative-to-text"))
    relation = _relation(relations[-1]) if relations else None
    relation = "next" if relation == "coming" else relation
    # May, March and August are words and names of their own, abbreviations may be anything.
    weak = tokens.letters[month_at] in "mb" and not relations and before not in ("i", "R", "B", "t", "e", "-")
    return Found(start, end, "month", BareMonth(_month(tokens, start, end), relation), weak=weak)


def _clock(tokens: Words, start: int, end: int) -> Found:
    word = tokens.word(start)
    if word in ("noon", "midnight"):
        # Whether midnight Tuesday begins or ends it is anybody's guess.
        return Found(start, end, "clock", Clock("12:00" if word == "noon" else None), weak=True)
    hour, minute = (int(part) for part in (word + ":00").split(":")[:2])
    half = _pick(tokens, start, end, "A")
    if half:
        if not 1 <= hour <= 12:
            raise _NotADateError
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise _NotADateError
    return Found(start, end, "clock", Clock(f"{hour:02}:{minute:02}"), weak=not half)


def _day_before(tokens: Words, start: int, end: int) -> Found:
    unit, side, day = (tokens.word(index) for index in range(start + 1, end))
    if unit != "day" or (side, day) not in (("before", "yesterday"), ("after", "tomorrow")):
        raise _NotADateError
    return Found(start, end, "deictic", UnitShift("day", -2 if side == "before" else 2))


def _deictic(tokens: Words, start: int, end: int) -> Found:
    return Found(start, end, "deictic", UnitShift("day", words.DEICTIC[_pick(tokens, start, end, "T")]))


def _part_of_day(tokens: Words, start: int, end: int) -> Found:
    """ "this morning", "last night"."""
    relation = tokens.word(start)
    if relation not in ("this", "last"):
        return Found(start, end, "deictic", Unresolvable("relative-to-text"), weak=relation == "that")
    return Found(start, end, "deictic", UnitShift("day", -1 if relation == "last" else 0))


def _year_pair(tokens: Words, start: int, end: int) -> Found:
    """ "2016-17"; longer second years are joined by joining.py."""
    first, second = tokens.raw(start), tokens.raw(start + 2)
    gapless = tokens.spans[start][1] + 1 == tokens.spans[start + 2][0]
    if len(second) not in (2, 4) or not (gapless or len(second) == 4):
        raise _NotADateError
    last = int(first[: 4 - len(second)] + second)
    if last <= int(first):
        raise _NotADateError
    return Found(start, end, "year", Fixed(periods.years_period(int(first), last)))


def _decade(tokens: Words, start: int, end: int) -> Found:
    word = _pick(tokens, start, end, "D")
    if start and tokens.word(start - 1) in ("his", "her", "their", "my", "your", "our"):
        raise _NotADateError  # an age: "in her sixties"
    digits = "".join(character for character in word if character.isdigit())
    year = words.DECADES.get(word) or int(digits)
    year += 0 if year > 99 else 1900 if year > 10 else 2000
    weak = not digits and tokens.letters[start] != "w"
    return Found(start, end, "decade", Fixed(periods.decade_period(year)), weak=weak)


def _century(tokens: Words, start: int, end: int) -> Found:
    if tokens.word(end - 1) != "century":
        raise _NotADateError
    number = words.ordinal_value(_pick(tokens, start, end, "o"))
    return Found(start, end, "century", Fixed(periods.century_period(number)))


def _part_of_year(tokens: Words, start: int, end: int, rule: str, month: int, count: int) -> Found:
    year = _year(tokens, start, end)
    whole: Expression | None = None
    if year is not None:
        whole = Fixed(periods.years_period(year))
    elif tokens.letters[end - 1] == "u":
        whole = _named_unit(tokens, start, end, "year")
    return Found(start, end, rule, PartOfYear(month, count, whole))


def _quarter(tokens: Words, start: int, end: int) -> Found:
    word = _pick(tokens, start, end, "qo")
    number = int(word[1:]) if word.startswith("q") else words.ordinal_value(word)
    if not 1 <= number <= 4:
        raise _NotADateError
    return _part_of_year(tokens, start, end, "quarter", 3 * number - 2, 3)


def _half(tokens: Words, start: int, end: int) -> Found:
    number = words.ordinal_value(_pick(tokens, start, end, "o"))
    if number > 2:
        raise _NotADateError
    return _part_of_year(tokens, start, end, "half", 6 * number - 5, 6)


def _first_months(tokens: Words, start: int, end: int) -> Found:
    count = int(words.number_value([tokens.word(start + 2)]))
    unit = words.UNITS[tokens.word(start + 3)]
    if tokens.word(start + 1) != "first" or unit != "month" or count > 12:
        return Found(start, end, "first_months", Unresolvable("vague"))
    return _part_of_year(tokens, start, end, "first_months", 1, count)


def _season(tokens: Words, start: int, end: int) -> Found:
    season_at = _spot(tokens, start, end, "F")
    assert season_at is not None
    season = tokens.word(season_at)
    year = _year(tokens, season_at, end)
    if year is not None:
        return Found(start, end, "season", Fixed(periods.season_period(year, season)))
    if tokens.letters[end - 1] == "u":
        return _part_of_year(tokens, start, end, "season", periods.SEASON_START[season], 3)
    relations = [tokens.word(index) for index in range(start, season_at) if tokens.letters[index] == "r"]
    relation = _relation(relations[-1]) if relations else None
    if relation is None:  # "the fall of the wall", "by spring": which one is anybody's guess
        return Found(start, end, "season", Unresolvable("vague"), weak=True)
    return Found(start, end, "season", Season(season, "next" if relation == "coming" else relation))


def _year_end(tokens: Words, start: int, end: int) -> Found:
    unit, edge = tokens.word(start), tokens.word(end - 1)
    if edge != "end" or unit not in ("year", "month"):
        raise _NotADateError
    return Found(start, end, "year_end", LastDayOf(UnitShift(unit, 0)))


def _number(tokens: Words, start: int, end: int) -> Fraction:
    """The number in a length; without one ("half-hour") the half counts alone."""
    return words.number_value(
        [tokens.word(index) for index in range(start, end) if tokens.letters[index] in "andYOHh"]
    )


def _unit_at(tokens: Words, start: int, end: int) -> int:
    index = _spot(tokens, start, end, "uUk")
    assert index is not None
    return index


def _units_ago(tokens: Words, start: int, end: int) -> Found:
    start = _about(tokens, start)
    unit_at = _unit_at(tokens, start, end)
    unit = words.UNITS[tokens.word(unit_at)]
    number = _number(tokens, start, unit_at) + (Fraction(1, 2) if "h" in tokens.letters[unit_at:end] else 0)
    ago = -1 if tokens.letters[end - 1] == "g" else 1
    if unit in ("decade", "century"):  # a decade ago is the year ten years back, not the whole decade
        number, unit = number * (10 if unit == "decade" else 100), "year"
    if unit == "year" and number.denominator != 1:
        number, unit = number * 12, "month"
    if number.denominator != 1:
        return Found(start, end, "units_ago", Unresolvable("vague"))
    return Found(start, end, "units_ago", UnitShift(unit, ago * int(number)))


def _about(tokens: Words, start: int) -> int:
    """Leave out a preposition that only places the expression; "about", "over", "under" weigh its number."""
    weighing = ("about", "around", "over", "under")
    letters = tokens.letters[start : start + 2]
    if letters[0] == "i" and letters != "il" and tokens.word(start) not in weighing:
        return start + 1
    if letters[0] == "p" and tokens.word(start) == "another" and letters[1:] in ("u", "U"):
        return start + 1
    return start


def _units_after(tokens: Words, start: int, end: int) -> Found:
    return Found(_about(tokens, start), end, "units_after", Unresolvable("relative-to-text"))


def _vague(tokens: Words, start: int, end: int) -> Found:
    start = _about(tokens, start)
    return Found(start, end, "vague", Unresolvable("vague"), weak="V" not in tokens.letters[start:end])


def _relative(tokens: Words, start: int, end: int) -> Found:
    """ "last week", "the past three years", "later this month", "the following day"."""
    at = [index for index in range(start, end) if tokens.letters[index] == "r"]
    word, unit = tokens.word(at[-1]), words.UNITS[tokens.word(end - 1)]
    definite = tokens.letters[start] == "w"
    if "V" in tokens.letters[start:end]:
        return Found(start, end, "relative", Unresolvable("vague"))
    if end - 1 > at[-1] + 1 or tokens.letters[end - 1] == "U":
        number = _number(tokens, at[-1] + 1, end - 1)
        if word in ("same", "that", "following") or unit == "second":
            raise _NotADateError
        return Found(start, end, "relative", Length(number, unit))
    if unit in ("hour", "minute", "second"):
        raise _NotADateError  # "the last minute", "this hour"
    if word == "that":
        return Found(start, end, "relative", Unresolvable("relative-to-text"), weak=True)
    if word in ("same", "following", "previous") or (definite and word in ("next", "past")):
        if definite and word in ("next", "past") and unit not in ("day", "weekend", "quarter"):
            return Found(start, end, "relative", Length(Fraction(1), unit))
        return Found(start, end, "relative", Unresolvable("relative-to-text"))
    if unit == "day":
        raise _NotADateError  # "his last day", "this day in age"
    if unit == "weekend" and word == "this" and len(at) == 1:
        return Found(start, end, "relative", Weekend())
    return Found(start, end, "relative", UnitShift(unit, _shift(word)))


def _length(tokens: Words, start: int, end: int) -> Found:
    letters = tokens.letters
    if letters[end - 1] == "0":
        raise _NotADateError  # an age: "28-year-old", "three years of age"
    start = _about(tokens, start)
    unit_at = _unit_at(tokens, start, end)
    unit = words.UNITS[tokens.word(unit_at)]
    number = _number(tokens, start, unit_at) + (Fraction(1, 2) if "h" in letters[unit_at:end] else 0)
    one = letters[start:unit_at] == "a"
    if one and _before(tokens, start) in ("n", "d", "Y", "H", "6", "%"):
        return Found(start, end, "set", Unresolvable("set"))  # "twice a week", "$5 million a year"
    if tokens.text[tokens.spans[start][0] : tokens.spans[end - 1][1]].lower() == "one day":
        return Found(start, end, "vague", Unresolvable("vague"))
    placed = start > 0 and (_before(tokens, start) in ("i", "c", "R") or letters[start] in "ip")
    return Found(start, end, "length", Length(number, unit), weak=one and not placed)


def _weekend_alone(tokens: Words, start: int, end: int) -> Found:
    return Found(start, end, "weekend", Weekend())


# What a year may follow as a matter of course, and what shows that the number counts or names something.
_YEAR_INTRODUCED = frozenset("iRBtGfewLKu-&(")
_NO_YEAR_AFTER = frozenset("~-/%")


def _year_alone(tokens: Words, start: int, end: int) -> Found:
    number_at = end - 1
    before = _before(tokens, start)
    if before in ("~", "/", "d", "n", "Y") or (
        before == "-" and start > 1 and tokens.letters[start - 2] in "dnx"
    ):
        raise _NotADateError  # money, telephone numbers, scores, "F-2000"
    following = tokens.letters[end : end + 2]
    if following[:1] in ("%", "H", "A", "Z") or re.match(r"-?[uU]", following):
        raise _NotADateError
    if tokens.letters[start] == "u" or tokens.letters[start : start + 2] == "wu":
        unit_at = _unit_at(tokens, start, end)
        if tokens.word(unit_at) != "year":
            start = number_at
    if tokens.letters[start] == "w" and tokens.letters[start + 1] == "Y":
        start += 1  # "the 2016 election": the year alone
    year = _year(tokens, number_at, end)
    if year is None or not 1000 <= year <= 2999:
        raise _NotADateError
    introduced = start < number_at or (before in _YEAR_INTRODUCED and before != "")
    weak = not introduced or tokens.letters[number_at] == "y" or not 1400 <= year <= 2100
    return Found(start, end, "year", Fixed(periods.years_period(year)), weak=weak)


def _holiday(tokens: Words, start: int, end: int) -> Found:
    name = " ".join(tokens.word(index) for index in range(start, end)).replace("’", "'")
    day = FIXED_DAYS.get(name)
    return Found(start, end, "holiday", MonthDay(*day) if day else Unresolvable("holiday"))


_BUILDERS: dict[str, _Build] = {
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
    "deictic": _deictic,
    "part_of_day": _part_of_day,
    "year_pair": _year_pair,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "half": _half,
    "first_months": _first_months,
    "season": _season,
    "year_end": _year_end,
    "units_ago": _units_ago,
    "units_hence": _units_ago,
    "units_after": _units_after,
    "vague_ago": _vague,
    "relative": _relative,
    "set": _set,
    "length": _length,
    "vague": _vague,
    "weekend": _weekend_alone,
    "year": _year_alone,
    "slash": _slash,
    "holiday": _holiday,
}
