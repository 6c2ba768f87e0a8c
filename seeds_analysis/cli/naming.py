"""What the names on the command line mean: files, patterns in quotes, web addresses."""

import glob
import os
import re
from collections.abc import Iterable

from seeds_analysis.errors import UsageError

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def input_names(names: Iterable[str]) -> list[str]:
    """Expand patterns that the shell left alone, such as '*.txt'. Raises UsageError for a web address."""
    found = []
    for name in names:
        if _ADDRESS.match(name):
            how = "Save the page as a file first, and name the file."
            raise UsageError(f"{name}: is a web address, and this version reads files only. {how}")
        matches = [] if os.path.lexists(name) or not glob.has_magic(name) else glob.glob(name, recursive=True)
        found += sorted(matches) or [name]
    return found


def looks_like_input(word: str) -> bool:
    """Decide whether a word in the place of a command is a file, a pattern or an address."""
    return not word.startswith("-") and (os.path.lexists(word) or any(sign in word for sign in "./\\*:"))
