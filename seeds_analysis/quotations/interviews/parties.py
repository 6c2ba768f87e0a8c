"""Who asks and who answers in an interview whose paragraphs say Q and A only."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from seeds_analysis.doc import EntityAnnotation, context, syntax
from seeds_analysis.text import Offsets

# "Q&A with" is followed by titles before the name comes.
MAX_NAME = 60
# A text that announces itself does so once or twice.
MAX_ANNOUNCED = 10
# Who spoke to whom is told right before the first question or behind the last answer; in characters.
MAX_REACH = 600

_WITH = re.compile(
    r"(?:Q\s?(?:&|and)\s?A|[Ii]nterview|INTERVIEW|[Cc]onversation|[Tt]ranscript)\b[^.\n:]{0,40}?\b(?:with|of)\b"
)
_SPEAKING = frozenset({"speak", "talk", "sit", "chat", "answer", "interview"})


def find_parties(doc: Doc, turns: Sequence[tuple[Offsets, ...]]) -> tuple[Offsets | None, Offsets | None]:
    """Where the text around the turns names who asks and who answers, each if it can be told."""
    entities = EntityAnnotation.read(doc)
    around = _Around(doc, entities, [part for turn in turns for part in turn])
    asker = around.asker()
    people = dict(around.people)
    if asker is not None:
        people.pop(asker, None)
    for start, end in context.furniture(doc, "byline"):
        byline = around.find(start, end)
        asker = byline if asker is None and byline is not None and len(people) > 1 else asker
        people.pop(-1 if byline is None else byline, None)
    answerer = around.announced(people)
    if answerer is None and len(people) == 1:
        answerer = next(iter(people))
    return (
        None if asker is None else around.first(asker),
        None if answerer is None else people[answerer],
    )


class _Around:
    """What the text outside the turns says about who talks to whom."""

    def __init__(self, doc: Doc, entities: Sequence[EntityAnnotation], inside: Sequence[Offsets]) -> None:
        self.doc = doc
        self.text = context.whole_text(doc)
        self.entities = entities
        self.find = EntityAnnotation.finder(entities)
        self.inside = sorted(inside)
        self.starts = [start for start, _ in self.inside]
        self.people: dict[int, Offsets] = {}
        for number, entity in enumerate(entities):
            if entity.label != "PERSON":
                continue
            mention = next((m for m in entity.mentions if not self.within(m[0])), None)
            if mention is not None and self.text[mention[1] : mention[1] + 2] not in ("'s", "’s"):
                self.people[number] = mention

    def within(self, offset: int) -> bool:
        """Whether the character stands in a turn."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.inside[at][1]

    def first(self, number: int) -> Offsets:
        """The first mention of an entity outside the turns."""
        mentions = self.entities[number].mentions
        return next((m for m in mentions if not self.within(m[0])), mentions[0])

    def asker(self) -> int | None:
        """Ruiz spoke to Radio Leiva's Tom Lee; interviewed by Tom Lee; The Herald spoke with Ruiz."""
        for token in self._verbs():
            subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            passive = token.tag_ == "VBN" and (subject is None or subject.dep_ == "nsubjpass")
            wanted = ("by",) if passive else ("to", "with")
            other = next(
                (o for c in token.children if c.lower_ in wanted and (o := syntax.object_of(c))), None
            )
            asks = None if subject is None else self._entity(subject)
            found = None if other is None else self._entity(other)
            if asks is not None and not passive and (self._is_body(asks) or token.lemma_ == "interview"):
                return asks
            if other is None or found is None:
                continue
            # Where a person speaks with a person, the one of a newspaper or station asks.
            if self._is_body(found) or any(child.dep_ == "poss" for child in other.lefts):
                return found
            if asks is None and self.entities[found].label == "PERSON":
                return found
        return None

    def announced(self, people: dict[int, Offsets]) -> int | None:
        """Q&A with Ana Ruiz."""
        for match in itertools.islice(_WITH.finditer(self.text), MAX_ANNOUNCED):
            if self.within(match.start()):
                continue
            end = self.text.find("\n", match.end())
            reach = min(match.end() + MAX_NAME, len(self.text) if end < 0 else end)
            found = [(at, number) for number, at in people.items() if match.end() <= at[0] < reach]
            if not found:
                found = [
                    (mention, number)
                    for number in people
                    for mention in self.entities[number].mentions
                    if match.end() <= mention[0] < reach
                ]
            if found:
                return min(found)[1]
        return None

    def _verbs(self) -> Iterator[Token]:
        """Speaking of the conversation, right before or behind the turns."""
        first, last = self.inside[0][0], self.inside[-1][1]
        starts: list[int] = self.doc.to_array("IDX").tolist()
        for low, high in ((first - MAX_REACH, first), (last, last + MAX_REACH)):
            for token in self.doc[bisect_left(starts, low) : bisect_left(starts, high)]:
                if token.lemma_ in _SPEAKING and token.pos_ == "VERB":
                    yield token

    def _is_body(self, number: int) -> bool:
        return self.entities[number].label == "ORG"

    def _entity(self, token: Token) -> int | None:
        return self.find(token.idx, token.idx + len(token))
