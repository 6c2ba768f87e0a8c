"""Sources that are no plain name: roles, companies, documents, names beside them, people cited."""

import pytest
from spacy.language import Language

from seeds_analysis.doc.annotations import QuotationAnnotation

pytestmark = pytest.mark.model

CASES = {
    "minister": (
        'Finance Minister Olga Brand met the unions. "The money is gone," the minister said.',
        "Olga Brand",
    ),
    "two-ministers": (
        'Finance Minister Olga Brand met Health Minister Pia Stone. "It is gone," the minister said.',
        None,
    ),
    "nation-decides": (
        'French President Lucie Arnaud met Czech President Jan Novotny. "Yes," the French president said.',
        "Lucie Arnaud",
    ),
    "appositive-role": (
        'The mayor opened the shop. Tom Lee, the mayor of Tarn, likes tea. "It is cold," the mayor said.',
        "Tom Lee",
    ),
    "company": ('Tanner Foods closed its plant. "We will pay everybody," the company said.', "Tanner Foods"),
    "two-companies": ('Tanner Foods sued Orchard Mills. "We will pay," the company said.', None),
    "union": (
        'The National Union of Teachers rejected the plan. "The plan is dead," the union said.',
        "National Union of Teachers",
    ),
    "name-beside": ('Mayor Jim Hart opened the fair. "I like cakes," Hart\'s wife, Rosa, said.', "Rosa"),
    "company-beside": ("Ana Ruiz rents bicycles. The firm, Velara, said its brakes were new.", "Velara"),
    "union-run-on": ('"No," the statement from the dockers\' union Porto Livre said.', "Porto Livre"),
    "rank-spelled-out": ('"We hold the hill," the colonel said. Col. Ana Ruiz left on Monday.', "Ana Ruiz"),
    "several-may-be-meant": ('Ana Ruiz beat Pia Stone on Monday. "It was close," the champion said.', None),
    "somebody-named-may-be-meant": ('"I miss him," the widow said. Ana Ruiz lives in Leiva.', None),
    "nobody-named": ('"I miss him," the widow said. The house was cold.', "the widow"),
    "brought-up-without-a-name": (
        'Ana Ruiz lives in Leiva. A neighbour had heard a bang. "It was loud," the neighbour said.',
        "A neighbour",
    ),
    "institution": ('Ana Ruiz lives in Leiva. "It will rain," the observatory said.', "the observatory"),
    "possessor": (
        'The rebels signed, their leader said. The leader, Ana Ruiz, left. "We signed," their leader said.',
        "Ana Ruiz",
    ),
    "family-named": (
        'Ana Ruiz and Tom Ruiz own the inn. "It is old," Ana Ruiz said. Her husband said it would stay.',
        None,
    ),
    "possessed": ('"The plan is dead," Brandt\'s lawyer said. Carl Brandt was in Rome.', "Brandt's lawyer"),
    "two-together": (
        '"We pour till dawn," Ana Ruiz and Tom Lee said in a joint letter.',
        "Ana Ruiz and Tom Lee",
    ),
    "letter-again": (
        'In a letter to the council, Ana Ruiz said the bridge was unsafe. "Close it," the letter said.',
        "Ana Ruiz",
    ),
    "surname-of-one-spouse": (
        'Greta Lind and her husband, Erik Lind, bought the farm. "The roof leaks," Ms. Lind said.',
        "Greta Lind",
    ),
    "surname-of-two-of-unknown-gender": (
        'Ovadu Lind and Irimo Lind bought the farm. "The roof leaks," Ms. Lind said.',
        None,
    ),
    "label-in-capitals": (
        "Mary Stone, a potter, spoke with Carl Brandt.\n\nBRANDT: Why clay?\n\nSTONE: It forgives.",
        "Mary Stone",
    ),
    "company-that-issues": (
        "Tanner Foods closed its plant. The company's statement said 90 jobs would go.",
        "Tanner Foods",
    ),
    "called-so": ("The nurse, who asked to be called Ida, said the ward was full.", "Ida"),
    "something-else-called-so": ("A nurse, who smiled, said her dog was called Rex.", "A nurse"),
    "possessor-alone": ('Mary Stone was held on Friday. "She slept," her lawyer said.', "her lawyer"),
    "hyphenated-thing": ('"Wake nobody," one of the e-mails says. Ana Ruiz slept.', "one of the e-mails"),
    "closed-appositive": ("Ana Ruiz, the friend of Tom Lee, said the bridge was safe.", "Ana Ruiz"),
    "passive": ("Ana Ruiz was quoted by the paper as saying the bridge was safe.", "Ana Ruiz"),
    "cited-before-the-verb": (
        "The daily Morgen, citing two officials, said the king was ill.",
        "two officials",
    ),
    "figures-cited": ("Radio Leiva reported that prices fell, citing figures.", "Radio Leiva"),
    "years-old": ('Ana Ruiz won on Monday. "I slept well," the 33-year-old said.', "Ana Ruiz"),
    "surname-of-both-spouses": (
        'Greta Lind and her husband, Erik Lind, bought the farm. "The roof leaks," Lind said.',
        None,
    ),
}


@pytest.mark.parametrize(("text", "name"), CASES.values(), ids=CASES)
def test_source_stands_for_the_one_it_describes(nlp: Language, text: str, name: str | None) -> None:
    assert QuotationAnnotation.read(nlp(text))[-1].speaker_name == name


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ('"Talks will go on," a Health Ministry statement said.', "Health Ministry"),
        ('"The piers are rotten," a report by the Harbour Board said.', "Harbour Board"),
        ('"We are sorry," the airline\'s statement said.', "the airline"),
    ],
    ids=["before", "by", "possessor"],
)
def test_document_speaks_for_its_issuer(nlp: Language, text: str, issuer: str) -> None:
    quotation = QuotationAnnotation.read(nlp(text))[-1]
    assert (quotation.speaker_name, quotation.resolved_by) == (issuer, "document-issuer")
