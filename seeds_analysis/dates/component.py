"""Finds date expressions and gives each its ISO 8601 value, counted from the publication date."""

import re
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from seeds_analysis.dates.expressions import UNKNOWN
from seeds_analysis.dates.finding import find_dates
from seeds_analysis.dates.matching import NAME
from seeds_analysis.dates.tense import tense_around
from seeds_analysis.dates.tokens import read_tokens
from seeds_analysis.doc import DateAnnotation, context
from seeds_analysis.text import Offsets

LABEL = "DATE"

# spaCy labels ages DATE ("Ana Ruiz, 45,"), and minutes of a match.
_AGE = re.compile(r"\b(?:olds?|aged?|older|younger|minute)\b", re.IGNORECASE)
# An entity that no rule reads must hold a word that can be a date, not only a number or an ordinal.
_TIME_LETTERS = frozenset("MbWvXuUkFqTPDIj3")
_RECURRING = re.compile(
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
    """Writes a DateAnnotation for every date expression of the Doc except in the header.

    Rules over the text find the expressions; spaCy's DATE and TIME entities confirm doubtful ones, and those
    that no rule reads get the value None and a reason. The publication date is `doc._.seeds_published`.

    The reasons: "no-publication-date", "vague" (recent weeks), "set" (every Monday), "relative-to-text" (the
    same day), "holiday" (one whose day differs by country or year), "day-month-order" (3/12/2024),
    "beyond-calendar" (20 million years ago), "no-such-day" (30 February).
    """

    def __init__(self, name: str = "seeds_dates", *, spans_key: str = DateAnnotation.KEY) -> None:
        self.name = name
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Find and write."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[DateAnnotation]:
        """Return the annotations in text order, without overlap."""
        text = context.whole_text(doc)
        header = context.furniture(doc, "header")
        tagged, parsed = doc.has_annotation("ENT_IOB"), doc.has_annotation("DEP")
        found = find_dates(
            text,
            context.published(doc),
            tagged=lambda start, end: _label(doc, start, end) if tagged else None,
            tense=lambda start, end: tense_around(doc, start, end) if parsed else UNKNOWN,
        )
        read = _outside(header, found)
        taken = [*header, *((date.start, date.end) for date in read)]
        unread = _outside(sorted(taken), (_unread(ent) for ent in doc.ents if _can_be_date(ent)))
        return sorted((date for date in read + unread if date.reason != NAME), key=lambda date: date.start)

    def set_annotations(self, doc: Doc, dates: Sequence[DateAnnotation]) -> None:
        """Write the annotations and a token view of them, labelled DATE."""
        spans = [(date.start, date.end, LABEL, number) for number, date in enumerate(dates)]
        DateAnnotation.write(doc, dates, spans=spans, key=self.spans_key)


def _label(doc: Doc, start: int, end: int) -> str:
    """Return the label of the entity there, DATE or TIME before others, or nothing."""
    span = doc.char_span(start, end, alignment_mode="expand")
    labels = [token.ent_type_ for token in span or () if token.ent_type_]
    return next((label for label in labels if label in ("DATE", "TIME")), labels[0] if labels else "")


def _can_be_date(entity: Span) -> bool:
    text = entity.text
    if entity.label_ != LABEL or _AGE.search(text):
        return False
    letters = read_tokens(text, 0, len(text)).letters
    return bool(_RECURRING.search(text)) or not _TIME_LETTERS.isdisjoint(letters)


def _unread(entity: Span) -> DateAnnotation:
    reason = "set" if _RECURRING.search(entity.text) else "vague"
    return DateAnnotation(entity.start_char, entity.end_char, None, reason=reason)


def _outside(taken: Sequence[Offsets], dates: Iterable[DateAnnotation]) -> list[DateAnnotation]:
    """Leave out the dates that overlap a taken stretch; both are in order."""
    kept = []
    place = 0
    for date in dates:
        while place < len(taken) and taken[place][1] <= date.start:
            place += 1
        if place == len(taken) or date.end <= taken[place][0]:
            kept.append(date)
    return kept
