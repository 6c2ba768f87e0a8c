"""The story so far: who was mentioned, and how prominent each of them is.

The weights follow Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution": grammatical
role counts, each sentence in between halves a weight, and a resolved pronoun is a mention like any other.
A paragraph in between halves it once more, and a speaker is as prominent as a subject.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc, Span, Token

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation, context
from seeds_analysis.speakers.events import SUBJECT_WEIGHT, Event, find_events
from seeds_analysis.speakers.referents import Bearer, Referent, find_bearers, find_surnames, referent_of
from seeds_analysis.text import Offsets, name_keys, paragraphs

SPEAKER_WEIGHT = 80.0
# A known gender that fits is better than an unknown one, but does not decide alone.
GENDER_FACTOR = 1.15
SENTENCE_FACTOR = 0.5
PARAGRAPH_FACTOR = 0.5
# A pronoun farther than this from the last mention needs a nearer name.
MAX_SENTENCES = 6
# "It" and "they" mean things more often than bodies that speak: only what led this sentence or the one
# before, as subject or speaker, is a candidate.
MAX_SENTENCES_FOR_BODIES = 1
# Candidates at one place; a list of names may mention hundreds of people.
MAX_RECENT = 60

_DETERMINERS = {"a", "an", "the", "this", "that", "these", "those", "one", "another"}


@dataclass(slots=True)
class Story:
    """One Doc with its entities, and what has been read of it; positions of `mentioned` are characters."""

    doc: Doc
    text: str
    entities: Sequence[EntityAnnotation]
    find_entity: Callable[[int, int], int | None]
    quoted: Sequence[Offsets]  # the words in quotation marks, in text order
    mentioned: Sequence[tuple[int, int]]  # start and entity of each mention, in text order
    bearers: Mapping[str, Sequence[Bearer]]  # by the noun of a role or name
    surnames: Mapping[str, Sequence[int]]
    proper_nouns: Mapping[int, Sequence[int]]  # tokens by hash
    sentences: Sequence[int]  # for each token the number of its sentence
    paragraph_starts: Sequence[int]
    events: Sequence[Event]
    referents: list[Referent]  # the entities first, then everybody introduced
    read: int = 0  # events taken in
    by_name: dict[str, int] = field(default_factory=dict)  # referents that are no entities
    recent: dict[int, None] = field(default_factory=dict)  # referents, the latest last
    documents: dict[str, tuple[int, int]] = field(default_factory=dict)  # by noun: issuer and token

    def entity_of(self, token: Token) -> int | None:
        """The entity that a token names."""
        return self.find_entity(token.idx, token.idx + 1)

    def entity_in(self, offsets: Offsets) -> int | None:
        """The entity that a phrase names: its head's, else that of a name at its end.

        "Ukrainian government" names no entity although "Ukrainian" is one.
        """
        at_root = self.entity_of(self.span(offsets).root)
        return at_root if at_root is not None else self.find_entity(offsets[1] - 1, offsets[1])

    def span(self, offsets: Offsets) -> Span:
        """The tokens between two characters."""
        span = self.doc.char_span(*offsets, alignment_mode="expand")
        assert span is not None  # noqa: S101 -- offsets come from this Doc
        return span

    def entities_named(self, start: int, end: int) -> set[int]:
        """The entities mentioned between two characters."""
        first = bisect_left(self.mentioned, (start, -1))
        last = bisect_left(self.mentioned, (end, -1))
        return {number for _, number in self.mentioned[first : min(last, first + MAX_RECENT)]}

    def is_quoted(self, offset: int) -> bool:
        """Whether a character is inside quoted words."""
        index = bisect_right(self.quoted, (offset, len(self.text) + 1)) - 1
        return index >= 0 and offset < self.quoted[index][1]

    def paragraph(self, token: int) -> int:
        """The number of the paragraph that holds the token."""
        return bisect_right(self.paragraph_starts, self.doc[token].idx)

    def introduce(self, name: str, kind: str, gender: str | None = None) -> int:
        """The referent for somebody without an entity; the same words mean the same one."""
        key = without_article(name)
        if key not in self.by_name:
            self.by_name[key] = len(self.referents)
            self.referents.append(Referent(name, None, kind, gender))
        return self.by_name[key]

    def introduced_as(self, name: str) -> Referent | None:
        """Who was introduced in the same words before: "a witness" for "the witness"."""
        number = self.by_name.get(without_article(name))
        return None if number is None else self.referents[number]

    def was_mentioned_lately(self, number: int, token: int) -> bool:
        """Whether the sentences before the token mention the referent."""
        return self.sentences[token] - self.referents[number].sentence <= MAX_SENTENCES

    def mention(self, number: int, token: int, weight: float, *, leads: bool) -> None:
        """Note a mention and whether it leads its sentence; mentions come in text order."""
        referent = self.referents[number]
        sentence, paragraph = self.sentences[token], self.paragraph(token)
        if sentence != referent.sentence:
            referent.weight = _faded(referent, sentence, paragraph)
            referent.own, referent.sentence, referent.paragraph = 0.0, sentence, paragraph
        if weight > referent.own:  # of several mentions in one sentence only the heaviest counts
            referent.weight += weight - referent.own
            referent.own = weight
        if leads:
            referent.led = sentence
        self.recent.pop(number, None)
        self.recent[number] = None

    def speak(self, number: int, token: int) -> None:
        """Note that a referent speaks; calls come in text order."""
        self.mention(number, token, SUBJECT_WEIGHT, leads=True)
        speaker = self.referents[number]
        if speaker.spoke != self.sentences[token]:
            speaker.spoke = self.sentences[token]
            speaker.weight += SPEAKER_WEIGHT

    def candidates(
        self, token: int, kinds: Collection[str], gender: str | None, *, leading: bool = True
    ) -> dict[int, float]:
        """Weigh the referents of the last sentences that are of these kinds and may be of this gender.

        Without a gender only those that led a sentence just before count, unless `leading` is false.
        """
        sentence, paragraph = self.sentences[token], self.paragraph(token)
        weights = {}
        for seen, number in enumerate(reversed(self.recent)):
            referent = self.referents[number]
            if seen == MAX_RECENT or sentence - referent.sentence > MAX_SENTENCES:
                break
            if gender is None:
                fits = not leading or sentence - referent.led <= MAX_SENTENCES_FOR_BODIES
            else:
                fits = (referent.gender or referent.heard) in (None, gender)
            if fits and referent.kind in kinds:
                factor = GENDER_FACTOR if gender and referent.gender == gender else 1.0
                weights[number] = factor * _faded(referent, sentence, paragraph)
        return weights


def read_story(
    doc: Doc, entities: Sequence[EntityAnnotation], quotations: Sequence[QuotationAnnotation]
) -> Story:
    """Prepare a Doc to be read; nothing is mentioned yet."""
    text = context.whole_text(doc)
    proper_nouns = defaultdict(list)
    for token in doc:
        if token.pos_ == "PROPN":
            proper_nouns[token.orth].append(token.i)
    return Story(
        doc=doc,
        text=text,
        entities=entities,
        find_entity=EntityAnnotation.finder(entities),
        quoted=_quoted(quotations),
        mentioned=sorted(
            (start, number)
            for number, entity in enumerate(entities)
            for start, end in entity.mentions
            # People may use their own nickname: "They call me Ace," Ana "Ace" Ruiz said.
            if text[start:end] != name_keys.nickname_in(entity.name)
        ),
        bearers=find_bearers(text, entities),
        surnames=find_surnames(entities),
        proper_nouns=proper_nouns,
        sentences=list(accumulate(bool(token.is_sent_start) for token in doc)),
        paragraph_starts=[start for start, _ in paragraphs(text)],
        events=find_events(doc, entities),
        referents=[referent_of(entity, number) for number, entity in enumerate(entities)],
    )


def words_of(doc: Doc, start: int, end: int) -> str:
    """The words of a token range, on one line."""
    return " ".join(doc[start:end].text.split())


def without_article(name: str) -> str:
    """A name or description for comparison: in one case, without its article."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _DETERMINERS else words)


def _faded(referent: Referent, sentence: int, paragraph: int) -> float:
    if referent.sentence < 0:
        return 0.0
    weight = referent.weight * SENTENCE_FACTOR ** max(0, sentence - referent.sentence)
    return weight if referent.paragraph == paragraph else weight * PARAGRAPH_FACTOR


def _quoted(quotations: Sequence[QuotationAnnotation]) -> list[Offsets]:
    return sorted(
        offsets
        for quotation in quotations
        for offsets, closed in zip(quotation.content, quotation.closed, strict=True)
        if closed is not None
    )
