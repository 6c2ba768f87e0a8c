"""Sentences without an end are cut, so that searching them takes linear time."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from seeds_analysis.pipeline.sentences import MAX_SENTENCE, cut_sentences


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
