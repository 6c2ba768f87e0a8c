"""Sources that the parse takes for another: the name beside the verb, the agent, who a report cites."""

import pytest
from spacy.language import Language

from seeds_analysis.doc.annotations import QuotationAnnotation

pytestmark = pytest.mark.model

CASES = {
    "work-before-the-subject": (
        'In his novel, "The Salt Road," former pilot Carl Brandt writes: "I never liked the sea."',
        "Carl Brandt",
    ),
    "somebody-before-the-subject": (
        "Through his agent, Carl Brandt, the goalkeeper Tom Lee said he had never met the owner.",
        "Tom Lee",
    ),
    "agent-of-a-passive": (
        "A plan to sell the harbour was called “reckless” by the mayor, Ana Ruiz, on Monday.",
        "Ana Ruiz",
    ),
    "closed-appositive": ("Ana Ruiz, the friend of Tom Lee, said the bridge was safe.", "Ana Ruiz"),
    "reported-in-a-passive": ("Ana Ruiz was quoted by the paper as saying the bridge was safe.", "Ana Ruiz"),
    "cited-before-the-verb": (
        "The daily Morgen, citing two officials, said the king was ill.",
        "two officials",
    ),
    "figures-cited": ("Radio Leiva reported that prices fell, citing figures.", "Radio Leiva"),
}


def last(nlp: Language, text: str) -> QuotationAnnotation:
    return QuotationAnnotation.read(nlp(text))[-1]


@pytest.mark.parametrize(("text", "name"), CASES.values(), ids=CASES)
def test_source_is_who_does_the_saying(nlp: Language, text: str, name: str | None) -> None:
    assert last(nlp, text).speaker_name == name


def test_repaired_source_is_the_mention(nlp: Language) -> None:
    text = "A plan to sell the harbour was called “reckless” by the mayor, Ana Ruiz, on Monday."
    mention = last(nlp, text).speaker_mention
    assert mention is not None
    assert text[slice(*mention)] == "the mayor"


def test_report_is_laid_to_whom_it_cites(nlp: Language) -> None:
    text = "The king has sold two horses, Radio Leiva reported, citing an aide."
    first = QuotationAnnotation.read(nlp(text))[0]
    assert (first.speaker_name, first.via_name) == ("an aide", "Radio Leiva")


def test_question_to_somebody_is_answered_by_them(nlp: Language) -> None:
    text = 'Ovadu Lind asked Mary Stone what it cost. "Nothing," she said. "Then I buy it," he said.'
    assert [record.speaker_name for record in QuotationAnnotation.read(nlp(text))][-2:] == [
        "Mary Stone",
        "Ovadu Lind",
    ]
