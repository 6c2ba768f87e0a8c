"""Long runs of characters and sentences without an end are cut, so that spaCy takes linear time."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from seeds_analysis.doc.context import whole_text
from seeds_analysis.pipeline.linear_time import MAX_RUN, MAX_SENTENCE, cut_sentences, long_runs, make_doc

BLANK = spacy.blank("en")
WORDS = st.sampled_from(
    ["isn't", "U.S.", "(odd)", " ", "  ", "\n\n", "x" * 199, "$" * 150, '"' * 90, "\u00a0"]
)


@pytest.mark.parametrize("text", ["", " ", "It isn't  so,\n\n(said) Dr. Who.", "x" * MAX_RUN])
def test_tokenizing_leaves_ordinary_text_to_spacy(text: str) -> None:
    expected = BLANK.make_doc(text)
    assert make_doc(BLANK, text).to_bytes() == expected.to_bytes()


@given(st.lists(WORDS, max_size=12).map("".join))
def test_tokenizing_keeps_text_and_offsets(text: str) -> None:
    doc = make_doc(BLANK, text)
    assert doc.text == text == whole_text(doc)
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("character", ['"', "(", "$", "x", "'s", "\u202e"])
def test_tokenizing_ends_soon_on_an_unbroken_run(character: str) -> None:
    text = f"Before {character * 20_000} after."
    doc = make_doc(BLANK, text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= MAX_RUN


def test_tokenizing_changes_nothing_around_a_run() -> None:
    doc = make_doc(BLANK, f"It isn't {'x' * 500} what  U.S. law says.")
    around = [token for token in doc if "x" not in token.text]
    expected = ["It", "is", "n't", "what", " ", "U.S.", "law", "says", "."]
    assert [token.text for token in around] == expected
    assert [token.norm_ for token in around][:3] == ["it", "is", "not"]


def test_runs_longer_than_words_are_found() -> None:
    assert list(long_runs(f"a {'b' * MAX_RUN} {'c' * (MAX_RUN + 1)}")) == [(MAX_RUN + 3, 2 * MAX_RUN + 4)]


def sentence(heads: list[int]) -> Doc:
    deps = ["ROOT" if head == place else "conj" for place, head in enumerate(heads)]
    return Doc(Vocab(), words=["said"] * len(heads), heads=heads, deps=deps)


@pytest.mark.parametrize("root", [0, 300, 999], ids=["first", "middle", "last"])
def test_long_sentence_is_cut(root: int) -> None:
    doc = sentence([root] * 1000)
    cut_sentences(doc)
    assert [len(sent) for sent in doc.sents] == [MAX_SENTENCE] * 4
    assert [sent.root.dep_ for sent in doc.sents] == ["ROOT"] * 4


def test_long_chain_is_cut() -> None:
    doc = sentence([0, *range(999)])
    cut_sentences(doc)
    assert all(token.head in token.sent for token in doc)
    assert [token.dep_ for token in doc[MAX_SENTENCE : MAX_SENTENCE + 2]] == ["ROOT", "conj"]


def test_usual_sentence_stays_as_it_is() -> None:
    doc = sentence([0] * MAX_SENTENCE)
    before = doc.to_bytes()
    cut_sentences(doc)
    assert doc.to_bytes() == before


def test_empty_doc_is_not_cut() -> None:
    doc = Doc(Vocab())
    cut_sentences(doc)
    assert not len(doc)
