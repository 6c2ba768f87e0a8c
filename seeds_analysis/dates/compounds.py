"""Expressions made of others: the last day of a period, a day with its hour, from one time to another."""

from dataclasses import dataclass

from seeds_analysis.dates import periods
from seeds_analysis.dates.expressions import (
    FUTURE,
    BareMonth,
    Expression,
    MonthDay,
    Reference,
    UnitShift,
    UnresolvedError,
    Weekday,
    make_day,
)
from seeds_analysis.dates.periods import Period


@dataclass(frozen=True, slots=True)
class LastDayOf(Expression):
    """The end of a period as a deadline ("by the end of the year", "year-end")."""

    whole: Expression

    def resolve(self, reference: Reference) -> Period | str:
        """Give the last day."""
        found = self.whole.resolve(reference)
        return found if isinstance(found, str) else periods.day_period(found.last)


@dataclass(frozen=True, slots=True)
class At(Expression):
    """A day with a time of day."""

    day: Expression
    clock: str | None

    def resolve(self, reference: Reference) -> Period | str:
        """Give the day with the time, or the day alone if the hours are unclear."""
        found = self.day.resolve(reference)
        return found if isinstance(found, str) or self.clock is None else found.at(self.clock)


@dataclass(frozen=True, slots=True)
class Interval(Expression):
    """From one time to another; what either end leaves open is taken from the other."""

    start: Expression
    end: Expression

    def resolve(self, reference: Reference) -> Period:
        """Give both ends at one grain. Raises UnresolvedError("vague") if the end lies before the start."""
        here = Reference(reference.day) if self._is_open() else reference
        found = self._resolve(here)
        # "will run from Thursday to Saturday" lies ahead as a whole or has begun; only a past one moves on.
        if here is not reference and found.last < here.day and reference.lean == FUTURE:
            return self._resolve(reference)
        return found

    def _is_open(self) -> bool:
        return any(
            isinstance(side, MonthDay | BareMonth | Weekday) for side in (self.start, self.end)
        ) and all(
            isinstance(side, MonthDay | BareMonth | Weekday | UnitShift) for side in (self.start, self.end)
        )

    def _resolve(self, reference: Reference) -> Period:
        start_open = isinstance(self.start, MonthDay | BareMonth)
        if start_open and not isinstance(self.end, MonthDay | BareMonth | Weekday):
            last = _period(self.end, reference)
            first = self._before(last)
        else:
            first = _period(self.start, reference)
            last = self._after(first, reference)
        if first.first > last.last:
            raise UnresolvedError("vague")
        return first.to(last)

    def _before(self, last: Period) -> Period:
        month = self.start.month  # type: ignore[attr-defined]
        year = last.first.year - (month > last.first.month)
        if isinstance(self.start, MonthDay):
            return periods.day_period(make_day(year, month, self.start.day))
        return periods.months_period(year, month)

    def _after(self, first: Period, reference: Reference) -> Period:
        end = self.end
        if isinstance(end, Weekday) and end.relation is None and end.week is None:
            ahead = (end.weekday - first.first.weekday()) % 7
            return periods.unit_period(first.first, "day", ahead)
        if isinstance(end, MonthDay):
            year = first.first.year + ((end.month, end.day) < (first.first.month, first.first.day))
            return periods.day_period(make_day(year, end.month, end.last_day or end.day))
        if isinstance(end, BareMonth) and end.relation is None:
            return periods.months_period(first.first.year + (end.month < first.first.month), end.month)
        return _period(end, reference)


def _period(expression: Expression, reference: Reference) -> Period:
    found = expression.resolve(reference)
    if isinstance(found, str):
        raise UnresolvedError("vague")
    return found
