"""The words of pages: numbers, labels, reasons, values."""

import re
from collections.abc import Sequence

from seeds_analysis.summary import Entity, Quotation, Summary, model
from seeds_analysis.text import Notice
from seeds_analysis.views import codes
from seeds_analysis.views.codes import count_of
from seeds_analysis.views.page.grouping import timeline

# Below these, pages say their doubt in words. Of 100 quotations at 0.9 or more, 94 to 98 are right.
SURE, LIKELY = 0.9, 0.7

# Before words that somebody did not say, so that they never look like a statement.
NEGATED = "Did not say:"

_DURATION = re.compile(
    r"P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?"
    r"(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?",
    re.ASCII,
)
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def reason_in_words(code: str | None) -> str:
    """Say why something is unknown; an unknown code is spelled out."""
    return "no reason is recorded" if code is None else codes.in_words("reason", code)


def value_in_words(value: str) -> str:
    """Write an ISO 8601 value for readers: "18 months" for P18M, "A to B" for A/B; a date stays as it is."""
    match = _DURATION.fullmatch(value)
    if match is not None and any(match.groups()):
        units = zip(match.groups(), _UNITS, strict=True)
        return ", ".join(count_of(int(number), unit) for number, unit in units if number is not None)
    start, slash, end = value.partition("/")
    if slash and start.strip(".") and end.strip("."):
        return f"{start} to {end}"
    if slash:
        return f"until {end}" if end.strip(".") else f"from {start}"
    return value


def head_line(summary: Summary) -> str:
    """Give the headline in the text, or the title in the metadata, or the name of the input."""
    document = summary.document
    return (document.headline.text if document.headline else document.title) or document.origin


def head_facts(summary: Summary) -> tuple[str, ...]:
    """Give the facts under the headline: who, when, how long, and the file."""
    document, counts = summary.document, summary.counts
    words = count_of(document.word_count, "word")
    return (
        *((document.byline.text,) if document.byline else document.authors),
        f"published {document.published}" if document.published else "no publication date stated",
        f"{words}, {counts.quoted_words:,} of them quoted" if counts.quoted_words else words,
        *((document.origin,) if document.headline or document.title else ()),
    )


def more_facts(summary: Summary) -> tuple[str, ...]:
    """Give further facts: where it was written, and whose pictures it has."""
    document = summary.document
    dateline = (document.dateline.text.rstrip(" —–-"),) if document.dateline else ()
    return (*dateline, *(credit.text for credit in document.credits))


def head_warnings(summary: Summary) -> tuple[str, ...]:
    """Say what to know before reading: dates without a day to count from, and doubts about the whole text."""
    lost = sum(date.reason == "no-publication-date" for date in summary.dates)
    undated = f"{count_of(lost, 'date')} cannot be read without the day of publication. Give it with --date."
    return (
        *((undated,) if lost else ()),
        *(sentence(notice.message) for notice in summary.warnings if notice.start is None),
    )


def placed_warnings(summary: Summary) -> list[tuple[str, str]]:
    """Give the warnings about a place in the text: a sentence, and where."""
    return [(sentence(n.message), place_in_words(n)) for n in summary.warnings if n.start is not None]


def sentence(message: str) -> str:
    """Write a message as a sentence."""
    return f"{message[:1].upper()}{message[1:]}{'' if message.endswith(('.', '!', '?')) else '.'}"


def quotation_counts(counts: model.Counts) -> str:
    """Count quotations by speakers and kinds: "6 from 3 speakers: 5 direct, 1 mixed"."""
    total = f"{counts.quotations:,}"
    if counts.speakers:
        total += f" from {count_of(counts.speakers, 'speaker')}"
    return f"{total}: {kinds_in_words(counts.direct, counts.mixed, counts.indirect)}"


def kinds_in_words(direct: int, mixed: int, indirect: int) -> str:
    """Count kinds: "5 direct, 1 mixed"."""
    kinds = (("direct", direct), ("mixed", mixed), ("indirect", indirect))
    return ", ".join(f"{number:,} {kind}" for kind, number in kinds if number)


def quotation_notes(quotation: Quotation, aliases: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the notes under a quotation: kind, cue, relay, mention.

    The mention is shown where it explains the name ("He", or the document that speaks for its issuer) and
    where nothing else is known. `aliases` are other names of the speaker; "Ms Ruiz" for Ana Ruiz is
    not shown.
    """
    notes = [quotation.kind]
    if quotation.cue is not None:
        notes.append("after a colon" if quotation.cue.text.strip() == ":" else quotation.cue.text)
    if quotation.via is not None:
        notes.append(f"via {quotation.via.name}")
    speaker = quotation.speaker
    if speaker is not None and speaker.mention is not None:
        known = {word for name in (speaker.name or "", *aliases) for word in name.casefold().split()}
        other = known.isdisjoint(speaker.mention.text.casefold().split())
        if other or (speaker.resolved_by or "").startswith("document"):
            notes.append(f"in the text: {speaker.mention.text}")
    return tuple(notes)


def quotation_doubts(quotation: Quotation) -> tuple[str, ...]:
    """Give what a careful reader should check: how sure the program is, and why nobody is named."""
    doubts = [confidence_in_words(quotation)]
    if quotation.speaker is None or quotation.speaker.name is None:
        doubts.append(reason_in_words(quotation.unattributed_reason))
    if any(part.closed == "missing" for part in quotation.content):
        doubts.append("the quotation mark is never closed")
    return tuple(filter(None, doubts))


def confidence_in_words(quotation: Quotation) -> str:
    """Say "likely" or "unsure" of a quotation that is not sure; one without a name has its reason instead."""
    named = quotation.speaker is not None and quotation.speaker.name is not None
    return sureness_in_words(quotation.confidence) if named else ""


def sureness_in_words(confidence: float) -> str:
    """Say "likely" or "unsure" of a confidence that is not high."""
    return "" if confidence >= SURE else sureness(confidence)


def sureness(confidence: float) -> str:
    """Say a confidence in a word."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "unsure"


def quotation_paragraphs(quotation: Quotation, opening: str, closing: str, gap: str) -> tuple[str, ...]:
    """Give the content in marks, with gaps. What somebody did not say begins with NEGATED."""
    paragraphs = quotation.paragraphs(opening, closing, gap)
    return (f"{NEGATED} {paragraphs[0]}", *paragraphs[1:]) if quotation.negated else paragraphs


def entity_details(entity: Entity) -> str:
    """Give the role and the other names: "mayor; also Ms Ruiz", or ""."""
    also = f"also {', '.join(entity.aliases)}" if entity.aliases else ""
    return "; ".join(filter(None, (entity.role.text if entity.role else "", also)))


def date_rows(summary: Summary) -> tuple[tuple[str, str, str], ...]:
    """Give rows of a table of dates: the value, the expressions, and a note."""
    times = timeline(summary.dates)
    known = (
        (
            value_in_words(moment.value),
            "; ".join(times_in_words(text, count) for text, count in moment.expressions),
            "day of publication" if moment.value == summary.document.published else "",
        )
        for moment in (*times.moments, *times.durations)
    )
    unknown = (
        ("?", times_in_words(date.text, number), reason_in_words(date.reason))
        for date, number in times.unresolved
    )
    return (*known, *unknown)


def times_in_words(text: str, count: int) -> str:
    """Say how often: "Tuesday (2 times)", or only "Tuesday"."""
    return text if count == 1 else f"{text} ({count} times)"


def place_in_words(notice: Notice) -> str:
    """Say where a warning applies: "characters 901 to 902", or "" for the whole article."""
    if notice.start is None:
        return ""
    if notice.end is None or notice.end - notice.start <= 1:
        return f"character {notice.start}"
    return f"characters {notice.start} to {notice.end}"
