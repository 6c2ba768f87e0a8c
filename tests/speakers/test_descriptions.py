"""Sources that are no plain name: roles, companies, documents, names next to them."""

import pytest
from spacy.language import Language

from seeds_analysis.doc import QuotationAnnotation
from seeds_analysis.doc.context import FURNITURE
from seeds_analysis.speakers.component import SpeakerResolver
from tests.speakers.marking import last, speakers, unresolved

pytestmark = pytest.mark.model

CASES = {
    "minister": (
        "Finance Minister Olga Brand met the unions. "
        '<c1>"The money is gone,"</c1> <s1>the minister</s1> <u1>said</u1>.',
        "Olga Brand",
    ),
    "nation-decides": (
        "French President Lucie Arnaud met Czech President Jan Novotny. "
        '<c1>"Yes,"</c1> <s1>the French president</s1> <u1>said</u1>.',
        "Lucie Arnaud",
    ),
    "appositive-role": (
        "The mayor opened the shop. Tom Lee, the mayor of Tarn, likes tea. "
        '<c1>"It is cold,"</c1> <s1>the mayor</s1> <u1>said</u1>.',
        "Tom Lee",
    ),
    "company": (
        'Tanner Foods closed its plant. <c1>"We will pay,"</c1> <s1>the company</s1> <u1>said</u1>.',
        "Tanner Foods",
    ),
    "court-is-no-company": (
        'The Supreme Court closed. <c1>"We will pay,"</c1> <s1>the company</s1> <u1>said</u1>.',
        None,
    ),
    "body-named-after-a-person": (
        'Ana Ruiz leads the Harbour Party. <c1>"We will pay,"</c1> <s1>the Ruiz campaign</s1> <u1>said</u1>.',
        "the Ruiz campaign",
    ),
    "union": (
        "The National Union of Teachers rejected the plan. "
        '<c1>"The plan is dead,"</c1> <s1>the union</s1> <u1>said</u1>.',
        "National Union of Teachers",
    ),
    "name-beside": (
        "Mayor Jim Hart opened the fair. "
        '<c1>"I like cakes,"</c1> <s1>Hart\'s wife, Rosa,</s1> <u1>said</u1>.',
        "Rosa",
    ),
    "name-beside-at-the-end-of-the-text": (
        '<c1>"I like cakes,"</c1> <u1>said</u1> <s1>the vicar, Hugh Bell</s1>.',
        "Hugh Bell",
    ),
    "company-beside": (
        "Ana Ruiz rents bicycles. <s1>The firm, Velara,</s1> <u1>said</u1> <c1>its brakes were new</c1>.",
        "Velara",
    ),
    "apposition-to-a-name": (
        "Velara, <s1>a bicycle maker</s1>, <u1>said</u1> <c1>its brakes were new</c1>.",
        "Velara",
    ),
    "rank-spelled-out": (
        '<c1>"We hold the hill,"</c1> <s1>the colonel</s1> <u1>said</u1>. Col. Ana Ruiz left on Monday.',
        "Ana Ruiz",
    ),
    "several-may-be-meant": (
        'Ana Ruiz met Pia Stone in Leiva. <c1>"It was close,"</c1> <s1>the champion</s1> <u1>said</u1>.',
        None,
    ),
    "nobody-named": (
        '<c1>"I miss him,"</c1> <s1>the widow</s1> <u1>said</u1>. The house was cold.',
        "the widow",
    ),
    "brought-up-without-a-name": (
        "Ana Ruiz lives in Leiva. A neighbour had heard a bang. "
        '<c1>"It was loud,"</c1> <s1>the neighbour</s1> <u1>said</u1>.',
        "A neighbour",
    ),
    "possessor": (
        "<c1>The rebels signed</c1>, <s1>their leader</s1> <u1>said</u1>. The leader, Ana Ruiz, left. "
        '<c2>"We signed,"</c2> <s2>their leader</s2> <u2>said</u2>.',
        "Ana Ruiz",
    ),
    "husband": (
        "Ana Ruiz runs the inn with Tom Ruiz, her husband. "
        '<c1>"It is old,"</c1> <s1>Ana Ruiz</s1> <u1>said</u1>. '
        "<s2>Her husband</s2> <u2>said</u2> <c2>it would stay</c2>.",
        "Tom Ruiz",
    ),
    "named": (
        "<s1>A porter named Omid</s1> <u1>said</u1> <c1>the lift had stopped again</c1>.",
        "Omid",
    ),
    "signed": (
        '<c1>"The lift has stopped,"</c1> <u1>wrote</u1> <s1>a guest</s1> who signed herself Odile.',
        "Odile",
    ),
    "called-so": (
        "<s1>The nurse</s1>, who asked to be called Ida, <u1>said</u1> <c1>the ward was full</c1>.",
        "Ida",
    ),
    "something-else-called-so": (
        "<s1>A nurse</s1>, who smiled, <u1>said</u1> <c1>her dog was called Rex</c1>.",
        "A nurse",
    ),
    "years-old-of-two": (
        "Ana Ruiz lives with Pia Stone in Leiva. "
        '<c1>"I slept well,"</c1> <s1>the 33-year-old</s1> <u1>said</u1>.',
        None,
    ),
    "plural": (
        'Ana Ruiz lives in Leiva. <c1>"It was loud,"</c1> <s1>the guests</s1> <u1>said</u1>.',
        "the guests",
    ),
    "group-of-nobody-named": (
        'Ana Ruiz lives in Leiva. <c1>"It was loud,"</c1> <s1>some of the guests</s1> <u1>said</u1>.',
        "some of the guests",
    ),
}


@pytest.mark.parametrize(("text", "name"), CASES.values(), ids=CASES)
def test_source_stands_for_the_one_it_describes(nlp: Language, text: str, name: str | None) -> None:
    assert last(nlp, text).speaker_name == name


def test_possessor_is_not_the_one_described(nlp: Language) -> None:
    text = 'Mary Stone was held on Friday. <c1>"She slept,"</c1> <s1>her lawyer</s1> <u1>said</u1>.'
    assert last(nlp, text).speaker_name != "Mary Stone"


DOCUMENTS = {
    "before": (
        '<c1>"Talks will go on,"</c1> <s1>a Health Ministry statement</s1> <u1>said</u1>.',
        "Health Ministry",
    ),
    "by": (
        '<c1>"The piers are rotten,"</c1> <s1>a report by the Harbour Board</s1> <u1>said</u1>.',
        "Harbour Board",
    ),
    "possessor": (
        '<c1>"We are sorry,"</c1> <s1>the airline\'s statement</s1> <u1>said</u1>.',
        "the airline",
    ),
    "of": (
        '<c1>"It rots,"</c1> <s1>the letter of Ana Ruiz</s1> <u1>said</u1>.',
        "Ana Ruiz",
    ),
    "name-beside": (
        '<c1>"No,"</c1> <s1>the statement from the dockers\' union Porto Livre</s1> <u1>said</u1>.',
        "Porto Livre",
    ),
}


@pytest.mark.xfail(strict=True, reason="since 0.10.0 the document speaks for itself")
def test_statement_of_a_company_named_before_speaks_for_it(nlp: Language) -> None:
    text = (
        "Tanner Foods, a company from Leiva, will close its plant in May. "
        '<c1>"We regret it,"</c1> <s1>the company\'s statement</s1> <u1>said</u1>.'
    )
    quotation = last(nlp, text)
    assert (quotation.speaker_name, quotation.resolved_by) == ("Tanner Foods", "document-issuer")


@pytest.mark.xfail(strict=True, reason="since 0.10.0 the later one is taken, with a low confidence")
def test_age_that_may_be_that_of_two_who_met_names_nobody(nlp: Language) -> None:
    text = 'Ana Ruiz met Pia Stone in Leiva. <c1>"I slept well,"</c1> <s1>the 33-year-old</s1> <u1>said</u1>.'
    assert last(nlp, text).speaker_name is None


@pytest.mark.parametrize(("text", "issuer"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_document_speaks_for_its_issuer(nlp: Language, text: str, issuer: str) -> None:
    quotation = last(nlp, text)
    assert (quotation.speaker_name, quotation.resolved_by) == (issuer, "document-issuer")


def test_document_without_an_issuer_speaks_for_itself(nlp: Language) -> None:
    text = "<s1>Police documents</s1> <u1>show</u1> that <c1>the boat was empty</c1>."
    assert last(nlp, text).speaker_name == "Police documents"


def test_document_of_a_pronoun_speaks_for_itself(nlp: Language) -> None:
    text = 'Ana Ruiz lives in Leiva. <c1>"It rots,"</c1> <s1>her letter</s1> <u1>said</u1>.'
    quotation = last(nlp, text)
    assert (quotation.speaker_name, quotation.speaker_kind) == ("her letter", "document")


@pytest.mark.parametrize(
    "source",
    ["the Iranian", "the Duchess", "the Scot", "the Cook Islander", "the Superintendent of Police"],
)
def test_word_for_what_somebody_is_names_nobody(nlp: Language, source: str) -> None:
    text = f'Two guests were late. <c1>"The road was flooded,"</c1> <s1>{source}</s1> <u1>said</u1>.'
    assert last(nlp, text).speaker_name != source.removeprefix("the ")


@pytest.mark.parametrize(
    "source", ["the late Ana Ruiz", "the singer Odile", "the Economist", "the Leiva Herald"]
)
def test_name_after_an_article_is_a_name(nlp: Language, source: str) -> None:
    text = f'Two guests were late. <c1>"The road was flooded,"</c1> <s1>{source}</s1> <u1>said</u1>.'
    name = last(nlp, text).speaker_name
    assert name is not None
    assert name.split()[-1] == source.rsplit(maxsplit=1)[-1]


def test_role_in_the_headline_is_whoever_has_it_in_the_story(nlp: Language) -> None:
    text = (
        "<s1>Surgeon</s1> <u1>says</u1> <c1>the ward is full</c1>\n\n"
        "Ana Ruiz, a surgeon in Leiva, has worked for two nights. "
        '<c2>"There are no beds left,"</c2> <s2>the surgeon</s2> <u2>said</u2>.'
    )
    assert [quotation.speaker_name for quotation in speakers(nlp, text)] == ["Ana Ruiz", "Ana Ruiz"]


def test_words_in_the_headline_are_by_whoever_says_them_in_the_story(nlp: Language) -> None:
    others = ", ".join(f"Tom {first}{second}lder" for first in "BDFGKLMNR" for second in "aeo")
    text = (
        "<c1>“I could hear the bridge groan”</c1>\n\n"
        "<c2>“I could hear the bridge groan all night,”</c2> <u2>said</u2> <s2>Ana Ruiz</s2>.\n\n"
        f"{others} met in Leiva. <c3>“It will hold,”</c3> <u3>said</u3> <s3>Tom Balder</s3>."
    )
    doc = unresolved(nlp, text)
    doc._.set(FURNITURE, [[0, doc.text.index("\n"), "headline"]])
    assert QuotationAnnotation.read(SpeakerResolver()(doc))[0].speaker_name == "Ana Ruiz"


def test_letter_speaks_for_who_said_something_in_it(nlp: Language) -> None:
    text = (
        "In <v1>a letter to the council</v1>, <s1>Ana Ruiz</s1> <u1>said</u1> <c1>the bridge shook</c1>. "
        '<c2>"Close it,"</c2> <s2>the letter</s2> <u2>said</u2>.'
    )
    assert last(nlp, text).speaker_name == "Ana Ruiz"
