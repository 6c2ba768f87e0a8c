import datetime

import pytest
import spacy
from spacy.tokens import Doc

from seeds_analysis.dates.expressions import FUTURE, PAST, PRESENT, UNKNOWN, BareMonth, Reference, Weekday
from seeds_analysis.dates.tense import tense_around


def clause(lines: str) -> Doc:
    """Make a parsed Doc: one "word lemma pos tag dependency head" a word."""
    rows = [line.split() for line in lines.split(";")]
    words, lemmas, pos, tags, deps, heads = zip(*rows, strict=True)
    return Doc(
        spacy.blank("en").vocab,
        words=list(words),
        lemmas=list(lemmas),
        pos=list(pos),
        tags=list(tags),
        deps=list(deps),
        heads=[int(head) for head in heads],
    )


@pytest.mark.parametrize(
    ("verbs", "tense"),
    [
        ("will will AUX MD aux 2; meet meet VERB VB ROOT 2", FUTURE),
        ("met meet VERB VBD ROOT 1", PAST),
        ("have have AUX VBP aux 2; met meet VERB VBN ROOT 2", PAST),
        ("will will AUX MD aux 3; have have AUX VB aux 3; met meet VERB VBN ROOT 3", PAST),
        ("were be AUX VBD aux 2; expected expect VERB VBN ROOT 2", FUTURE),
        ("open open VERB VBP ROOT 1", FUTURE),
        ("meet meet VERB VBP ROOT 1", UNKNOWN),
        ("may may AUX MD aux 2; meet meet VERB VB ROOT 2", FUTURE),
        ("told tell VERB VBD ROOT 1; to to X TO aux 3; meet meet VERB VB xcomp 1", FUTURE),
        ("tried try VERB VBD ROOT 1; to to X TO aux 3; meet meet VERB VB xcomp 1", UNKNOWN),
        (
            "would would AUX MD aux 2; like like VERB VB ROOT 2; to to X TO aux 4; meet meet VERB VB xcomp 2",
            FUTURE,
        ),
        ("was be AUX VBD auxpass 3; up up ADP RP prt 3; set set VERB VBN ROOT 3", PAST),
        ("hope hope VERB VBP ROOT 1; to to X TO aux 3; meet meet VERB VB xcomp 1", FUTURE),
        (
            "were be AUX VBD ROOT 1; glad glad ADJ JJ acomp 1; to to X TO aux 4; meet meet VERB VB xcomp 2",
            UNKNOWN,
        ),
    ],
    ids=[
        "will",
        "past",
        "perfect",
        "will-have",
        "expected",
        "timetable",
        "present-in-headline",
        "may",
        "told-to",
        "tried-to",
        "would-like-to",
        "set-up",
        "hope-to",
        "glad-to",
    ],
)
def test_tense_is_that_of_the_verb_above_the_date(verbs: str, tense: int) -> None:
    verb = verbs.count(";") + 1
    doc = clause(f"They they PRON PRP nsubj {verb}; {verbs}; Friday Friday PROPN NNP npadvmod {verb}")
    assert tense_around(doc, len(doc.text) - len("Friday"), len(doc.text)) == tense


def test_tense_is_looked_for_through_a_preposition() -> None:
    doc = clause("met meet VERB VBD ROOT 0; on on ADP IN prep 0; Friday Friday PROPN NNP pobj 1")
    assert tense_around(doc, 7, 13) == PAST


@pytest.mark.parametrize(
    ("lines", "tense"),
    [
        ("meet meet VERB VBP ROOT 0; Friday Friday PROPN NNP npadvmod 0; . . PUNCT . punct 0", PRESENT),
        ("say say VERB VBP ROOT 0; Friday Friday PROPN NNP npadvmod 0; . . PUNCT . punct 0", UNKNOWN),
        (
            "meet meet VERB VBP relcl 2; Friday Friday PROPN NNP npadvmod 0; left leave VERB VBD ROOT 2;"
            ". . PUNCT . punct 2",
            UNKNOWN,
        ),
        (
            "before before SCONJ IN mark 1; meet meet VERB VBP advcl 3; Friday Friday PROPN NNP npadvmod 1;"
            "left leave VERB VBD ROOT 3; . . PUNCT . punct 3",
            PRESENT,
        ),
    ],
    ids=["main-clause", "reporting", "relative-clause", "before"],
)
def test_present_tense_is_that_of_a_main_clause_or_of_what_is_awaited(lines: str, tense: int) -> None:
    doc = clause(lines)
    start = doc.text.index("Friday")
    assert tense_around(doc, start, start + len("Friday")) == tense


def test_present_tense_puts_a_weekday_ahead_and_a_month_behind() -> None:
    here = Reference(datetime.date(2024, 12, 3), lambda: PRESENT)
    assert Weekday(4).value(here) == "2024-12-06"
    assert BareMonth(10).value(here) == "2024-10"


@pytest.mark.parametrize(
    ("verb", "preposition", "tense"),
    [
        ("paid pay VERB VBN ROOT 0", "by", FUTURE),
        ("paid pay VERB VBD ROOT 0", "by", PAST),
        ("gave give VERB VBD ROOT 0", "until", FUTURE),
        ("slept sleep VERB VBD ROOT 0", "until", PAST),
        ("meet meet VERB VBP ROOT 0", "since", PAST),
        ("Ask ask VERB VB ROOT 0", "on", FUTURE),
    ],
    ids=["by", "by-past", "gave-until", "slept-until", "since", "imperative"],
)
def test_preposition_may_decide_the_tense(verb: str, preposition: str, tense: int) -> None:
    doc = clause(f"{verb}; {preposition} {preposition} ADP IN prep 0; Friday Friday PROPN NNP pobj 1")
    assert tense_around(doc, len(doc.text) - len("Friday"), len(doc.text)) == tense


def test_date_inside_a_noun_phrase_has_no_tense() -> None:
    doc = clause(
        "votes vote NOUN NNS nsubj 3; after after ADP IN prep 0; Friday Friday PROPN NNP poss 1;"
        "passed pass VERB VBD ROOT 3"
    )
    assert tense_around(doc, 12, 18) == UNKNOWN
