"""What may reach a terminal, and what is replaced."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.views.safe import MOST_CHARACTERS, bounded, flat, terminal_safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("Åsa – “so”\n[red]:smile:", "Åsa – “so”\n[red]:smile:", id="plain"),
        pytest.param("a\x1b[31mb", "a�[31mb", id="escape"),
        pytest.param("a\x9b2Jb\x7f", "a�2Jb�", id="c1-and-delete"),
        pytest.param("a\u202eb\u2066", "a�b�", id="bidirectional"),
        pytest.param("a\udc80", "a�", id="lone-surrogate"),
        pytest.param("a\r\nb\tc\rd", "a \nb c�d", id="line-ends"),
    ],
)
def test_terminal_safe_replaces_controls_only(text: str, safe: str) -> None:
    assert terminal_safe(text) == safe


@given(st.text(st.characters()))
def test_terminal_safe_leaves_no_character_of_category_c(text: str) -> None:
    safe = terminal_safe(text)
    assert len(safe) == len(text)
    assert all(char == "\n" or not unicodedata.category(char).startswith("C") for char in safe)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("  a\n\n b\tc\u2028d ", "a b c d", id="blanks"),
        pytest.param("a\x1b[2Jb", "a\N{REPLACEMENT CHARACTER}[2Jb", id="escape"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_flat_gives_words_on_one_line(text: str, words: str) -> None:
    assert flat(text) == words


def test_bounded_counts_what_it_leaves_out() -> None:
    assert bounded("x" * (MOST_CHARACTERS + 1200)).endswith("x … and 1,200 more characters")


def test_bounded_leaves_usual_text_whole() -> None:
    assert bounded("x" * MOST_CHARACTERS) == "x" * MOST_CHARACTERS
