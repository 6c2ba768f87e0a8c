"""Indirect quotations by learned weights: what is found in invented sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from seeds_analysis.doc.positions import Positions
from seeds_analysis.quotations.reported.cues import cue_facts, cue_words, free_share, strong_lemmas
from seeds_analysis.quotations.reported.reports import Report, apart, find_reports, joined, select


def reports(nlp: Language, text: str) -> list[tuple[Report, Doc]]:
    doc = nlp(text)
    return [(report, doc) for report in find_reports(Positions(doc), bytearray(len(doc)))]


def summaries(nlp: Language, text: str) -> list[tuple[str | None, str, str]]:
    """Source, cue lemma and content, as text."""
    return [
        (
            doc[slice(*report.cue.source)].text if report.cue.source else None,
            report.cue.lemma,
            " … ".join(doc[start:end].text for start, end in report.cue.clause).rstrip("."),
        )
        for report, doc in reports(nlp, text)
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The mayor said the ferry would sail in June.",
            ("The mayor", "say", "the ferry would sail in June"),
            id="reported-clause",
        ),
        pytest.param(
            "The mayor told reporters in Leiva on Monday that the ferry would sail in June.",
            ("The mayor", "tell", "the ferry would sail in June"),
            id="clause after addressee, place and day",
        ),
        pytest.param(
            "The mayor said on Monday the ferry would sail in June.",
            ("The mayor", "say", "the ferry would sail in June"),
            id="clause without that after a day",
        ),
        pytest.param(
            "Ana Ruiz endorsed the new harbor plan.",
            ("Ana Ruiz", "endorse", "the new harbor plan"),
            id="object",
        ),
        pytest.param(
            "Tom Lind called for a new vote on the harbor.",
            ("Tom Lind", "call", "a new vote on the harbor"),
            id="preposition",
        ),
        pytest.param(
            "Ana Ruiz wants to build a second bridge.",
            ("Ana Ruiz", "want", "to build a second bridge"),
            id="infinitive",
        ),
        pytest.param(
            "According to the harbor office, the ferry lost two million dollars.",
            ("the harbor office", "according to", "the ferry lost two million dollars"),
            id="according-to",
        ),
        pytest.param(
            "The ferry would sail again in June, Ana Ruiz said.",
            ("Ana Ruiz", "say", "The ferry would sail again in June"),
            id="parenthetical",
        ),
        pytest.param(
            "The mayor is confident that the ferry will sail in June.",
            ("The mayor", "confident", "the ferry will sail in June"),
            id="adjective",
        ),
        pytest.param(
            "Ana Ruiz has made clear that the ferry will sail.",
            ("Ana Ruiz", "make", "the ferry will sail"),
            id="light-verb",
        ),
        pytest.param(
            "The poll shows that most voters like the ferry.",
            ("The poll", "show", "most voters like the ferry"),
            id="document",
        ),
    ],
)
def test_reports_have_source_cue_and_content(
    nlp: Language, text: str, expected: tuple[str, str, str]
) -> None:
    assert summaries(nlp, text) == [expected]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["The ferry left the harbor at noon.", "Two boats lay at the pier.", "It rained for most of the week."],
)
def test_reports_are_not_made_of_plain_narration(nlp: Language, text: str) -> None:
    assert summaries(nlp, text) == []


@pytest.mark.model
def test_report_inside_a_report_belongs_to_the_outer_source(nlp: Language) -> None:
    [(source, lemma, _)] = summaries(nlp, "Ana Ruiz said the mayor believed that the ferry was unsafe.")
    assert (source, lemma) == ("Ana Ruiz", "say")


@pytest.mark.model
def test_report_name_in_marks_leaves_nothing_to_report(nlp: Language) -> None:
    doc = nlp('The crew call the old captain "Iron Tom" to this day.')
    inside = bytearray(len(doc))
    for token in doc:
        inside[token.i] = token.text in {'"', "Iron", "Tom"}
    assert find_reports(Positions(doc), inside) == []


@pytest.mark.model
def test_report_takes_nothing_that_a_quotation_holds(nlp: Language) -> None:
    doc = nlp("The mayor said the ferry would sail in June.")
    assert find_reports(Positions(doc), [True] * len(doc)) == []


@pytest.mark.model
def test_report_skips_the_cues_of_other_quotations(nlp: Language) -> None:
    doc = nlp("The mayor said the ferry would sail in June.")
    assert find_reports(Positions(doc), bytearray(len(doc)), used={2}) == []


@pytest.mark.model
def test_report_skips_what_is_no_part_of_the_story(nlp: Language) -> None:
    text = "The mayor said the ferry would sail in June."
    doc = nlp(text)
    assert find_reports(Positions(doc), bytearray(len(doc)), skipped=[(0, len(text))]) == []


@pytest.mark.model
def test_report_confidence_stays_below_what_was_ever_measured(nlp: Language) -> None:
    [(report, _)] = reports(nlp, "The mayor said the ferry would sail in June.")
    assert 0.6 < report.confidence <= 0.89


def test_reports_of_an_empty_doc_are_none() -> None:
    assert find_reports(Positions(Doc(Vocab())), []) == []


def test_cue_facts_find_unlisted_verbs_by_their_clause() -> None:
    doc = Doc(
        Vocab(),
        words=["She", "hollered", "it", "sank"],
        heads=[1, 1, 3, 1],
        deps=["nsubj", "ROOT", "nsubj", "ccomp"],
        pos=["PRON", "VERB", "PRON", "VERB"],
        tags=["PRP", "VBD", "PRP", "VBD"],
        lemmas=["she", "holler", "it", "sink"],
    )
    [facts] = cue_facts(Positions(doc), [False] * 4, {})
    assert (facts.token.text, facts.lemma, facts.source) == ("hollered", "(unlisted)", (0, 1))


def test_free_share_leaves_out_what_is_taken() -> None:
    taken = bytearray([0, 1, 0, 0])
    assert free_share(taken, [(0, 2)]) == 0.5
    assert free_share(taken, []) == 0.0


def test_strong_lemmas_attribute_often() -> None:
    words = {("say", "VERB"): (50, 90), ("see", "VERB"): (50, 900), ("aver", "VERB"): (3, 3)}
    assert strong_lemmas(words) == {"say"}


def test_cue_words_attribute_no_more_often_than_they_occur() -> None:
    assert all(0 < hits <= count for hits, count in cue_words().values())


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The bridge is safe, the Transport Ministry announced on Friday.",
        "A bridge built to keep the old town dry will open in May, a year earlier than planned, "
        "the Transport Ministry announced on Friday.",
    ],
    ids=["complement", "parenthetical"],
)
def test_clause_before_its_verb_of_saying_is_a_report(nlp: Language, text: str) -> None:
    doc = nlp(text)
    [report] = find_reports(Positions(doc), bytearray(len(doc)))
    assert (report.cue.lemma, report.cue.clause[0][0]) == ("announce", 0)


def test_joined_parts_are_in_order_and_disjoint() -> None:
    assert joined([(5, 7), (1, 2), (0, 3)]) == ((0, 3), (5, 7))


def test_select_takes_the_likeliest_of_what_overlaps() -> None:
    assert select([(0.5, 1, [(2, 6)]), (0.7, 8, [(4, 7)])]) == [1]


def test_select_prefers_the_outer_of_two_alike() -> None:
    assert select([(0.7, 5, [(6, 9)]), (0.65, 1, [(2, 9)])]) == [1]


def test_select_takes_a_much_likelier_inner_report() -> None:
    assert select([(0.9, 5, [(6, 9)]), (0.4, 1, [(2, 9)])]) == [0]


RANGES = st.lists(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=2).map(
        lambda parts: tuple((start, start + length) for start, length in parts)
    ),
    max_size=25,
)


@given(RANGES)
def test_apart_keeps_choices_that_share_no_token(choices: list[tuple[tuple[int, int], ...]]) -> None:
    tokens = [{i for start, end in choices[n] for i in range(start, end)} for n in apart(choices)]
    assert sum(map(len, tokens)) == len(set().union(*tokens))


@given(RANGES)
def test_apart_drops_only_what_an_earlier_choice_overlaps(
    choices: list[tuple[tuple[int, int], ...]],
) -> None:
    kept = apart(choices)
    taken: set[int] = set()
    for n, parts in enumerate(choices):
        tokens = {i for start, end in parts for i in range(start, end)}
        assert (n in kept) == (not tokens & taken)
        if n in kept:
            taken |= tokens
