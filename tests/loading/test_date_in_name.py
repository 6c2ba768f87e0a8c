"""The publication date in the name of a file, where the user asks for it."""

import datetime

import pytest

from seeds_analysis.loading import ReadOptions, Record, is_date_pattern
from seeds_analysis.text.article import Article

DAY = datetime.date(2025, 3, 14)
STORY = b"It snowed on Tuesday."


def _read(origin: str, pattern: str, data: bytes = STORY, published: datetime.date | None = None) -> Article:
    return Record(origin, origin, data).load(ReadOptions(None, published, date_from_name=pattern))


@pytest.mark.parametrize(
    ("origin", "pattern"),
    [
        ("2025-03-14.txt", "%Y-%m-%d"),
        ("archive/pier-20250314-2.txt", "%Y%m%d"),
        ("pier_14mar25.txt", "%d%b%y"),
        ("2025-13-01 2025-03-14.txt", "%Y-%m-%d"),
        ("news/2025/03/14/pier.txt", "%Y/%m/%d"),
        ("2025-03-14.jsonl#7", "%Y-%m-%d"),
    ],
)
def test_date_is_found_in_the_name(origin: str, pattern: str) -> None:
    article = _read(origin, pattern)
    assert (article.published, article.notices) == (DAY, ())


@pytest.mark.parametrize(
    "origin", ["pier.txt", "2025-03-14/pier.txt", "12025-03-14.txt", "2025-02-30.txt", "-"]
)
def test_name_without_the_date_is_a_notice(origin: str) -> None:
    article = _read(origin, "%Y-%m-%d")
    assert (article.published, [notice.code for notice in article.notices]) == (None, ["no-date-in-name"])


def test_name_goes_before_the_article_and_the_users_date_before_both() -> None:
    data = b"date 2024-01-01\n\n" + STORY
    assert _read("2025-03-14.txt", "%Y-%m-%d", data).published == DAY
    assert _read("pier.txt", "%Y-%m-%d", data).published == datetime.date(2024, 1, 1)
    given = datetime.date(2023, 1, 1)
    assert _read("pier.txt", "%Y-%m-%d", data, given).published == given


def test_name_is_not_read_unless_asked() -> None:
    assert Record("2025-03-14.txt", "2025-03-14.txt", STORY).load().published is None


@pytest.mark.parametrize(
    "pattern", ["%Y-%m-%d", "%d.%m.%y", "%Y%j", "%B %d, %Y", "100%%-%Y%m%d", "(%Y)%m+%d"]
)
def test_pattern_of_a_whole_date_is_valid(pattern: str) -> None:
    assert is_date_pattern(pattern)


@pytest.mark.parametrize("pattern", ["", "x", "%Y-%m", "%m-%d", "%Q%Y%m%d", "%Y-%m-%d%", "%x", "%Y%Y%m%d"])
def test_pattern_without_a_whole_date_is_not(pattern: str) -> None:
    assert not is_date_pattern(pattern)
