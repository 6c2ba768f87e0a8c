import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.calibration import Band, expected_error, reliability, share_right

judged_answers = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)


def test_share_right_counts_the_confident_ones() -> None:
    judged = [(0.95, True), (0.9, False), (0.89, False), (1.0, True)]
    assert share_right(judged) == pytest.approx((2 / 3, 3))


def test_reliability_leaves_empty_bands_out() -> None:
    assert reliability([(0.25, True), (0.25, False), (1.0, True)]) == [
        Band(0.2, 0.3, 2, 1, 0.25),
        Band(0.9, 1.0, 1, 1, 1.0),
    ]


@pytest.mark.parametrize("tenth", range(10))
def test_reliability_puts_an_edge_in_the_upper_band(tenth: int) -> None:
    assert reliability([(tenth / 10, True)])[0].low == tenth / 10


@given(judged_answers)
def test_reliability_loses_no_answer(judged: list[tuple[float, bool]]) -> None:
    bands = reliability(judged)
    assert sum(band.count for band in bands) == len(judged)
    assert sum(band.right for band in bands) == sum(right for _, right in judged)


def test_expected_error_weighs_bands_by_count() -> None:
    bands = [Band(0.5, 0.6, 3, 3, 0.5), Band(0.9, 1.0, 1, 1, 1.0)]
    assert expected_error(bands) == pytest.approx(0.375)


def test_nothing_judged_gives_zero() -> None:
    assert share_right([(0.5, True)]) == (0.0, 0)
    assert expected_error([]) == 0.0
