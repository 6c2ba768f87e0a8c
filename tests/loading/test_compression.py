"""Packed inputs: the same as plain ones, and what is cut off, damaged or a bomb."""

import gzip
import io
import json
import os
import sys
import tracemalloc

import pytest

from seeds_analysis.loading import limits
from seeds_analysis.loading.records import read_records
from tests.loading.archives import codes, needs_zstd, records, zstd

STORY = b"The pier opens in May, Ilse Brandt said."
LINES = b"".join(b'{"text": "Number %d. %s"}\n' % (n, os.urandom(40).hex().encode()) for n in range(3_000))


@pytest.mark.parametrize("name", ["x.txt.gz", "x.gz", "x.txt", "x", "X.TXT.GZ"])
def test_gzip_is_unpacked_under_any_name(name: str) -> None:
    (record,) = records(gzip.compress(STORY), name)
    assert (record.data, record.kind, record.error) == (STORY, "text", None)


def test_zstandard_is_unpacked() -> None:
    needs_zstd()
    assert records(zstd(STORY) + zstd(STORY), "x.txt.zst")[0].data == STORY * 2
    assert [record.data for record in records(zstd(LINES), "x.jsonl.zst")] == LINES.splitlines()


def test_format_is_that_below_the_suffix() -> None:
    assert records(gzip.compress(b'{"text": "It rains."}'), "x.json.gz")[0].kind == "json"
    assert records(gzip.compress(b"<html>"), "x.html.gz")[0].kind == "html"


def test_members_and_padding_are_one_stream() -> None:
    data = gzip.compress(STORY) + gzip.compress(b"") + gzip.compress(STORY) + bytes(1000)
    assert records(data, "x.txt.gz")[0].data == STORY * 2


def test_byte_by_byte_gives_the_same() -> None:
    class Slow(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002
            return self.read(1)

    data = gzip.compress(STORY) + gzip.compress(STORY)
    (record,) = read_records(Slow(data), "x", "x", name="x.txt.gz")
    assert (record.data, record.error) == (STORY * 2, None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (STORY, "corrupt"),
        (gzip.compress(STORY)[:-1], "truncated"),
        (gzip.compress(STORY)[:5], "truncated"),
        (gzip.compress(STORY) + b"more", "corrupt"),
        (gzip.compress(STORY)[:-5] + b"\0\0\0\0\0", "corrupt"),
        (b"", "ok"),
    ],
    ids=["plain", "last-byte", "header", "garbage", "checksum", "nothing"],
)
def test_broken_gzip_is_an_error(data: bytes, code: str) -> None:
    assert codes(data, "x.txt.gz") == [code]


def test_cut_off_lines_keep_the_whole_ones() -> None:
    packed = gzip.compress(LINES)
    whole = LINES.splitlines()
    for end in (30, 1000, len(packed) // 2, len(packed) - 1):
        found = records(packed[:end], "x.jsonl.gz")
        assert [record.data for record in found[:-1]] == whole[: len(found) - 1]
        assert found[-1].error is not None
        assert (found[-1].error.code, found[-1].origin) == ("truncated", f"x.jsonl.gz#{len(found)}")
    assert len(records(packed[:-1], "x.jsonl.gz")) > 2_990


def test_garbage_after_lines_keeps_them_all() -> None:
    assert codes(gzip.compress(LINES) + b"garbage", "x.jsonl.gz") == ["ok"] * 3_000 + ["corrupt"]


def test_broken_zstandard_is_an_error() -> None:
    needs_zstd()
    assert codes(zstd(STORY)[:-2], "x.txt.zst") == ["truncated"]
    assert codes(STORY, "x.txt.zst") == ["corrupt"]
    damaged = bytearray(zstd(LINES))
    damaged[len(damaged) // 2] ^= 0xFF
    assert codes(bytes(damaged), "x.txt.zst") == ["corrupt"]


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (record,) = records(b"\x28\xb5\x2f\xfd....", "x.txt.zst")
    assert record.error is not None
    assert (record.error.code, "seeds-analysis[web]" in record.error.message) == ("missing-extra", True)


def test_bomb_is_refused_in_little_memory() -> None:
    bomb = gzip.compress(bytes(150_000_000), 9)
    tracemalloc.start()
    (record,) = records(bomb, "x.txt.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert record.error is not None
    assert (record.error.code, record.data) == ("too-large", b"")
    assert peak < 30_000_000


def test_bomb_among_lines_is_passed_over_in_little_memory() -> None:
    line = json.dumps({"text": "It rains."}).encode()
    bomb = gzip.compress(line + b"\n" + b"x" * 100_000_000 + b"\n" + line, 1)
    tracemalloc.start()
    found = codes(bomb, "x.jsonl.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == ["ok", "too-large", "ok"]
    assert peak < 3 * limits.MAX_RECORD_BYTES


def test_large_article_is_refused_whatever_it_is_packed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 50_000)
    data = os.urandom(40_000).hex().encode()
    assert codes(gzip.compress(data), "x.txt.gz") == ["too-large"]
    assert codes(data, "x.txt") == ["too-large"]


def test_file_that_fails_in_the_middle_gives_what_is_before() -> None:
    class Failing(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return self.read(min(size or 0, 90))

    data = b'{"text": "One."}\n{"text": "Two."}\n' * 9
    found = list(read_records(Failing(data), "x", "x", name="x.jsonl"))
    assert [record.error.code if record.error else "ok" for record in found] == ["ok"] * 5 + ["unreadable"]
