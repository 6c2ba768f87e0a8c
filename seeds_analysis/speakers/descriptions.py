"""Whom a description means that is named elsewhere: the minister, the company."""

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from seeds_analysis.doc import EntityAnnotation, syntax
from seeds_analysis.lexicon import read_words, titles
from seeds_analysis.speakers.antecedents import Antecedents, words_of
from seeds_analysis.speakers.referents import COMPANY_NOUNS, is_kin, kind_of

# Of one noun ("minister", "board") so many bearers are looked at.
MAX_BEARERS = 40

_DEFINITE = {"the", "this", "that", "these", "those"}
_POINTING = {"det", "predet"}
_LINKS = {"of", "for", "to", "at", "in"}
_POSSESSIVES = {"his", "her", "its", "their"}
# Ranks as they stand before a name, and the noun for who holds one.
_RANKS = {
    "lt": "lieutenant",
    "col": "colonel",
    "gen": "general",
    "capt": "captain",
    "sgt": "sergeant",
    "maj": "major",
    "cmdr": "commander",
    "adm": "admiral",
    "dr": "doctor",
    "prof": "professor",
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "det": "detective",
    "insp": "inspector",
    "supt": "superintendent",
    "amb": "ambassador",
    "rev": "reverend",
}
# Of one person so many mentions are looked at for a rank.
MAX_RANKED = 8


class Descriptions:
    """Looks up who bears a noun by role or by name."""

    def __init__(self, text: str, entities: Sequence[EntityAnnotation], antecedents: Antecedents) -> None:
        self.entities = entities
        self.antecedents = antecedents
        # For each noun the place of the first mention, the entity and all words of its role or name.
        self.bearers: dict[str, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
        self.people = [number for number, entity in enumerate(entities) if entity.label == "PERSON"]
        self.bodies = [number for number, entity in enumerate(entities) if entity.label == "ORG"]
        for number in self.people:
            for rank in _ranks(text, entities[number]):
                self.bearers[rank].append((entities[number].mentions[0][0], number, frozenset([rank])))
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
                    if entity.label == "ORG" or noun in titles.role_nouns():
                        self.bearers[noun].append((entity.mentions[0][0], number, frozenset(words)))

    def named(self, noun: Token) -> int | None:
        """The entity whose role or name has that noun; None if there are several.

        All words of the description have to be its: the Democratic nominee is nobody who is called the
        Republican nominee. Named before goes before named later; of several the only one that the last
        sentences speak of.
        """
        if not is_definite(noun) and _possessor(noun) is None:
            return None
        bearers = self.bearers.get(noun.lemma_.lower(), ())[:MAX_BEARERS]
        words = self._words(noun)
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

    def may_be_named(self, noun: Token) -> bool:
        """Whether a description may well mean somebody that the article names, without saying whom.

        "The winner" where people are named, "the company" where companies are; not what was brought up
        without a name ("a witness ... the witness"). Of kin ("her husband") only where a family is named.
        """
        if noun.tag_ not in {"NN", "NNP"}:
            return False
        lemma = noun.lemma_.lower()
        kind, gender = kind_of(noun)
        possessor = _possessor(noun)
        if kind == "body":
            bare = is_definite(noun) and all(child.dep_ in ("det", "case") for child in noun.children)
            return bare and lemma in COMPANY_NOUNS and bool(self.bodies)
        if kind != "person" or not (is_definite(noun) or possessor) or lemma in _bodies():
            return False
        own = self._words(noun)
        others = {
            number for _, number, words in self.bearers.get(lemma, ())[:MAX_BEARERS] if not own <= words
        }
        people = [
            number
            for number in self.people[:MAX_BEARERS]
            if number not in others and (gender is None or self.entities[number].gender in (None, gender))
        ]
        if is_kin(noun) and possessor:
            surnames = [self.entities[n].name.split()[-1] for n in self.people[:MAX_BEARERS]]
            return any(surnames.count(self.entities[n].name.split()[-1]) > 1 for n in people)
        if possessor is not None and len(self.people) < 2:
            return False  # "her lawyer" is not the one woman named
        known = self.antecedents.known(words_of(noun.doc, *syntax.noun_phrase(noun)))
        return bool(people) and (known is None or known.sentence < 0)

    def _words(self, noun: Token) -> set[str]:
        """What tells a description apart: the words before its noun, without article and possessor."""
        words = {t.lower_ for t in noun.subtree if t.i < noun.i and t.is_alpha and t.dep_ not in _POINTING}
        return words - _POSSESSIVES

    def company(self, noun: Token) -> int | None:
        """The only body named in the last sentences, for "the company"; not a ministry or a court."""
        bare = is_definite(noun) and all(child.dep_ in ("det", "case") for child in noun.children)
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


def _bodies() -> frozenset[str]:
    return read_words("body_nouns") | read_words("institution_nouns") | read_words("press_nouns")


def _possessor(noun: Token) -> Token | None:
    """The pronoun of "her husband", "their leader"."""
    return next((c for c in noun.lefts if c.dep_ == "poss" and c.lower_ in _POSSESSIVES), None)


def _ranks(text: str, entity: EntityAnnotation) -> set[str]:
    """The ranks that stand before a person's name, spelled out: lieutenant for Lt."""
    before = [text[max(0, start - 8) : start].split() for start, _ in entity.mentions[:MAX_RANKED]]
    words = {words[-1].lower().rstrip(".") for words in before if words}
    return {_RANKS[word] for word in words if word in _RANKS}


def _heads(words: Sequence[str]) -> set[str]:
    """The nouns of a role or name that tell what it is: the last, and the one before "of"."""
    heads = {words[-1], words[-1].removesuffix("s")} if words else set()
    link = next((i for i, word in enumerate(words) if word in _LINKS), None)
    if link:
        heads = {words[link - 1]}
    return heads
