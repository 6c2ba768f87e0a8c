"""The words of a story that mention somebody: names, pronouns, persons and documents, in text order."""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from spacy.tokens import Doc, Token

from seeds_analysis.doc import TokenRange
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.speakers.referents import GENDERS, PLURAL_TAGS, is_kin, person_nouns

MAX_CONJUNCTS = 6  # a broken parse may chain hundreds of names

SUBJECTS = {"nsubj", "nsubjpass"}
_OBJECTS = {"dobj", "dative"}
_INDEFINITE = {"a", "an", "one", "another"}


class Event(NamedTuple):
    """A token that mentions somebody: kind is "entity", "pronoun", "noun", "name" or "document"."""

    token: int
    kind: str
    entity: int | None = None


def find_events(doc: Doc, names: Sequence[Sequence[TokenRange]]) -> list[Event]:
    """Find all events of a Doc, in text order; `names` are the tokens of each entity's mentions."""
    events = []
    named = set[int]()
    for number, mentions in enumerate(names):
        for start, end in mentions:
            named.update(range(start, end))
            events.append(Event(doc[start:end].root.i, "entity", number))
    cue_nouns = verbs_of_saying.cue_nouns()
    for token in doc:
        i, pos, dep, lemma = token.i, token.pos_, token.dep_, token.lemma_
        if pos not in ("NOUN", "PROPN", "PRON"):
            continue
        if token.lower_ in GENDERS:
            events.append(Event(i, "pronoun"))
        elif pos == "NOUN" and i not in named and lemma in person_nouns():
            events.append(Event(i, "noun"))
        elif dep == "dobj" and cue_nouns.get(lemma) == "document":
            events.append(Event(i, "document"))
        # A name that the recognizer missed.
        elif pos == "PROPN" and dep in SUBJECTS and i not in named and not token.ent_type_:
            events.append(Event(i, "name"))
    return sorted(events, key=attrgetter("token"))


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
