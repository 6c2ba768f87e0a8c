"""The publication date in the name of a file, read only where the user says how it is written there."""

import datetime
import re

from seeds_analysis.loading.stated.dates import StatedDate
from seeds_analysis.text import Notice

# The directives of strptime that a name may hold.
_DIRECTIVES = {
    "Y": "[0-9]{4}",
    "y": "[0-9]{2}",
    "m": "[0-9]{1,2}",
    "d": "[0-9]{1,2}",
    "j": "[0-9]{3}",
    "b": "[A-Za-z]{3}",
    "B": "[A-Za-z]{3,9}",
    "H": "[0-9]{2}",
    "M": "[0-9]{2}",
    "S": "[0-9]{2}",
    "%": "%",
}
_DAYS = (datetime.date(1999, 12, 31), datetime.date(2001, 2, 3))


def is_date_pattern(pattern: str) -> bool:
    """Whether the pattern gives a whole date, such as %Y-%m-%d, and holds known directives only."""
    try:
        _expression(pattern)
        return all(datetime.datetime.strptime(f"{day:{pattern}}", pattern).date() == day for day in _DAYS)  # noqa: DTZ007
    except (KeyError, ValueError, re.error):
        return False


def date_in_name(origin: str, pattern: str) -> StatedDate:
    """Find a date in a file's name, or in its path if the pattern has a slash; without one, give a notice."""
    name = origin if "/" in pattern else origin.rpartition("/")[2]
    for match in _expression(pattern).finditer(name):
        try:
            return StatedDate(published=datetime.datetime.strptime(match[0], pattern).date())  # noqa: DTZ007
        except ValueError:  # 2024-02-30
            continue
    missing = f"the file's name holds no date in the form {pattern}"
    message = f"{missing}, so the article's own date counts, if it has one."
    return StatedDate(notices=(Notice("no-date-in-name", message),))


def _expression(pattern: str) -> re.Pattern[str]:
    """Turn a pattern into a regular expression. Raises KeyError for an unknown directive."""
    parts = re.split("%(.)", pattern)
    found = [_DIRECTIVES[part] if odd % 2 else re.escape(part) for odd, part in enumerate(parts)]
    return re.compile(rf"(?<![0-9]){''.join(found)}(?![0-9])", re.IGNORECASE)
