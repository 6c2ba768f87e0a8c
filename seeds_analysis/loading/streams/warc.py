"""The pages in a web archive (WARC, ISO 28500), each checked for its length.

We do not use FastWARC 2.0 here: a Content-Length beyond memory aborts its process, a body that cannot be
decoded ends its iteration, and it does not report a file that is cut off. A page takes about 30 microseconds
here, its analysis a thousand times as long.
"""

import io
import re
from collections.abc import Iterator
from typing import TypeAlias

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.parts import Part
from seeds_analysis.loading.streams.decompression import CHUNK_BYTES, DecompressedStream
from seeds_analysis.loading.streams.http_body import header_fields, read_response

_MAX_LINE = 1 << 14
_MAX_HEADER_LINES = 200
_LENGTH = re.compile(rb"[0-9]{1,15}")
_VERSION = re.compile(rb"WARC/[01]\.[0-9]{1,3}\s*\Z")

_Reader: TypeAlias = "io.BufferedReader[DecompressedStream]"


def looks_like_archive(head: bytes) -> bool:
    """Recognise an archive by its first line."""
    return head.startswith(b"WARC/1.")


def split_archive(stream: DecompressedStream) -> Iterator[Part]:
    """Give each response in the archive, numbered by its record among all records.

    A response with status 200 gives the bytes of its page, decoded; any other gives an error "http-status" or
    "not-html". A page that was cut off when it was archived is followed by an error of the same number.
    Requests, metadata and other records are skipped. If the archive is cut off or damaged, a last error says
    so.
    """
    reader = io.BufferedReader(stream, CHUNK_BYTES)
    number = 1
    try:
        while (header := _read_header(reader, stream.origin)) is not None:
            payload = _read_payload(reader, int(header[b"content-length"]), stream.origin)
            if header.get(b"warc-type", b"").lower() == b"response":
                yield from _page(number, header, payload, stream.origin)
            number += 1
        error = stream.fault
    except LoadError as damage:
        error = stream.fault or damage
    if error is not None:
        yield Part(number, error=error)


def _read_header(reader: _Reader, origin: str) -> dict[bytes, bytes] | None:
    """Read the header of the next record, which has a valid length; None at the end. Raises LoadError."""
    line = reader.readline(_MAX_LINE)
    while line in (b"\r\n", b"\n"):
        line = reader.readline(_MAX_LINE)
    if not line:
        return None
    if not _VERSION.match(line):
        if not line.endswith(b"\n") and b"WARC/1.".startswith(line[:7]):
            raise _cut_off(origin)
        raise _damaged(origin)
    lines: list[bytes] = []
    while line.strip():
        line = reader.readline(_MAX_LINE)
        if not line.endswith(b"\n") and len(line) < _MAX_LINE:
            raise _cut_off(origin)
        if not line.endswith(b"\n") or len(lines) > _MAX_HEADER_LINES:
            raise _damaged(origin)
        lines.append(line)
    fields = header_fields(lines)
    if not _LENGTH.fullmatch(fields.get(b"content-length", b"")):
        raise _damaged(origin)
    return fields


def _read_payload(reader: _Reader, length: int, origin: str) -> bytes | None:
    """Read the bytes after a header; skip them and give None if they are too many. Raises LoadError."""
    too_long = length > limits.MAX_RECORD_BYTES
    pieces = []
    while length > 0:
        piece = reader.read(min(length, CHUNK_BYTES))
        if not piece:
            raise _cut_off(origin)
        length -= len(piece)
        if not too_long:
            pieces.append(piece)
    return None if too_long else b"".join(pieces)


def _page(number: int, header: dict[bytes, bytes], payload: bytes | None, origin: str) -> Iterator[Part]:
    if payload is None:
        yield Part(number, error=limits.too_long_record(origin))
        return
    url = header.get(b"warc-target-uri", b"").strip(b"<>").decode("utf-8", "replace")
    try:
        page, archive, whole = read_response(payload, url or None, origin)
    except LoadError as error:
        yield Part(number, error=error)
        return
    yield Part(number, page, "html", archive=archive)
    if not whole or b"warc-truncated" in header:
        message = "cut off when it was archived; the part that is there is read. Fetch it again."
        yield Part(number, error=LoadError(origin, "truncated", message))


def _cut_off(origin: str) -> LoadError:
    return LoadError(origin, "truncated", "cut off: a record of the archive ends too early. Fetch it again.")


def _damaged(origin: str) -> LoadError:
    message = "damaged: where a WARC record should begin, there is none. Fetch it again."
    return LoadError(origin, "corrupt", message)
