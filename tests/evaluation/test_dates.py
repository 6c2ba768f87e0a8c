import pytest

from evaluation.dates import names_a_day, same_value, vague_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2016-11", "2016-11-01/2016-11-30"),
        ("2016-02", "2016-02-01/2016-02-29"),
        ("2016", "2016-01/2016-12"),
        ("2016/2017", "2016-01-01/2017-12-31"),
        ("2016-11-03T09:30:00", "2016-11-03T09:30"),
        ("P20Y", "P20Y"),
        (None, None),
    ],
)
def test_values_of_the_same_days_are_equal(one: str | None, other: str | None) -> None:
    assert same_value(one, other)
    assert same_value(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2016-11", "2016-11-30"),
        ("2016-11-03T09:30", "2016-11-03"),
        ("P20Y", "P20M"),
        (None, "2016"),
    ],
)
def test_values_of_other_days_differ(one: str | None, other: str | None) -> None:
    assert not same_value(one, other)


def test_vague_words_are_a_hundred() -> None:
    words = vague_words()
    assert len(words) == len(set(words)) == 100


@pytest.mark.parametrize(
    ("words", "named"), [("last Tuesday", True), ("six weeks", False), ("lately", False)]
)
def test_durations_and_vague_words_name_no_day(words: str, *, named: bool) -> None:
    assert names_a_day(words) is named
