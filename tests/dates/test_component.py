import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from seeds_analysis.dates import DateResolver
from seeds_analysis.doc import DateAnnotation, context

PUBLISHED = "2024-12-03"


def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("seeds_dates")
    return nlp


def dated(text: str) -> Doc:
    doc = spacy.blank("en").make_doc(text)
    doc._.set(context.PUBLISHED, PUBLISHED)
    return doc


def values(doc: Doc) -> list[tuple[str, str | None]]:
    return [(doc.text[record.start : record.end], record.value) for record in DateAnnotation.read(doc)]


def test_records_and_token_view_are_written() -> None:
    doc = DateResolver()(dated("The mill closed on Monday after 20 years."))
    assert values(doc) == [("Monday", "2024-12-02"), ("20 years", "P20Y")]
    assert [(span.text, span.label_, span.id_) for span in doc.spans[DateAnnotation.KEY]] == [
        ("Monday", "DATE", "0"),
        ("20 years", "DATE", "1"),
    ]


def test_empty_doc_has_no_dates() -> None:
    assert DateAnnotation.read(blank()("")) == ()


def test_without_publication_date_the_reason_is_given() -> None:
    (record,) = DateAnnotation.read(blank()("The mill closed on Monday."))
    assert (record.value, record.reason) == (None, "no-publication-date")


def test_without_a_parse_the_tense_is_not_known() -> None:
    assert values(DateResolver()(dated("They will meet Friday."))) == [("Friday", "2024-11-29")]


def test_name_with_date_words_is_left_out_though_the_model_calls_it_a_date() -> None:
    doc = dated("He works for Russia Today now.")
    doc.ents = (Span(doc, 3, 5, label="DATE"),)
    assert values(DateResolver()(doc)) == []


def test_header_is_left_out() -> None:
    doc = dated("date 2024-12-03 The mill closed Monday.")
    doc._.set(context.FURNITURE, [[0, 16, "header"]])
    assert values(DateResolver()(doc)) == [("Monday", "2024-12-02")]


@pytest.mark.parametrize(
    ("words", "start", "end", "kept"),
    [
        ("on the final day of the fair", 1, 4, [("the final day", "vague")]),
        ("the annual fair", 1, 3, [("annual fair", "set")]),
        ("Ana Ruiz , 45 , agreed", 3, 4, []),
        ("a girl 12 years old", 2, 5, []),
        ("the second minute went by", 0, 3, []),
    ],
)
def test_entity_that_no_rule_reads_is_kept_with_a_reason_if_it_can_be_a_date(
    words: str, start: int, end: int, kept: list[tuple[str, str]]
) -> None:
    doc = Doc(spacy.blank("en").vocab, words=words.split())
    doc.set_ents([Span(doc, start, end, label="DATE")])
    dates = DateResolver().predict(doc)
    assert [(doc.text[date.start : date.end], date.reason) for date in dates] == kept
    assert [date.value for date in dates] == [None] * len(kept)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The committee will vote on the plan on Thursday.", "2024-12-05"),
        ("The committee voted on the plan on Thursday.", "2024-11-28"),
        ("The hearing is scheduled for Friday.", "2024-12-06"),
        ("The museum plans to reopen on Saturday.", "2024-12-07"),
        ("The council met on Dec. 20 to elect its chair.", "2023-12-20"),
    ],
)
def test_parsed_tense_places_the_date(nlp: Language, text: str, value: str) -> None:
    doc = nlp.make_doc(text)
    doc._.set(context.PUBLISHED, PUBLISHED)
    assert [record.value for record in DateAnnotation.read(nlp(doc))] == [value]
