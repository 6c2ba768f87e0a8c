"""Who was asked something, and so answers in the sentences that follow."""

from collections.abc import Callable

from spacy.tokens import Token

from seeds_analysis.speakers.antecedents import Antecedents
from seeds_analysis.speakers.referents import GENDERS

# A question is answered in the next sentence or two.
MAX_ANSWER_SENTENCES = 2


class Questions:
    """Keeps the last question that a person of known gender was asked: Ana Ruiz asked Tom Lee whether ..."""

    def __init__(self, antecedents: Antecedents, find_entity: Callable[[int, int], int | None]) -> None:
        self.antecedents = antecedents
        self.find_entity = find_entity
        self._asked: tuple[int, int, str] | None = None  # who asked, in which sentence, the other's gender

    def note(self, verb: Token, asker: int) -> None:
        """Note who is asked, if the verb says so; calls come in text order."""
        self._asked = None
        for child in verb.rights:
            if child.dep_ in ("dobj", "dative"):
                names = [child, *(c for c in child.rights if c.dep_ == "appos")]
                found = [n for n in (self.find_entity(t.idx, t.idx + 1) for t in names) if n is not None]
                gender = self.antecedents.referents[found[0]].gender if found else None
                if gender is not None and found[0] != asker:
                    self._asked = asker, self.antecedents.sentences[verb.i], gender
            elif child.dep_ in ("ccomp", "advcl"):
                # The judge asked whether he understood: he will answer.
                subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
                gender = None if subject is None else GENDERS.get(subject.lower_)
                if gender is not None:
                    self._asked = asker, self.antecedents.sentences[verb.i], gender

    def answered(self) -> None:
        """Forget the question: somebody has spoken since."""
        self._asked = None

    def asker(self, pronoun: Token) -> set[int]:
        """Who has just asked somebody of the pronoun's gender: it is the other who answers."""
        if self._asked is None:
            return set()
        asker, sentence, gender = self._asked
        near = self.antecedents.sentences[pronoun.i] - sentence <= MAX_ANSWER_SENTENCES
        return {asker} if near and GENDERS.get(pronoun.lower_) == gender else set()
