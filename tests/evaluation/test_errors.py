from typing import Any

import pytest

from evaluation.cases import Case, cases_of
from evaluation.errors import count_table, describe
from evaluation.phenomena import NOTHING, UNSTATED, phenomena_of
from tests.evaluation.invented import GOLD, MONEY, OLD, PIER, RUIN, TEXT, Attribution, at, quotation, run


def phenomena(piece: str, *gold: Attribution, said: dict[str, Any] | None = None) -> tuple[str, ...]:
    found = run(said) if said else run()
    return phenomena_of(found, at(piece), gold, 0 if said else None)


def cases(*quotations: dict[str, Any]) -> list[Case]:
    return list(cases_of([run(*quotations)], {"pier": (TEXT, list(GOLD), [])}))


@pytest.mark.parametrize(
    ("piece", "attribution", "names"),
    [
        (
            "The pier is safe,",
            Attribution([at("The pier is safe,")], GOLD[0].source, GOLD[0].cue),
            (NOTHING,),
        ),
        ("The pier is safe,", GOLD[0], ("several pieces",)),
        ("a ruin", GOLD[1], ("according to", "fewer than 4 words")),
        ("the town had no money", GOLD[2], ("cue beyond say, tell, add", "source: pronoun")),
        ("a ruin", Attribution(GOLD[1].content), ("no cue", "no source", "fewer than 4 words")),
        (
            "It stands for good",
            Attribution(GOLD[0].content[1:], [at("Radio Vika")], GOLD[0].cue),
            ("source in another paragraph",),
        ),
        (
            "The pier is safe,",
            Attribution(GOLD[0].content[:1], [at("the town")], [at("money")]),
            ("cue beyond say, tell, add", "cue: noun", "source in another paragraph"),
        ),
    ],
)
def test_phenomena_are_read_off_the_gold(
    piece: str, attribution: Attribution, names: tuple[str, ...]
) -> None:
    assert phenomena(piece, attribution) == names


def test_phenomena_know_a_source_far_away() -> None:
    gold = Attribution(GOLD[0].content[:1], [at("The “Old Lady”")])
    assert "source far away" in phenomena("The pier is safe,", gold)


def test_phenomena_without_gold_are_nobodys_words() -> None:
    assert phenomena("Old Lady") == (UNSTATED,)


def test_phenomena_know_our_relay() -> None:
    assert "relay" in phenomena("a ruin", GOLD[1], said=RUIN)


@pytest.mark.usefixtures("scorer")
def test_cases_name_every_fault() -> None:
    bounds = quotation("no money for it", kind="indirect", speaker="He")
    found = cases(PIER, RUIN, bounds, OLD)
    assert [(case.kind, case.fault) for case in found] == [
        ("piece", None),
        ("piece", None),
        ("piece", "speaker"),
        ("piece", "spurious"),
        ("direct", None),
        ("mixed", "speaker"),
        ("indirect", "bounds"),
        ("direct", "spurious"),
    ]


@pytest.mark.usefixtures("scorer")
def test_cases_of_the_same_words_come_once() -> None:
    bounds = quotation("no money for it", kind="indirect", speaker="He")
    assert [case.fault for case in cases(bounds, MONEY) if case.kind == "indirect"] == [None, "spurious"]


@pytest.mark.usefixtures("scorer")
def test_count_table_gives_the_share_right_of_each_rule() -> None:
    pieces = [case for case in cases(PIER, RUIN) if case.kind == "piece"]
    lines = count_table("piece", "rule", [(case.rule, case) for case in pieces]).splitlines()
    assert lines[1].split() == ["subject", "3", "0", "0", "0", "1", "66.7"]


@pytest.mark.usefixtures("scorer")
def test_description_marks_the_words_and_gives_both_answers() -> None:
    page = describe(next(case for case in cases(PIER, RUIN) if case.fault == "speaker"))
    assert "“[[a ruin]]” on Friday" in page
    assert "gold: source ['Radio Vika'], cue ['According to']" in page
    assert "ours: 'Otto Brandt', mention 'Otto Brandt', by name; cue None; rule subject; mixed" in page


@pytest.mark.usefixtures("scorer")
def test_description_of_missed_words_says_nothing_of_ours() -> None:
    assert "ours: nothing" in describe(next(case for case in cases() if case.fault == "missed"))
