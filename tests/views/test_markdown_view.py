"""Markdown for notes and issues: the article's words stay words."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from seeds_analysis.summary.model import Summary
from seeds_analysis.views.page.markdown import escape, render_markdown
from seeds_analysis.views.safe import flat
from tests.summaries import summary_with

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("ab1 \n\t\\`*_{}[]()<>#+-.!|~&$=:;/\"'\x1b\u202e"))


def _inline(text: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(text):
        yield from token.children or ()


def _shape(summary: Summary) -> list[str]:
    """The blocks and inline constructs of the page, without the words."""
    tokens = MARKDOWN.parse(render_markdown(summary))
    return [token.type for token in tokens] + [
        child.type for token in tokens for child in token.children or () if child.type != "text"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="html"),
        pytest.param("[link](x)", id="link"),
        pytest.param("![a](b)", id="picture"),
        pytest.param("*so* and __so__", id="emphasis"),
        pytest.param("`a` and ```", id="code"),
        pytest.param("# no heading", id="heading"),
        pytest.param("- no list", id="list"),
        pytest.param("1. no list", id="numbered-list"),
        pytest.param("2) no list", id="bracketed-list"),
        pytest.param("--- ", id="rule"),
        pytest.param("===", id="underline"),
        pytest.param("> no quote", id="quote"),
        pytest.param("a | b |", id="table"),
        pytest.param("&lt; &copy;", id="entity"),
        pytest.param("~~~", id="fence"),
        pytest.param("\\*", id="backslash"),
        pytest.param("[a]: b", id="reference"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str) -> None:
    tokens = MARKDOWN.parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(token.content for token in _inline(escape(text))) == flat(text)


@settings(deadline=None)
@given(SIGNS)
def test_markdown_page_has_one_shape_whatever_the_words(text: str) -> None:
    assert _shape(summary_with(f"a{text}a")) == _shape(summary_with("aa"))


@pytest.mark.parametrize("text", ["http://a.example/x_y", "www.a.example"])
def test_markdown_breaks_bare_addresses(text: str) -> None:
    linker = MarkdownIt("commonmark").disable("entity")
    assert "".join(token.content for token in _inline(escape(text))) == text
    assert text[:8] not in escape(text)
    assert "<a" not in linker.render(escape(text))
