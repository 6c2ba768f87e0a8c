"""Which of several reports stand beside each other."""

from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.quotations.reported.selection import apart, joined, select


def test_joined_parts_are_in_order_and_disjoint() -> None:
    assert joined([(5, 7), (1, 2), (0, 3)]) == ((0, 3), (5, 7))


def test_select_takes_the_likeliest_of_what_overlaps() -> None:
    assert select([(0.5, 1, [(2, 6)]), (0.7, 8, [(4, 7)])]) == [1]


def test_select_prefers_the_outer_of_two_alike() -> None:
    assert select([(0.7, 5, [(6, 9)]), (0.65, 1, [(2, 9)])]) == [1]


def test_select_takes_a_much_likelier_inner_report() -> None:
    assert select([(0.9, 5, [(6, 9)]), (0.4, 1, [(2, 9)])]) == [0]


RANGES = st.lists(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=2).map(
        lambda parts: tuple((start, start + length) for start, length in parts)
    ),
    max_size=25,
)


@given(RANGES)
def test_apart_keeps_choices_that_share_no_token(choices: list[tuple[tuple[int, int], ...]]) -> None:
    tokens = [{i for start, end in choices[n] for i in range(start, end)} for n in apart(choices)]
    assert sum(map(len, tokens)) == len(set().union(*tokens))


@given(RANGES)
def test_apart_drops_only_what_an_earlier_choice_overlaps(
    choices: list[tuple[tuple[int, int], ...]],
) -> None:
    kept = apart(choices)
    taken: set[int] = set()
    for n, parts in enumerate(choices):
        tokens = {i for start, end in parts for i in range(start, end)}
        assert (n in kept) == (not tokens & taken)
        if n in kept:
            taken |= tokens
