from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.judging import judge_contents, judge_pieces
from evaluation.predictions import predictions
from tests.evaluation.invented import GOLD, MONEY, OLD, PIER, RUIN, TEXT, at

spans = st.tuples(st.integers(0, len(TEXT) - 60), st.integers(1, 60)).map(lambda pair: [pair[0], sum(pair)])
quotes = st.lists(
    st.fixed_dictionaries(
        {
            "content": st.lists(spans, min_size=1, max_size=2),
            "speaker": st.none() | st.sampled_from([at("Mara Voss"), at("Radio Vika"), at("He")]).map(list),
            "speaker_text": st.none() | st.sampled_from(["Mara Voss", "Otto Brandt"]),
        }
    ),
    max_size=6,
)
discards = st.lists(spans.map(tuple), max_size=1)


def test_pieces_have_claim_and_fault(scorer: Any) -> None:
    said = predictions({"quotations": [PIER, RUIN, OLD]})
    pieces = judge_pieces(scorer, TEXT, GOLD, [], said)
    assert [(TEXT[slice(*piece.span)], piece.quotation, piece.fault) for piece in pieces] == [
        ("The pier is safe,", 0, None),
        ("It stands for good.", 0, None),
        ("a ruin", 1, "speaker"),
        ("Old Lady", 2, "spurious"),
    ]


def test_pieces_that_nobody_claims_are_missed_or_left_out(scorer: Any) -> None:
    pieces = judge_pieces(scorer, TEXT, GOLD, [], [])
    assert [piece.fault for piece in pieces] == ["missed"] * 3
    assert all(piece.quotation is None and piece.gold for piece in pieces)


def test_contents_are_paired_and_the_rest_left_alone(scorer: Any) -> None:
    said = predictions({"quotations": [MONEY, OLD, PIER]})
    judged = judge_contents(scorer, TEXT, GOLD, [], said)
    assert [(c.kind, c.gold and GOLD.index(c.gold), c.quotation, c.right) for c in judged] == [
        ("INDIRECT", 2, 0, True),
        ("DIRECT", None, 1, False),
        ("DIRECT", 0, 2, True),
        ("MIXED", 1, None, False),
    ]


@given(quotes, discards)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_judgements_add_up_to_the_figures_of_record(
    scorer: Any, said: list[dict[str, Any]], discarded: list[tuple[int, int]]
) -> None:
    tally = scorer.Tally()
    scorer.score_document(TEXT, GOLD, discarded, said, tally)
    pieces = judge_pieces(scorer, TEXT, GOLD, discarded, said)
    claimed = [piece for piece in pieces if piece.quotation is not None]
    assert len(claimed) == tally.n["QUOTED", "pred"]
    assert sum(piece.fault is None for piece in claimed) == tally.n["QUOTED", "right"]
    contents = judge_contents(scorer, TEXT, GOLD, discarded, said)
    for kind in ("DIRECT", "MIXED", "INDIRECT"):
        ours = [c for c in contents if c.quotation is not None and c.kind == kind]
        gold = [c for c in contents if c.gold is not None and c.kind == kind]
        assert len(gold) == tally.n["gold", kind]
        assert sum(c.right for c in gold) == tally.n["e2e r", kind]
        assert sum(c.gold is not None for c in gold if c.quotation is not None) == tally.n["jac r", kind]
        assert all(c.kind == kind for c in ours)
    assert sum(c.quotation is not None for c in contents) == tally.n["pred", "ALL"]
    assert sum(c.right for c in contents) == tally.n["e2e p", "ALL"]
