"""Which format an input is in; and whatever it holds, it gives records that load or say why not."""

import gzip
import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import ReadOptions, formats, read_article
from seeds_analysis.loading.formats import SUFFIXES, format_of_name, sniff_format
from seeds_analysis.loading.records import read_records
from seeds_analysis.text.article import Article
from tests.loading.archives import PAGE, archive, needs_web, records, response

ONE = b'{"text": "It rains."}'


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("A.HTML", "html"),
        ("a.htm.gz", "html"),
        ("a.json", "json"),
        ("a.ndjson.zst", "jsonl"),
        ("a.warc.gz", "warc"),
        ("a.b/c.jsonl", "jsonl"),
        ("a", None),
        ("a.gz", None),
        ("a.md", "markdown"),
        ("a.TSV.gz", "csv"),
        ("a.xlsx", "xlsx"),
        ("a.zip", "zip"),
        ("a.docx", "docx"),
        ("a.odt", None),
        ("a.json.bak", None),
        (".txt", None),
        ("", None),
    ],
)
def test_suffix_decides_the_format(name: str, kind: str | None) -> None:
    assert format_of_name(name) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "text"),
        (b"It rains.", "text"),
        (b"[Editor's note] It rains.", "text"),
        (b'["It rains," she said.]', "text"),
        (b"{It rains}", "text"),
        (b'{"text": "cut', "json"),
        (b"5", "text"),
        (b"<p>It rains.</p>", "text"),
        (b"<htmlish>", "text"),
        (b"WARCs are archives.", "text"),
        (ONE, "json"),
        (b"\xef\xbb\xbf \n" + ONE + b"\n", "json"),
        (b"[" + ONE + b",\n" + ONE + b"]", "json"),
        (json.dumps({"title": "a", "text": "It rains."}, indent=2).encode(), "json"),
        (ONE + b"\n" + ONE, "jsonl"),
        (ONE + b"\nnot JSON\n", "jsonl"),
        (b"<!DOCTYPE html>\n<p>", "html"),
        (b"\xef\xbb\xbf\r\n<HTML lang=en>", "html"),
        (b"<?xml version='1.0'?>\n<!-- a - b --> <!doctype html>", "html"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "warc"),
    ],
    ids=repr,
)
def test_first_bytes_decide_the_format(data: bytes, kind: str) -> None:
    assert sniff_format(data) == kind


def test_long_input_is_recognised_by_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "HEAD_BYTES", 40)
    assert sniff_format(b'[\n  {"text": "' + b"x" * 1000) == "json"
    assert sniff_format(ONE + b"\n" + b'{"text": "x' * 9) == "jsonl"


@pytest.mark.parametrize("data", [b"<!--" * 300_000, b'{"' + b"\\" * 900_000, b"[" * 900_000, b" " * 900_000])
def test_hostile_head_is_text(data: bytes) -> None:
    assert sniff_format(data) == "text"  # a search that is not linear would take hours


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"It rains.", 1),
        (ONE, 1),
        (ONE + b"\n" + ONE, 2),
        (b"[" + ONE + b"]", 1),
        (PAGE, 1),
        (archive(response()), 1),
    ],
    ids=["text", "json", "jsonl", "list", "page", "warc"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_input_without_a_name_is_recognised_by_its_content(data: bytes, count: int, packed: bool) -> None:
    needs_web()
    found = list(read_records(io.BytesIO(gzip.compress(data) if packed else data), "-", "standard input"))
    assert len([record.load() for record in found]) == count
    assert found[0].given.startswith("standard input")


def test_read_article_takes_one_article_only() -> None:
    assert read_article(ONE, "x.json").text == "It rains."
    assert read_article(ONE, "-").text == "It rains."
    with pytest.raises(LoadError) as caught:
        read_article(ONE, "x.jsonl")
    assert caught.value.code == "many-articles"


PIECES = st.sampled_from(
    [
        ONE,
        PAGE,
        archive(response()),
        gzip.compress(ONE),
        b"\n",
        b"[",
        b"]",
        b",",
        b'"',
        b"\\",
        b"{}",
        b"\xff\xfe",
    ]
) | st.binary(max_size=40)
NAMES = [f"x{suffix}{packed}" for suffix in ("", *SUFFIXES) for packed in ("", ".gz", ".zst")]
OPTIONS = st.sampled_from(
    [ReadOptions(), ReadOptions("utf-16"), ReadOptions("latin-1"), ReadOptions(fields={"text": "body"})]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=6).map(b"".join), st.sampled_from(NAMES), OPTIONS)
@example(gzip.compress(archive(response()))[:-40], "x.warc.gz", ReadOptions())
@example(b"\x28\xb5\x2f\xfd" + bytes(20), "x", ReadOptions())
def test_any_bytes_give_records_that_load_or_fail(data: bytes, name: str, options: ReadOptions) -> None:
    found = records(data, name)
    assert len(found) > 0
    assert len({record.origin for record in found}) == len(found)
    for record in found:
        try:
            article = record.load(options)
        except LoadError as error:
            refusal = error
        else:
            assert isinstance(article, Article)
            assert article.id
            continue
        assert refusal.message.partition("\n")[1:] == ("", "")
