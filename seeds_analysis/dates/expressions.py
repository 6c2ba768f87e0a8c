"""What a date expression says, and which days it means, counted from the publication day.

Which year or week is meant follows annotated news (TimeBank, AQUAINT and GUM). Nine weekdays in ten are the
latest such day up to and including the publication day. Days of a month lie before and after it, so the
nearest is taken. Bare months lie before it three times in four.
"""

import calendar
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from seeds_analysis.dates import periods
from seeds_analysis.dates.periods import Period

# A bare month ahead must be this many times nearer than the last one (73 before to 25 after in TimeBank).
AHEAD_WEIGHT = 2

PAST, UNKNOWN, FUTURE, PRESENT = -1, 0, 1, 2

NO_DAY = "no-publication-date"


class UnresolvedError(Exception):
    """The expression has no value; the argument is the reason."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What expressions are counted from: the publication day, and how to ask for the tense around them."""

    published: datetime.date | None = None
    ask_tense: Callable[[], int] = lambda: UNKNOWN

    @property
    def day(self) -> datetime.date:
        """The publication day. Raises UnresolvedError if it is not known."""
        if self.published is None:
            raise UnresolvedError(NO_DAY)
        return self.published

    @property
    def tense(self) -> int:
        """PAST, PRESENT, FUTURE or UNKNOWN."""
        return self.ask_tense()


@dataclass(frozen=True, slots=True)
class Expression:
    """One way to name a time."""

    def period(self, reference: Reference) -> Period:  # noqa: ARG002
        """Return the days meant. Raises UnresolvedError with the reason if there are none."""
        raise UnresolvedError("vague")

    def value(self, reference: Reference) -> str:
        """Return the ISO 8601 value. Raises UnresolvedError."""
        return self.period(reference).iso()


@dataclass(frozen=True, slots=True)
class Unresolvable(Expression):
    """A time that the text alone does not fix."""

    reason: str

    def period(self, reference: Reference) -> Period:  # noqa: ARG002
        """Raise the reason."""
        raise UnresolvedError(self.reason)


@dataclass(frozen=True, slots=True)
class Clock(Expression):
    """A time of day without a day: "14:30", or None if it may begin or end the day."""

    time: str | None


@dataclass(frozen=True, slots=True)
class Length(Expression):
    """A length of time; it has a value, but no days."""

    number: Fraction
    unit: str

    def value(self, reference: Reference) -> str:  # noqa: ARG002
        """Return the ISO 8601 duration."""
        return periods.length_iso(self.number, self.unit)


@dataclass(frozen=True, slots=True)
class Fixed(Expression):
    """A period that needs no reference: a year, a decade, a month of a year."""

    stated: Period

    def period(self, reference: Reference) -> Period:  # noqa: ARG002
        """Return the period."""
        return self.stated


@dataclass(frozen=True, slots=True)
class MonthDay(Expression):
    """A day of a month without a year, or several days in a row."""

    month: int
    day: int
    last_day: int | None = None

    def period(self, reference: Reference) -> Period:
        """Take the nearest such day unless the tense says otherwise."""
        here = reference.day
        days = [
            datetime.date(year, self.month, self.day)
            for year in (here.year - 1, here.year, here.year + 1)
            if self.day <= calendar.monthrange(year, self.month)[1]
        ]
        if not days:
            raise UnresolvedError("no-such-day")
        first = min(days, key=lambda day: abs(day - here))
        if first < here and reference.tense == FUTURE:
            first = min((day for day in days if day >= here), default=first)
        elif first > here and reference.tense == PAST:
            first = max((day for day in days if day <= here), default=first)
        last = first if self.last_day is None else make_day(first.year, self.month, self.last_day)
        return Period(first, last, "day")


@dataclass(frozen=True, slots=True)
class BareMonth(Expression):
    """A month without a year; relation None, "last", "next" or "this"."""

    month: int
    relation: str | None = None

    def period(self, reference: Reference) -> Period:
        """Take the nearest such month, preferring the past, unless words or tense decide."""
        here = reference.day
        since = (here.month - self.month) % 12
        until = (self.month - here.month) % 12
        if self.relation == "this":
            return periods.months_period(here.year, self.month)
        if self.relation == "last":
            shift = -(since or 12)
        elif self.relation == "next":
            shift = until or 12
        elif reference.tense in (PAST, FUTURE):
            shift = until if reference.tense == FUTURE else -since
        else:
            shift = until if until * AHEAD_WEIGHT < since else -since
        return periods.months_period(here.year, here.month + shift)


@dataclass(frozen=True, slots=True)
class Weekday(Expression):
    """A day of the week (Monday is 0); relation None, "last", "this" or "coming".

    `week` counts weeks from the publication week: "Monday last week" is -1. A day up to `near` days ahead is
    taken whatever the tense.
    """

    weekday: int
    relation: str | None = None
    week: int | None = None
    near: int = 0

    def period(self, reference: Reference) -> Period:
        """Take the latest such day up to and including the publication day, unless words or tense decide."""
        here = reference.day
        since = (here.weekday() - self.weekday) % 7
        until = (self.weekday - here.weekday()) % 7
        if self.week is not None:
            shift = 7 * self.week - here.weekday() + self.weekday
        elif self.relation == "coming":
            shift = until or 7
        elif self.relation == "last":
            shift = -(since or 7)
        elif self.relation == "this":
            shift = -since if reference.tense == PAST else until
        else:
            # News in the present tense is about days ahead ("The board meets on Monday").
            ahead = until <= self.near or reference.tense in (FUTURE, PRESENT)
            shift = until if since and ahead else -since
        return periods.unit_period(here, "day", shift)


@dataclass(frozen=True, slots=True)
class Weekend(Expression):
    """A weekend without a word that places it, or "this weekend"."""

    def period(self, reference: Reference) -> Period:
        """Take the last one; at the weekend itself, and in the future tense, that of this week."""
        here = reference.day
        ahead = here.weekday() >= 5 or reference.tense == FUTURE
        return periods.unit_period(here, "weekend", 0 if ahead else -1)


@dataclass(frozen=True, slots=True)
class UnitShift(Expression):
    """A whole unit of the calendar, `shift` units after the present one: three weeks ago is a week."""

    unit: str
    shift: int

    def period(self, reference: Reference) -> Period:
        """Count from the publication day."""
        if self.unit in ("hour", "minute", "second"):
            raise UnresolvedError("vague")
        return periods.unit_period(reference.day, self.unit, self.shift)


@dataclass(frozen=True, slots=True)
class Season(Expression):
    """The last (-1), this (0) or next (1) season that starts in a month.

    None is the latest that has begun, or the next in the future tense.
    """

    first_month: int
    shift: int | None

    def period(self, reference: Reference) -> Period:
        """Return the year in which the season begins; its months are not the same everywhere."""
        here = reference.day
        # The winter of a January began the year before.
        year = here.year - (self.first_month == 12 and here.month <= 2)
        this = periods.months_period(year, self.first_month, 3)
        if self.shift is None:
            return periods.years_period(_year_begun(this, reference))
        is_this = (self.shift < 0 and this.last < here) or (self.shift > 0 and this.first > here)
        return periods.years_period(year if is_this else year + self.shift)


@dataclass(frozen=True, slots=True)
class PartOfYear(Expression):
    """`count` months of a year from `month` on.

    Without a year, the latest that have begun, or the next in the future tense.
    """

    month: int
    count: int
    year: Expression | None = None

    def period(self, reference: Reference) -> Period:
        """Return the months."""
        if self.year is not None:
            year = self.year.period(reference).first.year
            return periods.months_period(year, self.month, self.count)
        this = periods.months_period(reference.day.year, self.month, self.count)
        return periods.months_period(_year_begun(this, reference), self.month, self.count)


def _year_begun(this: Period, reference: Reference) -> int:
    """The year of the latest such months that have begun; in the future tense, of the next not over."""
    if reference.tense == FUTURE:
        return this.first.year + (this.last < reference.day)
    return this.first.year - (this.first > reference.day)


def make_day(year: int, month: int, day: int) -> datetime.date:
    """Make a date. Raises UnresolvedError("no-such-day") for 30 February and the like."""
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise UnresolvedError("no-such-day") from error
