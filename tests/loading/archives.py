"""Web archives, pages and packed data, made up for the tests, and what is read from them."""

import gzip
import io

import pytest

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import Record
from seeds_analysis.loading.records import read_records

HEAD = "<!doctype html><html><head><title>Pier to open | Harbour Post</title>{}</head><body>"
STORY = (
    "<nav><a href='/'>Home</a></nav><article><h1>Pier to open</h1>"
    "<p>PORT MARLOW, March 5 — The pier opens in May, and the ferries will call there again by June.</p>"
    "<p>“We have waited for this pier for eleven years,” harbour master Ilse Brandt said on Monday.</p>"
    "<p>Builders began the work last autumn, when the storm had taken the old one.</p></article></body>"
)
META = (
    '<meta name="author" content="Ana Ruiz; Tom Hale">'
    '<meta property="article:published_time" content="2025-03-05T08:00:00Z">'
    '<link rel="canonical" href="https://post.example/pier">'
)
PAGE = (HEAD.format('<meta charset="utf-8">' + META) + STORY).encode()


def needs_web() -> None:
    """Skip a test if the library for pages is missing."""
    pytest.importorskip("trafilatura", reason="the extra [web] is not installed")


def needs_zstd() -> None:
    """Skip a test if the library for zstandard data is missing."""
    pytest.importorskip("zstandard", reason="the extra [web] is not installed")


def records(data: bytes, name: str) -> list[Record]:
    """The records of a file of this name."""
    return list(read_records(io.BytesIO(data), name, name, name=name))


def codes(data: bytes, name: str) -> list[str]:
    """What became of each record before it is loaded: "ok" or the code of its error."""
    return [record.error.code if record.error else "ok" for record in records(data, name)]


def outcomes(data: bytes, name: str) -> dict[str, str]:
    """What becomes of each record: its text, or the code of its error, which names the record."""
    return {record.origin: _outcome(record) for record in records(data, name)}


def _outcome(record: Record) -> str:
    try:
        return record.load().text
    except LoadError as error:
        message, code = str(error), error.code
    assert message.startswith(f"{record.given}: ")
    return code


def response(
    body: bytes = PAGE, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", headers: str = ""
) -> bytes:
    """The HTTP response that an archive holds."""
    content = f"Content-Type: {kind}\r\n" if kind else ""
    return f"HTTP/1.1 {status}\r\n{content}{headers}\r\n".encode() + body


def warc_record(
    payload: bytes, kind: str = "response", url: str = "https://post.example/pier?id=1", headers: str = ""
) -> bytes:
    """One record of an archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-04-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Length: {len(payload)}\r\n{headers}\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def archive(*responses: bytes) -> bytes:
    """An archive with a description first, and a request after each response."""
    request = warc_record(b"GET /pier HTTP/1.1\r\nHost: post.example\r\n\r\n", "request")
    return warc_record(b"software: none\r\n", "warcinfo") + b"".join(
        warc_record(one) + request for one in responses
    )


def members(*parts: bytes) -> bytes:
    """Each part a gzip member of its own, as archives are packed."""
    return b"".join(gzip.compress(part, mtime=0) for part in parts)


def zstd(data: bytes) -> bytes:
    """The data as zstandard packs them."""
    import zstandard

    return zstandard.ZstdCompressor(write_checksum=True).compress(data)
