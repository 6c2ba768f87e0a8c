import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.merging import MergingTally

groups = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30)


def tally(found: str, gold: str) -> MergingTally:
    result = MergingTally()
    result.add(found, gold)
    return result


@pytest.mark.parametrize(
    ("found", "gold", "pairwise", "b_cubed"),
    [
        ("xxyz", "aabc", (1.0, 1.0), (1.0, 1.0)),
        ("xxxx", "aabb", (1 / 3, 1.0), (0.5, 1.0)),
        ("xxyz", "aaaa", (1.0, 1 / 6), (1.0, 0.375)),  # (1/2 + 1/2 + 1/4 + 1/4) / 4
        ("", "", (0.0, 0.0), (0.0, 0.0)),
    ],
    ids=["same", "merged", "split", "nothing"],
)
def test_merging_is_scored_by_pairs_and_b_cubed(
    found: str, gold: str, pairwise: tuple[float, float], b_cubed: tuple[float, float]
) -> None:
    result = tally(found, gold)
    assert result.pairwise == pytest.approx(pairwise)
    assert result.b_cubed == pytest.approx(b_cubed)


def test_merging_groups_of_two_documents_are_apart() -> None:
    result = tally("xx", "aa")
    result.add("x", "b")
    assert (result.pairwise, result.mentions) == ((1.0, 1.0), 3)


def test_merging_needs_a_group_for_each_mention() -> None:
    with pytest.raises(ValueError, match="zip"):
        tally("x", "ab")


@given(groups)
def test_merging_recall_is_the_precision_of_the_other_side(mentions: list[tuple[int, int]]) -> None:
    found, gold = [f for f, _ in mentions], [g for _, g in mentions]
    one, other = MergingTally(), MergingTally()
    one.add(found, gold)
    other.add(gold, found)
    assert one.pairwise == other.pairwise[::-1]
    assert one.b_cubed == pytest.approx(other.b_cubed[::-1])
    assert all(0.0 <= share <= 1.0 + 1e-9 for share in (*one.pairwise, *one.b_cubed))
