"""The people, bodies and groups of a story, and what its nouns stand for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from seeds_analysis.doc import EntityAnnotation
from seeds_analysis.lexicon import gazetteer, read_table, read_words, titles, word_set
from seeds_analysis.text import name_keys

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
COMPANY_NOUNS = word_set("speakers.company_nouns")
# A list of names may be long.
MAX_TOGETHER = 8
# Mentions of one person that are searched for a rank.
MAX_RANKED = 8

PLURAL_TAGS = {"NNS", "NNPS"}
_DEFINITE = {"the", "this", "that", "these", "those"}
_PEOPLE = (
    dict.fromkeys(word_set("speakers.men"), "m")
    | dict.fromkeys(word_set("speakers.women"), "f")
    | dict.fromkeys(word_set("speakers.people"))
)
_KINDS = {"PERSON": "person", "ORG": "body", "NORP": "group", "GPE": "place"}
_PREPOSITIONS = word_set("speakers.prepositions_in_roles")


@dataclass(slots=True)
class Referent:
    """Somebody or something that a pronoun may stand for, and how prominent it is at the moment.

    kind is "person", "body" (it or they), "group" (they), "place" (it) or "thing". `weight` holds for
    `sentence`; a mention in that sentence contributed `own` to it. `led` is the last sentence with the
    referent as subject or speaker, `spoke` the last one with it as speaker. `heard` is the gender of the last
    pronoun that stood for it, where `gender` is unknown.
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


class Bearer(NamedTuple):
    """An entity whose role or name contains a noun, its first mention, and the words of that role or name."""

    start: int
    entity: int
    words: frozenset[str]


def referent_of(entity: EntityAnnotation, number: int) -> Referent:
    """Make the referent of an entity."""
    kind, gender = _KINDS.get(entity.label, "thing"), entity.gender
    words = entity.name.split()
    known = gazetteer.given_name_genders().get(words[0].lower())
    listed = entity.name.lower() in gazetteer.places() | gazetteer.organisations()
    # The recognizer often takes a person for a company or a place.
    if known is not None and kind in ("body", "place", "thing") and len(words) <= 3 and not listed:
        kind, gender = "person", known
    return Referent(entity.name, number, kind, gender)


def kind_of(noun: Token) -> tuple[str, str | None]:
    """Classify what a common noun stands for: the kind of referent and its gender, if the noun has one."""
    lemma = noun.lemma_.lower()
    if lemma == "police":
        return "body", None
    if noun.tag_ in PLURAL_TAGS:
        return "group", None
    if lemma in read_words("body_nouns") or lemma in COMPANY_NOUNS:
        return "body", None
    if lemma in _PEOPLE:
        return "person", _PEOPLE[lemma]
    return "person", titles.role_nouns().get(lemma, ("", None))[1]


def is_person_noun(lemma: str) -> bool:
    """Whether a noun always means a person: a role, or "man", "child"."""
    return lemma in titles.role_nouns() or lemma in _PEOPLE


def is_kin(noun: Token) -> bool:
    """Husband, mother, friend: a relation, not a post."""
    return titles.role_nouns().get(noun.lemma_.lower(), ("", None))[0] == titles.KIN


def is_definite(noun: Token) -> bool:
    """The minister, this statement: something already mentioned."""
    return any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in noun.children)


def coordinated(token: Token) -> Iterator[Token]:
    """The token and what is joined to it by "and"."""
    yield token
    for _ in range(MAX_TOGETHER):
        following = next((child for child in token.rights if child.dep_ == "conj"), None)
        if following is None or following.pos_ not in ("PROPN", "NOUN", "PRON"):
            return
        token = following
        yield token


def find_bearers(text: str, entities: Sequence[EntityAnnotation]) -> Mapping[str, Sequence[Bearer]]:
    """For each noun, the people whose role contains it and the organisations whose name does."""
    bearers: dict[str, list[Bearer]] = defaultdict(list)
    for number, entity in enumerate(entities):
        start = entity.mentions[0][0]
        for noun in _ranks(text, entity) if entity.label == "PERSON" else ():
            bearers[noun].append(Bearer(start, number, frozenset([noun])))
        if entity.label == "ORG":
            phrases = [entity.name, *entity.aliases]
        else:
            phrases = [text[slice(*entity.role)]] if entity.role else []
        for phrase in phrases:
            words = phrase.lower().split()
            for noun in _head_nouns(words):
                if entity.label == "ORG" or noun in titles.role_nouns():
                    bearers[noun].append(Bearer(start, number, frozenset(words)))
    return bearers


def find_surnames(entities: Sequence[EntityAnnotation]) -> Mapping[str, Sequence[int]]:
    """The people of each surname."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, entity in enumerate(entities):
        if entity.label == "PERSON":
            words = entity.name.split()
            suffixed = len(words) > 2 and words[-1].rstrip(".").lower() in name_keys.SUFFIXES
            bearers[words[-2 if suffixed else -1]].append(number)
    return bearers


def _ranks(text: str, entity: EntityAnnotation) -> set[str]:
    """The ranks before a person's name, spelled out: lieutenant for Lt."""
    before = [text[max(0, start - 8) : start].split() for start, _ in entity.mentions[:MAX_RANKED]]
    words = {words[-1].lower().rstrip(".") for words in before if words}
    return {noun for short, noun in read_table("ranks") if short in words}


def _head_nouns(words: Sequence[str]) -> set[str]:
    """The noun of a role or name: the one before "of", otherwise the last, also without a plural s."""
    link = next((i for i, word in enumerate(words) if word in _PREPOSITIONS), None)
    if link:
        return {words[link - 1]}
    return {words[-1], words[-1].removesuffix("s")} if words else set()
