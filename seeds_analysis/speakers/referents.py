"""What a story speaks of, word by word: the names, pronouns, persons and documents that it brings up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from seeds_analysis.doc import EntityAnnotation
from seeds_analysis.lexicon import gazetteer, read_words, titles, verbs_of_saying

SUBJECT_WEIGHT = 80.0
OBJECT_WEIGHT = 50.0
OTHER_WEIGHT = 40.0
# Inside another noun's phrase: Ruiz's lawyer, a spokesman for Ruiz, the Ruiz plan.
EMBEDDED_WEIGHT = 25.0

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
SUBJECTS = {"nsubj", "nsubjpass"}
_OBJECTS = {"dobj", "dative"}
_EMBEDDED = {"poss", "compound", "nmod", "amod"}
# Who meets whom is the same: neither is more prominent.
_SYMMETRIC = {"meet", "marry", "face", "debate", "fight", "resemble"}
_PLURAL_TAGS = {"NNS", "NNPS"}
_INDEFINITE = {"a", "an", "one", "another"}
_PEOPLE = {
    "man": "m",
    "boy": "m",
    "gentleman": "m",
    "woman": "f",
    "girl": "f",
    "lady": "f",
    "person": None,
    "child": None,
    "teenager": None,
}
COMPANY_NOUNS = {
    "company",
    "firm",
    "corporation",
    "business",
    "manufacturer",
    "maker",
    "retailer",
    "carrier",
    "airline",
    "bank",
    "lender",
    "insurer",
    "chain",
    "group",
    "startup",
    "publisher",
    "charity",
    "foundation",
    "association",
}


@dataclass(slots=True)
class Referent:
    """Somebody or something that a pronoun may stand for, and how prominent it is at the moment.

    kind is "person", "body" (it or they), "group" (they) or "place" (it). `weight` is as of `sentence`, to
    which a mention in that sentence contributed `own`. `led` is the last sentence with it as subject or
    speaker. `heard` is the gender of the last pronoun taken for it, where `gender` is unknown.
    """

    name: str
    entity: int | None
    kind: str
    gender: str | None = None
    weight: float = 0.0
    own: float = 0.0
    sentence: int = -1
    paragraph: int = -1
    led: int = -10
    spoke: int = -10
    heard: str | None = None


class Event(NamedTuple):
    """A word that brings something up: kind is "entity", "pronoun", "noun", "name" or "document"."""

    token: int
    kind: str
    entity: int | None = None


@cache
def _words(kind: str) -> frozenset[str]:
    words = {
        "pronoun": set(GENDERS),
        "noun": {*titles.role_nouns(), *_PEOPLE},
        "document": {noun for noun, of in verbs_of_saying.cue_nouns().items() if of == "document"},
    }[kind]
    return frozenset(words)


def find_events(doc: Doc, entities: Sequence[EntityAnnotation], starts: np.ndarray) -> list[Event]:
    """All events of a Doc in text order; `starts` are the offsets of its tokens. Linear in the text."""
    pos, dep = doc.to_array(["POS", "DEP"]).T
    mentions = [(start, end, n) for n, entity in enumerate(entities) for start, end in entity.mentions]
    events = []
    named = np.zeros(len(doc), dtype=bool)
    if mentions:
        firsts = np.searchsorted(starts, [start for start, _, _ in mentions], side="right") - 1
        lasts = np.searchsorted(starts, [end for _, end, _ in mentions])
        firsts = np.maximum(firsts, 0)
        for first, last, (_, _, number) in zip(firsts.tolist(), lasts.tolist(), mentions, strict=True):
            named[first:last] = True
            events.append(Event(_head(doc, first, last), "entity", number))
    subject = (dep == IDS["nsubj"]) | (dep == IDS["nsubjpass"])
    common = (pos == IDS["NOUN"]) & ~named
    objects = dep == IDS["dobj"]
    events += [Event(t.i, "pronoun") for t in doc if t.lower_ in _words("pronoun")]
    for kind, at in (("noun", common), ("document", objects)):
        events += [Event(i, kind) for i in np.flatnonzero(at).tolist() if doc[i].lemma_ in _words(kind)]
    unknown = subject & (pos == IDS["PROPN"]) & ~named
    events += [Event(i, "name") for i in np.flatnonzero(unknown).tolist() if not doc[i].ent_type]
    events.sort(key=itemgetter(0))
    return events


def referent_of(entity: EntityAnnotation, number: int) -> Referent:
    """The referent that an entity is."""
    kinds = {"PERSON": "person", "ORG": "body", "NORP": "group", "GPE": "place"}
    kind, gender = kinds.get(entity.label, "thing"), entity.gender
    words = entity.name.split()
    if kind in ("body", "place", "thing") and len(words) in (2, 3):
        # The recognizer takes many a person for a firm or a place.
        known = gazetteer.given_name_genders().get(words[0].lower())
        if known is not None:
            kind, gender = "person", known
    return Referent(entity.name, number, kind, gender)


def kind_of(noun: Token) -> tuple[str, str | None]:
    """What a common noun stands for, and the gender it tells."""
    lemma = noun.lemma_.lower()
    if lemma == "police" or (lemma in read_words("body_nouns") or lemma in COMPANY_NOUNS):
        return ("group" if noun.tag_ in _PLURAL_TAGS and lemma != "police" else "body"), None
    if noun.tag_ in _PLURAL_TAGS:
        return "group", None
    if lemma in _PEOPLE:
        return "person", _PEOPLE[lemma]
    return "person", titles.role_nouns().get(lemma, ("", None))[1]


def weight_of(token: Token) -> float:
    """How prominent its place in the sentence makes a mention; named together or in apposition is as one."""
    dep = token.dep_
    for _ in range(6):  # a list of names; the bound guards against broken parses
        if dep not in ("conj", "appos") or token.head.i == token.i:
            break
        token = token.head
        dep = token.dep_
    if dep in SUBJECTS:
        return SUBJECT_WEIGHT
    if dep in _EMBEDDED:
        return EMBEDDED_WEIGHT
    if dep in _OBJECTS:
        return SUBJECT_WEIGHT if token.head.lemma_ in _SYMMETRIC else OBJECT_WEIGHT
    if dep == "pobj":
        head = token.head
        if head.dep_ == "agent":
            return OBJECT_WEIGHT
        return EMBEDDED_WEIGHT if head.head.pos_ in ("NOUN", "PROPN") else OTHER_WEIGHT
    return OTHER_WEIGHT


def introduces(noun: Token) -> bool:
    """Whether a common noun brings up somebody of its own: a witness, her husband, the driver of the lorry.

    What is said to be something (was a baker, as mayor) is nobody new, and "the mayor" is most often
    somebody named.
    """
    if noun.dep_ not in (*SUBJECTS, *_OBJECTS) and not (
        noun.dep_ == "pobj" and (noun.head.dep_ == "agent" or (noun.head.lower_ == "with" and is_kin(noun)))
    ):
        return False
    if noun.head.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in noun.head.lefts):
        return False  # "as even her mother calls her": said in passing
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in ("det", "nummod") and child.lower_ in _INDEFINITE):
            return True
        if child.i > noun.i and (
            child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ in ("of", "for"))
        ):
            return noun.tag_ not in _PLURAL_TAGS
    return False


def is_kin(noun: Token) -> bool:
    """Husband, mother, friend: a relation, not a post."""
    return titles.role_nouns().get(noun.lemma_.lower(), ("", None))[0] == titles.KIN


def coordinated(token: Token) -> Iterator[Token]:
    """The token and what is named together with it."""
    yield token
    for _ in range(8):
        if not token.n_rights:
            return
        following = next((child for child in token.rights if child.dep_ == "conj"), None)
        if following is None or following.pos_ not in ("PROPN", "NOUN", "PRON"):
            return
        token = following
        yield token


def _head(doc: Doc, first: int, last: int) -> int:
    """The token of a name that the others hang on."""
    if last - first < 2:
        return first
    token = last - 1
    for _ in range(last - first):
        above = doc[token].head.i
        if not first <= above < last or above == token:
            break
        token = above
    return token
