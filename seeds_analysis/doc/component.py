"""Tell the parser what the page shows: paragraphs end sentences, quotation marks stay with their words."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc.context import paired_marks, whole_text
from seeds_analysis.text import Stretch, paragraphs

# Marks that are never part of a word. Single ones may be apostrophes; there only pairing decides.
_DOUBLE_MARK = re.compile(r"[\"“”„‟«»‹›〝〞＂]")
_CLOSERS = frozenset(")]}.,;:!?…")
_SENTENCE_ENDS = frozenset(".!?…")

# Splitting a token moves all tokens after it (1,000 in 3,000 tokens: 0.3 s, four times as many: 3.6 s). No
# article has nearly as many; in a hostile text the rest stays glued.
MAX_SPLIT = 1_000

_STARTS, _FREE, _MUST_NOT_START = 1, 0, -1


@Language.factory("seeds_layout", assigns=["token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> "LayoutMarker":
    """Build the component; it belongs before the parser."""
    return LayoutMarker(name, tokenize=nlp.tokenizer)


class LayoutMarker:
    """Splits tokens glued to quotation marks and sets sentence boundaries, which the parser keeps.

    A paragraph starts a sentence; a closing mark, punctuation after it, white space, and the word after an
    opening mark do not. A Doc that is already parsed stays as it is.
    """

    def __init__(self, name: str, *, tokenize: Callable[[str], Doc]) -> None:
        self.name = name
        self._tokenize = tokenize

    def __call__(self, doc: Doc) -> Doc:
        """Split glued tokens, then predict the boundaries and write them."""
        if not len(doc) or doc.has_annotation("DEP"):
            return doc
        stretches, _ = paired_marks(doc)
        self._split_glued(doc, stretches)
        self.set_annotations(doc, self.predict(doc, stretches))
        return doc

    def predict(self, doc: Doc, stretches: Sequence[Stretch]) -> NDArray[np.int64]:
        """Say for each token whether it starts a sentence (1), must not (-1), or may (0)."""
        text = whole_text(doc)
        starts, is_space = doc.to_array(["IDX", "IS_SPACE"]).astype(np.int64).T
        boundaries = np.where(is_space == 1, _MUST_NOT_START, _FREE)
        decided = [pair for stretch in stretches for pair in _around_marks(text, stretch)]
        boundaries[_tokens_at(starts, [place for place, _ in decided])] = [value for _, value in decided]
        boundaries[_tokens_at(starts, [start for start, _ in paragraphs(text)])] = _STARTS
        # White space before the first word belongs to the first sentence.
        boundaries[: int(np.argmin(is_space)) + 1] = _MUST_NOT_START
        boundaries[0] = _STARTS
        return boundaries

    def set_annotations(self, doc: Doc, boundaries: NDArray[np.int64]) -> None:
        """Write the boundaries, except where an earlier component decided."""
        present = doc.to_array("SENT_START").astype(np.int64)
        merged: Any = np.where(present == _FREE, boundaries, present).astype(np.uint64)
        doc.from_array("SENT_START", merged)

    def _split_glued(self, doc: Doc, stretches: Sequence[Stretch]) -> None:
        """Make every quotation mark a token of its own: spaCy leaves `end."Next` and `‹word›,` whole."""
        cuts = {place for match in _DOUBLE_MARK.finditer(whole_text(doc)) for place in match.span()}
        for stretch in stretches:
            cuts.update((stretch.open_start, stretch.start, stretch.end, stretch.close_end))
        starts, lengths = doc.to_array(["IDX", "LENGTH"]).astype(np.int64).T
        places = np.array(sorted(cuts), dtype=np.int64)
        tokens = _tokens_at(starts, places)
        inside = (places > starts[tokens]) & (places < starts[tokens] + lengths[tokens])
        pairs = zip(tokens[inside].tolist(), places[inside].tolist(), strict=True)
        glued = [
            (index, [place for _, place in group])
            for index, group in itertools.groupby(pairs, key=lambda pair: pair[0])
        ]
        if not glued:
            return
        with doc.retokenize() as retokenizer:
            for index, inner in glued[:MAX_SPLIT]:
                token = doc[index]
                words = list(self._words(token.text, [place - token.idx for place in inner]))
                retokenizer.split(
                    token,
                    [text for text, _ in words],
                    [(token, number) for number in range(len(words))],
                    attrs={"NORM": [norm for _, norm in words]},
                )

    def _words(self, text: str, cuts: list[int]) -> Iterator[tuple[str, str]]:
        """Cut a token's text and tokenize the parts again: text before a mark may end in a full stop."""
        for start, end in itertools.pairwise([0, *cuts, len(text)]):
            yield from ((token.text, token.norm_) for token in self._tokenize(text[start:end]))


def _tokens_at(starts: NDArray[np.int64], places: Sequence[int] | NDArray[np.int64]) -> NDArray[np.intp]:
    """Find the tokens that hold the characters at the given places."""
    return np.searchsorted(starts, np.asarray(places, dtype=np.int64), side="right") - 1


def _around_marks(text: str, stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Yield the characters whose boundary this stretch decides, and how."""
    # A sentence that starts after its opening mark would leave the mark to the sentence before it.
    for place in range(stretch.open_start + 1, stretch.start + 1):
        yield place, _MUST_NOT_START
    if stretch.closed != "explicit":
        return
    for place in range(stretch.end, stretch.close_end):
        yield place, _MUST_NOT_START
    last = text[stretch.end - 1]
    if last in _SENTENCE_ENDS and text[stretch.close_end : stretch.close_end + 1].isupper():
        yield stretch.close_end, _STARTS  # `... it is."The mayor`: the blank is missing
        return
    place = stretch.close_end
    while text[place : place + 1] in _CLOSERS:
        yield place, _MUST_NOT_START
        place += 1
    following = _next_word(text, place)
    # A comma ends no sentence (`"...," Smith said`), and a lower-case letter starts none (`"Why?" he asked`).
    if following is not None and (last == "," or text[following].islower()):
        yield following, _MUST_NOT_START


def _next_word(text: str, place: int) -> int | None:
    """Skip blanks in the same line."""
    while text[place : place + 1] == " ":
        place += 1
    return place if place < len(text) else None
