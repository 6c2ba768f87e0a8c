"""Rules for years, parts of years, units counted from today, and lengths: what they say."""

import re
from fractions import Fraction

from seeds_analysis.dates import periods, words
from seeds_analysis.dates.compounds import LastDayOf
from seeds_analysis.dates.expressions import (
    Expression,
    Fixed,
    Length,
    PartOfYear,
    Season,
    UnitShift,
    Unresolvable,
    Weekend,
)
from seeds_analysis.dates.matching import (
    AgeError,
    Build,
    Found,
    NotADateError,
    after_preposition,
    letter_before,
    named_unit,
    number_of,
    pick,
    relation_of,
    relations,
    shift_of,
    spot,
    year_of,
)
from seeds_analysis.dates.words import Words

# What a year may follow as a matter of course, and what shows that the number counts or names something.
_YEAR_INTRODUCED = frozenset("iRBtGfewLKu-&(")
_NO_YEAR_AFTER = frozenset("~-/%")


def _year_pair(tokens: Words, start: int, end: int) -> Found:
    """Read "2016-17" and "2016/17"."""
    first, second = tokens.raw(start), tokens.raw(start + 2)
    gapless = tokens.spans[start][1] + 1 == tokens.spans[start + 2][0]
    if len(second) not in (2, 4) or not (gapless or len(second) == 4):
        raise NotADateError
    last = int(first[: 4 - len(second)] + second)
    if last <= int(first):
        raise NotADateError
    return Found(start, end, "year", Fixed(periods.years_period(int(first), last)))


def _decade(tokens: Words, start: int, end: int) -> Found:
    word = pick(tokens, start, end, "D")
    if start and tokens.word(start - 1) in ("his", "her", "their", "my", "your", "our"):
        raise AgeError  # "in her sixties"
    digits = "".join(character for character in word if character.isdigit())
    year = words.DECADES.get(word) or int(digits)
    year += 0 if year > 99 else 1900 if year > 10 else 2000
    weak = not digits and tokens.letters[start] != "w"
    return Found(start, end, "decade", Fixed(periods.decade_period(year)), weak=weak)


def _century(tokens: Words, start: int, end: int) -> Found:
    if tokens.word(end - 1) != "century":
        raise NotADateError
    number = words.ordinal_value(pick(tokens, start, end, "o"))
    return Found(start, end, "century", Fixed(periods.century_period(number)))


def _part_of_year(tokens: Words, start: int, end: int, *, rule: str, month: int, count: int) -> Found:
    year = year_of(tokens, start, end)
    whole: Expression | None = None
    if year is not None:
        whole = Fixed(periods.years_period(year))
    elif tokens.letters[end - 1] == "u":
        whole = named_unit(tokens, end, "year")
    return Found(start, end, rule, PartOfYear(month, count, whole))


def _quarter(tokens: Words, start: int, end: int) -> Found:
    word = pick(tokens, start, end, "qo")
    number = int(word[1:]) if word.startswith("q") else words.ordinal_value(word)
    if not 1 <= number <= 4:
        raise NotADateError
    return _part_of_year(tokens, start, end, rule="quarter", month=3 * number - 2, count=3)


def _half(tokens: Words, start: int, end: int) -> Found:
    number = words.ordinal_value(pick(tokens, start, end, "o"))
    if number > 2:
        raise NotADateError
    return _part_of_year(tokens, start, end, rule="half", month=6 * number - 5, count=6)


def _first_months(tokens: Words, start: int, end: int) -> Found:
    count = int(words.number_value([tokens.word(start + 2)]))
    unit = words.UNITS[tokens.word(start + 3)]
    if tokens.word(start + 1) != "first" or unit != "month" or count > 12:
        return Found(start, end, "first_months", Unresolvable("vague"))
    return _part_of_year(tokens, start, end, rule="first_months", month=1, count=count)


def _season(tokens: Words, start: int, end: int) -> Found:
    season_at = spot(tokens, start, end, "F")
    season = tokens.word(season_at)
    year = year_of(tokens, season_at, end)
    if year is not None:
        return Found(start, end, "season", Fixed(periods.season_period(year, season)))
    if tokens.letters[end - 1] == "u":
        return _part_of_year(tokens, start, end, rule="season", month=periods.SEASON_START[season], count=3)
    placing = relations(tokens, start, season_at)
    relation = relation_of(placing[-1]) if placing else None
    if relation is None:  # "the fall of the wall", "by spring": which one is anybody's guess
        return Found(start, end, "season", Unresolvable("vague"), weak=True)
    return Found(start, end, "season", Season(season, "next" if relation == "coming" else relation))


def _year_end(tokens: Words, start: int, end: int) -> Found:
    unit, edge = tokens.word(start), tokens.word(end - 1)
    if edge != "end" or unit not in ("year", "month"):
        raise NotADateError
    return Found(start, end, "year_end", LastDayOf(UnitShift(unit, 0)))


def _edge(tokens: Words, start: int, end: int) -> Found:
    """Read "the end of the year"; a deadline where a preposition makes it one (see joining.py)."""
    unit = words.UNITS[tokens.word(end - 1)]
    if unit not in ("week", "month", "year", "decade", "century"):
        raise NotADateError  # "at the end of the day"
    whole = UnitShift(unit, 0)
    return Found(start, end, "edge", whole)


def _units_ago(tokens: Words, start: int, end: int) -> Found:
    start = after_preposition(tokens, start)
    unit_at = spot(tokens, start, end, "uUk")
    unit = words.UNITS[tokens.word(unit_at)]
    number = number_of(tokens, start, unit_at) + (Fraction(1, 2) if "h" in tokens.letters[unit_at:end] else 0)
    ago = -1 if tokens.letters[end - 1] == "g" else 1
    if unit in ("decade", "century"):  # a decade ago is the year ten years back, not the whole decade
        number, unit = number * (10 if unit == "decade" else 100), "year"
    if unit == "year" and number.denominator != 1:
        number, unit = number * 12, "month"
    if number.denominator != 1:
        return Found(start, end, "units_ago", Unresolvable("vague"))
    return Found(start, end, "units_ago", UnitShift(unit, ago * int(number)))


def _units_after(tokens: Words, start: int, end: int) -> Found:
    return Found(after_preposition(tokens, start), end, "units_after", Unresolvable("relative-to-text"))


def _vague(tokens: Words, start: int, end: int) -> Found:
    start = after_preposition(tokens, start)
    return Found(start, end, "vague", Unresolvable("vague"), weak="V" not in tokens.letters[start:end])


def _relative(tokens: Words, start: int, end: int) -> Found:
    """Read "last week", "the past three years", "later this month", "the following day"."""
    at = [index for index in range(start, end) if tokens.letters[index] == "r"]
    word, unit = tokens.word(at[-1]), words.UNITS[tokens.word(end - 1)]
    definite = tokens.letters[start] == "w"
    if "V" in tokens.letters[start:end]:
        return Found(start, end, "relative", Unresolvable("vague"))
    if end - 1 > at[-1] + 1 or tokens.letters[end - 1] == "U":
        number = number_of(tokens, at[-1] + 1, end - 1)
        if word in ("same", "that", "following") or unit == "second":
            raise NotADateError
        return Found(start, end, "relative", Length(number, unit))
    if unit in ("hour", "minute", "second"):
        raise NotADateError  # "the last minute", "this hour"
    if word == "that":
        return Found(start, end, "relative", Unresolvable("relative-to-text"), weak=True)
    spanning = definite and word in ("next", "past", "last")
    if spanning and tokens.letters[end : end + 1] == "f":
        return Found(start, end, "relative", Unresolvable("vague"))  # "the last week of the campaign"
    if spanning and unit not in ("day", "weekend", "quarter"):
        return Found(
            start, end, "relative", Length(Fraction(1), unit)
        )  # "over the past year", "the last decade"
    if spanning or word in ("same", "following", "previous"):
        return Found(start, end, "relative", Unresolvable("relative-to-text"))
    if unit == "day":
        raise NotADateError  # "his last day", "this day in age"
    if unit == "weekend" and word == "this" and len(at) == 1:
        return Found(start, end, "relative", Weekend())
    return Found(start, end, "relative", UnitShift(unit, shift_of(word)))


def _length(tokens: Words, start: int, end: int) -> Found:
    letters = tokens.letters
    if letters[end - 1] == "0":
        raise AgeError  # "28-year-old", "three years of age"
    start = after_preposition(tokens, start)
    unit_at = spot(tokens, start, end, "uUk")
    unit = words.UNITS[tokens.word(unit_at)]
    number = number_of(tokens, start, unit_at) + (Fraction(1, 2) if "h" in letters[unit_at:end] else 0)
    one = letters[start:unit_at] == "a"
    if tokens.letters[end : end + 2] == "-t":
        raise NotADateError  # "day-to-day", "a year-to-year comparison"
    if one and letter_before(tokens, start) in ("n", "d", "Y", "H", "6", "%"):
        return Found(start, end, "set", Unresolvable("set"))  # "twice a week", "$5 million a year"
    if tokens.text[tokens.spans[start][0] : tokens.spans[end - 1][1]].lower() == "one day":
        return Found(start, end, "vague", Unresolvable("vague"))
    placed = start > 0 and (letter_before(tokens, start) in ("i", "c", "R") or letters[start] in "ip")
    return Found(start, end, "length", Length(number, unit), weak=one and not placed)


def _length_range(tokens: Words, start: int, end: int) -> Found:
    """Read "8-10 years", "two or three weeks ago": ISO 8601 has no form for an uncertain length."""
    if tokens.letters[end - 1] == "0" or letter_before(tokens, start) == "0":
        raise AgeError
    return Found(after_preposition(tokens, start), end, "vague", Unresolvable("vague"))


def _weekend_alone(tokens: Words, start: int, end: int) -> Found:  # noqa: ARG001
    return Found(start, end, "weekend", Weekend())


def _year_alone(tokens: Words, start: int, end: int) -> Found:
    number_at = end - 1
    before = letter_before(tokens, start)
    if before in ("~", "/", "d", "n", "Y") or (
        before == "-" and start > 1 and tokens.letters[start - 2] in "dnx"
    ):
        raise NotADateError  # money, telephone numbers, scores, "F-2000"
    following = tokens.letters[end : end + 2]
    if following[:1] in ("%", "H", "A", "Z") or re.match(r"-?[uU]", following):
        raise NotADateError
    if tokens.letters[start] == "u" or tokens.letters[start : start + 2] == "wu":
        unit_at = spot(tokens, start, end, "uUk")
        if tokens.word(unit_at) != "year":
            start = number_at
    if tokens.letters[start] == "w" and tokens.letters[start + 1] == "Y":
        start += 1  # "the 2016 election": the year alone
    year = year_of(tokens, number_at, end)
    if year is None or not 1000 <= year <= 2999:
        raise NotADateError
    introduced = start < number_at or (before in _YEAR_INTRODUCED and before != "")
    weak = not introduced or tokens.letters[number_at] == "y" or not 1400 <= year <= 2100
    return Found(start, end, "year", Fixed(periods.years_period(year)), weak=weak)


RULES: dict[str, Build] = {
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
    "edge": _edge,
    "relative": _relative,
    "length_range": _length_range,
    "length": _length,
    "vague": _vague,
    "weekend": _weekend_alone,
    "year": _year_alone,
}
