"""Who a pronoun stands for, in invented paragraphs."""

import pytest
from spacy.language import Language

from seeds_analysis.doc.annotations import QuotationAnnotation

pytestmark = pytest.mark.model

CASES = {
    "gender-learned-from-a-pronoun": (
        'Sorabu Ek and Tisho Ek run the inn. Sorabu cooks. "I burn it," he said. Tisho pours. '
        '"I spill it," she said.',
        "Tisho Ek",
    ),
    "known-gender-against-a-nearer-unknown": (
        'Mary Stone visited the school. Robin Brandl was nervous. "It is cold," she said.',
        None,
    ),
    "given-names-alone": ('Mary met Carl on Monday. Mary laughed. "I won," he said.', "Carl"),
    "across-paragraphs": (
        'Marta Quell runs the mill. Her brother Piet Quell keeps the books.\n\n"We grind late," she said.',
        "Marta Quell",
    ),
    "gender-decides": (
        'Marta Quell runs the mill. Her brother Piet Quell keeps the books.\n\n"We grind at night," he said.',
        "Piet Quell",
    ),
    "paragraph-without-a-name": (
        "Jonas Hale, a baker from Tarn, bought the shop in 2010.\n\nPrices were low and nobody came.\n\n"
        '"I slept in the back room," he said.',
        "Jonas Hale",
    ),
    "nearer-witness": (
        'Mayor Carl Brandt closed the road. A witness said the lorry was fast. "I heard it," he said.',
        "A witness",
    ),
    "neighbour-without-a-name": (
        'Mayor Carl Brandt visited the house. A neighbour called the police. "It was loud," she said.',
        "A neighbour",
    ),
    "subject-before-object": (
        'Carl Brandt criticised Tom Hale on Friday. "The plan is a mistake," he said.',
        "Carl Brandt",
    ),
    "pronouns-go-on": (
        "Carl Brandt joined the club in 1990. He left it after a quarrel with Tom Hale. He wrote two books. "
        '"I was wrong," he said.',
        "Carl Brandt",
    ),
    "two-named-together": ('Robin Creel and Alexis Dorn opened the shop. "It is cold," she said.', None),
    "possessor-is-not-the-person": (
        'Carl Brandt\'s lawyer, Tom Hale, spoke on Monday. "The plan is dead," he said.',
        "Tom Hale",
    ),
    "spokesman-for": (
        'A spokesman for Carl Brandt denied it. "The plan is dead," he said.',
        "A spokesman for Carl Brandt",
    ),
    "named-in-the-quoted-words": (
        'Carl Brandt thanked Tom Lee. "Tom Lee never asked me, and Tom Lee never will," he said.',
        "Carl Brandt",
    ),
    "kin": ('Nina Falk opened the shop with her husband. "It is cold," he said.', "her husband"),
    "no-woman": ('Tom Lee opened the shop. "It is cold," she said.', None),
    "it-is-the-company": ("Tanner Foods closed its plant. It said the machines were old.", "Tanner Foods"),
    "it-is-the-report": (
        "The auditors published a report on Monday. It said the money was gone.",
        "The auditors",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), CASES.values(), ids=CASES)
def test_pronoun_stands_for_the_most_prominent_that_fits(nlp: Language, text: str, name: str | None) -> None:
    assert QuotationAnnotation.read(nlp(text))[-1].speaker_name == name
