"""From chances that are too sure to shares that were right."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from training.confidence import isotonic, lower_end, write_confidence


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=300))
def test_steps_rise(cases: list[tuple[float, bool]]) -> None:
    steps = isotonic(cases, least=5)
    assert steps == sorted(steps)
    assert [share for _, share in steps] == sorted(share for _, share in steps)


def test_share_is_a_standard_error_below_that_of_the_cases_near_the_score() -> None:
    cases = [(0.2, number % 4 == 0) for number in range(100)]
    cases += [(0.9, number % 10 != 0) for number in range(100)]
    (low, quarter), (high, most) = isotonic(cases, least=100)
    assert (round(low, 3), round(high, 3)) == (0.2, 0.9)
    assert (round(quarter, 2), round(most, 2)) == (0.21, 0.87)


@given(st.integers(1, 300), st.integers(0, 300))
def test_lower_end_is_below_the_share_and_nearer_with_more_cases(count: int, right: int) -> None:
    right = min(right, count)
    assert 0 <= lower_end(right, count) <= lower_end(10 * right, 10 * count) + 1e-9
    assert lower_end(10 * right, 10 * count) <= right / count + 1e-9


def test_table_has_a_row_for_each_step_of_each_kind(tmp_path: Path) -> None:
    path = tmp_path / "confidence.tsv"
    write_confidence([("mixed", 0.5, True), ("direct", 0.25, False)], path)
    assert path.read_text() == "direct\t0.2500\t0.0000\nmixed\t0.5000\t0.5000\n"
