"""Finds date expressions and gives each its ISO 8601 value, counted from the publication date."""

import bisect
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from seeds_analysis.dates.expressions import FUTURE, PAST, UNKNOWN
from seeds_analysis.dates.finding import find_dates
from seeds_analysis.dates.words import read_words
from seeds_analysis.doc import DateAnnotation, context
from seeds_analysis.text import Offsets

LABEL = "DATE"

# How far up the parse the verb of a date is looked for; a date deeper inside a noun phrase belongs to the
# noun, whose time is its own ("the March 9 vote").
MAX_STEPS = 4

_FUTURE_WORDS = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_PAST_WORDS = frozenset({"was", "were", "did", "had", "has", "have", "been"})
# Verbs whose simple present with a date announces ("The fair opens on May 3").
_TIMETABLE = frozenset(
    {
        "begin",
        "start",
        "open",
        "end",
        "close",
        "expire",
        "run",
        "premiere",
        "debut",
        "air",
        "return",
        "resume",
        "arrive",
    }
)
# Participles and adjectives whose complement lies ahead, whatever the tense: "was scheduled for March 9".
_SCHEDULING = frozenset(
    {"schedule", "scheduled", "expect", "expected", "plan", "planned", "set", "slate", "slated", "due"}
)
# Words that carry a date up to its verb.
_CARRIERS = frozenset({"prep", "pobj", "npadvmod", "tmod", "nmod", "advmod", "compound", "nummod", "pcomp"})

# spaCy labels ages DATE ("Ana Ruiz, 45,"), and halves and minutes of a match.
_AGE = re.compile(r"\b(?:olds?|aged?|older|younger|minute)\b", re.IGNORECASE)
# What is left over must hold a word that can carry a date, not only a number or an ordinal.
_TIME_LETTERS = frozenset("MbWvXuUkFqTPDIj3")
# The daily Costa Sul, the weekly Observer: a newspaper, not a time.
_PAPER = re.compile(r"(?:daily|weekly|monthly) +[A-Z]")
_SET = re.compile(
    r"\b(?:every|each|per|\w*daily|\w*weekly|\w*monthly|\w*yearly|annual(?:ly)?)\b", re.IGNORECASE
)


@Language.factory(
    "seeds_dates",
    assigns=["doc.spans"],
    default_config={"spans_key": DateAnnotation.KEY},
)
def make_date_resolver(nlp: Language, name: str, spans_key: str) -> "DateResolver":  # noqa: ARG001
    """Make the component; it uses entities and the parse if the Doc has them, and requires neither."""
    return DateResolver(name, spans_key=spans_key)


class DateResolver:
    """Writes a DateAnnotation for every date expression of the Doc, header left out.

    Expressions are found by rules over the text; spaCy's DATE and TIME entities confirm doubtful ones, and
    those that no rule reads are kept with the value None and a reason. The publication date is
    `doc._.seeds_published`; without it, what has to be counted from it has the reason "no-publication-date".

    Other reasons: "vague" (recent weeks), "set" (every Monday), "relative-to-text" (the next day), "holiday"
    (one whose day differs by country or year), "day-month-order" (3/12/2024), "beyond-calendar" (20 million
    years ago), "no-such-day" (a 30 February as the end of an interval). A time of day is kept with its day,
    and is no date alone.
    """

    def __init__(self, name: str = "seeds_dates", *, spans_key: str = DateAnnotation.KEY) -> None:
        self.name = name
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Find and write."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[DateAnnotation]:
        """Give the records in text order, without overlap."""
        text = context.whole_text(doc)
        entities = _Entities(doc)
        found = find_dates(text, context.published(doc), tagged=entities.label, lean=_tense_of(doc))
        header = context.furniture(doc, "header")
        records = [
            DateAnnotation(date.start, date.end, date.value, date.anchor, date.reason) for date in found
        ]
        records = _outside(records, header)
        taken = [(record.start, record.end) for record in records]
        left_over = [
            replace(record, reason="set") if _SET.search(text, record.start, record.end) else record
            for record in _outside(_outside(entities.unresolved(), header), taken)
            if _can_be_date(text, record.start, record.end)
        ]
        return sorted(records + left_over, key=lambda record: record.start)

    def set_annotations(self, doc: Doc, records: Sequence[DateAnnotation]) -> None:
        """Write the records and a token view of them, labelled DATE."""
        spans = [(record.start, record.end, LABEL, number) for number, record in enumerate(records)]
        DateAnnotation.write(doc, records, spans=spans, key=self.spans_key)


class _Entities:
    """The Doc's entities by place."""

    def __init__(self, doc: Doc) -> None:
        self._entities = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        self._starts = [start for start, _, _ in self._entities]
        self._tagged = doc.has_annotation("ENT_IOB")

    def label(self, start: int, end: int) -> str | None:
        """Label of the entity that overlaps the stretch, a DATE or TIME before others."""
        if not self._tagged:
            return None
        place = max(bisect.bisect_right(self._starts, start) - 1, 0)
        labels = []
        while place < len(self._entities) and self._entities[place][0] < end:
            if self._entities[place][1] > start:
                labels.append(self._entities[place][2])
            place += 1
        return next((label for label in labels if label in ("DATE", "TIME")), labels[0] if labels else "")

    def unresolved(self) -> list[DateAnnotation]:
        """DATE entities as records without a value."""
        return [
            DateAnnotation(start, end, None, None, "vague")
            for start, end, label in self._entities
            if label == "DATE"
        ]


def _can_be_date(text: str, start: int, end: int) -> bool:
    if _AGE.search(text, start, end) or _PAPER.match(text, start):
        return False
    letters = read_words(text, start, end).letters
    return bool(_SET.search(text, start, end)) or not _TIME_LETTERS.isdisjoint(letters)


def _outside(records: Sequence[DateAnnotation], taken: Sequence[Offsets]) -> list[DateAnnotation]:
    """Leave out the records that overlap a taken stretch; both are in order."""
    kept = []
    place = 0
    for record in records:
        while place < len(taken) and taken[place][1] <= record.start:
            place += 1
        if place == len(taken) or record.end <= taken[place][0]:
            kept.append(record)
    return kept


def _tense_of(doc: Doc) -> Callable[[int, int], int]:
    """Give the function that tells the tense around a stretch; without a parse it knows nothing."""
    if not doc.has_annotation("DEP"):
        return lambda start, end: UNKNOWN  # noqa: ARG005

    def lean(start: int, end: int) -> int:
        span = doc.char_span(start, end, alignment_mode="expand")
        return UNKNOWN if span is None else _tense(span.root)

    return lean


def _tense(token: Token) -> int:
    """FUTURE or PAST by the verb that the token hangs on directly or through a preposition."""
    for _ in range(MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") or token.dep_ not in _CARRIERS:
            break
        token = token.head
    if token.lemma_ in _SCHEDULING and token.tag_ in ("VBN", "JJ", "IN"):
        return FUTURE
    if token.pos_ not in ("VERB", "AUX"):
        return UNKNOWN
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & _FUTURE_WORDS and "have" not in words:
        return FUTURE
    if words & _PAST_WORDS:
        return PAST
    if token.lemma_ in _TIMETABLE and token.tag_ in ("VBZ", "VBP"):
        return FUTURE
    if "to" in words:  # "plans to meet on Monday", "is to open on March 9", but "was glad to come on Monday"
        governor = token.head.head if token.head.pos_ == "ADJ" else token.head
        announced = governor.lemma_ in _SCHEDULING or governor.tag_ in ("VBZ", "VBP", "VBG")
        return FUTURE if announced else UNKNOWN
    return PAST if token.tag_ == "VBD" and token.lemma_ != "be" else UNKNOWN
