"""Names of several articles are joined where the articles support it, and nowhere else."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.corpus.report.joining import Name, join_names


def joined(*names: tuple[str, str | None, int | None]) -> list[str]:
    """The names under which these are counted; the first ones are more frequent."""
    counts = {Name(*name): 100 - number for number, name in enumerate(names)}
    found = join_names(counts)
    return [found[Name(*name)][0] for name in names]


@pytest.mark.parametrize(
    "variant",
    ["Ilse M. Brandt", "Ilse Marie Brandt", "ILSE BRANDT", "Ílse Brandt"],
)
def test_full_names_of_one_person_are_joined(variant: str) -> None:
    assert joined(("Ilse Brandt", "PERSON", 2024), (variant, "PERSON", 2021)) == ["Ilse Brandt"] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilse Brandt", "Inga Brandt"),
        ("Ilse Brandt", "Ilse Brand"),
        ("Tom Hale", "Tom Hale Jr."),
        ("Tom Lee", "Tom Leo"),
    ],
)
def test_other_full_names_stay_apart(one: str, other: str) -> None:
    assert joined((one, "PERSON", 2024), (other, "PERSON", 2024)) == [one, other]


def test_names_with_other_initials_stay_apart_also_from_the_name_without() -> None:
    names = ["Tom Hale", "Tom B. Hale", "Tom K. Hale"]
    assert joined(*[(name, "PERSON", 2024) for name in names]) == names


def test_surname_is_joined_to_the_only_full_name_of_that_time() -> None:
    assert joined(
        ("Oduya", "PERSON", 2024), ("Maren Oduya", "PERSON", 2025), ("Bela Oduya", "PERSON", 1999)
    ) == ["Maren Oduya", "Maren Oduya", "Bela Oduya"]


def test_surname_of_two_people_of_that_time_stays_as_it_is() -> None:
    names = ["Oduya", "Maren Oduya", "Bela Oduya"]
    assert joined(*[(name, "PERSON", 2024) for name in names]) == names


def test_surname_is_not_joined_to_a_name_of_another_time() -> None:
    assert joined(("Oduya", "PERSON", 2024), ("Maren Oduya", "PERSON", 2021)) == ["Oduya", "Maren Oduya"]


def test_surname_without_a_year_needs_the_only_full_name_of_all_times() -> None:
    names = (("Oduya", "PERSON", None), ("Maren Oduya", "PERSON", 2021))
    assert joined(*names) == ["Maren Oduya"] * 2
    assert joined(*names, ("Bela Oduya", "PERSON", 1999))[0] == "Oduya"


def test_given_name_alone_is_nobody() -> None:
    assert joined(("Maren", "PERSON", 2024), ("Maren Oduya", "PERSON", 2024)) == ["Maren", "Maren Oduya"]


def test_other_names_are_joined_by_case_and_dots_within_their_label() -> None:
    names = (("Port Bracken", "GPE", None), ("PORT BRACKEN", "GPE", None), ("Port Bracken", "ORG", None))
    assert joined(*names) == ["Port Bracken"] * 3
    found = join_names({Name(*name): 1 for name in names})
    assert {found[Name(*name)][1] for name in names} == {"GPE", "ORG"}


NAMES = st.builds(
    Name,
    st.text(st.sampled_from("ab .J\x00ß船"), max_size=8),
    st.sampled_from(["PERSON", "ORG", None]),
    st.sampled_from([None, 2023, 2024]),
)


@given(st.dictionaries(NAMES, st.integers(1, 3), max_size=8), st.randoms(use_true_random=False))
def test_joining_does_not_depend_on_the_order(counts: dict[Name, int], shuffler: random.Random) -> None:
    items = list(counts.items())
    shuffler.shuffle(items)
    assert join_names(dict(items)) == join_names(counts)
