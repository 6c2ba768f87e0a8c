"""Who the speaker is, and what else a quotation says about them, in invented paragraphs."""

from dataclasses import replace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import context
from seeds_analysis.doc.annotations import EntityAnnotation, QuotationAnnotation
from seeds_analysis.speakers.component import SpeakerResolver
from tests.speakers.marking import CONFIDENCE, last, resolved, unresolved

pytestmark = pytest.mark.model

SHE_SAID = 'Ana Ruiz opened the meeting. <c1>"The bridge is safe,"</c1> <s1>she</s1> <u1>said</u1>.'
I_SAID = 'By Ana Ruiz\n\nThen <s1>I</s1> <u1>said</u1>: <c1>"The bridge is safe."</c1>'

CASES = [
    pytest.param(
        'Ana Ruiz opened the meeting. <c1>"The bridge is safe,"</c1> <s1>Ruiz</s1> <u1>said</u1>.',
        "Ana Ruiz",
        "source",
        id="short-name",
    ),
    pytest.param(SHE_SAID, "Ana Ruiz", "pronoun", id="she"),
    pytest.param(
        'Ana Ruiz met Tom Lee in Leiva. <c1>"The bridge is safe,"</c1> <s1>he</s1> <u1>said</u1>.',
        "Tom Lee",
        "pronoun",
        id="gender-decides",
    ),
    pytest.param(
        '<s1>A statement from the Foreign Ministry</s1> <u1>said</u1>, <c1>"The talks will go on."</c1>',
        "Foreign Ministry",
        "document-issuer",
        id="document-issuer",
    ),
    pytest.param(
        "<s1>A statement from the Foreign Ministry</s1> <u1>said</u1> <c1>talks would go on</c1>. "
        '<s2>The statement</s2> <u2>added</u2>, <c2>"The talks will be short."</c2>',
        "Foreign Ministry",
        "document-repeated",
        id="document-repeated",
    ),
    pytest.param(
        '<s1>A senior official</s1> <u1>said</u1>, <c1>"The talks will go on."</c1>',
        "A senior official",
        "source",
        id="unnamed-source-kept",
    ),
    pytest.param(
        "Tom Lee and Mary Stone met.\n\n<s1>TL</s1><u1>:</u1> <c1>Why clay?</c1>",
        "Tom Lee",
        "label",
        id="label",
    ),
]


@pytest.mark.parametrize(("text", "name", "rule"), CASES)
def test_speaker_is_named_with_the_rule_that_decided(nlp: Language, text: str, name: str, rule: str) -> None:
    quotation = last(nlp, text)
    assert (quotation.speaker_name, quotation.resolved_by) == (name, rule)


def test_speaker_points_to_its_entity(nlp: Language) -> None:
    doc = resolved(nlp, SHE_SAID)
    [quotation] = QuotationAnnotation.read(doc)
    assert quotation.speaker_entity is not None
    assert EntityAnnotation.read(doc)[quotation.speaker_entity].name == "Ana Ruiz"


def test_speaker_has_the_role_the_text_gives(nlp: Language) -> None:
    doc = resolved(
        nlp,
        '<c1>"The talks will go on,"</c1> <s1>Norwegian Foreign Minister Ana Ruiz</s1> <u1>said</u1>.',
    )
    [quotation] = QuotationAnnotation.read(doc)
    assert quotation.speaker_role is not None
    assert doc.text[slice(*quotation.speaker_role)] == "Norwegian Foreign Minister"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<c1>"Every bridge in the valley needs a coat of paint."</c1>', "no-cue"),
        ('<c1>"Every bridge needs a coat of paint,"</c1> it was <u1>said</u1>.', "no-source"),
        ('<c1>"The bridge is safe,"</c1> <s1>she</s1> <u1>said</u1>.', "pronoun-unresolved"),
        ('Then <s1>I</s1> <u1>said</u1>: <c1>"The bridge is safe."</c1>', "author-unknown"),
        ("<s1>Q</s1><u1>.</u1> <c1>Is the bridge safe?</c1>", "no-source"),
    ],
    ids=["no-cue", "no-source", "pronoun-without-name", "author-without-byline", "turn-without-a-name"],
)
def test_speaker_unknown_is_none_with_a_reason(nlp: Language, text: str, reason: str) -> None:
    quotation = last(nlp, text)
    assert (quotation.speaker_name, quotation.unattributed_reason) == (None, reason)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ('<c1>"The bridge is safe,"</c1> <s1>she</s1> <u1>said</u1>.', "she"),
        ('Then <s1>I</s1> <u1>said</u1>: <c1>"The bridge is safe."</c1>', "I"),
    ],
    ids=["pronoun", "author"],
)
def test_speaker_without_a_name_keeps_its_mention(nlp: Language, text: str, mention: str) -> None:
    doc = resolved(nlp, text)
    [quotation] = QuotationAnnotation.read(doc)
    assert quotation.speaker_mention is not None
    assert doc.text[slice(*quotation.speaker_mention)] == mention
    assert (quotation.speaker_entity, quotation.resolved_by) == (None, None)


@pytest.mark.parametrize("byline", ["By Ana Ruiz", "By the Leiva desk"], ids=["entity", "no-entity"])
def test_first_person_is_who_signs_the_article(nlp: Language, byline: str) -> None:
    doc = unresolved(nlp, I_SAID.replace("By Ana Ruiz", byline))
    doc._.set(context.FURNITURE, [[0, len(byline), "byline"]])
    [quotation], _ = SpeakerResolver().predict(doc)
    assert (quotation.speaker_name, quotation.resolved_by) == (byline.removeprefix("By "), "byline")


@pytest.mark.parametrize("relay", ["Radio Leiva", "the broadcaster Radio Leiva"], ids=["name", "phrase"])
def test_relay_is_named_by_its_entity(nlp: Language, relay: str) -> None:
    doc = resolved(
        nlp, f'<c1>"The bridge is safe,"</c1> <s1>Ana Ruiz</s1> <u1>told</u1> <v1>{relay}</v1> on Monday.'
    )
    [quotation] = QuotationAnnotation.read(doc)
    assert quotation.via_entity is not None
    assert quotation.via_name == EntityAnnotation.read(doc)[quotation.via_entity].name == "Radio Leiva"


def test_relay_without_an_entity_is_named_by_its_words(nlp: Language) -> None:
    quotation = last(
        nlp, '<c1>"It is safe,"</c1> <s1>Ana Ruiz</s1> <u1>told</u1> <v1>a local newspaper</v1>.'
    )
    assert (quotation.via_name, quotation.via_entity) == ("a local newspaper", None)


def test_relay_is_no_speaker(nlp: Language) -> None:
    quotation = last(nlp, '<c1>"It is safe,"</c1> <u1>reported</u1> <v1>Radio Leiva</v1>.')
    assert (quotation.speaker_name, quotation.via_name) == (None, "Radio Leiva")


def test_speaker_resolver_survives_an_empty_doc(nlp: Language) -> None:
    doc = nlp.get_pipe("seeds_speakers")(Doc(nlp.vocab))
    assert QuotationAnnotation.read(doc) == ()


@pytest.mark.parametrize(("confidence", "name"), [(0.6, "Ana Ruiz"), (0.45, None)], ids=["sure", "unsure"])
def test_name_is_given_if_it_is_probably_right(nlp: Language, confidence: float, name: str | None) -> None:
    doc = unresolved(nlp, '<c1>"The bridge is safe,"</c1> <s1>Ana Ruiz</s1> <u1>said</u1>.')
    [quotation] = QuotationAnnotation.read(doc)
    QuotationAnnotation.replace(doc, [replace(quotation, confidence=confidence)])
    [answer], _ = SpeakerResolver().predict(doc)
    assert (answer.speaker_name, answer.speaker_mention) == (name, quotation.source)
    assert answer.unattributed_reason == (None if name else "speaker-uncertain")


def test_pronoun_makes_the_confidence_lower(nlp: Language) -> None:
    assert (
        last(nlp, SHE_SAID).confidence
        < last(nlp, SHE_SAID.replace("she", "Ana Ruiz")).confidence
        < CONFIDENCE
    )
