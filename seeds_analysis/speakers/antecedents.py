"""Whom a pronoun points back at: the most prominent referent that fits, if it is clearly so."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import islice

import numpy as np
from spacy.tokens import Doc, Token

from seeds_analysis.doc import EntityAnnotation, context, syntax
from seeds_analysis.lexicon import gazetteer
from seeds_analysis.speakers.names_in_sources import apposed_name, fuller_name, name_around, proper_nouns
from seeds_analysis.speakers.prominence import MAX_RECENT, MAX_SENTENCES, MAX_SENTENCES_FOR_BODIES, Prominence
from seeds_analysis.speakers.referents import (
    GENDERS,
    SUBJECT_WEIGHT,
    SUBJECTS,
    Event,
    Referent,
    coordinated,
    find_events,
    introduces,
    kind_of,
    referent_of,
    weight_of,
)
from seeds_analysis.text import Offsets, name_keys

# Names inside somebody's quoted words are talked about, they do not carry the story on.
QUOTED_FACTOR = 0.3
# Two candidates closer than this cannot be told apart.
MARGIN = 1.2
UNKNOWN_MARGIN = 3.0

_PLURAL = {"they", "them", "their"}
_NEUTRAL = {"it", "its"}
_KINDS = {"they": {"group", "body"}, "it": {"body", "place"}}
_ISSUING = {"issue", "release", "publish", "write", "send", "post", "file", "sign", "present", "tweet"}
_DETERMINERS = {"a", "an", "the", "this", "that", "these", "those", "one", "another"}


class Antecedents:
    """Who may be meant at a place of one Doc; reads it once, from its start to wherever it is asked about."""

    def __init__(self, doc: Doc, entities: Sequence[EntityAnnotation], quoted: Sequence[Offsets]) -> None:
        self.doc = doc
        self.text = text = context.whole_text(doc)
        starts, sent_starts = doc.to_array(["IDX", "SENT_START"]).astype(np.int64).T
        self.starts: list[int] = starts.tolist()
        self.quoted = quoted
        self.quoted_starts = [start for start, _ in quoted]
        self.referents = [referent_of(entity, number) for number, entity in enumerate(entities)]
        self.sentences: list[int] = np.cumsum(sent_starts == 1).tolist()
        self.prominence = Prominence(text, self.starts, self.sentences, self.referents)
        self.by_name: dict[str, int] = {}  # of referents that are no entities
        self.events = find_events(doc, entities, starts)
        self.next = 0
        # By a nickname somebody may speak of themselves: "They call me Ace," Ana "Ace" Ruiz said.
        self.mentioned = []
        for number, entity in enumerate(entities):
            nickname = None if entity.name.replace(" ", "").isalpha() else name_keys.nickname_in(entity.name)
            self.mentioned += [
                (start, number)
                for start, end in entity.mentions
                if nickname is None or name_keys.fold(text[start:end]) != nickname
            ]
        self.mentioned.sort()
        self.find_entity = EntityAnnotation.finder(entities)
        self.documents: dict[str, tuple[int, int]] = {}  # by noun: the issuer and the token that tells of it

    @cached_property
    def proper_nouns(self) -> dict[int, list[int]]:
        """The places of names, for those that the recognizer overlooked."""
        return proper_nouns(self.doc)

    def advance(self, token: int, sources: Collection[int]) -> None:
        """Take in the story up to a token; `sources` are the tokens that stand for speakers."""
        while self.next < len(self.events) and self.events[self.next].token < token:
            event = self.events[self.next]
            self.next += 1
            if event.kind == "entity" or event.token not in sources:
                self._take_in(event)

    def spoke(self, referent: int, token: int) -> None:
        """Note that a referent speaks; calls come in text order."""
        self.prominence.spoke(referent, token)

    def introduce(self, name: str, kind: str, gender: str | None = None) -> int:
        """The referent for somebody without an entity; the same words mean the same one."""
        key = bare_name(name)
        known = self.by_name.get(key)
        if known is None:
            known = self.by_name[key] = len(self.referents)
            self.referents.append(Referent(name, None, kind, gender))
        return known

    def known(self, name: str) -> Referent | None:
        """Who was introduced in the same words before, "a witness" for "the witness"."""
        number = self.by_name.get(bare_name(name))
        return None if number is None else self.referents[number]

    def resolve(
        self,
        pronoun: Token,
        content: Sequence[Offsets] = (),
        besides: Collection[int] = (),
        *,
        noted: bool = True,
    ) -> int | None:
        """The referent that a third-person pronoun stands for, None if it cannot be told.

        Whoever is named in `content`, which the pronoun is the source of, is somebody else, as are those in
        `besides`. Without `noted`, a pronoun does not tell the gender of whoever speaks in its sentence:
        in "Lee said he had left" another may have left.
        """
        word = pronoun.lower_
        gender = GENDERS.get(word)
        if gender is not None:
            kinds = {"person"}
        elif word in _PLURAL or word in _NEUTRAL:
            kinds = _KINDS["they" if word in _PLURAL else "it"]
        else:
            return None
        others = {number for offsets in content for number in self._named_in(*offsets)}
        others |= self._objects_beside(pronoun) | set(besides)
        weights = dict(self.prominence.weights(pronoun.i, kinds, gender, others))
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if not ranked and gender is not None:
            return self._misread(pronoun.i)
        if not ranked or self._too_close(ranked, gender):
            return None
        number = ranked[0][0]
        if not noted and self.referents[number].spoke == self.sentences[pronoun.i]:
            return number
        if gender is not None:
            self.referents[number].heard = gender
        if len(ranked) == 1 and gender is not None and self.referents[number].gender is None:
            self.referents[number].gender = gender  # nobody else can be meant
        return number

    def _too_close(self, ranked: Sequence[tuple[int, float]], gender: str | None) -> bool:
        """Whether the best candidate is not clearly better than the others.

        One whose gender nothing tells has to be far better than one whose gender is known to fit.
        """
        best, weight = ranked[0]
        if gender is not None and self.referents[best].gender is None:
            known = max((w for number, w in ranked if self.referents[number].gender == gender), default=0.0)
            if weight < UNKNOWN_MARGIN * known:
                return True
        return len(ranked) > 1 and weight < MARGIN * ranked[1][1]

    def _misread(self, token: int) -> int | None:
        """Where no person was named, a single word that led the story, "Lerato" taken for a place."""
        sentence = self.sentences[token]
        found = [
            number
            for number in islice(reversed(self.prominence.recent), MAX_RECENT)
            if (referent := self.referents[number]).kind != "person"
            and sentence - referent.led <= MAX_SENTENCES_FOR_BODIES
            and referent.entity is not None
        ]
        name = self.referents[found[0]].name if len(found) == 1 else ""
        known = (
            name.lower() in gazetteer.places() or name.lower() in gazetteer.organisations() or name.isupper()
        )
        return found[0] if name and " " not in name and not known else None

    def alone(self, token: Token, kind: str) -> int | None:
        """The only referent of a kind in the sentences before; None if there are several."""
        found = [number for number, _ in self.prominence.weights(token.i, {kind}, None, (), everybody=True)]
        return found[0] if len(found) == 1 else None

    def lately(self, number: int, token: int) -> bool:
        """Whether the referent was mentioned in the sentences before."""
        return self.sentences[token] - self.referents[number].sentence <= MAX_SENTENCES

    def _take_in(self, event: Event) -> None:
        token = self.doc[event.token]
        quoted = self.is_quoted(self.starts[event.token])
        if event.entity is not None:
            weight = weight_of(token)
            leads = weight == SUBJECT_WEIGHT and not quoted
            self.prominence.mention(
                event.entity, event.token, weight * QUOTED_FACTOR if quoted else weight, leads=leads
            )
            if leads and token.dep_ in SUBJECTS:
                self._pair(token)
        elif quoted:
            return
        elif event.kind == "pronoun":
            number = self.resolve(token, noted=False)
            if number is not None:
                self.prominence.mention(number, event.token, weight_of(token), leads=token.dep_ in SUBJECTS)
        elif event.kind == "noun" and introduces(token):
            phrase = syntax.noun_phrase(token)
            name = apposed_name(token, phrase[1])
            if name is None:
                self._bring_up(token, phrase, *kind_of(token))
            elif self.find_entity(name.idx, name.idx + 1) is None:
                self._bring_up(token, name_around(name), "person", kind_of(token)[1])
        elif event.kind == "document":
            self._note_issuer(token)
        elif event.kind == "name":
            self._bring_up(token, fuller_name(token, self.proper_nouns), "person", None)

    def _bring_up(self, token: Token, phrase: tuple[int, int], kind: str, gender: str | None) -> None:
        number = self.introduce(words_of(self.doc, *phrase), kind, gender)
        self.prominence.mention(number, token.i, weight_of(token), leads=token.dep_ in SUBJECTS)

    def _note_issuer(self, document: Token) -> None:
        """The auditors published a report: from here on "the report" speaks for them."""
        verb = document.head
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if verb.lemma_ not in _ISSUING or subject is None:
            return
        number = self.find_entity(subject.idx, subject.idx + 1)
        if number is None and subject.pos_ == "PRON":
            number = self.resolve(subject)
        elif number is None:
            number = self.introduce(words_of(self.doc, *syntax.noun_phrase(subject)), *kind_of(subject))
        if number is not None:
            self.documents[document.lemma_.lower()] = number, document.i

    def _pair(self, token: Token) -> None:
        """Ana Ruiz and Tom Lee: the two of them are "they"."""
        together = list(coordinated(token))
        if len(together) > 1:
            name = words_of(
                self.doc, syntax.noun_phrase(token)[0], max(syntax.noun_phrase(together[-1])[1], token.i + 1)
            )
            self.prominence.mention(self.introduce(name, "group"), token.i, SUBJECT_WEIGHT, leads=True)

    def _objects_beside(self, pronoun: Token) -> set[int]:
        """Whom the pronoun's verb has for an object: "he told Lee" is not Lee, nor is "he said of Lee"."""
        others: set[int] = set()
        if pronoun.dep_ in SUBJECTS:
            for child in pronoun.head.children:
                if child.dep_ not in ("dobj", "dative", "prep"):
                    continue
                for token in child.children if child.dep_ == "prep" else (child,):
                    number = self.find_entity(token.idx, token.idx + 1) if token.ent_type_ else None
                    if number is not None:
                        others.add(number)
        return others

    def _named_in(self, start: int, end: int) -> set[int]:
        first = bisect_left(self.mentioned, (start, -1))
        last = bisect_left(self.mentioned, (end, -1))
        return {number for _, number in self.mentioned[first : min(last, first + MAX_RECENT)]}

    def is_quoted(self, offset: int) -> bool:
        """Whether the place is inside somebody's quoted words."""
        index = bisect_right(self.quoted_starts, offset) - 1
        return index >= 0 and offset < self.quoted[index][1]


def words_of(doc: Doc, start: int, end: int) -> str:
    """The words of a token range, on one line."""
    return " ".join(doc[start:end].text.split())


def bare_name(name: str) -> str:
    """A name or description for comparison, without its article."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _DETERMINERS else words)
