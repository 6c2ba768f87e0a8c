"""The story so far: who was mentioned where, and who spoke."""

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from spacy.tokens import Doc, Span, Token

from seeds_analysis.doc import EntityAnnotation, Positions, QuotationAnnotation, TokenRange, context
from seeds_analysis.speakers.events import Event, find_events, role_of
from seeds_analysis.speakers.names_in_sources import fuller_name, longest_name
from seeds_analysis.speakers.referents import (
    Place,
    Referent,
    count_genders,
    find_surnames,
    nouns_beside,
    referents_of,
)
from seeds_analysis.text import Offsets, name_keys

if TYPE_CHECKING:
    from seeds_analysis.speakers.ranking import Ranker

# Names in a quotation that are looked at; a list of names may hold hundreds.
MAX_NAMED = 16
# Words of a quotation that are compared with others, and characters that are searched for them.
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
MAX_COMPARED = 2000

_DETERMINERS = {"a", "an", "the", "this", "that", "these", "those", "one", "another"}


# Where words begin that mention somebody, with their chances; -1 is for nobody who is named.
Pointers = Sequence[tuple[int, float]]


class Turn(NamedTuple):
    """A quotation that was read: who speaks, None if unknown; `paragraph` is where it ends."""

    speaker: int | None
    paragraph: int
    is_question: bool
    words: frozenset[str]
    named: frozenset[int]  # the entities named in it


@dataclass(slots=True)
class Story:
    """One Doc with its entities, and what has been read of it; positions of `mentioned` are characters."""

    doc: Doc
    text: str
    positions: Positions
    ranker: "Ranker"
    entities: Sequence[EntityAnnotation]
    find_entity: Callable[[int, int], int | None]
    quoted: Sequence[Offsets]  # the words in quotation marks, in text order
    mentioned: Sequence[tuple[int, int]]  # start and entity of each mention, in text order
    headline_end: int  # a headline repeats what the story tells, and is read last
    surnames: Mapping[str, Sequence[int]]
    proper_nouns: Mapping[str, Sequence[int]]  # tokens by their text
    events: Sequence[Event]
    referents: list[Referent]  # the entities first, then everybody introduced
    people: int  # how many are named
    most: int  # how often the one named most is named
    unseen: OrderedDict[int, None]  # the referents not mentioned so far, in their order
    seen: OrderedDict[int, None] = field(default_factory=OrderedDict)  # the others, the latest last
    read: int = 0  # events taken in
    turns: list[Turn] = field(default_factory=list)
    by_name: dict[str, int] = field(default_factory=dict)  # referents that are no entities
    meant: dict[int, int] = field(default_factory=dict)  # who a pronoun or noun means, by token
    documents: dict[str, tuple[int, int]] = field(default_factory=dict)  # by noun: issuer and token
    longest: dict[str, TokenRange] = field(default_factory=dict)  # the longest name with a word
    near: dict[int, Sequence[str]] = field(default_factory=dict)  # the nouns near the names of referents
    # What the network says who is quoted, by content; and the speakers so far, by the words of their sources.
    pointers: Mapping[Sequence[Offsets], Pointers] = field(default_factory=dict)
    sources: dict[int, int] = field(default_factory=dict)

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

    def named_in(self, content: Sequence[Offsets]) -> frozenset[int]:
        """The entities named in a quotation."""
        found = set[int]()
        for start, end in content:
            first, last = bisect_left(self.mentioned, (start, -1)), bisect_left(self.mentioned, (end, -1))
            found.update(number for _, number in self.mentioned[first : min(last, first + MAX_NAMED)])
        return frozenset(found)

    def is_quoted(self, offset: int) -> bool:
        """Whether a character is inside quoted words."""
        index = bisect_right(self.quoted, (offset, len(self.text) + 1)) - 1
        return index >= 0 and offset < self.quoted[index][1]

    def paragraph(self, token: int) -> int:
        """The number of the paragraph that holds the token."""
        return self.positions.paragraph_at(self.doc[token].idx)

    def opens_paragraph(self, token: int) -> bool:
        """Whether a token lies in the first sentence of its paragraph."""
        first, _ = self.positions.sentence_around(token)
        return self.paragraph(first) != self.paragraph(max(0, first - 1))

    def fuller_name(self, token: Token) -> TokenRange:
        """The fullest name with this word anywhere in the text: "Marcus Adeyemi" for "Adeyemi"."""
        word = token.text
        if word not in self.longest:
            self.longest[word] = longest_name(self.doc, self.proper_nouns.get(word, ()))
        return fuller_name(token, self.longest[word])

    def nouns_near(self, number: int) -> Sequence[str]:
        """The nouns near the names of a referent, in the order of the alphabet."""
        if number not in self.near:
            self.near[number] = sorted(set(nouns_beside(self.doc, self.referents[number].names)))
        return self.near[number]

    def pointed_at(self, content: Sequence[Offsets]) -> tuple[dict[int | None, float], float]:
        """The chance that the network gives each referent to be the one quoted, and that of nobody named.

        None are words that mention no referent so far. Nothing if the network was not asked.
        """
        chances = defaultdict[int | None, float](float)
        nobody = 0.0
        for start, chance in self.pointers.get(content, ()):
            if start < 0:
                nobody = chance
                continue
            number = self.find_entity(start, start + 1)
            if number is None:
                token = self.span((start, start + 1))[0].i
                number = self.meant.get(token, self.sources.get(token))
            chances[number] += chance
        return chances, nobody

    def introduce(self, phrase: str, kind: str, gender: str | None = None, *, unclear: bool = False) -> int:
        """The referent for somebody without an entity; the same words mean the same one."""
        key = without_article(phrase)
        if key not in self.by_name:
            self.by_name[key] = len(self.referents)
            name = " ".join(phrase.split())  # on one line
            self.referents.append(Referent(name, None, kind, gender, unclear=unclear))
        return self.by_name[key]

    def is_introduced(self, name: str) -> bool:
        """Whether the same words brought in somebody who has no name: "a witness" for "the witness"."""
        number = self.by_name.get(without_article(name))
        return number is not None and not self.referents[number].unclear

    def mention(self, number: int, token: Token, *, named: bool) -> None:
        """Note a mention; they come in text order, except those of a headline."""
        quoted, role = self.is_quoted(token.idx), role_of(token)
        sentence, paragraph = self.positions.sentence_at(token.i), self.paragraph(token.i)
        place = Place(token.i, sentence, paragraph, role, quoted, named)
        self.referents[number].seen.append(place)
        self.unseen.pop(number, None)
        self.seen[number] = None
        self.seen.move_to_end(number)

    def speak(self, number: int | None, token: Token, content: Sequence[Offsets]) -> None:
        """Note that a referent, or somebody unknown, speaks; calls come in text order."""
        if number is not None:
            self.mention(number, token, named=True)
            self.referents[number].turns.append(len(self.turns))
        paragraph = self.positions.paragraph_at(content[-1][1] - 1)
        words, named = self.words_in(content), self.named_in(content)
        self.turns.append(Turn(number, paragraph, self.is_question(content), words, named))

    def is_question(self, content: Sequence[Offsets]) -> bool:
        """Whether quoted words end with a question mark."""
        end = content[-1][1]
        return "?" in self.text[max(0, end - 2) : end + 1]

    def words_in(self, content: Sequence[Offsets]) -> frozenset[str]:
        """The longer words of a quotation, in lower case."""
        texts = (self.text[start : min(end, start + MAX_COMPARED)].lower() for start, end in content)
        return frozenset(word for text in texts for word in _LONGER_WORD.findall(text))


def read_story(
    doc: Doc,
    entities: Sequence[EntityAnnotation],
    quotations: Sequence[QuotationAnnotation],
    ranker: "Ranker",
) -> Story:
    """Prepare a Doc to be read; nothing is mentioned yet."""
    positions = Positions(doc)
    text = positions.text
    proper_nouns = defaultdict(list)
    for token in doc:
        if token.pos_ == "PROPN":
            proper_nouns[token.text].append(token.i)
    names = [_tokens_of(doc, entity.mentions) for entity in entities]
    referents = referents_of(positions, entities, names)
    count_genders(referents, positions)
    named = [len(referent.places) for referent in referents if referent.kind == "person"]
    return Story(
        doc=doc,
        text=text,
        positions=positions,
        ranker=ranker,
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
        headline_end=max((end for _, end in context.furniture(doc, "headline")), default=0),
        surnames=find_surnames(entities),
        proper_nouns=proper_nouns,
        events=find_events(doc, names),
        referents=referents,
        people=len(named),
        most=max(named, default=0),
        unseen=OrderedDict.fromkeys(range(len(referents))),
        pointers={quotation.content: quotation.referents for quotation in quotations},
    )


def _tokens_of(doc: Doc, mentions: Sequence[Offsets]) -> Sequence[TokenRange]:
    spans = (doc.char_span(*offsets, alignment_mode="expand") for offsets in mentions)
    return [(span.start, span.end) for span in spans if span is not None]


def without_article(name: str) -> str:
    """A name or description for comparison: in one case, without its article."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _DETERMINERS else words)


def _quoted(quotations: Sequence[QuotationAnnotation]) -> list[Offsets]:
    return sorted(
        offsets
        for quotation in quotations
        for offsets, closed in zip(quotation.content, quotation.closed, strict=True)
        if closed is not None
    )
