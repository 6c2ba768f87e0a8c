"""The words of pages: numbers, labels, reasons, values."""

import re
from collections.abc import Sequence

from seeds_analysis.summary import DateMention, Quotation, Summary, model
from seeds_analysis.text import Notice
from seeds_analysis.views.numbers import count_of
from seeds_analysis.views.page.grouping import Moment

# Below this, pages mention the confidence: nearly half of such attributions are wrong.
LOW_CONFIDENCE = 0.6

# Before words that somebody did not say, so that they never look like a statement.
NEGATED = "Did not say:"

# Parts this close have only marks and a blank between them: could end "the hot stage" of the war.
ADJACENT = 3

LABELS = {
    "PERSON": "People",
    "ORG": "Organisations",
    "GPE": "Countries, states and cities",
    "LOC": "Regions and places",
    "NORP": "Nationalities and groups",
    "FAC": "Buildings and sites",
    "EVENT": "Events",
    "LAW": "Laws and treaties",
    "WORK_OF_ART": "Works",
    "PRODUCT": "Products",
    "LANGUAGE": "Languages",
}

REASONS = {
    "author-unknown": "the author's own words, but there is no byline",
    "beyond-calendar": "beyond what a calendar can hold",
    "day-month-order": "day and month could be either way round",
    "description-unresolved": "a description that could mean several people",
    "name-ambiguous": "a surname shared by several people here",
    "no-cue": "nothing nearby says who said it",
    "no-day": "the day is not given",
    "no-publication-date": "no publication date is stated",
    "no-source": "a verb of saying, but nobody who says it",
    "no-such-day": "no calendar has this day",
    "pronoun-unresolved": "a pronoun that could mean several people, or nobody named",
    "relative-to-text": "counted from a time in the story, not from its publication",
    "speaker-uncertain": "too uncertain who said it",
    "set": "a recurring time",
    "vague": "too vague for a calendar",
}

_DURATION = re.compile(
    r"P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?"
    r"(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?",
    re.ASCII,
)
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def label_in_words(label: str) -> str:
    """Name a type of entity: "People" for PERSON; an unknown label stays as it is."""
    return LABELS.get(label, label)


def reason_in_words(code: str | None) -> str:
    """Say why something is unknown; an unknown code is spelled out."""
    if code is None:
        return "no reason is recorded"
    return REASONS.get(code, code.replace("-", " "))


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
    """Give the facts under the headline: who, when, how long, where, whose pictures."""
    document, counts = summary.document, summary.counts
    words = count_of(document.word_count, "word")
    return (
        *((document.byline.text,) if document.byline else document.authors),
        _published(summary),
        f"{words}, {counts.quoted_words:,} of them quoted" if counts.quoted_words else words,
        *((document.dateline.text,) if document.dateline else ()),
        *(credit.text for credit in document.credits),
    )


def _published(summary: Summary) -> str:
    if summary.document.published:
        return f"published {summary.document.published}"
    if any(date.reason == "no-publication-date" for date in summary.dates):
        return "no publication date found (give it with --date)"
    return "no publication date stated"


def quotation_counts(counts: model.Counts) -> str:
    """Count quotations by speakers and kinds: "6 from 3 speakers: 5 direct, 1 mixed"."""
    kinds = (("direct", counts.direct), ("mixed", counts.mixed), ("indirect", counts.indirect))
    total = f"{counts.quotations:,}"
    if counts.speakers:
        total += f" from {count_of(counts.speakers, 'speaker')}"
    return f"{total}: {', '.join(f'{number:,} {kind}' for kind, number in kinds if number)}"


def quotation_notes(quotation: Quotation, aliases: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the notes under a quotation: kind, cue, relay, and what a careful reader should doubt.

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
    named = speaker is not None and speaker.name is not None
    if not named:
        notes.append(reason_in_words(quotation.unattributed_reason))
    if any(part.closed == "missing" for part in quotation.content):
        notes.append("the quotation mark is never closed")
    if named and quotation.confidence < LOW_CONFIDENCE:
        notes.append(f"low confidence, {quotation.confidence:.2f}")
    return tuple(notes)


def quotation_paragraphs(quotation: Quotation, opening: str, closing: str, gap: str) -> tuple[str, ...]:
    """Give the content in marks, with a gap where words of the reporter are left out.

    A part without marks gets none, and no closing mark appears that the article lacks. Where it is only
    implied, the quotation continues in the next paragraph, here as in the article. What somebody did not say
    begins with NEGATED.
    """
    paragraphs: list[str] = []
    last: model.ContentSpan | None = None
    for part in quotation.content:
        words = part.text.strip()
        if part.closed is not None:
            words = f"{opening}{words}{closing if part.closed == 'explicit' else ''}"
        if last is None or last.closed == "implied":
            paragraphs.append(words)
        elif part.start - last.end <= ADJACENT:
            paragraphs[-1] += f" {words}"
        else:
            paragraphs[-1] += f" {gap} {words}"
        last = part
    if quotation.negated:
        paragraphs[0] = f"{NEGATED} {paragraphs[0]}"
    return tuple(paragraphs)


def expressions_in_words(moment: Moment) -> str:
    """List the expressions for one date: "Tuesday (2 times); March 11"."""
    return "; ".join(text if count == 1 else f"{text} ({count} times)" for text, count in moment.expressions)


def unresolved_in_words(date: DateMention) -> str:
    """Say why a date expression has no value."""
    return reason_in_words(date.reason)


def place_in_words(notice: Notice) -> str:
    """Say where a warning applies: "characters 901 to 902", or "" for the whole article."""
    if notice.start is None:
        return ""
    if notice.end is None or notice.end - notice.start <= 1:
        return f"character {notice.start}"
    return f"characters {notice.start} to {notice.end}"
