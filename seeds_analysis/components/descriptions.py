"""Whom a description means that is named elsewhere: the minister, the company."""

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from seeds_analysis.annotations import EntityRecord
from seeds_analysis.components.pronouns import Antecedents
from seeds_analysis.components.referents import COMPANY_NOUNS
from seeds_analysis.components.roles import role_nouns
from seeds_analysis.lexicon import read_words

# Of one noun ("minister", "board") so many bearers are looked at.
MAX_BEARERS = 40

_DEFINITE = {"the", "this", "that", "these", "those"}
_LINKS = {"of", "for", "to", "at", "in"}


class Descriptions:
    """Looks up who bears a noun by role or by name."""

    def __init__(self, text: str, entities: Sequence[EntityRecord], antecedents: Antecedents) -> None:
        self.entities = entities
        self.antecedents = antecedents
        # For each noun the place of the first mention, the entity and all words of its role or name.
        self.bearers: dict[str, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
        for number, entity in enumerate(entities):
            if entity.label == "ORG":
                phrases = (entity.name, *entity.aliases)
            elif entity.role:
                phrases = (text[slice(*entity.role)],)
            else:
                continue
            for phrase in phrases:
                words = phrase.lower().split()
                for noun in _heads(words):
                    if entity.label == "ORG" or noun in role_nouns():
                        self.bearers[noun].append((entity.mentions[0][0], number, frozenset(words)))

    def named(self, noun: Token) -> int | None:
        """The entity whose role or name has that noun; None if there are several.

        All words of the description have to be its: the Democratic nominee is nobody who is called the
        Republican nominee. Named before goes before named later; of several the only one that the last
        sentences speak of.
        """
        if not is_definite(noun):
            return None
        bearers = self.bearers.get(noun.lemma_.lower(), ())[:MAX_BEARERS]
        words = {t.lower_ for t in noun.subtree if t.i < noun.i and t.is_alpha and t.dep_ != "det"}
        fitting = {number for at, number, own in bearers if at < noun.idx and words <= own}
        if not fitting:  # "the widow said": her name comes at the end
            fitting = {
                number
                for _, number, own in bearers
                if words <= own and self.entities[number].label == "PERSON"
            }
        if len(fitting) > 1:
            fitting = {number for number in fitting if self.antecedents.lately(number, noun.i)}
        return fitting.pop() if len(fitting) == 1 else None

    def company(self, noun: Token) -> int | None:
        """The only body named in the last sentences, for "the company"; not a ministry or a court."""
        bare = is_definite(noun) and not any(child.dep_ != "det" for child in noun.children)
        if not bare or noun.lemma_.lower() not in COMPANY_NOUNS:
            return None
        number = self.antecedents.alone(noun, "body")
        entity = None if number is None else self.antecedents.referents[number].entity
        if entity is None or self.entities[entity].label != "ORG":
            return None
        public = read_words("body_nouns") - COMPANY_NOUNS
        return None if public & set(self.entities[entity].name.lower().split()) else entity


def is_definite(noun: Token) -> bool:
    """The minister, this statement: something told of before."""
    return any(child.lower_ in _DEFINITE for child in noun.children if child.dep_ == "det")


def _heads(words: Sequence[str]) -> set[str]:
    """The nouns of a role or name that tell what it is: the last, and the one before "of"."""
    heads = {words[-1], words[-1].removesuffix("s")} if words else set()
    link = next((i for i, word in enumerate(words) if word in _LINKS), None)
    if link:
        heads = {words[link - 1]}
    return heads
