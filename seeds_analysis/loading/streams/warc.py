"""The pages in a web archive (WARC, ISO 28500) as records, each checked for its length.

The frame is read here and not by FastWARC 2.0: its process is aborted by a Content-Length beyond memory, one
body that cannot be decoded ends its iteration, and it says nothing of a file that is cut off. A page costs
about 30 microseconds here, its analysis a thousand times as much.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.formats import HTML
from seeds_analysis.loading.records import Record, Source
from seeds_analysis.loading.streams.compression import CHUNK_BYTES, Flow
from seeds_analysis.loading.streams.http_body import read_response

_MAX_LINE = 1 << 14
_MAX_HEADER_LINES = 200
_LENGTH = re.compile(r"[0-9]{1,15}", re.ASCII)
_VERSION = re.compile(rb"WARC/[01]\.[0-9]{1,3}\s*\Z")


def split_archive(flow: Flow, source: Source, start: int) -> Iterator[Record]:
    """Give each response in the archive, named by the number of its record among all records.

    A page that came with status 200 has its bytes, decoded from transfer; any other response is a record
    with error "http-status" or "not-html". Requests, metadata and other records are none. Where the archive
    is cut off or damaged, a last record says so.
    """
    reader = io.BufferedReader(flow, CHUNK_BYTES)
    number = position = 0
    try:
        while (header := _read_header(reader, source.origin)) is not None:
            if header.is_response and position >= start:
                yield _response(reader, header, source, number + 1)
            else:
                _pass_over(reader, header.length, source.origin)
            position += header.is_response
            number += 1
    except LoadError as error:
        flow.fault = flow.fault or error
    if flow.fault is not None and position >= start:
        yield source.failed(number + 1, flow.fault)


@dataclass(frozen=True, slots=True)
class _Header:
    """What a record's header says that is needed."""

    is_response: bool
    length: int
    url: str | None


def _read_header(reader: "io.BufferedReader[Flow]", origin: str) -> _Header | None:
    """Read the header of the next record; None at the end. Raises LoadError."""
    line = reader.readline(_MAX_LINE)
    while line in (b"\r\n", b"\n"):
        line = reader.readline(_MAX_LINE)
    if not line:
        return None
    if not _VERSION.match(line):
        if not line.endswith(b"\n") and b"WARC/1.".startswith(line[:7]):
            raise _cut_off(origin)
        raise _damaged(origin)
    fields: dict[bytes, bytes] = {}
    for _ in range(_MAX_HEADER_LINES):
        line = reader.readline(_MAX_LINE)
        if not line.endswith(b"\n"):
            raise _cut_off(origin) if len(line) < _MAX_LINE else _damaged(origin)
        if not line.strip():
            break
        name, _, value = line.partition(b":")
        fields.setdefault(name.strip().lower(), value.strip())
    else:
        raise _damaged(origin)
    length = fields.get(b"content-length", b"").decode("ascii", "replace")
    if not _LENGTH.fullmatch(length):
        raise _damaged(origin)
    url = fields.get(b"warc-target-uri", b"").strip(b"<>").decode("utf-8", "replace")
    return _Header(fields.get(b"warc-type", b"").lower() == b"response", int(length), url or None)


def _response(reader: "io.BufferedReader[Flow]", header: _Header, source: Source, number: int) -> Record:
    if header.length > limits.MAX_RECORD_BYTES:
        _pass_over(reader, header.length, source.origin)
        return source.failed(number, limits.too_long_record(source.origin))
    payload = reader.read(header.length)
    if len(payload) < header.length:
        raise _cut_off(source.origin)
    try:
        body, told = read_response(payload, header.url, source.origin)
    except LoadError as error:
        return source.failed(number, error)
    return source.record(number, body, HTML, told)


def _pass_over(reader: "io.BufferedReader[Flow]", length: int, origin: str) -> None:
    while length > 0:
        read = len(reader.read(min(length, CHUNK_BYTES)))
        if read == 0:
            raise _cut_off(origin)
        length -= read


def _cut_off(origin: str) -> LoadError:
    return LoadError(
        origin, "truncated", "cut off: a record of the archive ends before its end. Fetch it again."
    )


def _damaged(origin: str) -> LoadError:
    return LoadError(origin, "corrupt", "damaged: no WARC record where one should begin. Fetch it again.")
