from typing import Any

import pytest

from evaluation.predictions import predictions, with_relays
from tests.evaluation.invented import GOLD, MONEY, PIER, RUIN, TEXT, Attribution, at, quotation


def mapped(scorer: Any, said: dict[str, Any], gold: list[Attribution] = GOLD) -> tuple[str | None, int]:
    """Return the speaker's mention after mapping, and how many were mapped."""
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


def test_relay_takes_the_speakers_place_if_it_is_the_gold_source(scorer: Any) -> None:
    assert mapped(scorer, RUIN) == ("Radio Vika", 1)


@pytest.mark.parametrize(
    "gold",
    [
        [Attribution(GOLD[1].content, [at("Otto Brandt")])],
        [Attribution(GOLD[1].content, [at("Mara Voss")])],
        [Attribution(GOLD[1].content, [at("Radio Vika, the mayor, Otto Brandt")])],
        [Attribution(GOLD[1].content)],
        [GOLD[0]],
        [],
    ],
    ids=["our-speaker", "somebody-else", "both", "no-source", "other-words", "no-gold"],
)
def test_relay_stays_a_relay_unless_gold_has_it_alone(scorer: Any, gold: list[Attribution]) -> None:
    assert mapped(scorer, RUIN, gold) == ("Otto Brandt", 0)


def test_relay_stays_a_relay_if_there_is_no_speaker(scorer: Any) -> None:
    assert mapped(scorer, RUIN | {"speaker": None}) == (None, 0)


def test_relay_is_compared_with_the_attribution_that_overlaps_most(scorer: Any) -> None:
    less = Attribution([at("on Friday")], [at("Otto Brandt")])
    assert mapped(scorer, RUIN, [less, *GOLD]) == ("Radio Vika", 1)


def test_quotation_without_a_relay_stays_the_same(scorer: Any) -> None:
    summary = {"quotations": [PIER, MONEY]}
    assert with_relays(scorer, TEXT, GOLD, summary) == (predictions(summary), 0)
