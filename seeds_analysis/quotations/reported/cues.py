"""Find the words that may attribute text without marks, as learned from articles, and their source."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc

from seeds_analysis.doc import Positions, TokenRange
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.sources import passes_on
from seeds_analysis.quotations.reported.features import CueFacts, source_kind
from seeds_analysis.quotations.reported.sources import source_and_rule
from seeds_analysis.quotations.weights import read_rows
from seeds_analysis.text import Offsets

# Lemmas that attribute this often count as strong.
STRONG_COUNT, STRONG_SHARE = 10, 0.3

CUE_WORDS = "indirect_cues"
# The lemma of a verb that has a clause but is not in the list of cue words.
UNLISTED = "(unlisted)"

# By lemma and part of speech: how often a word attributes, and how often it occurs.
CueWords = Mapping[tuple[str, str], tuple[int, int]]


def free_share(taken: Sequence[int], parts: Iterable[TokenRange]) -> float:
    """Return the part of the tokens that no quotation has taken yet."""
    tokens = [taken[i] for start, end in parts for i in range(start, end)]
    return tokens.count(0) / len(tokens) if tokens else 0.0


def cue_facts(
    positions: Positions,
    taken: Sequence[int],
    words: Container[tuple[str, str]],
    *,
    used: Collection[int] = (),
    skipped: Sequence[Offsets] = (),
) -> Iterator[CueFacts]:
    """Yield each word outside quotations that may attribute, in text order.

    `words` holds lemma and part of speech of those that may; the rest is as in find_reports.
    """
    doc = positions.doc
    for i, pos, word in _occurrences(doc, words):
        if taken[i] or i in used:
            continue
        token = doc[i]
        if skipped and any(start <= token.idx < end for start, end in skipped):
            continue
        if pos == "VERB" and passes_on(token):
            continue
        light = None
        if pos == "ADJ" or (pos == "VERB" and (word in verbs_of_saying.LIGHT_VERBS or word == UNLISTED)):
            light = verbs_of_saying.light_word(token if pos == "VERB" else token.head)
        if light is not None and pos == "ADJ" and light.i == i:
            continue
        # "made clear" is one cue
        lemma = word if light is None or pos == "ADJ" else f"{word} {light.lower_}"
        source, rule, passive = source_and_rule(token, pos)
        sentence = positions.sentences.around(i)
        yield CueFacts(token, lemma, pos, source, rule, passive, sentence, source_kind(doc, source))


def _occurrences(doc: Doc, words: Container[tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield the tokens that may attribute: position, part of speech, and lemma as the weights know it."""
    with_clause = {token.head.i for token in doc if token.dep_ == "ccomp"}
    for token in doc:
        lemma, pos = token.lemma_, token.pos_
        if lemma in ("accord", "according") and pos in ("VERB", "ADP", "ADV"):
            yield token.i, "ADP", "according"
        elif (lemma, pos) in words:
            yield token.i, pos, lemma
        elif pos == "VERB" and token.i in with_clause:
            yield token.i, "VERB", UNLISTED


@cache
def cue_words() -> CueWords:
    """Return the cue words of PolNeAR train."""
    return {(row[0], row[1]): (int(row[2]), int(row[3])) for row in read_rows(CUE_WORDS)}


def strong_lemmas(words: CueWords) -> frozenset[str]:
    """Return the lemmas so strong that reports inside their content belong to them."""
    return frozenset(
        lemma
        for (lemma, _), (hits, count) in words.items()
        if hits >= STRONG_COUNT and hits > STRONG_SHARE * count
    )


@cache
def strong_cues() -> frozenset[str]:
    """Return the strong lemmas of PolNeAR train."""
    return strong_lemmas(cue_words())
