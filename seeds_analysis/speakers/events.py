"""The words of a story that mention somebody: names, pronouns, persons and documents, in text order."""

from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.speakers.referents import GENDERS, PLURAL_TAGS, is_kin, person_nouns

MAX_CONJUNCTS = 6  # a broken parse may chain hundreds of names

SUBJECTS = {"nsubj", "nsubjpass"}
_OBJECTS = {"dobj", "dative"}
_INDEFINITE = {"a", "an", "one", "another"}

Column = npt.NDArray[np.uint64]

# The attributes of tokens that are read as numbers: a Token for every word would take most of the time.
COLUMNS = ("ORTH", "POS", "LOWER", "LEMMA", "DEP", "ENT_TYPE", "SENT_START")
NOUN, PROPN, PRON, DOBJ = map(get_string_id, ("NOUN", "PROPN", "PRON", "dobj"))
_SUBJECTS = frozenset(map(get_string_id, SUBJECTS))
_READ = ("POS", "LOWER", "LEMMA", "DEP", "ENT_TYPE")
_GENDERED = frozenset(map(get_string_id, GENDERS))


class Event(NamedTuple):
    """A token that mentions somebody: kind is "entity", "pronoun", "noun", "name" or "document"."""

    token: int
    kind: str
    entity: int | None = None


def find_events(
    doc: Doc, names: Sequence[Sequence[TokenRange]], columns: Mapping[str, Column]
) -> list[Event]:
    """Find all events of a Doc, in text order.

    `names` are the tokens of each entity's mentions; `columns` hold a number for each token, by attribute.
    """
    events = []
    named = set[int]()
    for number, mentions in enumerate(names):
        for start, end in mentions:
            named.update(range(start, end))
            events.append(Event(syntax.root_of(doc, (start, end)).i, "entity", number))
    nominal = np.flatnonzero(np.isin(columns["POS"], [NOUN, PROPN, PRON]))
    rows = zip(nominal.tolist(), *(columns[name][nominal].tolist() for name in _READ), strict=True)
    for i, pos, lower, lemma, dep, entity_type in rows:
        if lower in _GENDERED:
            events.append(Event(i, "pronoun"))
        elif pos == NOUN and i not in named and lemma in _person_nouns():
            events.append(Event(i, "noun"))
        elif dep == DOBJ and lemma in _documents():
            events.append(Event(i, "document"))
        # A name that the recognizer missed.
        elif pos == PROPN and dep in _SUBJECTS and i not in named and not entity_type:
            events.append(Event(i, "name"))
    return sorted(events, key=attrgetter("token"))


@cache
def _person_nouns() -> frozenset[int]:
    return frozenset(map(get_string_id, person_nouns()))


@cache
def _documents() -> frozenset[int]:
    nouns = verbs_of_saying.cue_nouns().items()
    return frozenset(get_string_id(noun) for noun, kind in nouns if kind == "document")


def role_of(token: Token) -> str:
    """The role of a mention: "subject", "object", "embedded" or "other".

    Conjuncts and appositives count as what they belong to. Embedded is inside another noun's phrase: Ruiz's
    lawyer, a spokesman for Ruiz, the Ruiz plan.
    """
    for _ in range(MAX_CONJUNCTS):
        if token.dep_ not in ("conj", "appos") or token.head == token:
            break
        token = token.head
    dep, head = token.dep_, token.head
    if dep in SUBJECTS:
        return "subject"
    if dep in ("poss", "compound", "nmod", "amod"):
        return "embedded"
    if dep in _OBJECTS or (dep == "pobj" and head.dep_ == "agent"):
        return "object"
    return "embedded" if dep == "pobj" and head.head.pos_ in ("NOUN", "PROPN") else "other"


def introduces(noun: Token) -> bool:
    """Whether a common noun brings in a new person: a witness, her husband, the driver of the lorry.

    "The mayor" is most often somebody already named; a plain object of a preposition or a predicate ("was a
    baker", "as mayor") is nobody new.
    """
    with_kin = noun.head.lower_ == "with" and is_kin(noun)
    by_or_with = noun.dep_ == "pobj" and (noun.head.dep_ == "agent" or with_kin)
    if noun.dep_ not in SUBJECTS | _OBJECTS and not by_or_with:
        return False
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in ("det", "nummod") and child.lower_ in _INDEFINITE):
            return True
        is_clause = child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ in ("of", "for"))
        if is_clause and child.i > noun.i:
            return noun.tag_ not in PLURAL_TAGS
    return False
