"""What the names on the command line mean: files, their formats, patterns in quotes, web addresses."""

import glob
import os
import re
import shlex
from collections.abc import Collection, Iterable, Iterator

from seeds_analysis.cli.messages import Messages
from seeds_analysis.errors import LoadError, UsageError, reason_of
from seeds_analysis.views import safe

# Never replaced: /dev/stderr may lead to a regular file.
DEVICES = "/dev/"

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


# "page" is what the command shows on a terminal.
_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xml": "tei",
    ".txt": "page",
}
_DATABASES = (".db", ".sqlite", ".sqlite3")

# Which commands write what others cannot.
_ROWS, _PAGES = "The commands quotations, entities and dates write", "The command summarize writes"
_WRITERS = {"csv": _ROWS, "xlsx": _ROWS, "parquet": _ROWS, "markdown": _PAGES, "html": _PAGES, "tei": _PAGES}


def format_of_suffix(target: str | None, formats: Collection[str], *, page: str) -> str | None:
    """Give the format that the suffix of a file names; None without a file or a suffix, and for a device.

    `page` is the format of .txt. Raises UsageError if the suffix names none of the formats.
    """
    suffix = os.path.splitext(target or "")[1].lower()
    if target is None or not suffix or target.startswith(DEVICES):
        return None
    known = {ending: page if named == "page" else named for ending, named in _SUFFIXES.items()}
    fitting = [ending for ending, named in known.items() if named in formats]
    if suffix in fitting:
        return known[suffix]
    shown = safe.terminal_safe(target)
    if suffix in _DATABASES:
        steps = (
            f"seeds-analysis corpus INPUT --out RESULTS, then: seeds-analysis corpus export RESULTS {shown}"
        )
        raise UsageError(f"{shown}: this command writes no database. To make one: {steps}")
    what = "cannot hold these results" if suffix in known else "is not a format that this command writes"
    writers = _WRITERS.get(known.get(suffix, ""))
    other = f" {writers} {suffix}." if writers else ""
    message = f"{suffix} {what}. Use {', '.join(fitting)}, or name the format with --format.{other}"
    raise UsageError(f"{shown}: {message}")


def note_format(messages: Messages, target: str | None, chosen: str) -> None:
    """Say which format a file gets if its name does not. Whoever reads a device or pipe knows."""
    if target is None or target == "-" or target.startswith(DEVICES) or os.path.splitext(target)[1]:
        return
    if os.path.isfile(target) or not os.path.exists(target):
        how = "Give it a suffix, or name the format with --format."
        messages.note(f"{target}: has no suffix, so it is written as {chosen}. {how}")
