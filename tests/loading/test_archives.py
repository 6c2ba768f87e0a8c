"""Web archives: which records count, what a response must be, and archives that are cut off or damaged."""

import gzip
import zlib
from collections.abc import Callable

import pytest

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import Record, limits
from tests.loading.archives import (
    PAGE,
    archive,
    codes,
    members,
    needs_web,
    needs_zstd,
    records,
    response,
    warc_record,
    zstd,
)


def read(data: bytes, name: str = "x.warc") -> list[Record]:
    return records(data, name)


def outcomes(data: bytes) -> dict[str, str]:
    return {record.origin: record.error.code if record.error else "ok" for record in read(data)}


def test_responses_are_records_named_by_their_number() -> None:
    data = archive(response(), response(status="404 Not Found"), response(kind="image/png"), response())
    assert outcomes(data) == {
        "x.warc#2": "ok",
        "x.warc#4": "http-status",
        "x.warc#6": "not-html",
        "x.warc#8": "ok",
    }


def test_record_holds_the_page_its_address_and_the_encoding_in_the_header() -> None:
    (record,) = read(archive(response(kind="text/html; charset=cp1252")))
    assert (record.data, record.kind) == (PAGE, "html")
    assert (record.archive.url, record.archive.charset) == ("https://post.example/pier?id=1", "cp1252")


def test_day_of_the_crawl_is_not_the_day_of_publication() -> None:
    needs_web()
    (record,) = read(archive(response(PAGE.replace(b'content="2025-03-05T08:00:00Z"', b""))))
    found = record.load()
    assert (found.published, found.title) == (None, "Pier to open")


def chunked(data: bytes, size: int = 100) -> bytes:
    pieces = [data[place : place + size] for place in range(0, len(data), size)]
    return b"".join(b"%x;note\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Content-Encoding: deflate\r\n", raw_deflate),
        (
            "Content-Encoding: GZIP\r\nTransfer-Encoding: chunked\r\n",
            lambda data: chunked(gzip.compress(data)),
        ),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", bytes),
        ("Content-Encoding: br\r\n", bytes),
    ],
    ids=["chunked", "gzip", "zlib", "deflate", "both", "undone", "brotli-undone"],
)
def test_chunks_and_compression_are_undone(headers: str, encode: Callable[[bytes], bytes]) -> None:
    (record,) = read(archive(response(encode(PAGE), headers=headers)))
    assert record.data == PAGE


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"", "not-html"),
        (b"\r\n\r\n", "not-html"),
        (b"HTTP/1.1 abc\r\n\r\n", "not-html"),
        (b"HTTP/1.1 2000 OK\r\n\r\n" + PAGE, "not-html"),
        (b"<html>It rains.", "not-html"),
        (response(kind=""), "ok"),
        (response(b"It rains.", kind=""), "not-html"),
        (response(kind="application/xhtml+xml"), "ok"),
        (response(kind="TEXT/HTML"), "ok"),
        (response(status="301 Moved"), "http-status"),
        (response(b"no gzip", headers="Content-Encoding: gzip\r\n"), "corrupt"),
        (response(b"\x8b\x03", headers="Content-Encoding: br\r\n"), "not-html"),
        (response(b"-5\r\nabc", headers="Transfer-Encoding: chunked\r\n"), "ok"),
        (response(gzip.compress(bytes(50_000_000)), headers="Content-Encoding: gzip\r\n"), "too-large"),
        (response(bytes(limits.MAX_PAGE_BYTES + 1)), "too-large"),
    ],
)
def test_any_response_is_a_page_or_an_error(payload: bytes, code: str) -> None:
    assert outcomes(archive(payload, response())) == {"x.warc#2": code, "x.warc#4": "ok"}


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE)[:-40], "Content-Encoding: gzip\r\n"),
        (raw_deflate(PAGE)[:-40], "Content-Encoding: deflate\r\n"),
        (chunked(PAGE)[:-40], "Transfer-Encoding: chunked\r\n"),
        (chunked(PAGE).removesuffix(b"0\r\n\r\n"), "Transfer-Encoding: chunked\r\n"),
        (b"ffffffff\r\n" + PAGE, "Transfer-Encoding: chunked\r\n"),
        (
            chunked(gzip.compress(PAGE)[:-40]),
            "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        ),
    ],
    ids=["gzip", "deflate", "in-a-chunk", "between-chunks", "short-chunk", "both"],
)
def test_page_that_is_cut_off_is_read_and_one_more_error_says_so(body: bytes, headers: str) -> None:
    page, error, other = read(archive(response(body, headers=headers), response()))
    assert PAGE.startswith(page.data[:200])
    assert (page.error, page.origin, error.origin, other.data) == (None, "x.warc#2", "x.warc#2", PAGE)
    assert error.error is not None
    assert error.error.code == "truncated"


def test_page_that_the_crawler_cut_off_is_read_and_one_more_error_says_so() -> None:
    assert codes(warc_record(response(), headers="WARC-Truncated: length\r\n"), "x.warc") == [
        "ok",
        "truncated",
    ]


def test_too_long_record_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 3_000)
    assert outcomes(archive(response(b"x" * 9_000), response())) == {
        "x.warc#2": "too-large",
        "x.warc#4": "ok",
    }


def test_archive_without_pages_holds_no_article() -> None:
    assert outcomes(archive()) == {"x.warc": "empty"}
    assert outcomes(b"") == {"x.warc": "empty"}


def test_archive_cut_off_anywhere_keeps_whole_records_and_says_so() -> None:
    data = archive(response(), response())
    whole = read(data)
    silent = 0
    for end in range(1, len(data), 7):
        found = read(data[:end])
        kept = [record for record in found if record.error is None]
        assert kept == whole[: len(kept)]
        if found[-1].error is None or found[-1].error.code == "empty":
            silent += 1  # between two records, where nothing is missing
        else:
            assert found[-1].error.code == "truncated"
    assert silent <= 6


def test_damaged_archive_keeps_what_is_before() -> None:
    good, rest = archive(response()), archive(response())
    assert outcomes(good + b"junk\r\n" + rest) == {"x.warc#2": "ok", "x.warc#4": "corrupt"}
    assert outcomes(good + rest.replace(b"Content-Length: 16", b"Content-Length: x"))["x.warc#4"] == "corrupt"
    huge = rest.replace(b"Content-Length: 16", b"Content-Length: 999999999999999")
    assert outcomes(good + huge) == {"x.warc#2": "ok", "x.warc#4": "truncated"}
    assert outcomes(b"It rains.") == {"x.warc#1": "corrupt"}
    assert outcomes(b"WARC/1.0\r\n" + b"x: y\r\n" * 100_000) == {"x.warc#1": "corrupt"}
    assert outcomes(b"WARC/1.0\r\nx: " + b"y" * 100_000) == {"x.warc#1": "corrupt"}


def test_packed_archive_gives_the_same() -> None:
    parts = [warc_record(response()) for _ in range(3)]
    plain = [record.data for record in read(b"".join(parts))]
    assert [record.data for record in records(members(*parts), "x.warc.gz")] == plain
    cut = members(*parts)[:-30]
    assert codes(cut, "x.warc.gz") == ["ok", "ok", "truncated"]
    damaged = bytearray(members(*parts))
    damaged[len(damaged) // 2] ^= 0xFF
    assert codes(bytes(damaged), "x.warc.gz")[-1] == "corrupt"
    needs_zstd()
    packed = b"".join(map(zstd, parts))
    assert [record.data for record in records(packed, "x.warc.zst")] == plain
    assert codes(packed[:-30], "x.warc.zst") == ["ok", "ok", "truncated"]


def test_error_names_the_record() -> None:
    record = read(archive(response(status="500 Oh")))[0]
    with pytest.raises(LoadError, match=r"^x.warc#2: the server answered with status 500"):
        record.load()
