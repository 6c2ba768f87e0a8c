"""The publication date, if it is stated: in a header line, a dated line, a dateline or a metadata field.

The name of a file states it only if the user says in what form.
"""

import datetime
import re
from dataclasses import dataclass, replace
from email.utils import parsedate

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
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day\b|\b\.?),? "
_YEAR = r"(?P<year>[0-9]{4})(?![\w/])"
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-])(?:{_WEEKDAY})?{form}", re.IGNORECASE)
    for form in (
        rf"{_MONTH} {_DAY}(?![\w:])(?:,? {_YEAR})?",
        rf"{_DAY} (?:of )?{_MONTH}(?!\w)(?:,? {_YEAR})?",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?!-|[^\WTt])",
        rf"(?P<day>[0-9]{{1,2}})(?P<mark>[/.])(?P<month>[0-9]{{1,2}})(?P=mark){_YEAR}",
    )
)

# ISO 8601, with or without a time; the day is taken as written, whatever the time zone.
_ISO = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ][0-9:.,]*(?: ?(?:Z|UTC|GMT|[+-][0-9:]{2,6}))?)?", re.I
)
# RFC 5322, HTTP and feeds: Tue, 05 Mar 2024 08:00:00 GMT.
_RFC = re.compile(r"(?:[A-Z]{3,9},? )?[0-9]{1,2}[ -][A-Z]{3,9}[ -][0-9]{4}(?: .{0,30})?", re.IGNORECASE)
_SHOWN = 40

# The directives of strptime that a name may hold.
_DIRECTIVES = {"Y": "[0-9]{4}", "j": "[0-9]{3}", "b": "[A-Za-z]{3}", "B": "[A-Za-z]{3,9}", "%": "%"}
_DIRECTIVES |= dict.fromkeys("md", "[0-9]{1,2}") | dict.fromkeys("yHMS", "[0-9]{2}")
_DAYS = (datetime.date(1999, 12, 31), datetime.date(2001, 2, 3))


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A stated publication date and its place in the text; None if the date is incomplete or impossible.

    `readings` are the two days that 3/4/2024 may mean; then `published` is None. `updated`: the date is that
    of a later version.
    """

    end: int = 0
    published: datetime.date | None = None
    notices: tuple[Notice, ...] = ()
    start: int = 0
    readings: tuple[datetime.date, ...] = ()
    updated: bool = False


NO_DATE = StatedDate()


def find_header(text: str) -> StatedDate:
    """Read `date YYYY-MM-DD` at the start of the text; `end` is where the story begins, or 0."""
    match = _HEADER.match(text)
    if match is None:
        return NO_DATE
    year, month, day = (int(group) for group in match.groups())
    span = (match.start(1), match.end(3))
    return replace(_stated((year, month, day), text[slice(*span)], span), end=match.end())


def match_dateline_date(text: str, start: int, end: int) -> StatedDate | None:
    """Read a date that fills [start, end), such as `Jan. 9, 2021` or `9 January`; None if it is not a date.

    Without a year it states no publication date.
    """
    return next((_read(match) for form in _FORMS if (match := form.fullmatch(text, start, end))), None)


def full_dates(text: str, start: int, end: int) -> list[StatedDate]:
    """Find the dates with a year in [start, end), a line, in their order."""
    found = (match for form in _FORMS for match in form.finditer(text, start, end) if match["year"])
    return sorted(map(_read, found), key=lambda stated: stated.start)


def _read(match: re.Match[str]) -> StatedDate:
    start, end = match.span()
    if match["year"] is None:
        return StatedDate(end, start=start)
    year, day, name = int(match["year"]), int(match["day"]), match["month"]
    month = int(name) if name.isdigit() else _MONTH_NAMES.index(name[:3].lower()) + 1
    if match.groupdict().get("mark") == "/" and day != month and day <= 12 and all((year, month, day)):
        if month <= 12:  # 3/4/2024 is March in America and April elsewhere
            readings = datetime.date(year, month, day), datetime.date(year, day, month)
            return StatedDate(end, start=start, readings=readings)
        day, month = month, day
    return _stated((year, month, day), match[0], (start, end))


def read_date(value: object) -> StatedDate:
    """Read a date in a metadata field: ISO 8601, RFC 5322 or with a month's name, with or without a time.

    None and "" state no date. Anything else gives a notice: a number or 3/4/2024 may mean more than one day.
    """
    if value in (None, ""):
        return NO_DATE
    words = " ".join(value.split()) if isinstance(value, str) and len(value) <= 10 * _SHOWN else ""
    if match := _ISO.fullmatch(words):
        year, month, day = (int(group) for group in match.groups())
    elif _RFC.fullmatch(words) and (parsed := parsedate(words)) is not None:
        year, month, day = parsed[:3]
    elif (found := match_dateline_date(words, 0, len(words))) is not None and found.published is not None:
        return StatedDate(0, found.published)
    else:
        shown = repr(words) if 0 < len(words) <= _SHOWN else "the date next to the text"
        message = f"{shown} is not in a known form, so the publication date is unknown."
        return StatedDate(notices=(Notice("date-unreadable", message),))
    return _stated((year, month, day), words[:_SHOWN])


def _stated(date: tuple[int, int, int], words: str, span: Offsets | None = None) -> StatedDate:
    """Make a date, or give a notice about its words if the calendar has no such day."""
    start, end = span or (0, 0)
    try:
        return StatedDate(end, datetime.date(*date), start=start)
    except ValueError:
        message = f"{words!r} is not a date in the calendar, so the publication date is unknown."
        return StatedDate(end, None, (Notice("impossible-date", message, *(span or ())),), start)


def is_date_pattern(pattern: str) -> bool:
    """Whether the pattern gives a whole date, such as %Y-%m-%d, and holds known directives only."""
    try:
        _expression(pattern)
        return all(datetime.datetime.strptime(f"{day:{pattern}}", pattern).date() == day for day in _DAYS)  # noqa: DTZ007
    except (KeyError, ValueError, re.error):
        return False


def date_in_name(origin: str, pattern: str) -> StatedDate:
    """Find a date in a file's name, or in its path if the pattern has a slash; if there is none, say so."""
    name = origin if "/" in pattern else origin.rpartition("/")[2]
    for match in _expression(pattern).finditer(name):
        try:
            return StatedDate(published=datetime.datetime.strptime(match[0], pattern).date())  # noqa: DTZ007
        except ValueError:  # 2024-02-30
            continue
    missing = f"the file's name holds no date in the form {pattern}"
    message = f"{missing}, so the article's own date is used, if it has one."
    return StatedDate(notices=(Notice("no-date-in-name", message),))


def _expression(pattern: str) -> re.Pattern[str]:
    """Turn a pattern into a regular expression. Raises KeyError for an unknown directive."""
    parts = re.split("%(.)", pattern)
    found = [_DIRECTIVES[part] if odd % 2 else re.escape(part) for odd, part in enumerate(parts)]
    return re.compile(rf"(?<![0-9]){''.join(found)}(?![0-9])", re.IGNORECASE)
