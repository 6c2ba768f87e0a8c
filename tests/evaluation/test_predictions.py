"""Summaries as predictions, and the relay in the speaker's place."""

from typing import Any

import pytest

from evaluation.predictions import predictions, with_relays
from tests.evaluation.invented import GOLD, MONEY, PIER, RUIN, TEXT, Attribution, at, quotation


def mapped(scorer: Any, said: dict[str, Any], gold: list[Attribution] = GOLD) -> tuple[str | None, int]:
    """The words of the speaker's mention after mapping, and how many were mapped."""
    (one,), count = with_relays(scorer, TEXT, gold, {"quotations": [said]})
    return TEXT[slice(*one["speaker"])] if one["speaker"] else None, count


def test_prediction_holds_mention_and_name() -> None:
    (plain,) = predictions({"quotations": [MONEY | {"speaker": MONEY["speaker"] | {"name": "Otto Brandt"}}]})
    assert plain == {
        "content": [list(at("the town had no money for it"))],
        "speaker": list(at("He")),
        "speaker_text": "Otto Brandt",
        "cue": list(at("claimed")),
        "kind": "indirect",
    }


def test_prediction_without_a_speaker_is_empty() -> None:
    (plain,) = predictions({"quotations": [quotation("Old Lady")]})
    assert (plain["speaker"], plain["speaker_text"], plain["cue"]) == (None, None, None)


def test_relay_takes_the_place_where_gold_has_it_as_the_source(scorer: Any) -> None:
    assert mapped(scorer, RUIN) == ("Radio Vika", 1)


def test_relay_stays_where_gold_has_our_speaker(scorer: Any) -> None:
    gold = [Attribution(GOLD[1].content, [at("Otto Brandt")])]
    assert mapped(scorer, RUIN, gold) == ("Otto Brandt", 0)


def test_relay_stays_where_gold_has_a_third(scorer: Any) -> None:
    gold = [Attribution(GOLD[1].content, [at("Mara Voss")])]
    assert mapped(scorer, RUIN, gold) == ("Otto Brandt", 0)


def test_relay_stays_where_gold_names_our_speaker_elsewhere(scorer: Any) -> None:
    both = [Attribution(GOLD[1].content, [at("Radio Vika, the mayor, Otto Brandt")])]
    assert mapped(scorer, RUIN, both) == ("Otto Brandt", 0)


def test_relay_stays_where_nobody_is_the_speaker(scorer: Any) -> None:
    assert mapped(scorer, RUIN | {"speaker": None}) == (None, 0)


@pytest.mark.parametrize("gold", [[], [GOLD[0]], [Attribution(GOLD[1].content)]], ids=["none", "far", "bare"])
def test_relay_stays_without_a_source_in_gold(scorer: Any, gold: list[Attribution]) -> None:
    assert mapped(scorer, RUIN, gold) == ("Otto Brandt", 0)


def test_relay_is_of_the_attribution_that_overlaps_most(scorer: Any) -> None:
    less = Attribution([at("on Friday")], [at("Otto Brandt")])
    assert mapped(scorer, RUIN, [less, *GOLD]) == ("Radio Vika", 1)


def test_quotation_without_a_relay_stays_as_it_is(scorer: Any) -> None:
    summary = {"quotations": [PIER, MONEY]}
    assert with_relays(scorer, TEXT, GOLD, summary) == (predictions(summary), 0)
