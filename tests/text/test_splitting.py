"""Long texts: cut at the best place there is, nothing left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.text import splitting
from seeds_analysis.text.splitting import split_text


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "WHOLE_LENGTH", 100)
        patch.setattr(splitting, "PIECE_LENGTH", 40)
        yield


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_text(text, 0, len(text))]


def test_splitting_leaves_a_short_text_whole() -> None:
    assert pieces("One.\n\nTwo.") == ["One.\n\nTwo."]


def test_splitting_gives_nothing_for_nothing() -> None:
    assert split_text("abc", 3, 3) == ()


def test_splitting_cuts_at_paragraphs_and_fills_pieces() -> None:
    paragraph = "Ten letters go.\n\n"
    assert pieces(paragraph * 7) == [paragraph * 2] * 3 + [paragraph]


@pytest.mark.parametrize(
    ("unit", "ending"),
    [
        pytest.param("It was so. ", "so. ", id="sentence"),
        pytest.param("word by word ", " ", id="space"),
    ],
)
def test_splitting_cuts_a_long_paragraph_at(unit: str, ending: str) -> None:
    assert all(piece.endswith(ending) for piece in pieces(unit * 30)[:-1])


def test_splitting_cuts_anywhere_when_there_is_no_blank() -> None:
    assert [len(piece) for piece in pieces("x" * 130)] == [40, 40, 40, 10]


@given(st.text(st.sampled_from('ab. \n"'), max_size=400), st.integers(0, 50))
def test_splitting_covers_the_text_in_bounded_pieces(text: str, start: int) -> None:
    start = min(start, len(text))
    spans = split_text(text, start, len(text))
    assert "".join(text[first:last] for first, last in spans) == text[start:]
    assert all(first < last for first, last in spans)
    assert all(last - first <= 40 for first, last in spans) or len(text) - start <= 100
