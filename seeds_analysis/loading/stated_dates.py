"""The publication date where the text itself states it: a header line or a dateline's full date."""

import datetime
import re
from dataclasses import dataclass

from seeds_analysis.article import Notice

_HEADER = re.compile(
    r"\s*+date(?:[ \t]{0,8}:[ \t]{0,8}|[ \t]{1,8})([0-9]{4})-([0-9]{2})-([0-9]{2})(?![\w-])[.,;:|]?\s*+",
    re.IGNORECASE,
)

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-9]{1,2})"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ])?"
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY}(?:,? (?P<year>[0-9]{{4}}))?", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY} {_MONTH}(?:,? (?P<year>[0-9]{{4}}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A stated publication date and where it ends in the text; without a full and possible date, None."""

    end: int = 0
    published: datetime.date | None = None
    notices: tuple[Notice, ...] = ()


def find_header(text: str) -> StatedDate:
    """Read `date YYYY-MM-DD` at the start of the text; `end` is where the story begins, 0 without header."""
    match = _HEADER.match(text)
    if match is None:
        return StatedDate()
    year, month, day = (int(group) for group in match.groups())
    return _stated(text, (year, month, day), match.start(1), match.end(3), end=match.end())


def match_dateline_date(text: str, start: int, end: int) -> StatedDate | None:
    """Read a date that fills [start, end), such as `Jan. 9, 2021` or `9 January`; None if it is none.

    Without a year it states no publication date.
    """
    match = _MONTH_FIRST.fullmatch(text, start, end) or _DAY_FIRST.fullmatch(text, start, end)
    if match is None:
        return None
    if match["year"] is None:
        return StatedDate(end)
    month = _MONTH_NAMES.index(match["month"][:3].lower()) + 1
    return _stated(text, (int(match["year"]), month, int(match["day"])), start, end, end=end)


def _stated(text: str, date: tuple[int, int, int], start: int, stop: int, *, end: int) -> StatedDate:
    try:
        return StatedDate(end, datetime.date(*date))
    except ValueError:
        message = f"{text[start:stop]!r} is no date of the calendar: the publication date is unknown."
        return StatedDate(end, None, (Notice("impossible-date", message, start, stop),))
