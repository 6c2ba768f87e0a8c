"""Expressions made of others: the last day of a period, a day with its hour, from one time to another."""

from dataclasses import dataclass

from seeds_analysis.dates import periods
from seeds_analysis.dates.expressions import (
    FUTURE,
    BareMonth,
    Expression,
    MonthDay,
    Reference,
    UnresolvedError,
    Weekday,
    make_day,
)
from seeds_analysis.dates.periods import Period


@dataclass(frozen=True, slots=True)
class LastDayOf(Expression):
    """The end of a period as a deadline ("by the end of the year", "year-end")."""

    whole: Expression

    def period(self, reference: Reference) -> Period:
        """Return the last day."""
        return periods.day_period(self.whole.period(reference).last)


@dataclass(frozen=True, slots=True)
class At(Expression):
    """A day with a time of day."""

    day: Expression
    clock: str | None

    def period(self, reference: Reference) -> Period:
        """Return the day with the time, or the day alone if the hour is unclear."""
        found = self.day.period(reference)
        return found if self.clock is None else found.at(self.clock)


@dataclass(frozen=True, slots=True)
class Interval(Expression):
    """From one time to another; what one end leaves open is taken from the other."""

    start: Expression
    end: Expression

    def period(self, reference: Reference) -> Period:
        """Return one period. Raises UnresolvedError("vague") if the end is before the start."""
        # A fair that "will run from Thursday to Saturday" may have begun, so the tense only moves an interval
        # that is over.
        found = self._counted(Reference(reference.published))
        if reference.published and found.last < reference.published and reference.tense == FUTURE:
            return self._counted(reference)
        return found

    def _counted(self, reference: Reference) -> Period:
        if isinstance(self.start, MonthDay | BareMonth) and not isinstance(
            self.end, MonthDay | BareMonth | Weekday
        ):
            last = self.end.period(reference)
            first = _latest_before(self.start, last)
        else:
            first = self.start.period(reference)
            last = _first_after(self.end, first, reference)
        if first.first > last.last:
            raise UnresolvedError("vague")
        return first.to(last)


def _latest_before(start: MonthDay | BareMonth, last: Period) -> Period:
    year = last.first.year - (start.month > last.first.month)
    if isinstance(start, MonthDay):
        return periods.day_period(make_day(year, start.month, start.day))
    return periods.months_period(year, start.month)


def _first_after(end: Expression, first: Period, reference: Reference) -> Period:
    day = first.first
    if isinstance(end, Weekday) and end.relation is None and end.week is None:
        return periods.unit_period(day, "day", (end.weekday - day.weekday()) % 7)
    if isinstance(end, MonthDay):
        year = day.year + ((end.month, end.day) < (day.month, day.day))
        return periods.day_period(make_day(year, end.month, end.last_day or end.day))
    if isinstance(end, BareMonth) and end.relation is None:
        return periods.months_period(day.year + (end.month < day.month), end.month)
    return end.period(reference)
