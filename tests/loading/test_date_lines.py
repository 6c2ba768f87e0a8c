"""Dated lines: which say when an article was published, which do not, and which of several counts."""

import datetime

import pytest

from seeds_analysis.doc import context
from seeds_analysis.loading import read_article
from seeds_analysis.pipeline import analyze, build_pipeline
from seeds_analysis.text.article import Article
from tests.steps import steps

DAY = datetime.date(2025, 3, 14)
HEADLINE = "Northern pier to stay closed until May"
STORY = (
    "The northern pier of the harbour will stay closed until May because the divers found worms in most of "
    "its piles, the harbour master said on Tuesday."
)


def _read(text: str) -> Article:
    return read_article(text.encode(), "x")


def _below_headline(*lines: str) -> Article:
    return _read("\n".join([HEADLINE, *lines, STORY]))


@pytest.mark.parametrize(
    "line",
    [
        "March 14, 2025",
        "MARCH 14 2025",
        "14 March 2025",
        "Friday, March 14, 2025",
        "Friday 14th March 2025",
        "Fri 14 Mar 2025 06.00 GMT",
        "Fri., Mar. 14, 2025, 3:15pm PT",
        "2025-03-14 06:44",
        "14/03/2025 19:42",
        "Posted 03/14/2025 7:14 AM ET",
        "Published: March 14, 2025 at 4:12 PM EST",
        "Published 4:48 p.m. ET 03/14/2025 | Updated 8:03 p.m.",
        "(Filed: March 14, 2025)",
        "Posted on 14 March 2025 in Harbour news, Comment",
        "EMBARGOED UNTIL 00:01 GMT, FRIDAY 14 MARCH 2025",
        "FOR IMMEDIATE RELEASE: March 14, 2025",
        "5 min read · Fri, March 14, 2025",
        "The Norlight Post, Friday, March 14, 2025; Page B01",
        "post.example, Friday 14 March 2025 18.02 BST",
        "By Ana Ruiz | March 14, 2025 | 7:30 a.m. ET",
        "14 March 2025 | By Ana Ruiz, harbour reporter",
        "Source: Norlight Wire | 2025-03-14 19:21:44 | Editor: tom",
    ],
)
def test_dated_line_states_the_day_of_publication(line: str) -> None:
    article = _below_headline(line)
    assert (article.published, article.notices) == (DAY, ())
    assert [span.text for span in article.date_lines] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The pier was built on March 14, 2025.",
        "The pier, March 14, 2025. Photo taken from the lighthouse",
        "Ana Ruiz remembers March 14, 2025",
        "Report for the year ended 14 March 2025",
        "Ana Ruiz, March 14, 1925 - March 3, 2025",
        "Born: March 14, 2025",
        "“I was there,” March 14, 2025",
        "Friday, March 14",
        "Photo: Ana Ruiz, March 14, 2025",
        "Call 03/14/20255 now",
    ],
)
def test_other_lines_with_a_date_state_none(line: str) -> None:
    article = _below_headline(line)
    assert (article.published, article.date_lines) == (None, ())


def test_first_line_is_dated_only_if_it_shows_that_it_is_no_headline() -> None:
    assert _read(f"The Norlight Post | Friday, March 14, 2025\n{STORY}").published == DAY
    assert _read(f"The Harbour on Fire, March 14, 2025\n{STORY}").published is None


def test_date_may_stand_before_the_first_sentence() -> None:
    article = _read(f"{HEADLINE}\n\nFriday, March 14, 2025 {STORY}")
    assert (article.published, article.date_lines[0].text) == (DAY, "Friday, March 14, 2025")


def test_last_line_may_be_dated_after_initials() -> None:
    assert _read(f"{HEADLINE}\n\n{STORY}\n\n{STORY * 3}\n\nab/cd/1435 14 March 2025").published == DAY


def test_dated_line_within_the_story_states_nothing() -> None:
    assert _read("\n\n".join([HEADLINE, STORY * 3, "March 14, 2025", STORY])).published is None


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["Published March 14, 2025", "Updated March 16, 2025"], []),
        (["Last updated: March 13, 2025 | Published: March 14, 2025"], []),
        (["Last updated: March 14, 2025"], []),
        (["March 15, 2025", "Posted: March 14, 2025"], ["several-publication-dates"]),
    ],
    ids=["updated-later", "updated-first", "updated-only", "two-published"],
)
def test_earliest_day_of_publication_counts(lines: list[str], codes: list[str]) -> None:
    article = _below_headline(*lines)
    assert (article.published, [notice.code for notice in article.notices]) == (DAY, codes)


@pytest.mark.parametrize(
    ("label", "published"), [("Published", datetime.date(2025, 3, 16)), ("Updated", DAY)]
)
def test_dateline_counts_before_an_update_only(label: str, published: datetime.date) -> None:
    article = _read(f"{HEADLINE}\n{label} March 16, 2025\nOSLO, March 14, 2025 — {STORY}")
    assert (article.published, article.notices) == (published, ())


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Posted 03/04/2025 7:14 AM ET", datetime.date(2025, 3, 4)),
        ("Posted 03/04/2025 07:14 GMT", datetime.date(2025, 4, 3)),
        ("Posted 04/04/2025", datetime.date(2025, 4, 4)),
    ],
)
def test_order_of_month_and_day_is_that_of_the_time_zone(line: str, published: datetime.date) -> None:
    assert _below_headline(line).published == published


def test_dots_mean_that_the_day_comes_first() -> None:
    assert _below_headline("03.04.2025").published == datetime.date(2025, 4, 3)


def test_section_may_follow_a_labelled_date() -> None:
    article = _below_headline("Last updated on 14 March 2025. From the section Harbours")
    assert article.published == DAY


def test_unclear_order_of_month_and_day_is_a_notice() -> None:
    article = _below_headline("Posted 03/04/2025")
    (notice,) = article.notices
    assert (article.published, notice.code) == (None, "day-month-order")
    assert article.text[notice.start : notice.end] == "03/04/2025"


@pytest.mark.parametrize("date", ["0/4/2025", "3/0/2025", "3/4/0000"])
def test_day_month_or_year_of_zero_is_a_notice(date: str) -> None:
    article = _below_headline(f"Posted {date}")
    assert (article.published, [notice.code for notice in article.notices]) == (None, ["impossible-date"])


def test_byline_ends_before_its_date() -> None:
    byline = _below_headline("By Ana Ruiz | March 14, 2025").byline
    assert byline is not None
    assert byline.text == "By Ana Ruiz"


def test_dated_first_line_is_no_headline() -> None:
    article = _read(f"The Norlight Post | Friday, March 14, 2025\n{HEADLINE}\n{STORY}")
    assert article.headline is not None
    assert article.headline.text == HEADLINE


@pytest.mark.model
def test_dated_line_is_furniture_and_no_quotation() -> None:
    article = _read(f"{HEADLINE}\n\nPublished: March 14, 2025\n\n{STORY}")
    doc = analyze(build_pipeline(), article)
    (line,) = context.furniture(doc, "date")
    assert article.text[slice(*line)] == "Published: March 14, 2025"


@pytest.mark.parametrize("unit", ["March 14, 2025 ", "on at pm ", "| ", "1/1/"])
def test_work_is_linear_in_the_length_of_a_repetition(unit: str) -> None:
    def work(count: int) -> int:
        return steps(lambda: _read(unit * count))

    assert work(1_600) < 20 * work(100)
