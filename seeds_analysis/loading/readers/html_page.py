"""A web page as an Article: its main text by trafilatura, and what its metadata state."""

import codecs
import functools
import logging
import re
from collections.abc import Callable
from typing import Any

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.extras import missing_extra
from seeds_analysis.loading.limits import refuse_page
from seeds_analysis.loading.readers.decoding import FALLBACK, Decoded, check_text, decode
from seeds_analysis.loading.readers.text_file import make_article
from seeds_analysis.loading.reading import Reading, Told
from seeds_analysis.loading.stated.dates import read_date
from seeds_analysis.text import Article

# Where the HTML standard has the encoding stand.
_DECLARATION_BYTES = 2048
_DECLARED = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
# The HTML standard: pages that claim these are written in cp1252, which has the quotation marks.
_MEANT = {"iso8859-1": FALLBACK, "ascii": FALLBACK}

# Comments are not the article (with them a third of the words were readers'), tables hardly are. Dates are
# taken where the page states them, never from what the text mentions.
_OPTIONS: dict[str, Any] = {
    "fast": True,
    "include_comments": False,
    "include_tables": False,
    "deduplicate": False,
    "with_metadata": True,
    "date_extraction_params": {"original_date": True, "extensive_search": False},
}
_NAMES = re.compile(r"\s*;\s*")


def read_page(data: bytes, origin: str, reading: Reading, told: Told) -> Article:
    """Make an Article of the main text of a page, a blank line between its paragraphs.

    Title, address, authors and date of publication are what the page's metadata state; the address in an
    archive goes before that in the page. Offsets refer to the extracted text.
    Raises LoadError: "empty" if there is no article text, "too-large" for a page of more than 2 MB,
    "unreadable" if extraction fails, "missing-extra", or what decode raises.
    """
    if not data.strip():
        raise LoadError(origin, "empty", "empty. Give a file that holds an article.")
    refuse_page(len(data), origin)
    extract = _extractor(origin)
    decoded = _decode_page(data, origin, reading, told)
    try:
        page = extract(decoded.text, url=told.url, **_OPTIONS)
    except Exception as error:  # whatever a broken page does to the parser, the other inputs go on
        message = f"its text cannot be extracted ({type(error).__name__}). Save it as a .txt file."
        raise LoadError(origin, "unreadable", message) from error
    if page is None or not (page.text or "").strip():
        raise LoadError(origin, "empty", "no article text found in the page.")
    checked = check_text("\n\n".join(filter(str.strip, page.text.split("\n"))), origin)
    return make_article(
        checked.text,
        origin,
        encoding=decoded.encoding,
        published=reading.published,
        stated=read_date(page.date) if page.date else None,
        notices=(*decoded.notices, *checked.notices),
        title=_clean(page.title),
        url=told.url or _clean(page.url),
        authors=tuple(name for name in _NAMES.split(_clean(page.author) or "") if name),
    )


@functools.cache
def _load_library() -> Callable[..., Any]:
    from trafilatura import bare_extraction  # an extra, and slow to import

    # What it says of a page would stand among our messages.
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    extract: Callable[..., Any] = bare_extraction
    return extract


def _extractor(origin: str) -> Callable[..., Any]:
    try:
        return _load_library()
    except ImportError as error:
        raise missing_extra(origin, "web pages") from error


def _decode_page(data: bytes, origin: str, reading: Reading, told: Told) -> Decoded:
    """Decode as the user says; else valid UTF-8 is UTF-8, and else it is what header or page claim."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        for claimed in () if reading.encoding else (told.charset, _declared(data)):
            codec = _codec(claimed)
            if codec is not None:
                try:
                    return decode(data, origin, encoding=codec)
                except LoadError:  # not what it claims to be
                    continue
    return decode(data, origin, encoding=reading.encoding)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _DECLARATION_BYTES)
    return found[1].decode("ascii") if found else None


def _codec(name: str | None) -> str | None:
    try:
        codec = codecs.lookup(name or "")
        "a".encode(codec.name)  # hex, zip and others turn bytes to bytes
    except (LookupError, ValueError):
        return None
    return _MEANT.get(codec.name, codec.name)


def _clean(words: str | None) -> str | None:
    return " ".join((words or "").encode("utf-8", "replace").decode("utf-8").split()) or None
