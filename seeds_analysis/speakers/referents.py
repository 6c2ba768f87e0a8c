"""The people, bodies and groups of a story, and what its nouns stand for."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from spacy.tokens import Doc, Token

from seeds_analysis.doc import EntityAnnotation, Positions, TokenRange
from seeds_analysis.lexicon import gazetteer, read_table, read_words, titles, word_set
from seeds_analysis.text import name_keys

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
COMPANY_NOUNS = word_set("speakers.company_nouns")
# Mentions of one person that are searched for a rank.
MAX_RANKED = 8
# Nouns within so many tokens of a name may say what somebody is: "named coach of", "who is the chef at".
NEAR_TOKENS = 6

PLURAL_TAGS = {"NNS", "NNPS"}
ARTICLES = {
    **dict.fromkeys(["the", "this", "that", "these", "those"], "definite"),
    **dict.fromkeys(["a", "an", "one", "another", "some", "any", "no"], "indefinite"),
}
_PEOPLE = (
    dict.fromkeys(word_set("speakers.men"), "m")
    | dict.fromkeys(word_set("speakers.women"), "f")
    | dict.fromkeys(word_set("speakers.people"))
)
_KINDS = {"PERSON": "person", "ORG": "body", "NORP": "group", "GPE": "place"}
_PREPOSITIONS = word_set("speakers.prepositions_in_roles")


class Place(NamedTuple):
    """Where somebody is mentioned; `named` says whether by name, `role` is that of events.role_of."""

    token: int
    sentence: int
    paragraph: int
    role: str
    quoted: bool
    named: bool


@dataclass(slots=True)
class Referent:
    """Somebody or something that a source may mean.

    kind is "person", "body" (it or they), "group" (they), "document", "place" (it) or "thing".
    `places` are the names in the whole text, `seen` the mentions read so far, `turns` the numbers of the
    quotations spoken. `phrases` are the words of roles and names by their noun, in the order of the alphabet;
    `names` are the tokens of the first places. `heard` is the gender of the last pronoun that stood for it,
    where `gender` is unknown; `he` and `she` count the pronouns right after the name. `unclear` marks a
    description of somebody who has a name, where it is unclear which.
    """

    name: str
    entity: int | None
    kind: str
    gender: str | None = None
    heard: str | None = None
    he: int = 0
    she: int = 0
    unclear: bool = False
    places: Sequence[Place] = ()
    phrases: Mapping[str, Sequence[frozenset[str]]] = field(default_factory=dict)
    names: Sequence[TokenRange] = ()
    seen: list[Place] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)

    def next_place(self, token: int) -> Place | None:
        """The first name after a token."""
        at = bisect_right(self.places, token, key=attrgetter("token"))
        return self.places[at] if at < len(self.places) else None


def referents_of(
    positions: Positions, entities: Sequence[EntityAnnotation], names: Sequence[Sequence[TokenRange]]
) -> list[Referent]:
    """Make the referents of the entities, in their order; `names` are the tokens of their mentions."""
    found = []
    for number, entity in enumerate(entities):
        referent = _referent_of(entity, number)
        referent.places = [_place_of_name(positions, start) for start, _ in names[number]]
        if referent.kind in ("person", "body"):
            referent.names = names[number][:MAX_RANKED]
            referent.phrases = dict(sorted(_phrases(positions.text, entity).items()))
        found.append(referent)
    return found


def _place_of_name(positions: Positions, token: int) -> Place:
    paragraph = positions.paragraph_at(positions.starts[token])
    return Place(token, positions.sentence_at(token), paragraph, role="", quoted=False, named=True)


def nouns_beside(doc: Doc, names: Sequence[TokenRange]) -> Iterator[str]:
    """The nouns before and after some names, also those of other names."""
    for start, end in names:
        for i in (*range(max(0, start - NEAR_TOKENS), start), *range(end, min(end + NEAR_TOKENS, len(doc)))):
            token = doc[i]
            if token.pos_ in ("NOUN", "PROPN"):
                yield token.lemma_.lower()


def count_genders(referents: Sequence[Referent], positions: Positions) -> None:
    """Count he and she after a person's name, in its sentence and the next, up to another person's name."""
    people = [referent for referent in referents if referent.kind == "person"]
    places = sorted((place.token, n) for n, referent in enumerate(people) for place in referent.places)
    gendered = ((token.i, GENDERS[token.lower_]) for token in positions.doc if token.lower_ in GENDERS)
    for token, gender in gendered:
        at = bisect_right(places, (token, len(people))) - 1
        if at >= 0 and positions.sentence_at(token) - positions.sentence_at(places[at][0]) <= 1:
            person = people[places[at][1]]
            person.he += gender == "m"
            person.she += gender == "f"


def _referent_of(entity: EntityAnnotation, number: int) -> Referent:
    kind, gender = _KINDS.get(entity.label, "thing"), entity.gender
    words = entity.name.split()
    known = gazetteer.given_name_genders().get(words[0].lower())
    # The recognizer often takes a person for a company or a place.
    if known is not None and kind in ("body", "place", "thing") and len(words) <= 3:
        listed = entity.name.lower()
        if listed not in gazetteer.places() and listed not in gazetteer.organisations():
            kind, gender = "person", known
    return Referent(entity.name, number, kind, gender)


def kind_of(noun: Token) -> tuple[str, str | None]:
    """Classify what a common noun stands for: the kind of referent and its gender, if the noun has one."""
    lemma = noun.lemma_.lower()
    if noun.tag_ in PLURAL_TAGS and lemma != "police":
        return "group", None
    if is_body_noun(lemma):
        return "body", None
    if lemma in _PEOPLE:
        return "person", _PEOPLE[lemma]
    return "person", titles.role_nouns().get(lemma, ("", None))[1]


def is_body_noun(lemma: str) -> bool:
    """Whether a noun means an organisation: board, company, observatory, newspaper."""
    return lemma in _body_nouns()


@cache
def _body_nouns() -> frozenset[str]:
    lists = ("body_nouns", "institution_nouns", "press_nouns")
    return COMPANY_NOUNS.union(*map(read_words, lists))


@cache
def person_nouns() -> frozenset[str]:
    """The nouns that always mean a person: a role, or "man", "child"."""
    return frozenset({*titles.role_nouns(), *_PEOPLE})


def is_kin(noun: Token) -> bool:
    """Husband, mother, friend: a relation, not a post."""
    return titles.role_nouns().get(noun.lemma_.lower(), ("", None))[0] == titles.KIN


def is_definite(noun: Token) -> bool:
    """The minister, this statement: something already mentioned."""
    return any(child.dep_ == "det" and ARTICLES.get(child.lower_) == "definite" for child in noun.children)


def follows_the(token: Token) -> bool:
    """Whether "the" comes right before it, as before no name of a person: the Chief."""
    return token.i > 0 and token.nbor(-1).lower_ == "the"


def is_common(noun: Token) -> bool:
    """A role noun that the tagger takes for a name, as in headlines: Mayor vows veto."""
    return noun.lower_ in person_nouns() or is_body_noun(noun.lower_)


def _phrases(text: str, entity: EntityAnnotation) -> Mapping[str, Sequence[frozenset[str]]]:
    """The words of the role of a person, or of the names of a body, by their noun."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for noun in _ranks(text, entity) if entity.label == "PERSON" else ():
        found[noun].append(frozenset([noun]))
    if entity.label == "ORG":
        phrases = [entity.name, *entity.aliases]
    else:
        phrases = [text[slice(*entity.role)]] if entity.role else []
    for phrase in phrases:
        words = phrase.lower().split()
        for noun in head_nouns(words):
            if entity.label == "ORG" or noun in titles.role_nouns():
                found[noun].append(frozenset(words))
    return found


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


def head_nouns(words: Sequence[str]) -> set[str]:
    """The noun of a role or name: the one before "of", otherwise the last, also without a plural s."""
    link = next((i for i, word in enumerate(words) if word in _PREPOSITIONS), None)
    if link:
        return {words[link - 1]}
    return {words[-1], words[-1].removesuffix("s")} if words else set()
