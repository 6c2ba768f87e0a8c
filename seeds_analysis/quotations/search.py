"""Find the quotations of a Doc: first those in marks and in interviews, then those without marks.

The order follows Pareti et al. (2013), "Automatically Detecting and Attributing Indirect Quotations": cues
first, then content, then source.
"""

from collections.abc import Sequence

from spacy.tokens import Doc

from seeds_analysis.doc import MarkedPhraseAnnotation, QuotationAnnotation
from seeds_analysis.quotations.in_marks.linking import Decide, decide_by_weights, link_pieces
from seeds_analysis.quotations.in_marks.rules import Link, outermost_cues
from seeds_analysis.quotations.marks import Marks, read_marks, taken_tokens
from seeds_analysis.quotations.records import indirect_record, records_in_marks, unattributed_record
from seeds_analysis.quotations.reported.reports import Report, find_reports
from seeds_analysis.text import Stretch

# Constructions in which the quoted words are not part of the clause that their cue reports.
OUTSIDE_CLAUSE = {"continued", "group", "before", "colon"}
# Reports below this confidence are left out: most are wrong or have other bounds.
LEAST_CONFIDENCE = 0.4
# Reported phrases ("hailed the bridge") need more: PolNeAR marks them, but few readers call them quotations.
PHRASE_FACTOR = 1.7
# One or two words say nothing by themselves (rejected "such doubts"), whatever PolNeAR marks.
SHORT_FACTOR, SHORT_TOKENS = 2.25, 2


def find_quotations(
    doc: Doc,
    stretches: Sequence[Stretch],
    *,
    learned: bool = True,
    indirect: bool = True,
    least: float = LEAST_CONFIDENCE,
) -> tuple[list[QuotationAnnotation], list[MarkedPhraseAnnotation]]:
    """Find quotations and phrases in marks that quote nobody, both in text order.

    `stretches` are the texts in quotation marks. `learned` chooses sources and reports by weights, otherwise
    by rules. `least` is the confidence, from 0 to 1, that a learned indirect quotation needs.
    """
    marks = read_marks(doc, stretches)
    records, phrases, used = find_in_marks(marks, decide_by_weights if learned else None)
    if indirect and learned:
        records += _reported_by_weights(marks, records, used, least)
    elif indirect:
        records += _reported_by_rules(marks, used)
    return sorted(records, key=lambda record: record.content[0]), phrases


def find_in_marks(
    marks: Marks, decide: Decide | None
) -> tuple[list[QuotationAnnotation], list[MarkedPhraseAnnotation], set[int]]:
    """Attribute the pieces; return quotations, phrases that quote nobody, and cues that report nothing more.

    `decide` chooses among candidates; without it the first rule that fits does.
    """
    links, phrases, unsure = link_pieces(marks, decide)
    records = records_in_marks(marks, links)
    records += [unattributed_record(marks, piece, link) for piece, link in unsure]
    records += marks.turns
    phrases = sorted([*marks.phrases, *phrases], key=lambda phrase: phrase.start)
    used = {link.cue.head for link in links.values() if link.by not in OUTSIDE_CLAUSE}
    doc = marks.positions.doc
    # "...," X said, according to Y: the words are taken, so Y reports nothing.
    used |= {cue.head for cue in marks.cues if cue.kind == "according" and doc[cue.head].head.i in used}
    return records, phrases, used | marks.naming


def _reported_by_weights(
    marks: Marks, found: Sequence[QuotationAnnotation], used: set[int], least: float
) -> list[QuotationAnnotation]:
    taken = taken_tokens(marks.positions, marks.quoted, found)
    phrases = {(phrase.start, phrase.end) for phrase in marks.phrases}
    records = []
    for report in find_reports(marks.positions, taken, used=used, skipped=marks.skipped):
        if report.confidence < least * _factor(report):
            continue
        record = indirect_record(marks, Link(report.cue, "reported", report.confidence), taken)
        if record is not None and not phrases.issuperset(record.content):
            records.append(record)
    return records


def _factor(report: Report) -> float:
    """How many times as much confidence a report needs as a clause."""
    if report.is_clause:
        return 1.0
    size = sum(end - start for start, end in report.content.parts)
    return PHRASE_FACTOR if size > SHORT_TOKENS else SHORT_FACTOR


def _reported_by_rules(marks: Marks, used: set[int]) -> list[QuotationAnnotation]:
    """Report the clause of each cue; a report inside another belongs to the outer one."""
    outer = outermost_cues(marks.cues)
    records = []
    for cue in marks.cues:
        if cue.head in used or not cue.reports or cue.source is None:
            continue
        above = outer.get(cue.head)
        if above is not None and above.head != cue.head and above.reports:
            continue
        record = indirect_record(marks, Link(cue, "reported"), marks.quoted)
        if record is not None:
            records.append(record)
    return records
