"""Salience: bounds, order and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.summary.salience import salience

TEXT_LENGTH = 10_000
starts = st.lists(st.integers(0, TEXT_LENGTH - 1), min_size=1, max_size=60)


def test_salience_of_no_mentions_is_zero() -> None:
    assert salience((), text_length=1) == 0.0


@given(starts)
def test_salience_lies_between_zero_and_one(places: list[int]) -> None:
    assert 0.0 < salience(places, text_length=TEXT_LENGTH) < 1.0


@given(starts, st.integers(0, TEXT_LENGTH - 1))
def test_salience_grows_with_every_mention(places: list[int], another: int) -> None:
    before = salience(places, text_length=TEXT_LENGTH)
    assert salience([*places, another], text_length=TEXT_LENGTH) > before


@given(starts, st.integers(1, TEXT_LENGTH))
def test_salience_falls_when_the_first_mention_comes_later(places: list[int], delay: int) -> None:
    later = [start + delay for start in places]
    early = salience(places, text_length=2 * TEXT_LENGTH)
    assert salience(later, text_length=2 * TEXT_LENGTH) < early


@given(starts)
def test_salience_does_not_depend_on_the_order_of_mentions(places: list[int]) -> None:
    assert salience(places, text_length=TEXT_LENGTH) == salience(sorted(places), text_length=TEXT_LENGTH)


@pytest.mark.parametrize("text_length", [0, -1])
def test_salience_refuses_a_text_without_length(text_length: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        salience((0,), text_length=text_length)


@pytest.mark.parametrize("place", [-1, 10])
def test_salience_refuses_mentions_outside_the_text(place: int) -> None:
    with pytest.raises(ValueError, match="within"):
        salience((0, place), text_length=10)
