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


@pytest.mark.parametrize(
    ("place", "text_length", "message"),
    [(0, 0, "positive"), (0, -1, "positive"), (-1, 10, "within"), (10, 10, "within")],
)
def test_salience_refuses_bad_lengths_and_offsets(place: int, text_length: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        salience((0, place), text_length=text_length)
