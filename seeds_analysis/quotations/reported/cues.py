"""Which words may attribute what stands without marks, by annotated articles, and whom they attribute to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from spacy import symbols
from spacy.strings import StringStore
from spacy.tokens import Token

from seeds_analysis.doc import Positions, TokenRange
from seeds_analysis.lexicon import WordSet, numbers_of, verbs_of_saying
from seeds_analysis.quotations.cues.sources import hands_on
from seeds_analysis.quotations.reported.contents import according_source, colon_source
from seeds_analysis.quotations.reported.features import CueFacts, source_kind
from seeds_analysis.quotations.reported.sources import source_and_rule
from seeds_analysis.quotations.weights import read_rows
from seeds_analysis.text import Offsets

# Lemmas that attribute this often mark the words inside what they report.
STRONG_COUNT, STRONG_SHARE = 10, 0.3

CUE_WORDS = "indirect_cues"

_PERCEIVING_OR_CAUSING = numbers_of(["see", "hear", "watch", "feel", "let", "make", "help", "have", "get"])
# What stands for a verb with a clause that is not in the list of cue words.
UNLISTED = "(unlisted)"

# By lemma and part of speech: how often a word attributes, and how often it is there.
CueWords = Mapping[tuple[str, str], tuple[int, int]]


class Listed:
    """Words that may attribute, looked for by the numbers of lemma and part of speech."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        store = StringStore()
        # What the weights call them, by the number of the lemma, then of the part of speech.
        self._names: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
        for lemma, pos in words:
            self._names[store.add(lemma)][symbols.IDS[pos]] = (pos, lemma)
        self._names[store.add(":")][symbols.PUNCT] = ("PUNCT", ":")
        for lemma in ("accord", "according"):
            for number in (symbols.VERB, symbols.ADP, symbols.ADV):
                self._names[store.add(lemma)][number] = ("ADP", "according")
        self._lemmas = WordSet(self._names)

    def places(self, places: Positions) -> dict[int, tuple[str, str]]:
        """The tokens that are such words, each with part of speech and lemma as the weights know them."""
        found = {}
        for i in self._lemmas.places(places.lemmas):
            name = self._names[int(places.lemmas[i])].get(places.pos[i])
            if name is not None:
                found[i] = name
        return found


class Surroundings:
    """What the search knows of a Doc beforehand: which tokens are free, and where sentences begin."""

    def __init__(self, places: Positions, taken: Sequence[int]) -> None:
        self.places = places
        self.doc = places.doc
        self.taken = taken
        # How many tokens before each are taken.
        self._before: list[int] = [0, *np.cumsum(np.array(taken, dtype=int)).tolist()]
        self.sentence = places.sentences.around

    def share(self, parts: Iterable[TokenRange]) -> float:
        """The part of the tokens that no quotation has taken yet."""
        size = used = 0
        for start, end in parts:
            size += end - start
            used += self._before[end] - self._before[start]
        return 1 - used / size if size else 0.0


def cue_facts(
    around: Surroundings,
    listed: Listed,
    *,
    used: Collection[int] = (),
    skipped: Sequence[Offsets] = (),
) -> Iterator[CueFacts]:
    """Each word outside quotations that may attribute, in text order.

    `listed` holds the words that may; `used` and `skipped` are as in find_reports.
    """
    doc = around.doc
    for i, pos, word in _occurrences(around.places, listed):
        if around.taken[i] or i in used:
            continue
        token = doc[i]
        if skipped and any(start <= token.idx < end for start, end in skipped):
            continue
        if pos == "VERB" and (hands_on(token) or _tells_what_happened(token)):
            continue
        light = None
        if pos == "ADJ" or (pos == "VERB" and (word in verbs_of_saying.LIGHT_VERBS or word == UNLISTED)):
            light = verbs_of_saying.light_word(token if pos == "VERB" else token.head)
        if light is not None and pos == "ADJ" and light.i == i:
            continue
        # "made clear" says what neither of its words says
        lemma = word if light is None or pos == "ADJ" else f"{word} {light.lower_}"
        start, end = around.sentence(i)
        passive = False
        source: TokenRange | None
        rule: str | None
        if pos == "PUNCT":
            source, rule = colon_source(token, start), "heading"
        elif pos == "ADP":
            source, rule = according_source(token), "according-to"
        else:
            source, rule, passive = source_and_rule(token, pos)
        yield CueFacts(token, lemma, pos, source, rule, passive, (start, end), source_kind(doc, source))


def _tells_what_happened(verb: Token) -> bool:
    """Saw prices fall, let her go, made the town pay: what follows is a bare infinitive with its subject."""
    if verb.lemma not in _PERCEIVING_OR_CAUSING:
        return False
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    if clause is None or clause.tag_ != "VB":
        return False
    labels = {child.dep_ for child in clause.lefts}
    return "nsubj" in labels and labels.isdisjoint(("aux", "mark"))


def _occurrences(places: Positions, listed: Listed) -> Iterator[tuple[int, str, str]]:
    """Tokens that may attribute, by numbers alone: position, part of speech, lemma as the weights know it."""
    doc = places.doc
    tags = places.pos
    known = listed.places(places)
    for clause in (doc.to_array("DEP") == symbols.ccomp).nonzero()[0].tolist():
        verb = doc[clause].head.i
        if tags[verb] == symbols.VERB:
            known.setdefault(verb, ("VERB", UNLISTED))
    for i in sorted(known):
        pos, lemma = known[i]
        if pos != "PUNCT" or doc[i].text == ":":
            yield i, pos, lemma


@cache
def cue_words() -> CueWords:
    """How often a lemma of a part of speech attributes in PolNeAR train, and how often it stands there."""
    return {(row[0], row[1]): (int(row[2]), int(row[3])) for row in read_rows(CUE_WORDS)}


def strong_lemmas(words: CueWords) -> frozenset[str]:
    """Lemmas that attribute so often that what stands inside their content is theirs."""
    return frozenset(
        lemma
        for (lemma, _), (hits, count) in words.items()
        if hits >= STRONG_COUNT and hits > STRONG_SHARE * count
    )


@cache
def strong_cues() -> frozenset[str]:
    """The strong lemmas of PolNeAR train."""
    return strong_lemmas(cue_words())


@cache
def listed_cues() -> Listed:
    """The words that attribute in PolNeAR train."""
    return Listed(cue_words())
