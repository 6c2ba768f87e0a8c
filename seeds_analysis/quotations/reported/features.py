"""Describe a cue, and what it may report, by named features for the learned choice.

All are symbols (lemmas, labels, tags, classes of length), not vectors, so that one set of weights fits every
English pipeline. A name reads "what=value"; "|" joins two facts.
"""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from seeds_analysis.doc import TokenRange
from seeds_analysis.lexicon import read_words, verbs_of_saying, word_set
from seeds_analysis.quotations.reported.contents import Content

_FRAME = {"ccomp", "xcomp", "dobj", "advcl", "acl", "attr", "acomp", "oprd", "dative", "prt"}
_CLOSED_CLASS = {"SCONJ", "PRON", "PART", "ADP", "ADV", "DET"}
_LIMITS = (1, 2, 3, 5, 8, 12, 18, 27, 40, 60)
_LENGTHS = (*map(str, _LIMITS), "more")
MAX_CLIMB = 5


class CueFacts(NamedTuple):
    """A cue word with its lemma, part of speech, source, and the rule that found the source.

    `source_kind` is the kind of source (none, pron, name, role, body, document, noun), then with its word.
    """

    token: Token
    lemma: str
    pos: str
    source: TokenRange | None
    rule: str | None
    passive: bool
    sentence: TokenRange
    source_kind: tuple[str, str]


def cue_features(facts: CueFacts, strong: frozenset[str]) -> list[str]:
    """Describe a word that may attribute; `strong` are lemmas that often do.

    The features are the word, its source, its children, whether it is negated, and whether a strong lemma is
    above it. Tags, tense, modality and the words in its objects changed nothing.
    """
    token, pos = facts.token, facts.pos
    word = f"{facts.lemma}|{pos}"
    features = ["lemma=" + word, "source=" + facts.source_kind[1]]
    frame = []
    for child in token.children:
        dep = child.dep_
        if child.i > token.i:
            if dep == "prep":
                frame.append("p:" + child.lower_)
            elif dep in _FRAME:
                frame.append(dep)
        elif dep == "ccomp":
            frame.append("left")  # the bridge is safe, she said
        elif dep == "neg":
            features += ["negated", "negated|" + word]
    features.append(f"frame={pos}|{'+'.join(frame[:3])}")
    return features + _inside(token, pos, strong)


def content_features(facts: CueFacts, content: Content, share: float) -> list[str]:
    """Describe words that the cue may report.

    `share` is the part of them that no quotation has taken yet, above 0 and up to 1.
    """
    doc = facts.token.doc
    word = f"{facts.lemma}|{facts.pos}"
    kind = content.construction
    start, end = content.parts[0][0], content.parts[-1][1]
    length = bucket(sum(stop - begin for begin, stop in content.parts))
    first = doc[start]
    opening = first.lower_ if first.pos_ in _CLOSED_CLASS or first.tag_[0:1] == "W" else first.tag_
    before = doc[start - 1].lower_ if start else ""
    lead = before if before == "that" or before in word_set("quotations.prepositions") else ""
    following = doc[end].text if end < len(doc) else "."
    following = "word" if following.isalnum() else following
    listed = verbs_of_saying.cue_verbs().get(facts.lemma) if facts.pos == "VERB" else None
    speech = f"{listed.kind}-{listed.frames}" if listed is not None else "unlisted"
    features = [
        f"as={kind}|{facts.pos}",
        f"as={kind}|{word}",
        f"as={kind}|n={length}",
        f"as={kind}|opening={opening}",
        f"as={kind}|lead={lead}",
        f"as={kind}|{word}|lead={lead}",
        f"as={kind}|next={following}",
        f"as={kind}|{speech}",
        f"as={kind}|{speech}|next={following}",
    ]
    if share < 1:
        features.append(f"share={int(share * 4)}")
    return features


def source_kind(doc: Doc, source: TokenRange | None) -> tuple[str, str]:
    """Return the kind of a source, as in CueFacts."""
    if source is None:
        return "none", "none"
    start, end = source
    root = doc[end - 1]
    while root.head.i != root.i and start <= root.head.i < end:
        root = root.head
    if root.pos_ == "PRON":
        return "pron", "pron:" + root.lower_
    if root.pos_ == "PROPN":
        return "name:" + root.ent_type_, "name"
    lemma = root.lemma_.lower()
    kind = _noun_kinds().get(lemma, "noun")
    return kind, "role" if kind == "role" else "noun:" + lemma


@cache
def _noun_kinds() -> dict[str, str]:
    lists = {
        "document": ("media_nouns", "cue_nouns"),
        "body": ("press_nouns", "body_nouns"),
        "role": ("role_nouns",),
    }
    return {word: kind for kind, names in lists.items() for name in names for word in read_words(name)}


def bucket(count: int) -> str:
    """Return the class of a length in words, named by its upper end."""
    return _LENGTHS[bisect_left(_LIMITS, count)]


def _inside(token: Token, pos: str, strong: frozenset[str]) -> list[str]:
    """Describe the nearest strong lemma above: reports inside a report belong to the outer one."""
    above = token
    for step in range(1, MAX_CLIMB + 1):
        if above.head.i == above.i:
            break
        dep, above = above.dep_, above.head
        lemma = above.lemma_.lower()
        if lemma in strong and above.pos_ in ("VERB", "NOUN", "ADJ"):
            return [f"inside={dep}:{lemma}", f"inside={dep}|{pos}", f"inside|{pos}|{step}"]
    return []
