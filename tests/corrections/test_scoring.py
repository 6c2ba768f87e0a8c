from dataclasses import replace

import pytest

from seeds_analysis.corrections import score
from seeds_analysis.corrections.making import Marked
from seeds_analysis.corrections.matching import match, same_name
from seeds_analysis.summary import Summary
from tests.corrections.invented import TEXT, at, summary_of
from tests.corrections.test_brat import PIER

RUIN = Marked(
    {"Content": [at("called it “a ruin”")], "Source": [at("he")]}, name="Otto Brandt", speaker_kind="person"
)


def figures(gold: Summary, ours: Summary) -> dict[str, object]:
    return score([(gold, ours)]).to_dict()


def test_a_summary_is_right_by_itself() -> None:
    gold = summary_of(TEXT, PIER, RUIN)
    found = figures(gold, gold)
    assert found["found"] == found["found_and_speaker_right"] == {"precision": 1, "recall": 1, "f1": 1}
    assert found["recall_by_kind"] == {"direct": 1, "mixed": 1, "indirect": None}


def test_nothing_found_is_no_division_by_zero() -> None:
    assert figures(summary_of(TEXT), summary_of(TEXT))["found"] == dict.fromkeys(
        ("precision", "recall", "f1")
    )
    assert figures(summary_of(TEXT, PIER), summary_of(TEXT))["found"] == {
        "precision": None,
        "recall": 0,
        "f1": 0,
    }


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Brandt", "right"),
        ("Mr. Brandt", "right"),
        ("Otto Lee", "wrong"),
        ("Mara Voss", "wrong"),
        (None, "silent"),
    ],
)
def test_name_is_right_wrong_or_silent(name: str | None, verdict: str) -> None:
    names = figures(summary_of(TEXT, RUIN), summary_of(TEXT, replace(RUIN, name=name)))["names"]
    assert isinstance(names, dict)
    assert [key for key in ("right", "wrong", "silent") if names[key]] == [verdict]


@pytest.mark.parametrize(("negated", "reported", "shown"), [(True, 0, 0), (False, 1, 1)])
def test_denied_words_are_not_to_be_found(*, negated: bool, reported: int, shown: int) -> None:
    found = figures(
        summary_of(TEXT, replace(RUIN, negated=True)), summary_of(TEXT, replace(RUIN, negated=negated))
    )
    assert (found["gold"], found["reported"], found["denied_shown_as_said"]) == (0, reported, shown)


def test_match_takes_the_best_first_and_each_once() -> None:
    assert match([{1, 2, 3}, {2, 3}], [{2, 3}, {9}, {1, 2}]) == {1: (0, 1.0), 0: (2, 2 / 3)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Ruiz", "Ms. Ruiz", True),
        ("Ana Ruiz", "A. Ruiz", True),
        ("Ana Ruiz", "Eva Ruiz", False),
        ("Tom Hale Jr.", "Tom Hale Sr.", False),
        ("World Bank of Trade", "WBT", True),
        ("the", "The", True),
    ],
)
def test_names_of_one_bearer_are_the_same(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same
