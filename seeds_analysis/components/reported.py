"""Indirect quotations chosen by learned weights: which words attribute, what they report, and whose it is.

The order is that of Pareti et al. (2013), "Automatically Detecting and Attributing Indirect Quotations": cue,
content, source; but instead of labelling tokens, the choice is among the phrases that the parse offers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy import symbols
from spacy.strings import StringStore
from spacy.tokens import Doc, Token

from seeds_analysis.annotations import Offsets
from seeds_analysis.components.cue_words import LIGHT_VERBS, cue_verbs, light_word, verb_lemma
from seeds_analysis.components.cues import Cue, verb_group
from seeds_analysis.components.phrases import TokenRange
from seeds_analysis.components.places import Places
from seeds_analysis.components.reported_contents import (
    Content,
    according_contents,
    according_source,
    adjective_contents,
    colon_contents,
    colon_source,
    noun_contents,
    verb_contents,
)
from seeds_analysis.components.reported_features import (
    CueFacts,
    content_features,
    cue_features,
    source_kind,
)
from seeds_analysis.components.reported_selection import joined, select
from seeds_analysis.components.reported_sources import source_and_rule
from seeds_analysis.components.sources import hands_on
from seeds_analysis.components.word_sets import WordSet, numbers_of
from seeds_analysis.weights import logistic, read_model, read_rows

# The chance from which a candidate counts, the best in F1 by cross-validation on PolNeAR train.
THRESHOLD = 0.26
# The share of clauses before a verb of saying and its subject, parted by a comma, that people mark.
FRONTED_CHANCE = 0.8
# Words whose own features add up to less are hardly ever chosen; what they report is not looked at.
HOPELESS = -1.8
# Of those that the weights trust more, 93% are right in PolNeAR train by cross-validation, 86% on dev.
MAX_CONFIDENCE = 0.89
# Lemmas that attribute this often mark the words inside what they report.
STRONG_COUNT, STRONG_SHARE = 10, 0.3

NAMING = {"call", "dub", "name", "nickname", "brand", "label", "title"}
_PERCEIVING_OR_CAUSING = numbers_of(["see", "hear", "watch", "feel", "let", "make", "help", "have", "get"])
# What stands for a verb with a clause that is not in the list of cue words.
UNLISTED = "(unlisted)"

CUE_WORDS = "indirect_cues"
CHOICE = "indirect_choice"
CONFIDENCE = "indirect_confidence"

# Parts of the names of constructions that hold a clause.
_CLAUSES = ("ccomp", "xcomp", "acl", "advcl", "relcl", "sentence", "clause", "loose", "before", "colon")

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

    def places(self, places: Places) -> dict[int, tuple[str, str]]:
        """The tokens that are such words, each with part of speech and lemma as the weights know them."""
        found = {}
        for i in self._lemmas.places(places.lemmas):
            name = self._names[int(places.lemmas[i])].get(places.pos[i])
            if name is not None:
                found[i] = name
        return found


@dataclass(frozen=True, slots=True)
class Report:
    """A chosen candidate: what is known of its cue, what it reports, and the confidence.

    `confidence` is the calibrated chance, in [0, 1], that content and source are both right.
    """

    facts: CueFacts
    content: Content
    confidence: float

    @property
    def cue(self) -> Cue:
        """The cue as it attributes this content; made when asked for: two reports in five are doubtful."""
        facts, token = self.facts, self.facts.token
        if facts.pos == "ADP":
            start, end = token.i, token.i + 2
        else:
            start, end = verb_group(token) if facts.pos == "VERB" else (token.i, token.i + 1)
        return Cue(
            head=token.i,
            start=start,
            end=end,
            lemma="according to" if facts.pos == "ADP" else verb_lemma(token),
            kind="according" if facts.pos == "ADP" else "say",
            source=facts.source,
            rule=facts.rule,
            clause=self.content.parts,
            reports=True,
            is_noun=facts.pos == "NOUN",
        )

    @property
    def parts(self) -> tuple[TokenRange, ...]:
        """What is reported, as token ranges."""
        return joined(self.content.parts)

    @property
    def size(self) -> int:
        """How many tokens are reported."""
        return sum(end - start for start, end in self.content.parts)

    @property
    def is_clause(self) -> bool:
        """Whether it reports a clause ("said it is safe"), not a phrase alone ("hailed the bridge")."""
        return any(part in self.content.construction for part in _CLAUSES)


class Surroundings:
    """What the search knows of a Doc beforehand: which tokens are free, and where sentences begin."""

    def __init__(self, places: Places, taken: Sequence[int]) -> None:
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


def find_reports(
    places: Places, taken: Sequence[int], *, used: Collection[int] = (), skipped: Sequence[Offsets] = ()
) -> list[Report]:
    """The indirect quotations of a Doc in text order, none inside another.

    `taken` tells of each token whether it stands in quotation marks or in a quotation found before, `used`
    holds the cues of those, and `skipped` the characters that are no part of the story.
    """
    model = read_model(CHOICE)
    strong = _strong()
    around = Surroundings(places, taken)
    chances = []
    for facts in cue_facts(around, _listed(), used=used, skipped=skipped):
        features = cue_features(facts, strong)
        base = model.score(features)
        contents = free_contents(around, facts) if base > HOPELESS else []
        if not contents:
            continue
        fronted = [each for each in contents if _is_fronted(facts, each[0])]
        best = fronted or contents
        scores = [model.score(content_features(facts, *each)) - model.bias for each in best]
        score = max(scores)
        content, share = best[scores.index(score)]
        chance = logistic(base + score)
        if fronted:
            chance, content = max(chance, FRONTED_CHANCE), content._replace(construction="left-ccomp")
        if chance >= THRESHOLD:
            chances.append((chance, facts, content, share))
    kept = select([(chance, facts.token.i, content.parts) for chance, facts, content, _ in chances])
    reports = [_report(*chances[n]) for n in kept]
    return sorted(reports, key=lambda report: (report.parts[0], report.facts.token.i))


def _is_fronted(facts: CueFacts, content: Content) -> bool:
    """The bridge is safe, the ministry announced: too few verbs stand so in the articles learned from.

    The parser makes either clause the head; then nothing but a comma may join the saying to it.
    """
    if content.construction not in ("left-ccomp", "parenthetical") or facts.source is None:
        return False
    listed = cue_verbs().get(facts.lemma) if facts.pos == "VERB" else None
    if listed is None or listed.kind != "say" or "c" not in listed.frames:
        return False
    doc, name = facts.token.doc, facts.source[0]
    if content.construction == "left-ccomp":
        return bool(doc[content.parts[-1][1]].text == ",")
    if facts.rule != "subject" or not name:
        return False
    return doc[name - 1].text == "," and all(child.dep_ != "mark" for child in facts.token.children)


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
        if pos == "ADJ" or (pos == "VERB" and (word in LIGHT_VERBS or word == UNLISTED)):
            light = light_word(token if pos == "VERB" else token.head)
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


def free_contents(around: Surroundings, facts: CueFacts) -> list[tuple[Content, float]]:
    """What a cue may report, each with the part of it, above 0 and up to 1, that no quotation has taken."""
    token, pos = facts.token, facts.pos
    if pos == "VERB":
        contents = verb_contents(token, facts.source, passive=facts.passive)
    elif pos == "NOUN":
        contents = noun_contents(token)
    elif pos == "ADJ":
        contents = adjective_contents(token)
    elif facts.source is None:
        contents = []
    elif pos == "ADP":
        contents = according_contents(token, facts.sentence)
    else:
        end, stop = facts.sentence[1], token.i + 1
        contents = colon_contents(token, around.sentence(stop)[1] if end <= stop < len(around.doc) else end)
    free = [(each, share) for each in contents if (share := around.share(each.parts)) > 0]
    if facts.lemma in NAMING:
        # "They call the mayor "Iron Ana"": the name in marks is what is said, and nothing else is.
        free = [
            (each, share) for each, share in free if share == 1 and not _has_marks(around.doc, each.parts)
        ]
    return free


def _has_marks(doc: Doc, parts: Iterable[TokenRange]) -> bool:
    return any(token.is_quote for start, end in parts for token in doc[start:end])


def _occurrences(places: Places, listed: Listed) -> Iterator[tuple[int, str, str]]:
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
def _strong() -> frozenset[str]:
    return strong_lemmas(cue_words())


@cache
def _listed() -> Listed:
    return Listed(cue_words())


def _report(chance: float, facts: CueFacts, content: Content, share: float) -> Report:
    traits = confidence_features(chance, facts, content, share)
    return Report(facts, content, min(read_model(CONFIDENCE).probability(traits), MAX_CONFIDENCE))


def confidence_features(chance: float, facts: CueFacts, content: Content, share: float) -> list[str]:
    """What tells how far a choice can be trusted: its own chance, and how the source was found."""
    kind, _ = facts.source_kind
    return [
        f"chance={min(int(chance * 20), 19)}",
        f"rule={facts.rule}|{facts.pos}",
        "source=" + kind,
        f"rule={facts.rule}|source={kind}",
        f"free={'all' if share >= 1 else 'part'}",
        f"as={content.construction}",
    ]
