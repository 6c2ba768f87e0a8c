"""Whom a pronoun or a description points back at.

The weights follow Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution": grammatical
role counts, and every sentence in between halves it. A speaker is as prominent as a subject.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from seeds_analysis.annotations import EntityRecord, Offsets, whole_text
from seeds_analysis.components.roles import role_nouns

SUBJECT_WEIGHT = 80.0
OBJECT_WEIGHT = 50.0
OTHER_WEIGHT = 40.0
SPEAKER_WEIGHT = 80.0
# Names inside somebody's quoted words are talked about, they do not carry the story on.
QUOTED_FACTOR = 0.3
# A known gender that fits is more than one that is only not known to differ.
GENDER_FACTOR = 1.3
# Beyond this many sentences a pronoun needs a nearer name.
MAX_SENTENCES = 6
# A description ("the minister") reaches back over this many names, a few pages.
MAX_NAMES_BACK = 400
# "It" and "they" mean things more often than bodies that speak: a subject or speaker of this sentence or the
# one before, nothing weaker.
LEAST_FOR_BODIES = SUBJECT_WEIGHT / 2
# Two candidates closer than this cannot be told apart.
MARGIN = 1.05

_SUBJECTS = {"nsubj", "nsubjpass"}
_OBJECTS = {"dobj", "dative", "agent"}
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_PLURAL = {"they", "them", "their"}
_NEUTRAL = {"it", "its"}


class Antecedents:
    """Candidates in one Doc, with the memory of who has spoken so far."""

    def __init__(
        self,
        doc: Doc,
        entities: Sequence[EntityRecord],
        quoted: Sequence[Offsets],
    ) -> None:
        self.doc = doc
        self.text = whole_text(doc)
        self.entities = entities
        self.mentions = sorted(
            (start, number) for number, entity in enumerate(entities) for start, _ in entity.mentions
        )
        self.starts = [start for start, _ in self.mentions]
        self.sentence_starts = [sent.start_char for sent in doc.sents]
        self.quoted_starts = [start for start, _ in quoted]
        self.quoted = quoted
        self.token_starts: list[int] = doc.to_array("IDX").tolist()
        self.spoken: list[tuple[int, int]] = []  # (offset, entity)

    def spoke(self, entity: int, at: int) -> None:
        """Remember a speaker; calls come in text order."""
        self.spoken.append((at, entity))

    def resolve(self, pronoun: Token) -> tuple[int | None, str | None]:
        """The entity a third-person pronoun stands for and the rule; (None, None) if it cannot be told."""
        word = pronoun.lower_
        if word in _GENDERS:
            labels, gender = {"PERSON"}, _GENDERS[word]
        elif word in _PLURAL:
            labels, gender = {"ORG", "NORP"}, None
        elif word in _NEUTRAL:
            labels, gender = {"ORG", "GPE"}, None
        else:
            return None, None
        weights = self._weights(pronoun.idx, labels, gender)
        if not weights:
            return None, None
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if gender is None and ranked[0][1] < LEAST_FOR_BODIES:
            return None, None
        if len(ranked) > 1 and ranked[0][1] < MARGIN * ranked[1][1]:
            return None, None
        return ranked[0][0], "pronoun"

    def by_role(self, noun: Token) -> int | None:
        """The entity named before whose role or name ends in that noun; None if there are two."""
        lemma = noun.lemma_.lower()
        here = bisect_left(self.starts, noun.idx)
        before = {number for _, number in self.mentions[max(0, here - MAX_NAMES_BACK) : here]}
        words = {t.lower_ for t in noun.subtree if t.i < noun.i and t.is_alpha and t.dep_ != "det"}
        fitting = {number for number in before if self._is_a(number, lemma, words)}
        return fitting.pop() if len(fitting) == 1 else None

    def _is_a(self, number: int, lemma: str, described: set[str]) -> bool:
        """The Democratic nominee is nobody who is called the Republican nominee."""
        entity = self.entities[number]
        if entity.label == "ORG":
            phrase = entity.name
        elif entity.role and lemma in role_nouns():
            phrase = self.text[slice(*entity.role)]
        else:
            return False
        words = phrase.lower().split()
        return lemma in (words[-1], words[-1].rstrip("s")) and described <= set(words)

    def _weights(self, at: int, labels: set[str], gender: str | None) -> dict[int, float]:
        """Sum of the weights of each candidate's mentions and speeches before an offset."""
        sentence = bisect_right(self.sentence_starts, at)
        weights: dict[int, float] = defaultdict(float)
        seen: set[tuple[int, int]] = set()  # a factor counts once per sentence and entity
        for i in range(bisect_left(self.starts, at) - 1, -1, -1):
            start, number = self.mentions[i]
            distance = sentence - bisect_right(self.sentence_starts, start)
            if distance > MAX_SENTENCES:
                break
            if self._fits(number, labels, gender) and (distance, number) not in seen:
                seen.add((distance, number))
                weights[number] += self._mention_weight(start) * 0.5**distance
        for offset, number in reversed(self.spoken):
            distance = sentence - bisect_right(self.sentence_starts, offset)
            if distance > MAX_SENTENCES:
                break
            if self._fits(number, labels, gender) and (distance, -number - 1) not in seen:
                seen.add((distance, -number - 1))
                weights[number] += SPEAKER_WEIGHT * 0.5 ** max(distance, 0)
        if gender is not None:
            for number in weights:
                if self.entities[number].gender == gender:
                    weights[number] *= GENDER_FACTOR
        return weights

    def _fits(self, number: int, labels: set[str], gender: str | None) -> bool:
        entity = self.entities[number]
        return entity.label in labels and (gender is None or entity.gender in (None, gender))

    def _mention_weight(self, start: int) -> float:
        token = self.doc[max(0, bisect_right(self.token_starts, start) - 1)]
        while token.dep_ in ("compound", "nmod", "amod", "flat") and token.head != token:
            token = token.head
        weight = (
            SUBJECT_WEIGHT
            if token.dep_ in _SUBJECTS
            else OBJECT_WEIGHT
            if token.dep_ in _OBJECTS
            else OTHER_WEIGHT
        )
        index = bisect_right(self.quoted_starts, start) - 1
        inside = index >= 0 and start < self.quoted[index][1]
        return weight * QUOTED_FACTOR if inside else weight
