import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.dates import periods

DAY = datetime.date(2024, 12, 3)


@pytest.mark.parametrize(
    ("number", "unit", "iso"),
    [
        (Fraction(20), "year", "P20Y"),
        (Fraction(0), "year", "P0Y"),
        (Fraction(2), "decade", "P20Y"),
        (Fraction(1), "century", "P100Y"),
        (Fraction(3), "quarter", "P9M"),
        (Fraction(1), "fortnight", "P2W"),
        (Fraction(6), "hour", "PT6H"),
        (Fraction(3, 2), "year", "P1Y6M"),
        (Fraction(1, 2), "year", "P6M"),
        (Fraction(1, 2), "hour", "PT30M"),
        (Fraction(3, 2), "day", "P1DT12H"),
        (Fraction(1, 2), "day", "PT12H"),
        (Fraction(3, 2), "week", "P1.5W"),
        (Fraction("2.7"), "year", "P2.7Y"),
    ],
)
def test_length_is_written_in_iso(number: Fraction, unit: str, iso: str) -> None:
    assert periods.length_iso(number, unit) == iso


@pytest.mark.parametrize(
    ("unit", "shift", "iso"),
    [
        ("day", 0, "2024-12-03"),
        ("week", -1, "2024-11-25/2024-12-01"),
        ("weekend", 0, "2024-12-07/2024-12-08"),
        ("month", 1, "2025-01"),
        ("quarter", -1, "2024-07/2024-09"),
        ("year", -10, "2014"),
        ("decade", 0, "2020/2029"),
        ("century", -1, "1900/1999"),
    ],
)
def test_unit_is_counted_from_the_day(unit: str, shift: int, iso: str) -> None:
    assert periods.unit_period(DAY, unit, shift).iso() == iso


def test_months_run_into_the_next_year() -> None:
    assert periods.months_period(2024, 12, 3).iso() == "2024-12/2025-02"


def test_interval_has_one_grain_at_both_ends() -> None:
    joined = periods.years_period(2010).to(periods.months_period(2014, 3))
    assert joined.iso() == "2010-01/2014-03"


def test_clock_is_kept_for_a_single_day_only() -> None:
    assert periods.day_period(DAY).at("14:30").iso() == "2024-12-03T14:30"
    assert periods.week_period(DAY).at("14:30").iso() == "2024-12-02/2024-12-08"


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(8000, 1, 1)), st.integers(-900, 900))
def test_shifted_month_is_that_many_months_away(day: datetime.date, months: int) -> None:
    found = periods.unit_period(day, "month", months)
    assert (found.first.year - day.year) * 12 + found.first.month - day.month == months
    assert (found.last + datetime.timedelta(days=1)).day == 1


@given(st.dates(datetime.date(2, 1, 1), datetime.date(9998, 1, 1)))
def test_week_holds_its_day_and_begins_on_monday(day: datetime.date) -> None:
    found = periods.week_period(day)
    assert found.first <= day <= found.last
    assert found.first.weekday() == 0
