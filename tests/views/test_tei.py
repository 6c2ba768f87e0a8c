"""TEI is well-formed whatever the text is, and keeps the text."""

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given, settings

from seeds_analysis.corrections.making import Marked
from seeds_analysis.summary import Summary
from seeds_analysis.text import paragraphs
from seeds_analysis.views.data.tei import tei_pieces
from seeds_analysis.views.safe import NOT_IN_XML, REPLACEMENT
from tests.corrections.invented import TEXT, at, marked_texts, summary_of
from tests.corrections.test_brat import PIER

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def parsed(*summaries: Summary) -> ElementTree.Element:
    return ElementTree.fromstring("".join(tei_pieces(summaries)))


def said(root: ElementTree.Element) -> list[tuple[str, dict[str, str]]]:
    return [("".join(one.itertext()), dict(one.attrib)) for one in root.iter(f"{TEI}said")]


def test_words_are_said_by_a_person_of_the_list() -> None:
    root = parsed(summary_of(TEXT, PIER))
    assert said(root) == [
        ("The pier is safe,", {"who": "#s1", "direct": "true", "n": "q1"}),
        ("It stands.", {"who": "#s1", "direct": "true", "n": "q1"}),
    ]
    (person,) = root.iter(f"{TEI}person")
    assert (person.attrib[ID], "".join(person.itertext())) == ("s1", "Mara Voss")


def test_quotations_that_cross_are_cut_and_nest() -> None:
    one, other = (
        Marked({"Content": [(0, 10)]}, kind="indirect"),
        Marked({"Content": [(4, 15)]}, kind="direct"),
    )
    root = parsed(summary_of("He said aa bb cc dd.", one, other))
    assert [(words, attributes["n"]) for words, attributes in said(root)] == [
        ("He s", "q1"),
        ("aid aa bb c", "q2"),
        ("aid aa", "q1"),
    ]


def test_what_was_denied_says_so() -> None:
    root = parsed(summary_of(TEXT, Marked({"Content": [at("It stands.")]}, negated=True)))
    assert [attributes["ana"] for _, attributes in said(root)] == ["#negated"]
    assert "negated" in {element.get(ID) for element in root.iter(f"{TEI}category")}


def test_several_articles_are_one_corpus_with_different_ids() -> None:
    root = parsed(summary_of(TEXT, PIER), summary_of(TEXT, PIER))
    ids = [element.get(ID) for element in root.iter() if element.get(ID)]
    assert root.tag == f"{TEI}teiCorpus"
    assert len(set(ids)) == len(ids) == 3
    assert "".join(tei_pieces([])) == ""


@given(marked_texts())
@settings(max_examples=60, deadline=None)
def test_text_of_the_paragraphs_is_kept(case: tuple[str, list[Marked]]) -> None:
    text, marked = case
    summary = summary_of(text, *marked)
    summary = replace(summary, document=replace(summary.document, origin="</title>&\x00\ud800"))
    found = ["".join(p.itertext()) for p in parsed(summary).findall(f".//{TEI}body/{TEI}p")]
    assert found == [NOT_IN_XML.sub(REPLACEMENT, text[start:end]) for start, end in paragraphs(text)] or [""]
