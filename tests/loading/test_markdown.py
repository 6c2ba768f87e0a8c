"""Markdown: the words without the marks, and the front matter as metadata."""

import contextlib
import datetime

import pytest

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import ReadOptions, Record, limits, read_article


def text_of(markdown: str) -> str:
    return read_article(markdown.encode(), "x.md").text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Mayor **Joan Lee** said *no*.", "Mayor Joan Lee said no."),
        ("# Pier to open\n\nIt opens.", "Pier to open\n\nIt opens."),
        ("Pier to open\n====\nIt opens.", "Pier to open\n\nIt opens."),
        ('"It is [safe](https://post.example/1)," she said.', '"It is safe," she said.'),
        ("One line\nand the next.", "One line and the next."),
        ("One line  \nand the next.", "One line\nand the next."),
        ("- One.\n- Two.\n  1. Three.", "One.\n\nTwo.\n\nThree."),
        ("> It is safe.\n>\n> Truly.", "It is safe.\n\nTruly."),
        ("![A pier](a.jpg)\n\nIt opens.", "It opens."),
        ("It costs 3 \\* 4 &amp; 5.", "It costs 3 * 4 & 5."),
        ("Use `it`.\n\n```\ncode\n```\n", "Use it."),
        ("| Name | Age |\n| --- | --- |\n| Lee | 5 |\n\nIt opens.", "It opens."),
        ("It opens.<br>\n\n<div>No.</div>\n", "It opens."),
        ("* * *\n\nIt opens.", "It opens."),
    ],
)
def test_text_has_the_words_without_the_marks(markdown: str, text: str) -> None:
    assert text_of(markdown) == text


FRONT = (
    '---\ntitle: "Pier to open"\ndate: 2025-03-05\nauthor: Ana Ruiz\noutlet: Post\ntags:\n  - pier\n---\n\n'
)


def test_front_matter_is_metadata() -> None:
    record = Record("x", "x", f"{FRONT}It opens.".encode(), kind="markdown")
    article = record.load(ReadOptions(keep=("tags",)))
    assert (article.text, article.title, article.authors) == ("It opens.", "Pier to open", ("Ana Ruiz",))
    assert (article.published, article.metadata) == (datetime.date(2025, 3, 5), {"outlet": "Post"})


def test_line_of_dashes_alone_is_no_front_matter() -> None:
    assert text_of("---\n\nIt opens.\n\nShe said: no.") == "It opens.\n\nShe said: no."


@pytest.mark.parametrize("markdown", ["***", "```\ncode\n```", FRONT])
def test_markdown_without_words_is_empty(markdown: str) -> None:
    with pytest.raises(LoadError) as caught:
        text_of(markdown)
    assert caught.value.code == "empty"


def test_too_large_markdown_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 10)
    with pytest.raises(LoadError) as caught:
        text_of("It rains in May.")
    assert caught.value.code == "too-large"


@pytest.mark.parametrize("piece", ["[", "![", "](", "*a ", "`a``b", "> ", "<a x='", "&#", "---\n", "a: b\n"])
def test_hostile_marks_take_linear_time(piece: str) -> None:
    data = (piece * (60_000 // len(piece)) + "x").encode()
    with contextlib.suppress(LoadError):  # some of these are no words
        read_article(data, "x.md")  # a parser that goes back would not end
