"""A text's date expressions with their values: tokens, candidates, joined candidates, values."""

import datetime
from collections.abc import Callable, Iterator

from seeds_analysis.dates.expressions import NO_DAY, UNKNOWN, Reference, UnresolvedError
from seeds_analysis.dates.grammar import find_candidates
from seeds_analysis.dates.joining import join_candidates
from seeds_analysis.dates.matching import Candidate
from seeds_analysis.dates.span_rules import AGE
from seeds_analysis.dates.tokens import Tokens, find_runs, read_tokens
from seeds_analysis.doc import DateAnnotation
from seeds_analysis.text import paragraphs

# A name that covers the expression: "Sunday Times", "Theresa May", "60 Minutes".
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "LOC", "NORP", "LAW"})

# The label that a tagger gave to the text between two offsets: "" if it gave none, None if no tagger ran.
Tagger = Callable[[int, int], str | None]
# The tense of the clause around two offsets: PAST, FUTURE or UNKNOWN.
Tense = Callable[[int, int], int]


def find_dates(
    text: str,
    published: datetime.date | None = None,
    *,
    tagged: Tagger = lambda start, end: None,  # noqa: ARG005
    tense: Tense = lambda start, end: UNKNOWN,  # noqa: ARG005
) -> Iterator[DateAnnotation]:
    """Yield the date expressions of a text in order, without overlap, in linear time.

    The reason "name" marks words that are no date.
    """
    for paragraph_start, paragraph_end in paragraphs(text):
        tokens = read_tokens(text, paragraph_start, paragraph_end)
        for first, last in find_runs(tokens.letters):
            for candidate in join_candidates(tokens, find_candidates(tokens, first, last)):
                start, end = tokens.spans[candidate.first][0], tokens.spans[candidate.last - 1][1]
                if _is_date(tokens, candidate, tagged(start, end)):
                    yield _with_value(candidate, start, end, published, tense)


def _is_date(tokens: Tokens, candidate: Candidate, label: str | None) -> bool:
    if candidate.rule in ("clock", AGE):  # a time of day alone is no date
        return False
    if label in ("DATE", "TIME"):
        return True
    if label in _NAMES and tokens.raw(candidate.last - 1)[0].isupper():
        return False
    return not candidate.weak


def _with_value(
    candidate: Candidate, start: int, end: int, published: datetime.date | None, tense: Tense
) -> DateAnnotation:
    reason = None
    # The publication day is an anchor only where there is no value without it.
    for reference in (Reference(), Reference(published, lambda: tense(start, end))):
        try:
            value = candidate.expression.value(reference)
        except UnresolvedError as error:
            reason = str(error)
        except (ValueError, OverflowError):
            reason = "beyond-calendar"
        else:
            anchor = None if reference.published is None else reference.published.isoformat()
            return DateAnnotation(start, end, value, anchor)
        if reason != NO_DAY:
            break
    return DateAnnotation(start, end, None, reason=reason)
