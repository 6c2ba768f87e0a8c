"""Choosing among candidates: with weights made by hand, and with the ones that ship."""

import numpy as np
import pytest
from spacy.language import Language

from seeds_analysis.doc import paired_marks
from seeds_analysis.doc.annotations import QuotationAnnotation
from seeds_analysis.quotations.component import QuotationFinder
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.in_marks.features import Candidate
from seeds_analysis.quotations.in_marks.linking import Choice, choose, link_pieces
from seeds_analysis.quotations.marks import read_marks
from seeds_analysis.quotations.weights import Network


def network(**weights: float) -> Network:
    """Weights straight to the score, nothing in the hidden layer."""
    rows = {name: row for row, name in enumerate(weights, start=1)}
    table = np.zeros((len(rows) + 1, 2), dtype="float32")
    table[1:, 1] = list(weights.values())
    return Network(rows, table, np.zeros(1, dtype="float32"), np.zeros(1, dtype="float32"))


def candidate(head: int, source: tuple[int, int], *features: str) -> Candidate:
    return Candidate(Cue(head, head, head + 1, "say", "say", source, "subject"), "before", features)


def test_choose_takes_the_likeliest() -> None:
    candidates = [candidate(3, (0, 1), "near"), candidate(9, (8, 9), "far")]
    assert choose(candidates, network(near=2.0, far=-2.0)).number == 0


def test_choose_adds_up_cues_that_share_a_source() -> None:
    same = [candidate(3, (0, 1), "weak"), candidate(5, (0, 1), "weak"), candidate(9, (8, 9), "strong")]
    choice = choose(same, network(weak=1.0, strong=1.3))
    assert (choice.number, round(choice.confidence, 2)) == (0, 0.6)


def test_choose_counts_unknown_features_for_nothing() -> None:
    choice = choose([candidate(3, (0, 1), "never seen"), candidate(9, (8, 9))], network(near=2.0))
    assert choice.confidence == pytest.approx(0.5)


@pytest.mark.model
def test_candidates_come_with_every_source_near_the_piece(nlp: Language) -> None:
    doc = nlp('Tom Lee listened. Ana Ruiz left early, and Omar Haddad said "the bridge" had to go.')
    seen: list[set[str]] = []

    def look(_number: int, candidates: object) -> Choice:
        assert isinstance(candidates, list)
        seen.append({doc[slice(*c.cue.source)].text for c in candidates if c.cue and c.cue.source})
        return Choice(0, 1.0)

    link_pieces(read_marks(doc, paired_marks(doc)[0]), look)
    assert seen == [{"Tom Lee", "Ana Ruiz", "Omar Haddad"}]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('The mayor, who met the press, shouting over the wind, said: "We stay."', "The mayor"),
        ('"The valley is ours." — Ana Ruiz', "Ana Ruiz"),
        ('"RUIZ: The valley is ours.\n\n"LEE: It is not."', "RUIZ"),
        ('The clerk met a man who shouted "go home" at her.', "who"),
    ],
    ids=["before", "signature", "transcript", "relative"],
)
def test_learned_choice(nlp: Language, text: str, source: str) -> None:
    first = QuotationAnnotation.read(nlp(text))[0]
    assert first.source is not None
    assert text[slice(*first.source)] == source


@pytest.mark.model
def test_label_of_a_transcript_is_no_part_of_the_words(nlp: Language) -> None:
    text = '"RUIZ: The valley is ours.\n\n"LEE: It is not."'
    contents = [
        text[start:end] for record in QuotationAnnotation.read(nlp(text)) for start, end in record.content
    ]
    assert contents == ["The valley is ours.", "It is not."]


@pytest.mark.model
def test_rules_alone_take_the_first_construction_that_fits(nlp: Language) -> None:
    doc = nlp('"The bridge is safe," Ana Ruiz said.')
    [record], _, _ = QuotationFinder(attribution="rules").predict(doc)
    assert (doc.text[slice(*record.source or (0, 0))], record.confidence) == ("Ana Ruiz", 0.96)


@pytest.mark.model
def test_more_answers_come_with_less_confidence(nlp: Language) -> None:
    text = "Ana Ruiz hailed the bridge. Tom Lee is wary of the toll. Omar Haddad said the town would pay."
    bold, wary = QuotationFinder(least_confidence=0.0), QuotationFinder(least_confidence=0.85)
    counts = [len(finder.predict(nlp(text))[0]) for finder in (bold, QuotationFinder(), wary)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
