"""What a date expression says, and what it means on a given day.

The choice of the year or the week follows where the truth lies in annotated news (TimeBank, AQUAINT and
GUM): nine weekdays in ten are the latest such day up to and including the publication day; days of a month
fall on both sides of it, so the nearest is taken; bare months lie before it three times in four.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from seeds_analysis.dates import periods
from seeds_analysis.dates.periods import Period

# A bare month ahead must be this many times nearer than the one behind (73 before to 25 after in TimeBank).
AHEAD_WEIGHT = 2
# Years searched to either side: 29 February can be eight years away, a stated weekday six.
YEAR_REACH = 8

PAST, UNKNOWN, FUTURE = -1, 0, 1


class UnresolvedError(Exception):
    """The expression has no value; the argument is the reason that the record gives."""


class Reference:
    """The publication day and the tense around the expression, remembering whether they were needed."""

    def __init__(self, published: datetime.date | None, lean: Callable[[], int] = lambda: UNKNOWN) -> None:
        self._published = published
        self._lean = lean
        self.used = False

    @property
    def day(self) -> datetime.date:
        """The publication day. Raises UnresolvedError if there is none."""
        if self._published is None:
            raise UnresolvedError("no-publication-date")
        self.used = True
        return self._published

    @property
    def lean(self) -> int:
        """PAST, FUTURE or UNKNOWN, by the tense of the clause; asked only where it can decide."""
        return self._lean()


@dataclass(frozen=True, slots=True)
class Expression:
    """Base: one way of naming a time."""

    def resolve(self, reference: Reference) -> Period | str:  # noqa: ARG002
        """Give the period, or the ISO 8601 duration. Raises UnresolvedError with the reason."""
        raise UnresolvedError("vague")


@dataclass(frozen=True, slots=True)
class Unresolvable(Expression):
    """A time the text alone does not fix: reason "vague", "set", "relative-to-text", "no-day", ..."""

    reason: str

    def resolve(self, reference: Reference) -> Period | str:  # noqa: ARG002
        """Raise the reason."""
        raise UnresolvedError(self.reason)


@dataclass(frozen=True, slots=True)
class Clock(Expression):
    """A time of day without a day; "14:30", or None if the hours of it are unclear."""

    time: str | None

    def resolve(self, reference: Reference) -> Period | str:  # noqa: ARG002
        """Raise: the day is not stated, and to take the publication day would be a guess."""
        raise UnresolvedError("no-day")


@dataclass(frozen=True, slots=True)
class Length(Expression):
    """A duration."""

    number: Fraction
    unit: str

    def resolve(self, reference: Reference) -> str:  # noqa: ARG002
        """Give the ISO 8601 duration."""
        return periods.length_iso(self.number, self.unit)


@dataclass(frozen=True, slots=True)
class Fixed(Expression):
    """A period that needs no reference: a year, a decade, a month of a year."""

    period: Period

    def resolve(self, reference: Reference) -> Period:  # noqa: ARG002
        """Give the period."""
        return self.period


@dataclass(frozen=True, slots=True)
class MonthDay(Expression):
    """A day of a month without a year, or a run of days; `weekday` (Monday is 0) narrows the years."""

    month: int
    day: int
    last_day: int | None = None
    weekday: int | None = None

    def resolve(self, reference: Reference) -> Period:
        """Take the nearest such day unless the tense says otherwise."""
        here = reference.day
        days = list(self._candidates(here.year))
        if not days:
            raise UnresolvedError("no-such-day")
        ahead = [day for day in days if day >= here]
        behind = [day for day in days if day <= here]
        first = min(days, key=lambda day: abs(day - here))
        if self.weekday is None and first != here:
            if first < here and ahead and reference.lean == FUTURE:
                first = min(ahead)
            elif first > here and behind and reference.lean == PAST:
                first = max(behind)
        last = first if self.last_day is None else make_day(first.year, self.month, self.last_day)
        return Period(first, last, "day")

    def _candidates(self, year: int) -> list[datetime.date]:
        found = []
        for candidate in range(max(1, year - YEAR_REACH), min(9999, year + YEAR_REACH) + 1):
            try:
                day = datetime.date(candidate, self.month, self.day)
            except ValueError:
                continue
            if self.weekday is None or day.weekday() == self.weekday:
                found.append(day)
        return found


@dataclass(frozen=True, slots=True)
class BareMonth(Expression):
    """A month without a year; relation None, "last", "next" or "this"."""

    month: int
    relation: str | None = None

    def resolve(self, reference: Reference) -> Period:
        """Take the nearest such month, with a leaning to the past, unless words or tense decide."""
        here = reference.day
        behind = (here.month - self.month) % 12
        ahead = (self.month - here.month) % 12
        if self.relation == "this":
            return periods.months_period(here.year, self.month)
        if self.relation in ("last", "next"):
            shift = -(behind or 12) if self.relation == "last" else ahead or 12
        elif behind == 0:
            shift = 0
        elif lean := reference.lean:
            shift = ahead if lean == FUTURE else -behind
        else:
            shift = ahead if ahead * AHEAD_WEIGHT < behind else -behind
        return periods.months_before(here, -shift)


@dataclass(frozen=True, slots=True)
class Weekday(Expression):
    """A day of the week (Monday is 0); relation None, "last", "next", "this" or "coming".

    `week` counts weeks from the publication week where the text states one ("Monday last week").
    """

    weekday: int
    relation: str | None = None
    week: int | None = None

    def resolve(self, reference: Reference) -> Period:
        """Take the latest such day up to and including the publication day, unless words or tense decide."""
        here = reference.day
        behind = (here.weekday() - self.weekday) % 7
        ahead = (self.weekday - here.weekday()) % 7
        if self.week is not None:
            shift = 7 * self.week - here.weekday() + self.weekday
        elif self.relation == "next":  # that of the next Monday-to-Sunday week; nearer days go without "next"
            shift = 7 - here.weekday() + self.weekday
        elif self.relation == "coming":
            shift = ahead or 7
        elif self.relation == "last":
            shift = -(behind or 7)
        elif self.relation == "this":
            shift = -behind if reference.lean == PAST else ahead
        else:
            shift = ahead if behind and reference.lean == FUTURE else -behind
        return periods.unit_period(here, "day", shift)


@dataclass(frozen=True, slots=True)
class Weekend(Expression):
    """A weekend without a word that places it: "the weekend", "this weekend"."""

    def resolve(self, reference: Reference) -> Period:
        """Take the last one; at the weekend itself, and in the future tense, that of this week."""
        here = reference.day
        ahead = here.weekday() >= 5 or reference.lean == FUTURE
        return periods.unit_period(here, "weekend", 0 if ahead else -1)


@dataclass(frozen=True, slots=True)
class UnitShift(Expression):
    """This, last, next unit, N units ago or from now: `shift` units of the calendar from publication."""

    unit: str
    shift: int

    def resolve(self, reference: Reference) -> Period:
        """Give the whole unit: three weeks ago is a week, two years ago a year; a decade ago is ten years."""
        if self.unit in ("hour", "minute", "second"):
            raise UnresolvedError("vague")
        return periods.unit_period(reference.day, self.unit, self.shift)


@dataclass(frozen=True, slots=True)
class Season(Expression):
    """A season counted from publication; relation "last", "next" or "this"."""

    season: str
    relation: str

    def resolve(self, reference: Reference) -> Period:
        """Give three months."""
        here = reference.day
        this = periods.season_period(here.year, self.season)
        if self.season == "winter" and here.month <= 2:  # the winter that January lies in began last year
            this = periods.season_period(here.year - 1, self.season)
        if self.relation == "last":
            shift = 0 if this.last < here else -1
        elif self.relation == "next":
            shift = 0 if this.first > here else 1
        else:
            shift = 0
        return periods.season_period(this.first.year + shift, self.season)


@dataclass(frozen=True, slots=True)
class PartOfYear(Expression):
    """Months of a year, counted from its start: quarters, halves, "the first nine months".

    `year` is the expression of that year; None takes the latest begun, or the next in the future tense.
    """

    month: int
    count: int
    year: Expression | None = None

    def resolve(self, reference: Reference) -> Period:
        """Give an interval of months."""
        if self.year is not None:
            whole = self.year.resolve(reference)
            if isinstance(whole, str):
                raise UnresolvedError("vague")
            return periods.months_period(whole.first.year, whole.first.month + self.month - 1, self.count)
        here = reference.day
        found = periods.months_period(here.year, self.month, self.count)
        if found.first > here and reference.lean != FUTURE:
            return periods.months_period(here.year - 1, self.month, self.count)
        if found.last < here and reference.lean == FUTURE:
            return periods.months_period(here.year + 1, self.month, self.count)
        return found


def make_day(year: int, month: int, day: int) -> datetime.date:
    """Make a date. Raises UnresolvedError("no-such-day") for 30 February and the like."""
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise UnresolvedError("no-such-day") from error
