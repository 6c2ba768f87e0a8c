"""A Doc becomes a Summary: nothing is added, nothing lost, every text a slice."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from seeds_analysis.pipeline.build import analyze
from seeds_analysis.summary.making import summarize
from seeds_analysis.summary.model import Summary
from seeds_analysis.summary.verifying import verify
from seeds_analysis.text.article import Article

pytestmark = pytest.mark.model


def summary_of(nlp: Language, text: str) -> Summary:
    article = Article(text, "x.txt")
    return summarize(article, analyze(nlp, article))


def test_summary_of_nothing_found_has_all_its_keys(nlp: Language) -> None:
    summary = summary_of(nlp, "It rained.")
    assert (summary.quotations, summary.entities, summary.counts.sentences) == ((), (), 1)


def test_summary_numbers_quotations_in_text_order(nlp: Language) -> None:
    text = 'Ana Ruiz said the bridge was safe. "It is not," Tom Lee said. Mia Falk said that it was.'
    quotations = summary_of(nlp, text).quotations
    assert [q.id for q in quotations] == [f"q{n}" for n in range(1, len(quotations) + 1)]
    assert [q.content[0].start for q in quotations] == sorted(q.content[0].start for q in quotations)


def test_summary_counts_speakers_once(nlp: Language) -> None:
    text = 'Ana Ruiz said the bridge was safe. "It is," Ruiz said. "It is not," Tom Lee said.'
    assert summary_of(nlp, text).counts.speakers == 2


def test_summary_counts_a_speaker_without_a_name_as_unattributed(nlp: Language) -> None:
    summary = summary_of(nlp, '"The bridge is safe," she said.')
    [quotation] = summary.quotations
    assert quotation.speaker is not None
    assert quotation.speaker.mention is not None
    assert (quotation.speaker.name, quotation.speaker.mention.text) == (None, "she")
    assert (summary.counts.speakers, summary.counts.unattributed) == (0, 1)
    assert verify(summary.to_dict(), '"The bridge is safe," she said.') == []


def test_text_of_a_split_quotation_can_be_copied(nlp: Language) -> None:
    text = '"The bridge is safe," Ana Ruiz said on Monday. "We built it well."'
    [quotation] = summary_of(nlp, text).quotations
    assert quotation.text == "“The bridge is safe,” … “We built it well.”"


SENTENCES = (
    'It rained. Ana Ruiz said the bridge was safe. "We," she said, "built it." It rained again. '
    '\n\nThe mayor wrote:\n\n"Nobody closes it. Nobody can."\n\n'
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("safe", "Ana Ruiz said the bridge was safe.", id="indirect"),
        pytest.param("built", '"We," she said, "built it."', id="inserted-cue"),
        pytest.param(
            "Nobody", 'The mayor wrote:\n\n"Nobody closes it. Nobody can."', id="several-with-the-cue"
        ),
    ],
)
def test_sentence_holds_content_and_cue_and_nothing_else(nlp: Language, words: str, sentence: str) -> None:
    [quotation] = [q for q in summary_of(nlp, SENTENCES).quotations if words in q.text]
    assert quotation.sentence is not None
    assert quotation.sentence.text == sentence
    assert SENTENCES[quotation.sentence.start : quotation.sentence.end] == sentence


def test_summary_refuses_the_doc_of_another_text(nlp: Language) -> None:
    with pytest.raises(ValueError, match="another text"):
        summarize(Article("One.", "x.txt"), nlp("Two."))


def test_summary_doubts_a_text_that_is_not_english(nlp: Language) -> None:
    text = "Die Brücke über den Fluss bleibt bis Ende Mai gesperrt, teilte die Gemeinde gestern mit. " * 6
    assert "language-doubtful" in [warning.code for warning in summary_of(nlp, text).warnings]


def test_summary_of_a_doc_without_annotations_is_empty(nlp: Language) -> None:
    summary = summarize(Article("Ana Ruiz said no.", "x.txt"), nlp.make_doc("Ana Ruiz said no."))
    assert (summary.quotations, summary.entities, summary.dates, summary.key_sentences) == ((), (), (), ())


WORDS = st.sampled_from(
    ["Ana Ruiz", "the ministry", "said", '"', "“", "”", "'", "on Tuesday", "in 1994", "\n\n", ".", ",", ":",
     "\u202e", "\x1b[31m", "\u200b", "[red]", "<script>", "Dr.", "Kyiv", "(", "—"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_summary_of_any_text_verifies_and_round_trips(nlp: Language, text: str) -> None:
    summary = summary_of(nlp, text)
    plain = json.loads(json.dumps(summary.to_dict(), allow_nan=False))
    assert verify(plain, text) == []
    assert Summary.from_dict(plain) == summary


def test_summary_holds_the_text_where_it_is_asked_for(nlp: Language) -> None:
    article = Article("It rained.", "x.txt", title="Rain", url="https://x.example/1", authors=("Ana Ruiz",))
    doc = analyze(nlp, article)
    document = summarize(article, doc, with_text=True).document
    assert (document.text, document.title) == ("It rained.", "Rain")
    assert (document.url, document.authors) == ("https://x.example/1", ("Ana Ruiz",))
    assert summarize(article, doc).document.text is None
