"""Paragraphs: newlines of every kind, wrapped text, and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.text import breaks
from seeds_analysis.text.breaks import paragraphs

LONG = (
    "The harbour master closed the northern pier for repairs and sent the ferries round by the old channel."
)
WRAPPED = """\
The harbour master closed the northern pier for repairs this
morning and sent the ferries round by the old channel, which
adds a quarter of an hour to the crossing.

Nobody knows how long the work will last, because the divers
have yet to look at the piles.
"""


def _texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    "newline", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"], ids=repr
)
def test_paragraphs_end_at_every_newline(newline: str) -> None:
    assert _texts(f"{LONG}{newline}{LONG}") == [LONG, LONG]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"], ids=repr)
def test_paragraphs_join_wrapped_lines_under_every_newline(newline: str) -> None:
    found = _texts(WRAPPED.replace("\n", newline))
    assert [text.split()[0] for text in found] == ["The", "Nobody"]


@pytest.mark.parametrize("gap", ["\n\n", "\n \t\n", "\r\n\r\n", "\r\r", "\n\n\n\n", "\x0c"], ids=repr)
def test_paragraphs_of_wrapped_text_end_at_blank_lines(gap: str) -> None:
    assert len(paragraphs(WRAPPED.replace("\n\n", gap))) == 2


def test_paragraphs_keep_whole_sentences_on_lines_of_their_own() -> None:
    text = "The pier is closed until the spring, he said.\nThe ferries go by the old channel for now.\n"
    assert len(paragraphs(text * 5)) == 10


def test_paragraphs_keep_a_short_line_of_wrapped_text_apart() -> None:
    assert _texts(f"Pier closed\n{WRAPPED}")[0] == "Pier closed"


def test_paragraphs_of_wrapped_text_survive_one_long_line() -> None:
    text = "\n".join([WRAPPED] * 6) + "\n" + "https://example.org/" + "x" * 120 + "\n"
    assert len(paragraphs(text)) == 13


def test_paragraphs_leave_out_surrounding_blanks() -> None:
    assert _texts(" \t The pier is closed. \u00a0\n\u2003\n  It opens in May.\n ") == [
        "The pier is closed.",
        "It opens in May.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\u2029 \t"], ids=repr)
def test_blank_text_has_no_paragraphs(text: str) -> None:
    assert paragraphs(text) == ()


@given(st.text(st.sampled_from("ab. \n\r\t\x0b\x0c\x1c\x85\u2028\u2029\u200b")) | st.text())
def test_paragraphs_cover_all_but_white_space(text: str) -> None:
    place = 0
    for start, end in paragraphs(text):
        assert place <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[place:start].strip()
        place = end
    assert not text[place:].strip()


@given(st.text(st.sampled_from("ab. \n\r\x85\u2029")))
def test_paragraphs_never_cut_a_line(text: str) -> None:
    starts = {start for start, _ in breaks.lines(text)}
    assert {start for start, _ in paragraphs(text)} <= starts
