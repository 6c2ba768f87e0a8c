"""An archived HTTP response: whether it holds a page, and the bytes of that page, decoded."""

import re
import zlib
from collections.abc import Iterable

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.parts import ArchiveMetadata
from seeds_analysis.loading.readers.html_page import CHARSET, looks_like_page

# The error codes of archived responses that were never meant to be articles.
NO_PAGE = frozenset({"http-status", "not-html"})

_STATUS = re.compile(rb"HTTP/[0-9.]{1,5}[ \t]+([0-9]{3})(?![0-9])")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_PAGE_TYPES = (b"text/html", b"application/xhtml+xml")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[^\n]{0,200}\n")
_NOT_COMPRESSED = (b"", b"identity", b"none")
_COMPRESSED = (b"gzip", b"x-gzip", b"deflate")


def read_response(payload: bytes, url: str | None, origin: str) -> tuple[bytes, ArchiveMetadata, bool]:
    """Give the page in a response, its metadata, and whether the page is whole.

    Raises LoadError: "http-status" if the status is not 200, "not-html" if it is no page, "corrupt" if the
    body is not compressed as its header says, "too-large" for a page of more than 2 MB.
    """
    end = _HEAD_END.search(payload)
    head, body = (payload[: end.start()], payload[end.end() :]) if end else (payload, b"")
    status = _STATUS.match(head)
    if status is None:
        raise _no_page(origin, "not an HTTP response")
    if int(status[1]) != 200:
        message = f"the server answered with status {int(status[1])}, not with a page. Nothing to do."
        raise LoadError(origin, "http-status", message)
    return read_page_body(header_fields(head.splitlines()[1:]), body, url, origin)


def read_page_body(
    fields: dict[bytes, bytes], body: bytes, url: str | None, origin: str
) -> tuple[bytes, ArchiveMetadata, bool]:
    """Give the page in the body of a response; returns and raises what `read_response` does."""
    content_type = fields.get(b"content-type", b"")
    media = content_type.partition(b";")[0].strip().lower()
    if media and media not in _PAGE_TYPES:
        raise _no_page(origin, f"{media[:40].decode('ascii', 'replace')!r}, not a web page")
    body, whole = decode_body(body, fields, origin)
    if not media and not looks_like_page(body):
        raise _no_page(origin, "no stated type, and the content does not look like a web page")
    limits.refuse_page(len(body), origin)
    charset = CHARSET.search(content_type)
    return body, ArchiveMetadata(url, charset[1].decode("ascii") if charset else None), whole


def header_fields(lines: Iterable[bytes]) -> dict[bytes, bytes]:
    """Read `Name: value` lines; names in lower case, the first of equal names."""
    fields: dict[bytes, bytes] = {}
    for line in lines:
        name, _, value = line.partition(b":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


def decode_body(body: bytes, fields: dict[bytes, bytes], origin: str) -> tuple[bytes, bool]:
    """Undo the chunks and the compression, if any; archives often undo them but keep the header.

    Also says whether the body is complete.
    """
    whole = True
    if b"chunked" in fields.get(b"transfer-encoding", b"").lower():
        body, whole = _join_chunks(body)
    coding = fields.get(b"content-encoding", b"").lower()
    if coding in _NOT_COMPRESSED or looks_like_page(body):
        return body, whole
    if coding not in _COMPRESSED:
        shown = coding[:20].decode("ascii", "replace")
        raise _no_page(origin, f"compressed as {shown!r}, which is not supported")
    body, inflated = _inflate(body, origin)
    return body, whole and inflated


def _join_chunks(body: bytes) -> tuple[bytes, bool]:
    """Join the chunks of a body, which end with an empty one; a body without chunks stays as it is."""
    pieces = []
    place, length = 0, -1
    while length and (size := _CHUNK_SIZE.match(body, place)):
        length = int(size[1], 16)
        pieces.append(body[size.end() : size.end() + length])
        place = size.end() + length
        place += 2 if body.startswith(b"\r\n", place) else 1
    return (b"".join(pieces), length == 0) if pieces else (body, True)


def _inflate(body: bytes, origin: str) -> tuple[bytes, bool]:
    # 47: gzip or zlib, as the data say; -15: what some servers call deflate.
    for window in (47, -15):
        try:
            # One byte more than the limit is enough to see that the page is too large.
            packed = zlib.decompressobj(wbits=window)
            return packed.decompress(body, limits.MAX_PAGE_BYTES + 1), packed.eof
        except zlib.error:
            continue
    raise LoadError(origin, "corrupt", "the page is not compressed as its header says. Fetch it again.")


def _no_page(origin: str, what: str) -> LoadError:
    return LoadError(origin, "not-html", f"{what}. Only web pages are read from archives.")
