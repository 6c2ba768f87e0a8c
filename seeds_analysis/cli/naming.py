"""What the names on the command line mean: files, patterns in quotes, web addresses."""

import glob
import os
import re
import shlex
from collections.abc import Iterable, Iterator

from seeds_analysis.errors import LoadError, UsageError, reason_of

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def input_names(names: Iterable[str]) -> list[str]:
    """Expand patterns that the shell left alone, such as '*.txt'. Raises UsageError for a web address."""
    found = []
    for name in names:
        if _ADDRESS.match(name):
            how = f"To fetch it: seeds-analysis summarize --url {shlex.quote(name)}"
            raise UsageError(f"{name}: is a web address, not a file. {how}")
        matches = [] if os.path.lexists(name) or not glob.has_magic(name) else glob.glob(name, recursive=True)
        found += sorted(matches) or [name]
    return found


def listed_urls(path: str) -> Iterator[str]:
    """Give the addresses in a file or on standard input, one a line, without blank lines and # comments.

    Raises LoadError if it cannot be read.
    """
    try:
        with open(0 if path == "-" else path, encoding="utf-8-sig", errors="replace") as file:
            lines = [line.strip() for line in file]
    except OSError as error:
        message = f"the list of addresses cannot be read: {reason_of(error)}. Check the name."
        raise LoadError(path, "unreadable", message) from error
    return (line for line in lines if line and not line.startswith("#"))


def looks_like_input(word: str) -> bool:
    """Decide whether a word in the place of a command is a file, a pattern or an address."""
    return not word.startswith("-") and (os.path.lexists(word) or any(sign in word for sign in "./\\*:"))
