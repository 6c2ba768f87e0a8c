"""Sentences of a length that can be searched again and again."""

from typing import Any

import numpy as np
from spacy.tokens import Doc

# The longest sentence of the 300 articles in training/news has 87 tokens. spaCy searches the whole sentence
# for the words that depend on one, so that a text without sentences (10,000 times "said") takes quadratic
# time.
MAX_SENTENCE = 250


def cut_sentences(doc: Doc) -> None:
    """Cut the sentences that are over MAX_SENTENCE tokens.

    In each piece the first word that depended on none of its words becomes the root of the others.
    """
    starts = np.flatnonzero(doc.to_array("SENT_START") == 1)
    lengths = np.diff([*starts, len(doc)])
    if not len(starts) or lengths.max() <= MAX_SENTENCE:
        return
    places = np.arange(len(doc))
    sentences = np.searchsorted(starts, places, side="right") - 1
    pieces = np.cumsum((places - starts[sentences]) % MAX_SENTENCE == 0)
    relative, labels = doc.to_array(["HEAD", "DEP"]).astype(np.int64).T
    heads = places + relative
    tops = np.flatnonzero((heads == places) | (pieces[heads] != pieces))
    _, first = np.unique(pieces[tops], return_index=True)
    roots = tops[first]
    heads[tops] = roots[pieces[tops] - 1]
    strings = doc.vocab.strings
    labels = labels.astype(np.uint64)
    labels[tops], labels[roots] = strings.add("dep"), strings.add("ROOT")
    written: Any = np.column_stack([(heads - places).astype(np.uint64), labels])
    doc.from_array(["HEAD", "DEP"], written)
