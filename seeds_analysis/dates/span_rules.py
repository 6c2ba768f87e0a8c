"""Rules for years, parts of years, units counted from today, and lengths: each reads one kind of match."""

import re
from fractions import Fraction

from seeds_analysis.dates import periods
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
from seeds_analysis.dates.matching import SHIFTS, Candidate, Match, NotADateError
from seeds_analysis.dates.tokens import VALUES, ordinal_value
from seeds_analysis.lexicon import word_set

AGE = "age"

# After one of these a number from 1000 to 2999 is a year.
_YEAR_INTRODUCED = frozenset("iRBtGfewLKu-&(")
# Prepositions that are part of an amount.
_WEIGHING = frozenset({"about", "around", "over", "under"})


def year_pair(match: Match) -> Candidate:
    """Read "2016-17" and "2016/17"."""
    first, last = match.word(0), match.word(2)
    spans = match.tokens.spans
    gap = spans[match.start][1] + 1 != spans[match.start + 2][0]
    if len(last) not in (2, 4) or (gap and len(last) == 2):
        raise NotADateError
    years = int(first), int(first[: 4 - len(last)] + last)
    if years[1] <= years[0]:
        raise NotADateError
    return match.candidate(Fixed(periods.years_period(*years)))


def decade(match: Match) -> Candidate:
    """Read "the 1990s" and "the nineties"."""
    word = match.word(match.find("D"))
    if match.start and match.tokens.word(match.start - 1) in word_set("dates.possessives"):
        return _age(match)  # "in her sixties"
    digits = "".join(character for character in word if character.isdigit())
    year = int(digits or VALUES[word])
    year += 0 if year > 99 else 1900 if year > 10 else 2000
    weak = not digits and match.letters[0] != "w"
    return match.candidate(Fixed(periods.decade_period(year)), weak=weak)


def century(match: Match) -> Candidate:
    """Read "the 19th century"."""
    if match.value(-1) != "century":
        raise NotADateError
    number = ordinal_value(match.word(match.find("o")))
    return match.candidate(Fixed(periods.century_period(number)))


def part_of_year(match: Match) -> Candidate:
    """Read "the third quarter" and "the first half of 2016"."""
    number = ordinal_value(match.word(match.find("qo")))
    count = 6 if "h" in match.letters else 3
    if not 1 <= number <= 12 // count:
        raise NotADateError
    year = match.year()
    whole: Expression | None = None
    if year is not None:
        whole = Fixed(periods.years_period(year))
    elif match.letters[-1] == "u":
        whole = match.unit_shift("year")
    return match.candidate(PartOfYear(count * (number - 1) + 1, count, whole))


def season(match: Match) -> Candidate:
    """Read "last summer", "summer 2016", and "the summer" after a preposition of time."""
    first_month = int(match.value(match.find("F")))
    year, relation = match.year(), match.relation()
    if year is not None:
        return match.candidate(Fixed(periods.years_period(year)))
    in_time = match.letters == "wF" and match.beside(-1).lower() in word_set("dates.before_seasons")
    if in_time and match.after[:1] != "f":  # "in the fall of the house"
        return match.candidate(Season(first_month, None))
    if relation is None or relation == "text":  # "the fall of the wall", "by spring"
        return match.candidate(Unresolvable("vague"), weak=True)
    return match.candidate(Season(first_month, SHIFTS[relation]))


def year_end(match: Match) -> Candidate:
    """Read "year-end" and "month-end"."""
    if match.word(-1) != "end" or match.value(0) not in ("year", "month"):
        raise NotADateError
    return match.candidate(LastDayOf(UnitShift(match.value(0), 0)))


def edge(match: Match) -> Candidate:
    """Read "the end of the year"; after some prepositions it is a deadline (see joining.py)."""
    if match.value(-1) not in ("week", "month", "year", "decade", "century"):
        raise NotADateError  # "at the end of the day"
    return match.candidate(UnitShift(match.value(-1), 0))


def units_away(match: Match) -> Candidate:
    """Read "three weeks ago" and "two months from now"."""
    skip = _preposition(match)
    unit_at = match.find("uUk")
    number, unit = _amount(match, skip, unit_at), match.value(unit_at)
    if unit in ("decade", "century"):  # a decade ago is the year ten years back, not the whole decade
        number, unit = number * (10 if unit == "decade" else 100), "year"
    if unit == "year" and number.denominator != 1:
        number, unit = number * 12, "month"
    if number.denominator != 1:
        return match.candidate(Unresolvable("vague"), skip=skip)
    shift = int(number) * (-1 if match.letters[-1] == "g" else 1)
    return match.candidate(UnitShift(unit, shift), skip=skip)


def units_later(match: Match) -> Candidate:
    """Read "three days later" and "the year before"."""
    weak = match.letters[-1] == "G"
    return match.candidate(Unresolvable("relative-to-text"), skip=_preposition(match), weak=weak)


def vague(match: Match) -> Candidate:
    """Read "several days ago" and "weeks", which give no day."""
    return match.candidate(Unresolvable("vague"), skip=_preposition(match), weak="V" not in match.letters)


def relative(match: Match) -> Candidate:
    """Read "last week", "the past three years", "later this month", "the following day"."""
    letters, relation, unit = match.letters, match.relation(), match.value(-1)
    relation_at = match.find_all("r")[-1]
    word = match.word(relation_at)
    if "V" in letters:
        return match.candidate(Unresolvable("vague"))
    if letters[-1] == "U":
        if relation == "text" or unit == "second":
            raise NotADateError
        return match.candidate(Length(match.number(relation_at + 1, len(letters) - 1), unit))
    if unit in ("hour", "minute"):
        raise NotADateError  # "the last minute", "this hour"
    if word == "that":
        return match.candidate(Unresolvable("relative-to-text"), weak=True)
    spanning = letters[0] == "w" and word in ("next", "past", "last")
    if spanning and match.after[:1] == "f":  # "the last week of the campaign"
        return match.candidate(Unresolvable("vague"))
    if spanning and unit not in ("day", "weekend", "quarter"):  # "over the past year", "the last decade"
        return match.candidate(Length(Fraction(1), unit))
    if spanning or relation == "text" or word == "previous":
        return match.candidate(Unresolvable("relative-to-text"))
    if unit == "day":
        raise NotADateError  # "his last day", "this day in age"
    if unit == "weekend" and word == "this" and letters.count("r") == 1:
        return match.candidate(Weekend())
    return match.candidate(UnitShift(unit, SHIFTS[str(relation)]))


def length(match: Match) -> Candidate:
    """Read "two years", "half an hour", "a year and a half"."""
    if match.letters[-1] == "0":
        return _age(match)  # "28-year-old", "three years of age"
    if match.after == "-t":
        raise NotADateError  # "day-to-day", "a year-to-year comparison"
    skip = _preposition(match)
    unit_at = match.find("uUk")
    one = match.letters[skip:unit_at] == "a"
    before = match.tokens.letter(match.start + skip - 1)
    if one and before in ("n", "d", "Y", "H", "6", "%"):  # "twice a week", "$5 million a year"
        return match.candidate(Unresolvable("set"), skip=skip)
    if match.letters[skip:] == "Ou" and match.word(skip) == "one" and match.word(-1) == "day":
        return match.candidate(Unresolvable("vague"), skip=skip)
    length = Length(_amount(match, skip, unit_at), match.value(unit_at))
    return match.candidate(length, skip=skip, weak=one and before not in ("i", "c", "R"))


def length_range(match: Match) -> Candidate:
    """Read "8-10 years"; ISO 8601 has no form for an uncertain length."""
    if match.letters[-1] == "0" or match.before == "0":
        return _age(match)
    return match.candidate(Unresolvable("vague"), skip=_preposition(match))


def _age(match: Match) -> Candidate:
    """Take all words of an age, so that none of them is read as a date: "12 years old" holds no "years"."""
    return Candidate(match.start, match.end, AGE, Unresolvable(AGE))


def year(match: Match) -> Candidate:
    """Read "2016", "the year 2016", "fiscal 2016"."""
    before = match.before
    if before in ("~", "/", "d", "n", "Y"):
        raise NotADateError  # money, telephone numbers
    if before == "-" and match.tokens.letter(match.start - 2) in ("d", "n", "x"):
        raise NotADateError  # scores, "F-2000"
    if match.after[:1] in ("%", "H", "A", "Z") or re.match(r"-?[uU]", match.after):
        raise NotADateError
    skip = 0
    if "u" in match.letters and "K" not in match.letters and match.value(match.find("u")) != "year":
        skip = len(match.letters) - 1
    elif match.letters[:2] == "wY":  # "the 2016 election"
        skip = 1
    year = match.year()
    if year is None:
        raise NotADateError
    introduced = len(match.letters) > skip + 1 or before in _YEAR_INTRODUCED
    weak = not introduced or match.letters[-1] == "y" or not 1400 <= year <= 2100
    return match.candidate(Fixed(periods.years_period(year)), skip=skip, weak=weak)


def _preposition(match: Match) -> int:
    """Count a preposition to leave out: "for two years", but not "over two years" or "at least two years"."""
    letters = match.letters
    return int(letters[0] == "i" and letters[:2] != "il" and match.word(0) not in _WEIGHING)


def _amount(match: Match, start: int, unit_at: int) -> Fraction:
    """Read the number before the unit and the half after it ("a year and a half")."""
    return match.number(start, unit_at) + (Fraction(1, 2) if "h" in match.letters[unit_at:] else 0)
