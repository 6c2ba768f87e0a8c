"""Whether a bare surname may mean several people of the article."""

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from seeds_analysis.doc import EntityAnnotation
from seeds_analysis.lexicon import gazetteer, titles
from seeds_analysis.speakers.antecedents import Antecedents
from seeds_analysis.text import name_keys

_SUFFIXES = {"jr", "sr", "ii", "iii"}
_AGES = {"younger", "elder", "older"}


class Namesakes:
    """The people of one article by surname."""

    def __init__(self, text: str, entities: Sequence[EntityAnnotation], antecedents: Antecedents) -> None:
        self.text = text
        self.entities = entities
        self.antecedents = antecedents
        self.bearers: dict[str, list[int]] = defaultdict(list)
        others: dict[str, list[int]] = defaultdict(list)
        for number, entity in enumerate(entities):
            words = entity.name.split()
            if entity.label == "PERSON":
                named = words[:-1] if len(words) > 2 and words[-1].rstrip(".").lower() in _SUFFIXES else words
                self.bearers[named[-1]].append(number)
            elif len(words) == 2:
                others[words[-1]].append(number)
        for surname in self.bearers:  # who is taken for a firm or a place has the surname too
            self.bearers[surname] += others.get(surname, ())

    def told_apart(self, entity: int, root: Token) -> int | None:
        """The one whom words before the surname tell from others: the younger Lind, Councilman Lind.

        The younger of two is who has "Jr." behind the name; a title is that of the one whose full name it
        stands before. None if they tell nothing.
        """
        bearers = self.bearers.get(root.text, ())
        if len(bearers) < 2 or not root.i:
            return None
        words = {child.lower_ for child in root.lefts}
        if words & _AGES and len(bearers) == 2:
            suffixed = [n for n in bearers if self.entities[n].name.split()[-1] != root.text]
            if len(suffixed) == 1:
                other = next(n for n in bearers if n not in suffixed)
                return suffixed[0] if "younger" in words else other
        title = root.nbor(-1)
        if titles.role_noun(title) is None or not title.is_title:
            return None
        titled = {
            number
            for number in {*bearers, entity}
            for start, end in self.entities[number].mentions
            if end - start > len(root.text) and self.text[:start].endswith(title.text + " ")
        }
        return titled.pop() if len(titled) == 1 else None

    def ambiguous(self, entity: int, root: Token) -> bool:
        """Whether another of the last sentences may be meant: Greta and Erik Lind, "Lind said".

        Not where the article has called the one so before, nor with words that tell them apart (the younger
        Lind). "Ms. Lind" is ambiguous only between people whose gender nothing tells.
        """
        bearers = self.bearers.get(root.text, ())
        if len(bearers) < 2 or self.entities[entity].name == root.text:
            return False
        before = root.nbor(-1) if root.i else root
        if titles.bare(before) in titles.honorifics():
            gender = titles.honorifics()[titles.bare(before)]
            return gender is not None and self._untold(entity, bearers)
        if root.n_lefts or before.pos_ == "PROPN":
            return False
        if self._called_so(entity, root):
            return False
        return sum(self.antecedents.lately(number, root.i) for number in bearers) > 1

    def _called_so(self, entity: int, root: Token) -> bool:
        """Whether the article itself has called the one by the bare surname, after the full name."""
        mentions = [m for m in self.entities[entity].mentions if m[0] < root.idx]
        full = next((m[1] for m in mentions if self.text[slice(*m)] != root.text), 0)
        return any(
            self.text[slice(*m)] == root.text and m[0] > full and not self.antecedents.is_quoted(m[0])
            for m in mentions
        )

    def _untold(self, entity: int, bearers: Sequence[int]) -> bool:
        """Nobody of the surname has a known gender but the one whom the title in question gave it."""
        given = name_keys.respelled(self.entities[entity].name.split()[0])
        if given in gazetteer.given_name_genders():
            return False
        return all(self.entities[number].gender is None for number in bearers if number != entity)
