"""The tense of the clause around a date, which decides if "on Friday" is before or after publication."""

from spacy.tokens import Doc, Token

from seeds_analysis.dates.expressions import FUTURE, PAST, UNKNOWN
from seeds_analysis.lexicon import word_set

# How far up the parse the verb of a date is looked for. A date deeper inside a noun phrase belongs to the
# noun, which has a time of its own ("the March 9 vote").
MAX_STEPS = 4

# The dependencies between a date and its verb.
_TO_VERB = frozenset({"prep", "pobj", "npadvmod", "tmod", "nmod", "advmod", "compound", "nummod", "pcomp"})


def tense_around(doc: Doc, start: int, end: int) -> int:
    """Return FUTURE, PAST or UNKNOWN for the clause around two character offsets of a parsed Doc."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return UNKNOWN if span is None else _tense(_verb_above(span.root))


def _verb_above(token: Token) -> Token:
    for _ in range(MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") or token.dep_ not in _TO_VERB:
            break
        token = token.head
    return token


def _tense(verb: Token) -> int:
    # "was scheduled for March 9" looks ahead whatever its tense.
    scheduling = word_set("dates.scheduling_words")
    if verb.lemma_ in scheduling and verb.tag_ in ("VBN", "JJ", "IN"):
        return FUTURE
    if verb.pos_ not in ("VERB", "AUX"):
        return UNKNOWN
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & word_set("dates.future_words") and "have" not in auxiliaries:
        return FUTURE
    if auxiliaries & word_set("dates.past_words"):
        return PAST
    if verb.lemma_ in word_set("dates.timetable_verbs") and verb.tag_ in ("VBZ", "VBP"):
        return FUTURE  # "The fair opens on May 3"
    if "to" in auxiliaries:  # "plans to meet on Monday", but "was glad to come on Monday"
        governor = verb.head.head if verb.head.pos_ == "ADJ" else verb.head
        announced = governor.lemma_ in scheduling or governor.tag_ in ("VBZ", "VBP", "VBG")
        return FUTURE if announced else UNKNOWN
    return PAST if verb.tag_ == "VBD" and verb.lemma_ != "be" else UNKNOWN
