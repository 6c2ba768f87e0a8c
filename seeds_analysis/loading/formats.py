"""Which format bytes are in, by their name or by how they begin, and what makes an Article of them."""

import datetime
import os
import re
from typing import Protocol

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.limits import refuse_size
from seeds_analysis.loading.readers.html_page import read_page
from seeds_analysis.loading.readers.json_record import parse_json, read_record
from seeds_analysis.loading.readers.text_file import read_text
from seeds_analysis.loading.reading import AS_FOUND, NOTHING_TOLD, Reading, Told
from seeds_analysis.text import Article


class Reader(Protocol):
    """Makes an Article of bytes, or raises LoadError."""

    def __call__(self, data: bytes, origin: str, reading: Reading, told: Told) -> Article:
        """Read one article; what the user says in `reading` goes before what is found or told."""


TEXT, HTML, JSON, LINES, WARC = "text", "html", "json", "jsonl", "warc"

# A new format is one file beside this one and a line in these tables; folders are searched for the suffixes.
SUFFIXES = {
    ".txt": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".json": JSON,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".warc": WARC,
}
# Each of the suffixes may be followed by one of these.
PACKED_SUFFIXES = (".gz", ".zst")

# What makes an Article of one record; formats that hold many stand in containers.py.
READERS: dict[str, Reader] = {TEXT: read_text, HTML: read_page, JSON: read_record}

# How much of an input is looked at to tell what it is, in bytes.
HEAD_BYTES = 1 << 20

_WHITE = b"\xef\xbb\xbf \t\r\n"
# A page may begin with an XML declaration and comments.
_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,2000}-->|\s)*+<(?:!doctype\s+html|html)[\s>]", re.I
)
# The first key of an object, at the start or in a list: what plain text in braces or brackets has not.
_OBJECT = re.compile(rb'(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){0,200}"\s*:')


def read_article(
    data: bytes, origin: str, *, encoding: str | None = None, published: datetime.date | None = None
) -> Article:
    """Make an Article of the bytes of one; `origin` names them in the summary, its suffix their format.

    Where the suffix tells nothing, how they begin does. Raises LoadError with code "empty", "binary",
    "decode", "unknown-encoding", "too-large", "not-json", "no-text", "unreadable", "missing-extra", or
    "many-articles" for JSON Lines and archives.
    """
    head = data[:HEAD_BYTES]
    kind = name_format(origin) or sniff_format(head, whole=len(head) == len(data))
    return read_as(kind, data, origin, Reading(encoding, published))


def read_as(
    kind: str, data: bytes, origin: str, reading: Reading = AS_FOUND, told: Told = NOTHING_TOLD
) -> Article:
    """Make an Article of bytes of a known format. Raises LoadError, as read_article does."""
    refuse_size(len(data), origin)
    if kind not in READERS:
        raise LoadError(
            origin, "many-articles", "holds many articles, not one. Give a file with one article."
        )
    return READERS[kind](data, origin, reading, told)


def name_format(name: str) -> str | None:
    """Tell the format by the suffix, that of compressed data aside; None where it is not known."""
    return SUFFIXES.get(os.path.splitext(without_packing(name))[1].lower())


def without_packing(name: str) -> str:
    """Take the suffix of compressed data off a name."""
    stem, suffix = os.path.splitext(name)
    return stem if suffix.lower() in PACKED_SUFFIXES else name


def sniff_format(head: bytes, *, whole: bool) -> str:
    """Tell the format by how the bytes begin; `whole` if these are all. What is like nothing else is text."""
    if head.startswith(b"WARC/1."):
        return WARC
    if _PAGE.match(head.lstrip(_WHITE)):
        return HTML
    start = head.lstrip(_WHITE)
    if not _OBJECT.match(start):
        return TEXT
    line, _, rest = start.partition(b"\n")
    if start.startswith(b"{") and rest.strip() and _parses(line):
        return LINES
    # A text may begin with a piece of JSON; what is too long to be looked at whole hardly is one.
    return JSON if not whole or _parses(start) else TEXT


def _parses(data: bytes) -> bool:
    try:
        parse_json(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True
