"""An archived HTTP response: whether it holds a page, and the page's bytes as they were before transfer."""

import re
import zlib

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.reading import Told

# The codes of archived responses that were never meant to be articles.
NO_PAGE = frozenset({"http-status", "not-html"})

_OK = 200
_STATUS = re.compile(rb"HTTP/[0-9.]{1,5}[ \t]+([0-9]{3})(?![0-9])")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_PAGE_TYPES = (b"text/html", b"application/xhtml+xml")
_LOOKS_LIKE_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html)[\s>]", re.IGNORECASE)
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[^\n]{0,200}\n")

# Of a body not more is unpacked than what a page may have, and one byte that shows that it has more.
_MOST = limits.MAX_PAGE_BYTES + 1


def read_response(payload: bytes, url: str | None, origin: str) -> tuple[bytes, Told]:
    """Give the page in a response, and what is told of it.

    Raises LoadError: "http-status" for another status than 200, "not-html" for what is no page, "corrupt"
    for a body that is not encoded as its header says, "too-large" for a page of more than 2 MB.
    """
    end = _HEAD_END.search(payload)
    head, body = (payload[: end.start()], payload[end.end() :]) if end else (payload, b"")
    status = _STATUS.match(head)
    if status is None:
        raise LoadError(origin, "not-html", "no HTTP response with a page.")
    if int(status[1]) != _OK:
        raise LoadError(origin, "http-status", f"the server's answer was {int(status[1])}, not a page.")
    fields: dict[bytes, bytes] = {}
    for line in head.splitlines()[1:]:
        name, _, value = line.partition(b":")
        fields.setdefault(name.strip().lower(), value.strip())
    stated = fields.get(b"content-type", b"")
    media = stated.partition(b";")[0].strip().lower()
    if media and media not in _PAGE_TYPES:
        shown = media[:40].decode("ascii", "replace")
        raise LoadError(origin, "not-html", f"{shown!r}, not a page.")
    body = _decoded(body, fields, origin)
    if not media and not _LOOKS_LIKE_PAGE.match(body):
        raise LoadError(origin, "not-html", "of no stated type and not a page by its looks.")
    limits.refuse_page(len(body), origin)
    charset = _CHARSET.search(stated)
    return body, Told(url, charset[1].decode("ascii") if charset else None)


def _decoded(body: bytes, fields: dict[bytes, bytes], origin: str) -> bytes:
    """Undo the encodings of transfer. Archives often keep the header of an encoding that they have undone."""
    if b"chunked" in fields.get(b"transfer-encoding", b"").lower():
        body = _joined(body)
    coding = fields.get(b"content-encoding", b"").strip().lower()
    if coding in (b"gzip", b"x-gzip", b"deflate") and not _LOOKS_LIKE_PAGE.match(body):
        return _inflated(body, origin)
    if coding not in (b"", b"identity", b"none", b"gzip", b"x-gzip", b"deflate"):
        if _LOOKS_LIKE_PAGE.match(body):
            return body
        shown = coding[:20].decode("ascii", "replace")
        raise LoadError(origin, "not-html", f"compressed as {shown!r}, which cannot be read here.")
    return body


def _joined(body: bytes) -> bytes:
    """Join chunks; a body that is not in chunks, or no longer, stays as it is."""
    pieces = []
    place = 0
    while size := _CHUNK_SIZE.match(body, place):
        length = int(size[1], 16)
        pieces.append(body[size.end() : size.end() + length])
        place = size.end() + length
        if length == 0 or place >= len(body):
            return b"".join(pieces)
        place += 2 if body.startswith(b"\r\n", place) else 1
    return b"".join(pieces) if pieces else body


def _inflated(body: bytes, origin: str) -> bytes:
    # 47: gzip or zlib, as the data say; -15: what some servers call deflate.
    for window in (47, -15):
        try:
            return zlib.decompressobj(wbits=window).decompress(body, _MOST)
        except zlib.error:
            continue
    raise LoadError(origin, "corrupt", "its body is not compressed as its header says.")
