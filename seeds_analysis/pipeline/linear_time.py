"""Keep spaCy's time linear in the length of a text: long runs of characters and long sentences are cut."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

# spaCy's tokenizer removes affixes one by one and scans the rest each time, which is quadratic in a run
# without white space (16,000 opening quotation marks: 16 s). No English word is nearly this long; a longer
# web address becomes two tokens.
MAX_RUN = 200

# The longest sentence of the 300 articles in training/news has 87 tokens. spaCy searches the whole sentence
# for the words that depend on one, so that a text without sentences (10,000 times "said") takes quadratic
# time.
MAX_SENTENCE = 250

_LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")


def long_runs(text: str) -> Iterator[tuple[int, int]]:
    """Find the runs without white space that are too long for the tokenizer."""
    return (match.span() for match in _LONG_RUN.finditer(text))


def make_doc(nlp: Language, text: str) -> Doc:
    """Tokenize as `nlp.make_doc` does, but cut the runs without white space that are over MAX_RUN.

    `doc.text` equals the text, character for character. Raises ValueError beyond `nlp.max_length`.
    """
    runs = list(long_runs(text))
    if not runs:
        return nlp.make_doc(text)
    parts = [nlp.make_doc(text[start:end]) for start, end in _cut(text, runs)]
    words = [token.text for part in parts for token in part]
    spaces = [bool(token.whitespace_) for part in parts for token in part]
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    # Words of the exception table ("n't") carry a norm of their own, which the lexeme does not know.
    norms: Any = np.concatenate([part.to_array("NORM") for part in parts])
    doc.from_array("NORM", norms)
    return doc


def _cut(text: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield consecutive pieces that cover the text; a blank belongs to the word before it."""
    places = [0]
    for start, end in runs:
        places += [*range(start, end, MAX_RUN), end + (text[end : end + 1] == " ")]
    return ((start, end) for start, end in pairwise([*places, len(text)]) if start < end)


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
