"""The tense of the clause around a date, which decides if "on Friday" is before or after publication."""

from spacy.tokens import Doc, Token

from seeds_analysis.dates.expressions import FUTURE, PAST, PRESENT, UNKNOWN
from seeds_analysis.lexicon import word_set

# How far up the parse the verb of a date is looked for. A date deeper inside a noun phrase belongs to the
# noun, which has a time of its own ("the March 9 vote").
MAX_STEPS = 4

# The dependencies between a date and its verb.
_TO_VERB = frozenset(
    {"prep", "pobj", "npadvmod", "tmod", "nmod", "advmod", "attr", "compound", "nummod", "pcomp"}
)
# The clauses that say what happens; others give a reason or describe somebody.
_MAIN_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_PRESENT_FORMS = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})


def tense_around(doc: Doc, start: int, end: int) -> int:
    """Return FUTURE, PRESENT, PAST or UNKNOWN for the clause around two character offsets of a parsed Doc.

    PRESENT is a main clause in the present tense.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return UNKNOWN
    verb = _verb_above(span.root)
    tense, before = _tense(verb), span.root.head.lower_ if span.root.dep_ in ("pobj", "pcomp") else ""
    if before == "since":
        return PAST
    if before == "by" and tense != PAST:
        return FUTURE
    # "They gave him until Friday", "it was put off until Friday"
    if before in ("until", "till") and verb.lemma_ in word_set("dates.deferring_verbs"):
        return FUTURE
    return UNKNOWN if before == "after" and tense == PRESENT else tense


def _verb_above(token: Token) -> Token:
    for _ in range(MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") or token.dep_ not in _TO_VERB:
            break
        token = token.head
    return token


def _tense(verb: Token) -> int:
    # "was scheduled for March 9" looks ahead whatever its tense.
    scheduling = word_set("dates.scheduling_words")
    if verb.lemma_ in scheduling and verb.tag_ in ("VBN", "JJ", "IN") and not _has_particle(verb):
        return FUTURE
    if verb.pos_ not in ("VERB", "AUX"):
        return UNKNOWN
    auxiliaries = _auxiliaries(verb)
    if auxiliaries & word_set("dates.future_words") and "have" not in auxiliaries:
        return FUTURE
    if auxiliaries & word_set("dates.past_words"):
        return PAST
    if "to" in auxiliaries:  # "plans to meet on Monday", but "was glad to come on Monday"
        governor = verb.head.head if verb.head.pos_ == "ADJ" else verb.head
        planned = scheduling | word_set("dates.directing_verbs")
        announced = governor.lemma_ in planned or governor.tag_ in ("VBZ", "VBP", "VBG")
        ahead = _auxiliaries(governor) & word_set("dates.future_words")  # "would like to meet on Monday"
        return FUTURE if announced or ahead else UNKNOWN
    if verb.tag_ in ("VBZ", "VBP") or auxiliaries & _PRESENT_FORMS:
        if verb.lemma_ in word_set("dates.timetable_verbs"):
            return FUTURE  # "The fair opens on May 3"
        return PRESENT if _in_main_clause(verb) else UNKNOWN
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and not auxiliaries:
        return FUTURE  # "Ask me in May"
    return PAST if verb.tag_ == "VBD" and verb.lemma_ != "be" else UNKNOWN


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _has_particle(verb: Token) -> bool:
    """Whether another verb is meant: "was set up in March"."""
    return any(child.dep_ == "prt" for child in verb.children)


def _in_main_clause(verb: Token) -> bool:
    """Whether the verb is in a main clause of a sentence: headlines use the present tense for the past."""
    end = verb.sent[-1]
    while end.is_space and end.i > verb.i:
        end = end.nbor(-1)
    awaited = any(child.lower_ in word_set("dates.awaiting_words") for child in verb.children)
    reports = verb.lemma_ in word_set("dates.reporting_verbs")
    return not reports and (verb.dep_ in _MAIN_CLAUSES or awaited) and end.is_punct
