"""The publication date, if it is stated: in a header line, a dateline or a metadata field."""

import datetime
import re
from dataclasses import dataclass

from seeds_analysis.text import Notice, Offsets

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

# ISO 8601, with or without a time; the day counts as it is written, in any time zone.
_ISO = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ][0-9:.,]*(?: ?(?:Z|UTC|GMT|[+-][0-9:]{2,6}))?)?", re.I
)
# RFC 5322, HTTP and feeds: Tue, 05 Mar 2024 08:00:00 GMT.
_RFC = re.compile(r"(?:[A-Z]{3,9},? )?[0-9]{1,2}[ -][A-Z]{3,9}[ -][0-9]{4}(?: .{0,30})?", re.IGNORECASE)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A stated publication date and its end in the text; None if it is not full and possible."""

    end: int = 0
    published: datetime.date | None = None
    notices: tuple[Notice, ...] = ()


def find_header(text: str) -> StatedDate:
    """Read `date YYYY-MM-DD` at the start of the text; `end` is where the story begins, or 0."""
    match = _HEADER.match(text)
    if match is None:
        return StatedDate()
    year, month, day = (int(group) for group in match.groups())
    span = (match.start(1), match.end(3))
    return _stated((year, month, day), text[slice(*span)], span, end=match.end())


def match_dateline_date(text: str, start: int, end: int) -> StatedDate | None:
    """Read a date that fills [start, end), such as `Jan. 9, 2021` or `9 January`; None if it is not a date.

    Without a year it states no publication date.
    """
    match = _MONTH_FIRST.fullmatch(text, start, end) or _DAY_FIRST.fullmatch(text, start, end)
    if match is None:
        return None
    if match["year"] is None:
        return StatedDate(end)
    month = _MONTH_NAMES.index(match["month"][:3].lower()) + 1
    return _stated((int(match["year"]), month, int(match["day"])), text[start:end], (start, end), end=end)


def read_date(value: object) -> StatedDate:
    """Read a date in a metadata field: ISO 8601, RFC 5322 or with a month's name, with or without a time.

    Anything else gives a notice: a number or 3/4/2024 may mean more than one day.
    """
    words = " ".join(value.split()) if isinstance(value, str) and len(value) <= 10 * _SHOWN else ""
    if match := _ISO.fullmatch(words):
        year, month, day = (int(group) for group in match.groups())
    elif _RFC.fullmatch(words) and (parsed := _parse_rfc(words)) is not None:
        year, month, day = parsed[:3]
    elif (found := match_dateline_date(words, 0, len(words))) is not None and found.published is not None:
        return StatedDate(0, found.published)
    else:
        shown = repr(words) if 0 < len(words) <= _SHOWN else "the date beside the text"
        message = f"{shown} is not in a known form, so the publication date is unknown."
        return StatedDate(notices=(Notice("date-unreadable", message),))
    return _stated((year, month, day), words[:_SHOWN])


def _parse_rfc(words: str) -> tuple[int, ...] | None:
    from email.utils import parsedate  # slow to import, and most inputs have no such date

    return parsedate(words)


def _stated(
    date: tuple[int, int, int], words: str, span: Offsets | tuple[None, None] = (None, None), *, end: int = 0
) -> StatedDate:
    """Make a date, or give a notice about its words if the calendar has no such day."""
    try:
        return StatedDate(end, datetime.date(*date))
    except ValueError:
        message = f"{words!r} is not a date in the calendar, so the publication date is unknown."
        return StatedDate(end, None, (Notice("impossible-date", message, *span),))
