"""Relays: agencies, newspapers and lawyers who pass words on."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc.annotations import QuotationAnnotation

pytestmark = pytest.mark.model


def cut(doc: Doc, offsets: tuple[int, int] | None) -> str | None:
    return None if offsets is None else doc.text[slice(*offsets)]


def relays(nlp: Language, text: str) -> list[str | None]:
    doc = nlp(text)
    return [cut(doc, record.via) for record in QuotationAnnotation.read(doc)]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Ana Ruiz was quoted by Reuters as saying the bridge was safe.", "Reuters"),
        (
            '"The bridge is safe," Ana Ruiz said in remarks carried by the Leiva news agency.',
            "the Leiva news agency",
        ),
        ("Ana Ruiz told the trade paper Leiva Sun that the bridge was safe.", "the trade paper Leiva Sun"),
        ("Speaking to CNN, Ana Ruiz said the bridge was safe.", "CNN"),
        ("Ana Ruiz said through a spokesman that the bridge was safe.", "a spokesman"),
        ('"The bridge is safe," Reuters reported, citing an official.', "Reuters"),
        ("A clerk told Bloomberg that the bridge was safe.", "Bloomberg"),
        ("A clerk, speaking to CNN, said the bridge was safe.", "CNN"),
        ("Ana Ruiz, contacted by AFP, said the bridge was safe.", "AFP"),
        ("Speaking through an interpreter, Ana Ruiz said the bridge was safe.", "an interpreter"),
        ("Reuters quoted the mayor, Ana Ruiz, as saying the bridge was safe.", "Reuters"),
        ("Reuters quoted Ana Ruiz saying the bridge was safe.", "Reuters"),
        ("“The bridge is safe,” Ana Ruiz told the jury, according to the transcript.", "the transcript"),
    ],
    ids=[
        "quoted",
        "carried",
        "trade-paper",
        "speaking-to",
        "spokesman",
        "citing",
        "outlet",
        "of-the-source",
        "contacted-by",
        "interpreter",
        "quoted-with-a-name",
        "quoted-saying",
        "according-to",
    ],
)
def test_relay_passes_the_words_on(nlp: Language, text: str, via: str) -> None:
    assert via in relays(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz told Congress that the bridge was safe.",
        "Ana Ruiz said through tears that the bridge was safe.",
        "The police said the bridge was safe, citing a report.",
        "Ana Ruiz spoke to her son and said the bridge was safe.",
    ],
    ids=["assembly", "tears", "report-cited", "son"],
)
def test_hearer_of_the_words_is_not_a_relay(nlp: Language, text: str) -> None:
    assert set(relays(nlp, text)) <= {None}


@pytest.mark.parametrize(
    "text",
    [
        '"The bridge is safe," Reuters quoted Ana Ruiz as saying.',
        'Reuters quoted Ana Ruiz as saying: "The bridge is safe."',
        'Reuters quoted Ana Ruiz as saying that the bridge was "safe".',
        "On Monday Ana Ruiz was quoted by Reuters as saying that the bridge was safe and would open soon.",
        "Reuters quoted Ana Ruiz as saying that the bridge was safe.",
        "The bridge is safe, Ana Ruiz was quoted as saying by Reuters.",
    ],
    ids=["after", "before", "mixed", "passive", "indirect", "clause-before"],
)
def test_person_quoted_by_a_medium_is_the_source(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert [(cut(doc, r.source), cut(doc, r.via)) for r in QuotationAnnotation.read(doc)] == [
        ("Ana Ruiz", "Reuters")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Ana Ruiz was quoted by Reuters as saying that the bridge was safe and would open soon.",
        'Reuters quoted Ana Ruiz as saying that the bridge was "safe".',
    ],
    ids=["indirect", "mixed"],
)
def test_content_leaves_out_who_says_it(nlp: Language, text: str) -> None:
    [record] = QuotationAnnotation.read(nlp(text))
    assert text[record.content[0][0] :].startswith("the bridge was")


def test_source_does_not_relay_its_own_words(nlp: Language) -> None:
    [record] = QuotationAnnotation.read(nlp("According to the Leiva ferry company, the bridge was safe."))
    assert record.via is None


def test_person_cited_is_not_content(nlp: Language) -> None:
    text = "Reuters reported a fall in prices, citing an official."
    assert not any(text[slice(*r.content[0])] == "an official" for r in QuotationAnnotation.read(nlp(text)))
