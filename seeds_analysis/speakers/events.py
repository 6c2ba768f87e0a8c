"""The words of a story that mention somebody: names, pronouns, persons and documents, in text order."""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from seeds_analysis.doc import EntityAnnotation, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.speakers.referents import GENDERS, PLURAL_TAGS, is_kin, is_person_noun

MAX_CONJUNCTS = 6  # a broken parse may chain hundreds of names

SUBJECTS = {"nsubj", "nsubjpass"}
_OBJECTS = {"dobj", "dative"}
_INDEFINITE = {"a", "an", "one", "another"}


class Event(NamedTuple):
    """A token that mentions somebody: kind is "entity", "pronoun", "noun", "name" or "document"."""

    token: int
    kind: str
    entity: int | None = None


def find_events(
    doc: Doc, entities: Sequence[EntityAnnotation], parts_of_speech: npt.NDArray[np.uint64]
) -> list[Event]:
    """Find all events of a Doc, in text order. `parts_of_speech` has a number for each token."""
    events = []
    nominal = [doc.vocab.strings[name] for name in ("NOUN", "PROPN", "PRON")]
    named = set[int]()
    for number, entity in enumerate(entities):
        for start, end in entity.mentions:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                named.update(range(span.start, span.end))
                events.append(Event(syntax.root_of(doc, (span.start, span.end)).i, "entity", number))
    for i in np.flatnonzero(np.isin(parts_of_speech, nominal)).tolist():
        token = doc[i]
        kind = _kind_of_event(token, named=token.i in named)
        if kind is not None:
            events.append(Event(token.i, kind))
    return sorted(events, key=attrgetter("token"))


def _kind_of_event(token: Token, *, named: bool) -> str | None:
    if token.lower_ in GENDERS:
        return "pronoun"
    if token.pos_ == "NOUN" and not named and is_person_noun(token.lemma_):
        return "noun"
    if token.dep_ == "dobj" and verbs_of_saying.cue_nouns().get(token.lemma_) == "document":
        return "document"
    # A name that the recognizer missed.
    if token.pos_ == "PROPN" and token.dep_ in SUBJECTS and not named and not token.ent_type_:
        return "name"
    return None


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
