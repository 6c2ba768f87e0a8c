"""Stretches of the calendar and lengths of time, written in ISO 8601."""

import calendar
import datetime
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, Self

Unit = Literal["day", "month", "year"]

_DESIGNATORS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
# Longer units as a number of a smaller one.
_PARTS = {
    "century": ("year", 100),
    "decade": ("year", 10),
    "quarter": ("month", 3),
    "fortnight": ("week", 2),
}
# What a fraction of a unit is counted in ("a year and a half" is P1Y6M).
_SMALLER = {"year": ("month", 12), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60)}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included, known to the grain of `unit`.

    `clock` ("14:30") is kept only where the period is one day.
    """

    first: datetime.date
    last: datetime.date
    unit: Unit
    clock: str | None = None

    def iso(self) -> str:
        """ISO 8601: `2024-12-03`, `2024-12`, `2024`, `2024-12-03T14:30`, or two of a kind with a slash."""
        first, last = self._iso(self.first), self._iso(self.last)
        if first != last:
            return f"{first}/{last}"
        return f"{first}T{self.clock}" if self.clock else first

    def at(self, clock: str) -> Self:
        """Give the same day with a time; a period longer than a day stays as it is."""
        return replace(self, clock=clock) if self.first == self.last and self.unit == "day" else self

    def to(self, other: "Period") -> "Period":
        """Join two periods into one interval, at the finer of their grains."""
        grains: tuple[Unit, ...] = ("day", "month", "year")
        unit = min(self.unit, other.unit, key=grains.index)
        return Period(self.first, other.last, unit)

    def _iso(self, day: datetime.date) -> str:
        return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.unit]]


def day_period(day: datetime.date) -> Period:
    """One day."""
    return Period(day, day, "day")


def week_period(day: datetime.date) -> Period:
    """The week, Monday to Sunday, that the day lies in (ISO 8601 weeks)."""
    monday = day - datetime.timedelta(days=day.weekday())
    return Period(monday, monday + datetime.timedelta(days=6), "day")


def months_period(year: int, month: int, count: int = 1) -> Period:
    """`count` months from the given one; month may lie outside 1 to 12 and is then carried over.

    Raises ValueError outside the years 1 to 9999.
    """
    first_year, first_month = _carry(year, month)
    last_year, last_month = _carry(year, month + count - 1)
    last_day = calendar.monthrange(last_year, last_month)[1]
    return Period(
        datetime.date(first_year, first_month, 1), datetime.date(last_year, last_month, last_day), "month"
    )


def years_period(first: int, last: int | None = None) -> Period:
    """Whole years, both included. Raises ValueError outside the years 1 to 9999."""
    return Period(datetime.date(first, 1, 1), datetime.date(first if last is None else last, 12, 31), "year")


def decade_period(year: int) -> Period:
    """The decade a year lies in: 1994 gives 1990/1999."""
    first = year - year % 10
    return years_period(max(first, 1), first + 9)


def century_period(number: int) -> Period:
    """The nth century as it is commonly counted and as ISO 8601 writes it: the 20th is 1900/1999."""
    return years_period(max((number - 1) * 100, 1), number * 100 - 1)


def unit_period(day: datetime.date, unit: str, shift: int) -> Period:
    """The day, week, weekend, month, ..., century `shift` units after (before, if negative) that of `day`.

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
    return {"century": century_period}[unit](day.year // 100 + 1 + shift)


def length_iso(number: Fraction, unit: str) -> str:
    """ISO 8601 duration: 20 years `P20Y`, 6 hours `PT6H`, 2 decades `P20Y`, 1.5 years `P1Y6M`.

    A fraction that no smaller unit takes up stays a decimal (`P2.7Y`), which ISO 8601 allows.
    """
    if unit in _PARTS:
        smaller, times = _PARTS[unit]
        return length_iso(number * times, smaller)
    whole, rest = divmod(number, 1)
    clock = "T" if unit in ("hour", "minute", "second") else ""
    if rest and unit in _SMALLER:
        smaller, times = _SMALLER[unit]
        if (rest * times).denominator == 1:
            small = f"{rest * times}{_DESIGNATORS[smaller]}"
            split = "T" if smaller == "hour" else ""
            large = f"{whole}{_DESIGNATORS[unit]}" if whole else ""
            return f"P{clock or ('T' if smaller == 'minute' else '')}{large}{split}{small}"
    plain = str(whole) if not rest else f"{float(number):.6f}".rstrip("0").rstrip(".")
    return f"P{clock}{plain}{_DESIGNATORS[unit]}"


def _carry(year: int, month: int) -> tuple[int, int]:
    years, months = divmod(month - 1, 12)
    return year + years, months + 1
