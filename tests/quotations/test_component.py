"""The quotation finder on invented sentences: kind, content, cue, source, relay."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from seeds_analysis.doc.annotations import MarkedPhraseAnnotation, QuotationAnnotation
from tests.steps import steps

pytestmark = pytest.mark.model


@dataclass(frozen=True)
class Found:
    """A quotation as text, so that a test can say what it expects."""

    kind: str
    content: tuple[str, ...]
    cue: str | None
    source: str | None
    via: str | None


def found(nlp: Language, text: str) -> list[Found]:
    doc = nlp(text)

    def cut(offsets: tuple[int, int] | None) -> str | None:
        return None if offsets is None else text[slice(*offsets)]

    return [
        Found(
            record.kind,
            tuple(text[start:end] for start, end in record.content),
            cut(record.cue),
            cut(record.source),
            cut(record.via),
        )
        for record in QuotationAnnotation.read(doc)
    ]


def phrases(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.kind) for p in MarkedPhraseAnnotation.read(nlp(text))]


DIRECT = [
    pytest.param('"The bridge will open in May," Ana Ruiz said.', "Ana Ruiz", "said", id="subject-after"),
    pytest.param('"The bridge will open in May," said Ana Ruiz.', "Ana Ruiz", "said", id="inverted"),
    pytest.param('Ana Ruiz said: "The bridge will open in May."', "Ana Ruiz", "said", id="before-colon"),
    pytest.param('Ana Ruiz said, "The bridge will open in May."', "Ana Ruiz", "said", id="before-comma"),
    pytest.param("“The bridge will open in May,” Ana Ruiz told reporters.", "Ana Ruiz", "told", id="curly"),
    pytest.param('"The bridge is late," the mayor grumbled.', "the mayor", "grumbled", id="unlisted-verb"),
    pytest.param('"Will the bridge ever open?" asked Tom Lee.', "Tom Lee", "asked", id="question"),
    pytest.param('"The bridge will open in May," she wrote on Facebook.', "she", "wrote", id="wrote"),
    pytest.param(
        '"The bridge will open in May," Ana Ruiz, the mayor of Leiva, said on Monday.',
        "Ana Ruiz, the mayor of Leiva",
        "said",
        id="appositive-between",
    ),
    pytest.param(
        'According to Ana Ruiz, "the bridge will open in May."', "Ana Ruiz", "According to", id="according"
    ),
    pytest.param('Ruiz: "The bridge will open in May."', "Ruiz", None, id="heading"),
]


@pytest.mark.parametrize(("text", "source", "cue"), DIRECT)
def test_quotation_names_source_and_cue(nlp: Language, text: str, source: str, cue: str | None) -> None:
    [quotation] = found(nlp, text)
    assert (quotation.source, quotation.cue) == (source, cue)


@pytest.mark.parametrize(
    "text",
    [
        '"We started early," Ana Ruiz said. "We will finish late."',
        '"We started early," Ana Ruiz said, "and we will finish late."',
        "“We started early,” said Ana Ruiz, the mayor. “We will finish late.”",
    ],
    ids=["two-sentences", "one-sentence", "curly-inverted"],
)
def test_quotation_broken_by_its_cue_is_one(nlp: Language, text: str) -> None:
    [quotation] = found(nlp, text)
    assert quotation.kind == "direct"
    assert len(quotation.content) == 2


def test_quotation_of_two_paragraphs_is_one(nlp: Language) -> None:
    first = '"We started early in the year," Ana Ruiz said. "Nobody came to help us.'
    text = f'{first}\n\n"Then the rain came and it all stopped."'
    [quotation] = found(nlp, text)
    assert len(quotation.content) == 3


def test_quotation_records_how_its_marks_were_closed(nlp: Language) -> None:
    doc = nlp('Ana Ruiz said: "Nobody helped us at all.\n\n"Then the rain came and it all stopped."')
    [quotation] = QuotationAnnotation.read(doc)
    assert quotation.closed == ("implied", "explicit")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            'Ana Ruiz said the bridge was "a gift to the valley" and would pay for itself.',
            ("the bridge was", "a gift to the valley", "and would pay for itself"),
        ),
        (
            'Ana Ruiz said the bridge was “a gift" to the valley.',
            ("the bridge was", "a gift", "to the valley"),
        ),
    ],
    ids=["straight", "opened-curly-closed-straight"],
)
def test_quotation_mixed_keeps_its_clause_cut_at_the_marks(
    nlp: Language, text: str, content: tuple[str, ...]
) -> None:
    [quotation] = found(nlp, text)
    assert quotation.kind == "mixed"
    assert quotation.content == content


INDIRECT = [
    pytest.param("Ana Ruiz said that the bridge would open.", "the bridge would open", id="that"),
    pytest.param("Ana Ruiz tried to argue that the bridge was safe.", "the bridge was safe", id="infinitive"),
    pytest.param(
        "Ana Ruiz left the meeting early, saying that the bridge was safe.",
        "the bridge was safe",
        id="participle",
    ),
    pytest.param(
        "Ana Ruiz vowed to fight the decision in court.", "to fight the decision in court", id="promise"
    ),
]


@pytest.mark.parametrize(("text", "content"), INDIRECT)
def test_quotation_indirect_has_the_reported_clause(nlp: Language, text: str, content: str) -> None:
    [quotation] = found(nlp, text)
    assert (quotation.kind, quotation.content, quotation.source) == ("indirect", (content,), "Ana Ruiz")


def test_quotation_inside_a_report_belongs_to_the_outer_source(nlp: Language) -> None:
    [quotation] = found(
        nlp, 'Ana Ruiz said that Tom Lee had called the bridge "a trap for drivers" last year.'
    )
    assert quotation.source == "Ana Ruiz"


def test_quotation_without_a_cue_has_no_source_of_another(nlp: Language) -> None:
    text = 'Ana Ruiz said the bridge was safe. "I drive over it every day, and so does my mother."'
    assert [q.source for q in found(nlp, text)] == ["Ana Ruiz", None]


def test_quotation_without_any_cue_has_no_source(nlp: Language) -> None:
    [quotation] = found(nlp, '"Every bridge in the valley needs a coat of paint."')
    assert quotation.source is None


def test_possessor_after_the_verb_is_part_of_the_source(nlp: Language) -> None:
    [quotation] = found(nlp, '"Nobody drives there," exhorted Ruiz\'s deputy, Tom Lee.')
    assert quotation.source == "Ruiz's deputy, Tom Lee"


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ('"The bridge is safe," Ana Ruiz said, as quoted by Radio Leiva.', "Radio Leiva"),
        ('"The bridge is safe," Ana Ruiz told the broadcaster.', "the broadcaster"),
        ('"The bridge is safe," Ana Ruiz told reporters.', None),
        ('"The bridge is safe," Ana Ruiz said in a statement.', None),
        ('"The bridge is safe," Ana Ruiz wrote on Facebook.', "Facebook"),
        ('"The bridge is safe," Ana Ruiz told her son.', None),
    ],
    ids=["as-quoted-by", "told-medium", "told-reporters", "statement", "platform", "told-a-person"],
)
def test_quotation_keeps_the_relay_apart(nlp: Language, text: str, via: str | None) -> None:
    [quotation] = found(nlp, text)
    assert (quotation.source, quotation.via) == ("Ana Ruiz", via)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She sang in the musical "The Long Bridge" last year.', [("The Long Bridge", "title")]),
        ('She starred in the musical "The Long Winter," which closed.', [("The Long Winter", "title")]),
        ('James "Bridge" Miller left on Monday.', [("Bridge", "nickname")]),
        ('Her colleagues call the old mayor "Iron Ana" to this day.', [("Iron Ana", "nickname")]),
        ('The so-called "bridge tax" will end.', [("bridge tax", "term")]),
        ('The "safe" bridge fell into the river.', [("safe", "scare")]),
    ],
    ids=["title", "title-with-comma", "nickname", "called", "term", "scare"],
)
def test_marks_that_quote_nobody_are_listed_apart(
    nlp: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    assert phrases(nlp, text) == expected
    assert found(nlp, text) == []


def test_quotation_finder_survives_an_empty_doc(nlp: Language) -> None:
    doc = nlp.get_pipe("seeds_quotations")(Doc(nlp.vocab))
    assert QuotationAnnotation.read(doc) == ()


def test_quotation_finder_gives_nothing_without_a_parse(nlp: Language) -> None:
    doc = nlp.get_pipe("seeds_quotations")(nlp.make_doc('"The bridge is safe," Ana Ruiz said.'))
    assert QuotationAnnotation.read(doc) == ()


def test_quotations_travel_in_a_doc_bin(nlp: Language) -> None:
    doc = nlp('"The bridge is safe," Ana Ruiz said.')
    [copy] = DocBin(docs=[doc]).get_docs(nlp.vocab)
    assert QuotationAnnotation.read(copy) == QuotationAnnotation.read(doc)


def test_quotation_spans_show_their_roles(nlp: Language) -> None:
    doc = nlp('"The bridge is safe," Ana Ruiz said.')
    spans = {(span.label_, span.text) for span in doc.spans["seeds_quotations"]}
    assert spans == {("CONTENT", "The bridge is safe,"), ("CUE", "said"), ("SOURCE", "Ana Ruiz")}


PIECES = st.sampled_from(
    [*"\"“”'’«:,. ", "\n\n", "Ana Ruiz", "said", "that", "she", "the bridge", "fell", "x" * 40]
)


@given(st.lists(PIECES, max_size=30).map(" ".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_quotation_content_never_overlaps_or_leaves_the_text(nlp: Language, text: str) -> None:
    for record in QuotationAnnotation.read(nlp(text)):
        assert list(record.content) == sorted(record.content)
        assert len(record.content) == len(record.closed)
        assert all(0 <= start < end <= len(text) for start, end in record.content)
        ends = [end for _, end in record.content]
        assert all(end <= start for end, (start, _) in zip(ends, record.content[1:], strict=False))


def test_quotations_take_linear_time(nlp: Language) -> None:
    finder = nlp.get_pipe("seeds_quotations")

    def work(count: int) -> int:
        words = ["He", "said", '"', "we", "go", '"', "."] * count
        heads = [7 * n + i for n in range(count) for i in (1, 1, 1, 4, 1, 1, 1)]
        deps = ["nsubj", "ROOT", "punct", "nsubj", "ccomp", "punct", "punct"] * count
        pos = ["PRON", "VERB", "PUNCT", "PRON", "VERB", "PUNCT", "PUNCT"] * count
        doc = Doc(nlp.vocab, words=words, heads=heads, deps=deps, pos=pos, lemmas=words)
        return steps(lambda: finder(doc))

    assert work(800) < 24 * work(50)


def test_mixed_content_includes_what_the_words_are_about(nlp: Language) -> None:
    [quotation] = found(nlp, 'Ana Ruiz called the new bridge "a trap" yesterday.')
    assert quotation.content == ("the new bridge", "a trap")


def test_words_after_the_colon_of_a_headline_are_one_mixed_quotation(nlp: Language) -> None:
    text = 'Ruiz: Bridge Is "a Trap" for the Town\n\nThe bridge opened on Monday.'
    assert found(nlp, text)[0].content == ("Bridge Is", "a Trap", "for the Town")


def test_words_that_continue_after_the_cue_are_one_direct_quotation(nlp: Language) -> None:
    [quotation] = found(nlp, '"By closing the bridge," Ana Ruiz said, "we allowed ourselves to rest."')
    assert (quotation.kind, len(quotation.content)) == ("direct", 2)
