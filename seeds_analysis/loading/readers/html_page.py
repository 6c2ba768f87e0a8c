"""Read a web page: its main text, found by trafilatura, and its metadata."""

import codecs
import contextlib
import functools
import logging
import re
from typing import Any

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.limits import refuse_page, refuse_tags
from seeds_analysis.loading.parts import ArchiveMetadata, ReadOptions, missing_extra
from seeds_analysis.loading.readers.decoding import FALLBACK, Extracted, decode, one_line, without_places
from seeds_analysis.loading.stated.dates import read_date

# A page may begin with an XML declaration and comments.
_PAGE = re.compile(
    rb"\xef?\xbb?\xbf?"
    rb"(?:<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,2000}-->|\s)*+<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE,
)
# The HTML standard looks for the encoding in the first 1,024 bytes; some pages have it later.
_DECLARATION_BYTES = 2048
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_DECLARED = re.compile(rb"<meta[^>]{0,400}?" + CHARSET.pattern, CHARSET.flags)
# The HTML standard: pages that claim these are written in cp1252, which has the quotation marks.
_MEANT = {"iso8859-1": FALLBACK, "ascii": FALLBACK}

# Comments are not part of the article (with them, a third of the words were by readers), nor are most tables.
# The date is the one that the page states, never one that the text mentions.
_OPTIONS: dict[str, Any] = {
    "fast": True,
    "include_comments": False,
    "include_tables": False,
    "deduplicate": False,
    "with_metadata": True,
    "date_extraction_params": {"original_date": True, "extensive_search": False},
}
_NAMES = re.compile(r"\s*;\s*")


def looks_like_page(head: bytes) -> bool:
    """Recognise a page by its document type or its first element."""
    return _PAGE.match(head) is not None


def read_page(data: bytes, origin: str, options: ReadOptions, archive: ArchiveMetadata) -> Extracted:
    """Extract the main text of a page, with a blank line between its paragraphs.

    Title, address, authors and date are from the page's metadata; an address in the archive overrides the
    page's. Raises LoadError: "empty" if there is no article text, "too-large" for a page of more than 2 MB,
    with more than 40,000 tags, or with more than 5,000 attributes in one of them, "unreadable" if extraction
    fails or its tags are nested too deeply, "missing-extra", or what decode raises.
    """
    refuse_page(len(data), origin)
    try:
        extract = _load_library()
    except ImportError as error:
        raise missing_extra(origin, "web pages") from error
    decoded = _decode_page(data, origin, options, archive)
    refuse_tags(decoded.text, origin)
    try:
        page = extract(decoded.text, url=archive.url, **_OPTIONS)
    except Exception as error:  # whatever a broken page does to the parser, the other inputs are read
        message = f"its text cannot be extracted ({type(error).__name__}). Save it as a .txt file."
        raise LoadError(origin, "unreadable", message) from error
    if page is None or not (page.text or "").strip():
        if _too_deep(decoded.text):
            message = "its tags are nested over 255 deep, so its text is not found. Save it as a .txt file."
            raise LoadError(origin, "unreadable", message)
        message = "no article text was found in the page. Save its text as a .txt file."
        raise LoadError(origin, "empty", message)
    return Extracted(
        "\n\n".join(filter(str.strip, page.text.split("\n"))),
        decoded.encoding,
        without_places(decoded.notices),
        date=read_date(page.date),
        title=one_line(page.title),
        url=archive.url or one_line(page.url),
        authors=tuple(name for name in _NAMES.split(one_line(page.author) or "") if name),
    )


def _too_deep(text: str) -> bool:
    """Whether the parser left out elements that are nested too deeply, which it does without an error."""
    from lxml import etree  # comes with the extra

    parser = etree.HTMLParser(encoding="utf-8")
    with contextlib.suppress(etree.LxmlError):
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    return any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


@functools.cache
def _load_library() -> Any:
    from trafilatura import bare_extraction  # an extra, and slow to import

    # Its messages about a page would appear among ours.
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return bare_extraction


def _decode_page(data: bytes, origin: str, options: ReadOptions, archive: ArchiveMetadata) -> Extracted:
    """Decode as the user says; else as UTF-8 if it is valid, as the HTTP header says, or as the page says."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data, 0, _DECLARATION_BYTES)
        claims = (archive.charset, declared[1].decode("ascii") if declared else None)
        for claimed in () if options.encoding else claims:
            try:
                codec = codecs.lookup(claimed or "").name
                return decode(data, origin, encoding=_MEANT.get(codec, codec))
            except (LookupError, LoadError):  # unknown, or not the encoding of this page
                continue
    return decode(data, origin, encoding=options.encoding)
