"""Who the speaker is, and what else a quotation says about them, in invented paragraphs."""

from dataclasses import replace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc.annotations import EntityAnnotation, QuotationAnnotation
from seeds_analysis.speakers.component import SpeakerResolver

pytestmark = pytest.mark.model


def last(nlp: Language, text: str) -> QuotationAnnotation:
    """The last quotation of a text."""
    return QuotationAnnotation.read(nlp(text))[-1]


CASES = [
    pytest.param(
        'Ana Ruiz opened the meeting. "The bridge is safe," Ruiz said.',
        "Ana Ruiz",
        "subject",
        id="short-name",
    ),
    pytest.param(
        'Ana Ruiz opened the meeting. "The bridge is safe," she said.', "Ana Ruiz", "pronoun", id="she"
    ),
    pytest.param(
        'Ana Ruiz met Tom Lee in Leiva. "The bridge is safe," he said.',
        "Tom Lee",
        "pronoun",
        id="gender-decides",
    ),
    pytest.param(
        'A statement from the Foreign Ministry said, "The talks will go on."',
        "Foreign Ministry",
        "document-issuer",
        id="document-issuer",
    ),
    pytest.param(
        "A statement from the Foreign Ministry said talks would go on. "
        'The statement added, "The talks will be short."',
        "Foreign Ministry",
        "document-repeated",
        id="document-repeated",
    ),
    pytest.param(
        'A senior official said, "The talks will go on."',
        "A senior official",
        "subject",
        id="unnamed-source-kept",
    ),
]


@pytest.mark.parametrize(("text", "name", "rule"), CASES)
def test_speaker_is_named_with_the_rule_that_decided(nlp: Language, text: str, name: str, rule: str) -> None:
    quotation = last(nlp, text)
    assert (quotation.speaker_name, quotation.resolved_by) == (name, rule)


def test_speaker_points_to_its_entity(nlp: Language) -> None:
    doc = nlp('Ana Ruiz opened the meeting. "The bridge is safe," she said.')
    [quotation] = QuotationAnnotation.read(doc)
    assert quotation.speaker_entity is not None
    assert EntityAnnotation.read(doc)[quotation.speaker_entity].name == "Ana Ruiz"


def test_speaker_has_the_role_the_text_gives(nlp: Language) -> None:
    text = '"The talks will go on," Norwegian Foreign Minister Ana Ruiz said.'
    quotation = last(nlp, text)
    assert quotation.speaker_role is not None
    assert text[slice(*quotation.speaker_role)] == "Norwegian Foreign Minister"


def test_speaker_described_by_role_is_the_one_who_has_it(nlp: Language) -> None:
    text = 'Foreign Minister Ana Ruiz met the board on Monday. "The talks will go on," the minister said.'
    assert last(nlp, text).speaker_name == "Ana Ruiz"


def test_speaker_described_otherwise_is_somebody_else(nlp: Language) -> None:
    text = 'Republican nominee Tom Lee met the board. "The talks will go on," the Democratic nominee said.'
    assert last(nlp, text).speaker_name == "the Democratic nominee"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"Every bridge in the valley needs a coat of paint."', "no-cue"),
        ('"The bridge is safe," she said.', "pronoun-unresolved"),
        ('Then I said: "The bridge is safe."', "author-unknown"),
        ('Q: "Is the bridge safe?"', "no-source"),
    ],
    ids=["no-cue", "pronoun-without-name", "author-without-byline", "turn-without-a-name"],
)
def test_speaker_unknown_is_none_with_a_reason(nlp: Language, text: str, reason: str) -> None:
    quotation = last(nlp, text)
    assert (quotation.speaker_name, quotation.unattributed_reason) == (None, reason)


@pytest.mark.parametrize(
    ("text", "mention"),
    [('"The bridge is safe," she said.', "she"), ('Then I said: "The bridge is safe."', "I")],
    ids=["pronoun", "author"],
)
def test_speaker_without_a_name_keeps_its_mention(nlp: Language, text: str, mention: str) -> None:
    quotation = last(nlp, text)
    assert quotation.speaker_mention is not None
    assert text[slice(*quotation.speaker_mention)] == mention
    assert (quotation.speaker_entity, quotation.resolved_by) == (None, None)


def test_relay_is_no_speaker(nlp: Language) -> None:
    quotation = last(nlp, '"The bridge is safe," Ana Ruiz said, as quoted by Radio Leiva.')
    assert (quotation.speaker_name, quotation.via_name) == ("Ana Ruiz", "Radio Leiva")


def test_citing_medium_is_a_relay(nlp: Language) -> None:
    text = "The king has sold two horses, Radio Leiva reported, citing an aide."
    first = QuotationAnnotation.read(nlp(text))[0]
    assert (first.speaker_name, first.via_name) == ("an aide", "Radio Leiva")


def test_agent_of_a_passive_is_the_mention(nlp: Language) -> None:
    text = "A plan to sell the harbour was called “reckless” by the mayor, Ana Ruiz, on Monday."
    quotation = last(nlp, text)
    assert quotation.speaker_mention is not None
    assert (quotation.speaker_name, text[slice(*quotation.speaker_mention)]) == ("Ana Ruiz", "the mayor")


def test_speaker_resolver_survives_an_empty_doc(nlp: Language) -> None:
    doc = nlp.get_pipe("seeds_speakers")(Doc(nlp.vocab))
    assert QuotationAnnotation.read(doc) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ana Ruiz met the painter Omar Haddad.\n\nAR: Do you still paint?\n\nOH: Daily, if you let me.",
            ["Ana Ruiz", "Omar Haddad"],
        ),
        (
            "MODERATOR: Senator Ruiz, two minutes.\n\nSEN. ANA RUIZ: Thank you. I will need one.\n\n"
            "MODERATOR: Please hold your applause.",
            ["MODERATOR", "ANA RUIZ", "MODERATOR"],
        ),
        ("A porter named Omid said the lift had stopped again.", ["Omid"]),
        ('"The lift has stopped," wrote a guest who signed herself Odile.', ["Odile"]),
        ("Police documents show that the boat was empty.", ["Police documents"]),
        (
            'Boxer Tom "The Mole" Okafor won. "They call me Mole for my eyes," he said.',
            ['Tom "The Mole" Okafor'],
        ),
        ('"We crossed at dawn," said Pvt. Omar Haddad, 21.', ["Omar Haddad"]),
        (
            "Through his lawyer, Tom Lee, the poet Omar Haddad said he had never met the printer.",
            ["Omar Haddad"],
        ),
        (
            "Omar Vega opened the inn; his son, Omar Vega Jr., closed it. "
            '"I never learned to cook," the younger Vega said.',
            ["Omar Vega Jr."],
        ),
        (
            "The daily Herald reported that the bridge was closed, citing two people familiar with it.",
            ["two people familiar with it"],
        ),
    ],
    ids=[
        "initials",
        "capitals",
        "named",
        "signed",
        "documents",
        "nickname",
        "rank",
        "front",
        "younger",
        "cited",
    ],
)
def test_speaker_is_named_as_the_text_names_them(nlp: Language, text: str, names: list[str | None]) -> None:
    assert [quotation.speaker_name for quotation in QuotationAnnotation.read(nlp(text))] == names


def test_title_decides_between_two_people_of_one_surname(nlp: Language) -> None:
    text = 'Councilman Peter Lind met Judge Carl Lind. "We talked about boats," Councilman Lind said.'
    assert last(nlp, text).speaker_name == "Peter Lind"


def test_name_that_is_probably_wrong_is_not_given(nlp: Language) -> None:
    doc = nlp('"The bridge is safe," Ana Ruiz said.')
    [quotation] = QuotationAnnotation.read(doc)
    unsure = replace(quotation, confidence=0.45)
    QuotationAnnotation.replace(doc, [unsure])
    [answer] = SpeakerResolver().predict(doc)
    assert (answer.speaker_name, answer.unattributed_reason) == (None, "speaker-uncertain")
    assert answer.speaker_mention == quotation.source
