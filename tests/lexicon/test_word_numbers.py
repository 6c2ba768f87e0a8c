"""Words by number, found in a column of a Doc."""

import numpy as np
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vocab import Vocab

from seeds_analysis.lexicon.word_numbers import WordSet, numbers_of


def test_places_of_words_in_order_in_any_vocabulary() -> None:
    doc = Doc(Vocab(), words=["The", "mayor", "said", "what", "mayors", "said"])
    assert WordSet(numbers_of(["said", "mayor"])).places(doc.to_array("ORTH")) == [1, 2, 5]


def test_a_column_of_several_is_read_as_well() -> None:
    doc = Doc(Vocab(), words=["the", "mayor", "said"], lemmas=["the", "mayor", "say"])
    _, lemma = doc.to_array(["ORTH", "LEMMA"]).T
    assert WordSet(numbers_of(["say"])).places(lemma) == [2]


def test_a_word_that_only_shares_low_bits_is_none_of_them() -> None:
    number = StringStore().add("mayor")
    column = np.array([number ^ (1 << 40), number], dtype=np.uint64)
    assert WordSet([number]).places(column) == [1]


def test_an_empty_set_has_no_places() -> None:
    assert WordSet([]).places(np.array([0, 1], dtype=np.uint64)) == []
