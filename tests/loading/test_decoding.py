"""Bytes to text: marks, fallback, forced encodings, binary data."""

import codecs

import pytest

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import read_article
from seeds_analysis.loading.readers.decoding import decode

PROSE = "“The café opens at noon,” Zoë said — and it did."


def _codes(data: bytes, encoding: str | None = None) -> list[str]:
    return [notice.code for notice in decode(data, "x", encoding=encoding).notices]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PROSE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PROSE.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + PROSE.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + PROSE.encode("utf-32-be"), "utf-32"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_decode_follows_the_mark(data: bytes, encoding: str) -> None:
    decoded = decode(data, "x")
    assert (decoded.text, decoded.encoding, decoded.notices) == (PROSE, encoding, ())


def test_decode_falls_back_to_cp1252_and_says_so() -> None:
    decoded = decode(PROSE.encode("cp1252"), "x")
    (notice,) = decoded.notices
    assert (decoded.text, decoded.encoding, notice.code) == (PROSE, "cp1252", "encoding-fallback")
    for words in ("cp1252", "byte 0", "--encoding"):
        assert words in notice.message


def test_decode_replaces_bytes_that_cp1252_leaves_undefined() -> None:
    decoded = decode(b"caf\xe9 \x81 ol\xe9", "x")
    assert decoded.text == "café \ufffd olé"
    assert [(notice.code, notice.start) for notice in decoded.notices] == [
        ("encoding-fallback", None),
        ("undecodable-bytes", 5),
    ]


@pytest.mark.parametrize("tail", [b"\xff", b"\xe2\x80", b" caf\xe9 now"], ids=["stray", "cut", "pasted"])
def test_decode_reads_damaged_utf8_as_utf8(tail: bytes) -> None:
    decoded = decode(PROSE.encode() + tail, "x")
    assert decoded.text.startswith(PROSE)
    assert decoded.encoding == "utf-8"
    assert _codes(PROSE.encode() + tail) == ["undecodable-bytes"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("x.json", '{"title": "É", "text": "', '"}'),
        ("x.md", "# É\n\n", ""),
        ("x.html", "<h1>É</h1><p>", "</p>"),
    ],
)
def test_notices_about_a_text_that_is_taken_out_of_another_have_no_place(
    name: str, before: str, after: str
) -> None:
    data = before.encode() + PROSE.encode() + b" \xff" + after.encode()
    found = [(notice.code, notice.start, notice.end) for notice in read_article(data, name).notices]
    assert found == [("undecodable-bytes", None, None)]


def test_decode_reads_on_where_a_marked_text_is_cut() -> None:
    data = codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le")[:-1]
    assert decode(data, "x").text == PROSE[:-1] + "\ufffd"
    assert _codes(data) == ["undecodable-bytes"]


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("latin-1", "iso8859-1"),
        ("CP1252", "cp1252"),
        ("utf8", "utf-8"),
        ("UTF-16LE", "utf-16-le"),
        ("mac-roman", "mac-roman"),
    ],
)
def test_decode_takes_the_given_encoding(name: str, used: str) -> None:
    decoded = decode("déjà vu".encode(name), "x", encoding=name)
    assert (decoded.text, decoded.encoding, decoded.notices) == ("déjà vu", used, ())


@pytest.mark.parametrize(
    ("name", "used"),
    [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("utf-16-le", "utf-16"), ("utf-16", "utf-16")],
)
def test_decode_drops_the_mark_under_a_given_encoding(name: str, used: str) -> None:
    data = ("\ufeffHallo" if name in ("utf-8", "utf-16-le") else "Hallo").encode(name)
    decoded = decode(data, "x", encoding=name)
    assert (decoded.text, decoded.encoding) == ("Hallo", used)


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "", "a\0b", "é", "\udc80"], ids=repr)
def test_decode_refuses_unknown_encodings(name: str) -> None:
    with pytest.raises(LoadError) as caught:
        decode(b"text", "x", encoding=name)
    assert caught.value.code in ("unknown-encoding", "decode")
    assert "--encoding" in caught.value.message


def test_decode_names_the_byte_a_given_encoding_cannot_hold() -> None:
    with pytest.raises(LoadError, match=r"not valid utf-8 at byte 3.*--encoding") as caught:
        decode(b"caf\xe9", "x", encoding="utf-8")
    assert caught.value.code == "decode"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00", None, "a\ufffdb"),
        (b"a\x00\x00\xd8\x00\xd8b\x00", "utf-16-le", "a\ufffd\ufffdb"),
        (b"a+2AA-b", "utf-7", "a\ufffdb"),
    ],
    ids=["marked", "forced", "utf-7"],
)
def test_decode_replaces_lone_surrogates_one_for_one(data: bytes, encoding: str | None, text: str) -> None:
    decoded = decode(data, "x", encoding=encoding)
    assert decoded.text == text
    assert [(notice.code, notice.start, notice.end) for notice in decoded.notices] == [
        ("lone-surrogates", 1, 2)
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"ab\0cd", "NUL"),
        ("Hello there".encode("utf-16-le"), "utf-16-le"),
        ("Hello there".encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF8 + b"ab\0cd", "NUL"),
        (b"%PDF-1.7 stream", "PDF"),
        (b"PK\x03\x04 word", "ZIP"),
        (b"\x1f\x8b\x08 data", "gzip"),
        (bytes(range(1, 32)) * 10, "control"),
    ],
    ids=["nul", "utf-16-le", "utf-16-be", "nul-after-mark", "pdf", "zip", "gzip", "controls"],
)
def test_decode_refuses_binary_data(data: bytes, words: str) -> None:
    with pytest.raises(LoadError, match=words) as caught:
        decode(data, "x")
    assert caught.value.code == "binary"


@pytest.mark.parametrize(
    "text",
    ["\x1b[31mred\x1b[0m", "Bell\x07.", "<script>alert(1)</script>", "[red]x[/nope]", "שלום\u202e\u200b"],
)
def test_decode_keeps_hostile_text_as_it_is(text: str) -> None:
    assert decode(text.encode(), "x").text == text
