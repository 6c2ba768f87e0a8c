import datetime
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.dates import find_dates
from seeds_analysis.dates.expressions import FUTURE, PAST, UNKNOWN
from seeds_analysis.doc import DateAnnotation
from tests.steps import steps

Answer = TypeVar("Answer")

TUESDAY = datetime.date(2024, 12, 3)

VOCABULARY = """
    the last next 3 12 2016 May Dec . , - – to and of a half year years week ago Monday in since by at least
    1990s '94 9/11 14:30 p.m. 2024-12-03 3/12/2024 every Q3 spring end twenty five old x
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])


def always(answer: Answer) -> Callable[[int, int], Answer]:
    """Make a tagger or a parser that always answers the same."""

    def answering(_: int, __: int) -> Answer:
        return answer

    return answering


def only(text: str, *, tense: int = UNKNOWN, published: datetime.date | None = TUESDAY) -> DateAnnotation:
    (found,) = find_dates(text, published, tense=always(tense))
    return found


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("The vote of December 2, 2024, stands.", "December 2, 2024", "2024-12-02"),
        ("It closed on 3 December 2024.", "3 December 2024", "2024-12-03"),
        ("The 1st of April 1999 was cold.", "The 1st of April 1999", "1999-04-01"),
        ("The log says 2024-11-05 twice.", "2024-11-05", "2024-11-05"),
        ("Filed 12/25/2023 by post.", "12/25/2023", "2023-12-25"),
        ("Monday, Dec. 2, 2024, was wet.", "Monday, Dec. 2, 2024", "2024-12-02"),
        ("She came on Dec. 20 by boat.", "Dec. 20", "2024-12-20"),
        ("The fair of Feb. 9 drew few.", "Feb. 9", "2025-02-09"),
        ("The sale runs Dec. 3-5 downtown.", "Dec. 3-5", "2024-12-03/2024-12-05"),
        ("Security changed after 9/11 everywhere.", "9/11", "2001-09-11"),
        ("Sales fell in March 2020 again.", "March 2020", "2020-03"),
        ("A plan for early 2025 is ready.", "early 2025", "2025"),
        ("Rents fell mid-2016 in town.", "mid-2016", "2016"),
        ("The treaty of 1994 holds.", "1994", "1994"),
        ("In fiscal 2017 it lost money.", "fiscal 2017", "2017"),
        ("The 2016-17 season was short.", "2016-17", "2016/2017"),
        ("Music of the 1990s returns.", "the 1990s", "1990/1999"),
        ("Music of the early '90s returns.", "the early '90s", "1990/1999"),
        ("Bridges of the 19th century stand.", "the 19th century", "1800/1899"),
        ("Growth in the third quarter slowed.", "the third quarter", "2024-07/2024-09"),
        ("Growth in the first quarter of 2016 slowed.", "the first quarter of 2016", "2016-01/2016-03"),
        ("Output in the first half of 2016 rose.", "the first half of 2016", "2016-01/2016-06"),
        ("In the summer of 2014 it burned.", "the summer of 2014", "2014"),
        ("Last winter was mild.", "Last winter", "2023"),
        ("The pier has been shut since the spring.", "the spring", "2024"),
    ],
)
def test_calendar_date_is_found_and_valued(text: str, expression: str, value: str) -> None:
    found = only(text)
    assert text[found.start : found.end] == expression
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("He resigned Tuesday.", "Tuesday", "2024-12-03"),
        ("He resigned Wednesday.", "Wednesday", "2024-11-27"),
        ("Late Monday night the bell rang.", "Late Monday night", "2024-12-02"),
        ("They meet next Tuesday.", "next Tuesday", "2024-12-10"),
        ("They met last Tuesday.", "last Tuesday", "2024-11-26"),
        ("It began this past Sunday.", "this past Sunday", "2024-12-01"),
        ("They met Friday of last week.", "Friday of last week", "2024-11-29"),
        ("a Monday through Wednesday strike", "Monday through Wednesday", "2024-12-02/2024-12-04"),
        ("from Friday to Sunday it poured", "from Friday to Sunday", "2024-11-29/2024-12-01"),
        ("It snowed yesterday morning.", "yesterday morning", "2024-12-02"),
        ("It snowed last night.", "last night", "2024-12-02"),
        ("Over the weekend it snowed.", "the weekend", "2024-11-30/2024-12-01"),
        ("The law passed last month.", "last month", "2024-11"),
        ("The law passed earlier this year.", "earlier this year", "2024"),
        ("The law comes early next year.", "early next year", "2025"),
        ("It opened three weeks ago.", "three weeks ago", "2024-11-11/2024-11-17"),
        ("It opened a year and a half ago.", "a year and a half ago", "2023-06"),
        ("It opened more than two decades ago.", "more than two decades ago", "2004"),
        ("It opens two months from now.", "two months from now", "2025-02"),
        ("It must close by the end of the year.", "the end of the year", "2024-12-31"),
        ("It was closed at the end of the year.", "the end of the year", "2024"),
        ("He spoke at 2:30 p.m. on Tuesday.", "2:30 p.m. on Tuesday", "2024-12-03T14:30"),
        ("He spoke on Monday at noon.", "Monday at noon", "2024-12-02T12:00"),
    ],
)
def test_relative_date_is_counted_from_publication(text: str, expression: str, value: str) -> None:
    found = only(text)
    assert text[found.start : found.end] == expression
    assert (found.value, found.anchor) == (value, "2024-12-03")


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("He got at least 12 years.", "at least 12 years", "P12Y"),
        ("the almost 3-year siege", "almost 3-year", "P3Y"),
        ("She waited twenty-five years.", "twenty-five years", "P25Y"),
        ("two-and-a-half years passed", "two-and-a-half years", "P2Y6M"),
        ("Half an hour passed.", "Half an hour", "PT30M"),
        ("within 48 hours of the quake", "48 hours", "PT48H"),
        ("a strike of five consecutive days", "five consecutive days", "P5D"),
        ("over the past decade it grew", "the past decade", "P10Y"),
        ("the last three months were dry", "the last three months", "P3M"),
    ],
)
def test_length_is_a_duration_without_anchor(text: str, expression: str, value: str) -> None:
    found = only(text)
    assert text[found.start : found.end] == expression
    assert (found.value, found.anchor) == (value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("between 2010 and 2014", "2010/2014"),
        ("2010–2014", "2010/2014"),
        ("from March to May 2020", "2020-03/2020-05"),
        ("Dec. 30 to Jan. 4, 2021", "2020-12-30/2021-01-04"),
    ],
)
def test_open_end_of_an_interval_takes_the_year_of_the_other(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "tense", "value"),
    [
        ("Friday", PAST, "2024-11-29"),
        ("Friday", FUTURE, "2024-12-06"),
        ("Tuesday", FUTURE, "2024-12-03"),
        ("Dec. 20", PAST, "2023-12-20"),
        ("Nov. 20", FUTURE, "2025-11-20"),
        ("in April", PAST, "2024-04"),
        ("in September", FUTURE, "2025-09"),
        ("from Thursday to Saturday", FUTURE, "2024-12-05/2024-12-07"),
        ("from Monday to Saturday", FUTURE, "2024-12-02/2024-12-07"),
        ("this Monday", PAST, "2024-12-02"),
        ("in the first quarter", FUTURE, "2025-01/2025-03"),
        ("this weekend", FUTURE, "2024-12-07/2024-12-08"),
    ],
)
def test_tense_decides_between_past_and_future(text: str, tense: int, value: str) -> None:
    assert only(text, tense=tense).value == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("every Monday", "set"),
        ("$3 million a year", "set"),
        ("on Saturdays", "set"),
        ("in recent weeks", "vague"),
        ("the past few years", "vague"),
        ("two or three weeks ago", "vague"),
        ("the following day", "relative-to-text"),
        ("three days later", "relative-to-text"),
        ("the same year", "relative-to-text"),
        ("Ash Wednesday", "holiday"),
        ("3/12/2024", "day-month-order"),
        ("20 million years ago", "beyond-calendar"),
    ],
)
def test_unresolved_expression_has_a_reason(text: str, reason: str) -> None:
    found = only(text)
    assert (found.value, found.anchor, found.reason) == (None, None, reason)


@pytest.mark.parametrize("text", ["on Tuesday", "Dec. 20", "last month", "two years ago", "this weekend"])
def test_relative_date_without_publication_date_stays_open(text: str) -> None:
    found = only(text, published=None)
    assert (found.value, found.reason) == (None, "no-publication-date")


@pytest.mark.parametrize("text", ["in May 2001", "since 1987", "for six weeks", "the 1980s"])
def test_absolute_date_needs_no_publication_date(text: str) -> None:
    assert only(text, published=None).reason is None


@pytest.mark.parametrize(
    "text",
    [
        "a 28-year-old nurse",
        "She was 28 years old.",
        "aged 8-10 years",
        "She is in her sixties.",
        "John 3:16 is read aloud.",
        "won 3-2 at home",
        "carried 52-48",
        "It cost $2016.",
        "some 1,994 people",
        "call 555-2016 now",
        "the B-2000 model",
        "open 24/7",
        "2016 percent",
        "Prime Minister Theresa May spoke.",
        "You may march on.",
        "at 3 p.m.",
        "on a day-to-day basis",
        "Feb. 30",
    ],
)
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert list(find_dates(text, TUESDAY)) == []


@pytest.mark.parametrize(
    "text",
    [
        "He works for Russia Today.",
        "since the Sept. 11 attacks",
        "“Fox News Sunday,” he said",
        "on “Norlight Friday”",
    ],
)
def test_date_words_in_a_name_are_marked_as_such(text: str) -> None:
    found = only(text)
    assert (found.value, found.reason) == (None, "name")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The pier reopens today.", "2024-12-03"),
        ("On Sept. 11 it rained.", "2024-09-11"),
        ("The Sept. 11, 2001, attacks", "2001-09-11"),
        ("“We met Sunday,” he said", "2024-12-01"),
    ],
)
def test_date_words_outside_names_are_dates(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Wednesday's debate", "2024-12-04"),
        ("Friday's debate", "2024-11-29"),
        ("before Friday’s debate", "2024-12-06"),
        ("ahead of Friday's debate", "2024-12-06"),
        ("before Sunday's debate", "2024-12-01"),
    ],
)
def test_named_event_of_the_next_days_is_ahead(text: str, value: str) -> None:
    assert only(text).value == value


def test_a_weekday_is_no_certain_day_unless_it_describes_something() -> None:
    assert only("It rained on a Monday.").reason == "vague"
    assert only("He spoke in a Monday interview.").value == "2024-12-02"


@pytest.mark.parametrize(
    ("text", "label"),
    [("the Sunday Herald", "ORG"), ("April arrived", "PERSON"), ("1200 rooms", "CARDINAL")],
)
def test_name_or_amount_is_no_date(text: str, label: str) -> None:
    assert list(find_dates(text, TUESDAY, tagged=always(label))) == []


@pytest.mark.parametrize(("text", "value"), [("days", None), ("a month", "P1M"), ("May", "2024-05")])
def test_doubtful_expression_needs_a_tagger_to_agree(text: str, value: str | None) -> None:
    assert list(find_dates(text, TUESDAY)) == []
    (found,) = find_dates(text, TUESDAY, tagged=always("DATE"))
    assert found.value == value


def test_expression_does_not_cross_a_paragraph() -> None:
    text = "It ended in May\n\n2016 was better."
    dates = find_dates(text, TUESDAY, tagged=always("DATE"))
    assert [text[found.start : found.end] for found in dates] == ["May", "2016"]


@given(st.lists(WORDS).map(" ".join))
def test_found_dates_lie_in_order_and_have_value_or_reason(text: str) -> None:
    end = 0
    for found in find_dates(text, TUESDAY, tagged=always("DATE")):
        assert end <= found.start < found.end <= len(text)
        assert (found.value is None) != (found.reason is None)
        end = found.end


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert all(text[found.start : found.end].strip() for found in find_dates(text, TUESDAY))


@pytest.mark.parametrize(
    "unit", ["2016-", "3 May ", "at least ", "Monday through ", "the end of ", "1,111,", "“"]
)
def test_work_is_linear_in_the_length_of_a_repetition(unit: str) -> None:
    def work(count: int) -> int:
        return steps(lambda: list(find_dates(unit * count, TUESDAY)))

    assert work(1_600) < 20 * work(100)
