"""Stretches of the calendar and lengths of time, written in ISO 8601."""

import calendar
import datetime
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, Self

Unit = Literal["day", "month", "year"]

_DESIGNATORS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_CLOCK_UNITS = frozenset({"hour", "minute", "second"})
# Units written as a number of smaller ones.
_PARTS = {
    "century": ("year", 100),
    "decade": ("year", 10),
    "quarter": ("month", 3),
    "fortnight": ("week", 2),
}
# The units that fractions are written in ("a year and a half" is P1Y6M).
_SMALLER = {"year": ("month", 12), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60)}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included, as exact as `unit` says.

    Only a single day has a `clock` ("14:30").
    """

    first: datetime.date
    last: datetime.date
    unit: Unit
    clock: str | None = None

    def iso(self) -> str:
        """Write ISO 8601: `2024-12-03`, `2024-12`, `2024`, `2024-12-03T14:30`, or two with a slash."""
        first, last = self._iso(self.first), self._iso(self.last)
        if first != last:
            return f"{first}/{last}"
        return f"{first}T{self.clock}" if self.clock else first

    def at(self, clock: str) -> Self:
        """Return the day with a time; a longer period stays the same."""
        return replace(self, clock=clock) if self.first == self.last and self.unit == "day" else self

    def to(self, other: "Period") -> "Period":
        """Join two periods into one interval with the smaller unit of both."""
        units: tuple[Unit, ...] = ("day", "month", "year")
        unit = min(self.unit, other.unit, key=units.index)
        return Period(self.first, other.last, unit)

    def _iso(self, day: datetime.date) -> str:
        return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.unit]]


def day_period(day: datetime.date) -> Period:
    """Make a period of one day."""
    return Period(day, day, "day")


def week_period(day: datetime.date) -> Period:
    """Return the week of a day, Monday to Sunday (ISO 8601)."""
    monday = day - datetime.timedelta(days=day.weekday())
    return Period(monday, monday + datetime.timedelta(days=6), "day")


def months_period(year: int, month: int, count: int = 1) -> Period:
    """Return `count` months from the given one; a month outside 1 to 12 belongs to another year.

    Raises ValueError outside the years 1 to 9999.
    """
    months = 12 * year + month - 1
    (first_year, first_month), (last_year, last_month) = (
        (number // 12, number % 12 + 1) for number in (months, months + count - 1)
    )
    last_day = calendar.monthrange(last_year, last_month)[1]
    return Period(
        datetime.date(first_year, first_month, 1), datetime.date(last_year, last_month, last_day), "month"
    )


def years_period(first: int, last: int | None = None) -> Period:
    """Return whole years, both included. Raises ValueError outside the years 1 to 9999."""
    return Period(datetime.date(first, 1, 1), datetime.date(first if last is None else last, 12, 31), "year")


def decade_period(year: int) -> Period:
    """Return the decade of a year: 1994 gives 1990/1999."""
    first = year - year % 10
    return years_period(max(first, 1), first + 9)


def century_period(number: int) -> Period:
    """Return the nth century as commonly counted: the 20th is 1900/1999."""
    return years_period(max((number - 1) * 100, 1), number * 100 - 1)


def unit_period(day: datetime.date, unit: str, shift: int) -> Period:
    """Return the day, week, weekend, month, ..., century that is `shift` units after that of `day`.

    Raises ValueError or OverflowError beyond the calendar, KeyError for a unit shorter than a day.
    """
    if unit == "day":
        return day_period(day + datetime.timedelta(days=shift))
    if unit in ("week", "fortnight"):
        return week_period(day + datetime.timedelta(weeks=shift * (2 if unit == "fortnight" else 1)))
    if unit == "weekend":
        sunday = week_period(day + datetime.timedelta(weeks=shift)).last
        return Period(sunday - datetime.timedelta(days=1), sunday, "day")
    if unit == "month":
        return months_period(day.year, day.month + shift)
    if unit == "quarter":
        return months_period(day.year, day.month - (day.month - 1) % 3 + 3 * shift, 3)
    if unit == "year":
        return years_period(day.year + shift)
    if unit == "decade":
        return decade_period(day.year + 10 * shift)
    if unit == "century":
        return century_period(day.year // 100 + 1 + shift)
    raise KeyError(unit)


def length_iso(number: Fraction, unit: str) -> str:
    """Write an ISO 8601 duration: 20 years `P20Y`, 6 hours `PT6H`, 2 decades `P20Y`, 1.5 years `P1Y6M`.

    A fraction stays a decimal (`P2.7Y`) if it is no whole number of a smaller unit.
    """
    if unit in _PARTS:
        smaller, times = _PARTS[unit]
        return length_iso(number * times, smaller)
    amounts = [(number, unit)]
    if unit in _SMALLER:
        smaller, times = _SMALLER[unit]
        whole, rest = number // 1, number % 1 * times
        if rest and rest.denominator == 1:
            amounts = [(Fraction(whole), unit), (rest, smaller)] if whole else [(rest, smaller)]
    written = [(unit, _decimal(amount) + _DESIGNATORS[unit]) for amount, unit in amounts]
    days = "".join(text for unit, text in written if unit not in _CLOCK_UNITS)
    clock = "".join(text for unit, text in written if unit in _CLOCK_UNITS)
    return f"P{days}T{clock}" if clock else f"P{days}"


def _decimal(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.6f}".rstrip("0").rstrip(".")
