"""Who a pronoun stands for, in invented paragraphs."""

import pytest
from spacy.language import Language

from tests.speakers.marking import last

pytestmark = pytest.mark.model

CASES = {
    "given-names-alone": (
        'Mary met Carl on Monday. Mary laughed. <c1>"I won,"</c1> <s1>he</s1> <u1>said</u1>.',
        "Carl",
    ),
    "across-paragraphs": (
        "Marta Quell runs the mill. Her brother Piet Quell keeps the books.\n\n"
        '<c1>"We grind late,"</c1> <s1>she</s1> <u1>said</u1>.',
        "Marta Quell",
    ),
    "gender-decides": (
        "Marta Quell runs the mill. Her brother Piet Quell keeps the books.\n\n"
        '<c1>"We grind at night,"</c1> <s1>he</s1> <u1>said</u1>.',
        "Piet Quell",
    ),
    "paragraph-without-a-name": (
        "Jonas Hale, a baker from Tarn, bought the shop in 2010.\n\nPrices were low and nobody came.\n\n"
        '<c1>"I slept in the back room,"</c1> <s1>he</s1> <u1>said</u1>.',
        "Jonas Hale",
    ),
    "subject-before-object": (
        "Carl Brandt criticised Tom Hale on Friday. "
        '<c1>"The plan is a mistake,"</c1> <s1>he</s1> <u1>said</u1>.',
        "Carl Brandt",
    ),
    "pronouns-go-on": (
        "Carl Brandt joined the club in 1990. He left it ten years later. He wrote two books. "
        '<c1>"I was wrong,"</c1> <s1>he</s1> <u1>said</u1>.',
        "Carl Brandt",
    ),
    "possessor-is-not-the-person": (
        "Carl Brandt's lawyer, Tom Hale, spoke on Monday. "
        '<c1>"The plan is dead,"</c1> <s1>he</s1> <u1>said</u1>.',
        "Tom Hale",
    ),
    "named-in-the-quoted-words": (
        'Carl Brandt thanked Tom Lee. <c1>"Tom Lee never asked me, and Tom Lee never will,"</c1> '
        "<s1>he</s1> <u1>said</u1>.",
        "Carl Brandt",
    ),
    "no-woman": ('Tom Lee opened the shop. <c1>"It is cold,"</c1> <s1>she</s1> <u1>said</u1>.', None),
    "it-is-the-company": (
        "Tanner Foods closed its plant. <s1>It</s1> <u1>said</u1> <c1>the machines were old</c1>.",
        "Tanner Foods",
    ),
    "it-is-nobody": (
        "Tanner Foods closed its plant. <s1>It</s1> is hard to <u1>say</u1> <c1>whether it will open</c1>.",
        None,
    ),
    "it-is-the-report": (
        "The auditors published a report on Monday. <s1>It</s1> <u1>said</u1> <c1>the money was gone</c1>.",
        "The auditors",
    ),
}


@pytest.mark.parametrize(("text", "name"), CASES.values(), ids=CASES)
def test_pronoun_stands_for_the_likeliest_that_fits(nlp: Language, text: str, name: str | None) -> None:
    assert last(nlp, text).speaker_name == name


OTHERS = {
    "gender-learned-from-a-pronoun": (
        'Sorabu Ek and Tisho Ek run the inn. Sorabu cooks. <c1>"I burn it,"</c1> <s1>he</s1> <u1>said</u1>. '
        'Tisho pours. <c2>"I spill it,"</c2> <s2>she</s2> <u2>said</u2>.',
        "Sorabu Ek",
    ),
    "nearer-witness": (
        "Mayor Carl Brandt closed the road on Monday after the accident.\n\n"
        "<s1>A witness</s1> <u1>told</u1> the police that <c1>the lorry was too fast</c1>. "
        '<c2>"I heard it before I saw it,"</c2> <s2>he</s2> <u2>said</u2>. <c2>"Then there was glass."</c2>',
        "Carl Brandt",
    ),
    "kin": (
        'Omar Falk opened the shop with her husband. <c1>"It is cold,"</c1> <s1>she</s1> <u1>said</u1>.',
        "Omar Falk",
    ),
    "addressee": (
        'Carl Brandt thanked Tom Lee. <c1>"You never asked me,"</c1> <s1>he</s1> <u1>told</u1> Tom Lee.',
        "Tom Lee",
    ),
}


@pytest.mark.parametrize(("text", "name"), OTHERS.values(), ids=OTHERS)
def test_pronoun_never_stands_for_somebody_else(nlp: Language, text: str, name: str) -> None:
    assert last(nlp, text).speaker_name != name
