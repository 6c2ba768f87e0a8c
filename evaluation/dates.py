"""Measure dates: the values of given expressions, and days given to words that name none."""

import calendar
import datetime
import re
from importlib import resources

from evaluation.figures import Figure, share_figure
from evaluation.shared import read_json_lines, shared_path

CORPUS = ("dates", "gum-news.jsonl")

# Any day will do, because the words name no day.
REFERENCE = datetime.date(2024, 12, 3)

_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")


def measure_dates(limit: int | None = None) -> dict[str, Figure]:
    """Score the values of expressions with a known publication day, and of words that name no day.

    Raises SharedAbsentError.
    """
    rows = read_json_lines(shared_path(*CORPUS))[:limit]
    exact = 0
    for row in rows:
        text = row["text"].replace("[", "").replace("]", "")
        exact += same_value(value_of(text, datetime.date.fromisoformat(row["ref"])), row["value"])
    words = vague_words()
    quiet = sum(not names_a_day(word) for word in words)
    return {
        "dates.exact": share_figure(exact / len(rows) if rows else 0.0, len(rows)),
        "dates.vague": share_figure(quiet / len(words), len(words)),
    }


def value_of(expression: str, reference: datetime.date) -> str | None:
    """Return the value of the first date in an expression, as if the model had tagged it."""
    from seeds_analysis.dates import find_dates

    found = next(iter(find_dates(expression, reference, tagged=_date)), None)
    return found.value if found else None


def names_a_day(expression: str) -> bool:
    """Whether anything in the words gets a value on the calendar; durations do not count."""
    from seeds_analysis.dates import find_dates

    values = [found.value for found in find_dates(expression, REFERENCE, tagged=_date)]
    return any(value and not value.startswith("P") for value in values)


def vague_words() -> list[str]:
    """Read our list of durations and vague words."""
    text = (resources.files("evaluation") / "own" / "vague_dates.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def same_value(found: str | None, gold: str | None) -> bool:
    """Whether two values name the same days: 2016-11 is 2016-11-01/2016-11-30. Seconds do not count."""
    return _days(found) == _days(gold)


def _days(value: str | None) -> tuple[str, str, str] | None:
    if value is None:
        return None
    if value.startswith("P"):
        return value, value, ""
    first, _, last = value.partition("/")
    day, _, clock = first.partition("T")
    return _ends(day)[0], _ends((last or first).partition("T")[0])[1], clock[:5]


def _ends(value: str) -> tuple[str, str]:
    if _MONTH.fullmatch(value):
        year, month = map(int, value.split("-"))
        return f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]}"
    if _YEAR.fullmatch(value):
        return f"{value}-01-01", f"{value}-12-31"
    return value, value


def _date(start: int, end: int) -> str:  # noqa: ARG001
    return "DATE"
