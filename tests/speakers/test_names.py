"""Who a name or a turn's label means, in invented paragraphs."""

import pytest
from spacy.language import Language

from seeds_analysis.doc.annotations import EntityAnnotation
from seeds_analysis.speakers.component import SpeakerResolver
from tests.speakers.marking import last, speakers, unresolved

pytestmark = pytest.mark.model

CASES = {
    "initials": (
        "Ana Ruiz met the painter Omar Haddad.\n\n<s1>AR</s1><u1>:</u1> <c1>Do you still paint?</c1>\n\n"
        "<s2>OH</s2><u2>:</u2> <c2>Daily, if you let me.</c2>",
        "Omar Haddad",
    ),
    "label-in-capitals": (
        "Mary Stone, a potter, spoke with Carl Brandt.\n\n<s1>BRANDT</s1><u1>:</u1> <c1>Why clay?</c1>\n\n"
        "<s2>STONE</s2><u2>:</u2> <c2>It forgives.</c2>",
        "Mary Stone",
    ),
    "label-with-a-title-in-capitals": (
        "Coach Dale Marsh lost again.\n\n<s1>COACH MARSH</s1><u1>:</u1> <c1>We will win.</c1>",
        "Dale Marsh",
    ),
    "label-in-capitals-of-two-words": (
        "Clovis Baird and Odile Baird stayed.\n\n<s1>CLOVIS BAIRD</s1><u1>:</u1> <c1>We had a boat.</c1>",
        "Clovis Baird",
    ),
    "nickname": (
        'Boxer Tom "The Mole" Okafor won. <c1>"They call me Mole for my eyes,"</c1> <s1>he</s1> '
        "<u1>said</u1>.",
        'Tom "The Mole" Okafor',
    ),
    "rank": ('<c1>"We crossed at dawn,"</c1> <u1>said</u1> <s1>Pvt. Omar Haddad</s1>, 21.', "Omar Haddad"),
    "rank-before-the-verb": (
        '<c1>"We crossed at dawn,"</c1> <s1>Insp. Tesh Marlow</s1> <u1>said</u1>. Rain fell.',
        "Tesh Marlow",
    ),
    "surname-of-one-spouse": (
        "Greta Lind and her husband, Erik Lind, bought the farm. "
        '<c1>"The roof leaks,"</c1> <s1>Ms. Lind</s1> <u1>said</u1>.',
        "Greta Lind",
    ),
    "surname-of-both-spouses": (
        "Greta Lind and her husband, Erik Lind, bought the farm. "
        '<c1>"The roof leaks,"</c1> <s1>Lind</s1> <u1>said</u1>.',
        None,
    ),
    "younger-of-two": (
        'Greta Lind left. <c1>"The roof leaks,"</c1> <s1>the younger Lind</s1> <u1>said</u1>.',
        None,
    ),
    "title-in-the-phrase": (
        "<s1>His presiding judge Tom Lee, who slept,</s1> <u1>said</u1> <c1>the bridge was safe</c1>.",
        "Tom Lee",
    ),
    "two-together": (
        '<c1>"We pour till dawn,"</c1> <s1>Ana Ruiz and Tom Lee</s1> <u1>said</u1> in a joint letter.',
        "Ana Ruiz and Tom Lee",
    ),
    "first-in-the-phrase": (
        "<s1>Ana Ruiz QC, for Tom Lee</s1>, <u1>said</u1> <c1>the bridge was safe</c1>.",
        "Ana Ruiz",
    ),
    "modifier-of-a-plural": (
        "Ana Ruiz left. <s1>Ruiz aides</s1> <u1>said</u1> <c1>the bridge was safe</c1>.",
        "Ruiz aides",
    ),
    "set-off-by-a-comma": (
        "<s1>The guard who slept, Tom Lee, a veteran,</s1> <u1>said</u1> <c1>the bridge was safe</c1>.",
        "Tom Lee",
    ),
    "name-with-a-description": (
        "<s1>Ana Ruiz, the friend of Tom Lee,</s1> <u1>said</u1> <c1>the bridge was safe</c1>.",
        "Ana Ruiz",
    ),
}


@pytest.mark.parametrize(("text", "name"), CASES.values(), ids=CASES)
def test_name_means_the_one_who_bears_it(nlp: Language, text: str, name: str | None) -> None:
    assert last(nlp, text).speaker_name == name


def test_label_without_an_entity_is_a_name_of_its_own(nlp: Language) -> None:
    text = (
        "<s1>MODERATOR</s1><u1>:</u1> <c1>Governor Halloran, two minutes.</c1>\n\n"
        "<s2>GOVERNOR BRIDGET HALLORAN</s2><u2>:</u2> <c2>Thank you. I will need one.</c2>\n\n"
        "<s3>MODERATOR</s3><u3>:</u3> <c3>Please hold your applause.</c3>"
    )
    names = [quotation.speaker_name for quotation in speakers(nlp, text)]
    assert names == ["MODERATOR", "Bridget Halloran", "MODERATOR"]


@pytest.mark.parametrize(
    ("label", "kind"), [("DISPATCHER", "unnamed"), ("THE WITNESS", "unnamed"), ("THE COURT", "organisation")]
)
def test_role_in_capitals_is_no_name(nlp: Language, label: str, kind: str) -> None:
    text = f"<s1>{label}</s1><u1>:</u1> <c1>Where were you at nine?</c1>"
    quotation = last(nlp, text)
    assert (quotation.speaker_name, quotation.speaker_kind, quotation.speaker_entity) == (label, kind, None)


def test_name_that_is_no_entity_is_its_fullest_form(nlp: Language) -> None:
    doc = unresolved(
        nlp,
        'Odalind Brask, the beekeeper, left. <c1>"They sting,"</c1> <s1>Brask</s1> <u1>said</u1>.',
    )
    EntityAnnotation.write(doc, ())
    [quotation], _ = SpeakerResolver().predict(doc)
    assert (quotation.speaker_name, quotation.speaker_entity) == ("Odalind Brask", None)
