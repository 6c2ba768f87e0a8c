import pytest
from spacy.language import Language

from evaluation.figures import Figure
from evaluation.quotations import Gold, measure_quotations
from evaluation.running import run_texts
from tests.evaluation.invented import GOLD, MONEY, OLD, PIER, RUIN, TEXT, run

ANNOTATED: Gold = {"pier": (TEXT, list(GOLD), [])}


@pytest.mark.usefixtures("scorer")
def test_quotations_are_measured_plainly_and_with_relays_mapped() -> None:
    result = measure_quotations([run(PIER, RUIN, MONEY)], ANNOTATED)
    assert result.relays == 1
    assert round(result.figures["pieces.end_to_end"].value, 1) == 66.7
    assert result.figures["pieces.relay_end_to_end"].value == 100.0
    assert round(result.figures["content.all_end_to_end"].value, 1) == 66.7
    assert result.figures["content.relay_all_end_to_end"].value == 100.0


@pytest.mark.usefixtures("scorer")
def test_quotations_bring_their_confidence_and_outcome() -> None:
    result = measure_quotations([run(PIER, RUIN, OLD)], ANNOTATED)
    assert result.pieces == [(0.95, True), (0.95, True), (0.6, False), (0.3, False)]
    assert result.quotations == [(0.95, True), (0.6, False), (0.3, False)]
    assert result.figures["confidence.pieces"] == Figure(100.0, count=2)


@pytest.mark.usefixtures("scorer")
def test_confident_quotations_may_have_right_bounds_and_a_wrong_speaker() -> None:
    result = measure_quotations([run(PIER, RUIN | {"confidence": 0.9})], ANNOTATED)
    assert result.figures["confidence.quotations"] == Figure(50.0, count=2)
    assert result.figures["confidence.bounds"] == Figure(100.0, count=2)


@pytest.mark.usefixtures("scorer")
def test_quotations_of_texts_without_gold_do_not_count() -> None:
    result = measure_quotations([run(PIER)], {})
    assert (result.pieces, result.figures["pieces.statement"].count) == ([], 0)


@pytest.mark.usefixtures("scorer")
def test_quotations_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="pier: the tool read another text"):
        measure_quotations([run(PIER)], {"pier": (TEXT + "\n", list(GOLD), [])})


@pytest.mark.model
def test_run_holds_rules_beside_quotations_and_words_in_order(nlp: Language) -> None:
    ((found, doc),) = run_texts(nlp, [("pier", TEXT)])
    assert (found.stem, found.text, doc.text) == ("pier", TEXT, TEXT)
    assert len(found.rules) == len(found.summary["quotations"]) > 0
    assert found.rules[0] == "source"
    starts = [start for start, _, _ in found.words]
    assert starts == sorted(starts)
    assert (TEXT.index("said"), "VBD", "say") in found.words
