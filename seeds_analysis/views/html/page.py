"""Articles with their quotations marked, as one HTML file for the browser: no request, no framework."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from seeds_analysis.summary import Quotation, Summary
from seeds_analysis.text import paragraphs
from seeds_analysis.views import codes
from seeds_analysis.views.html.segments import Mark, Segment, cut, look
from seeds_analysis.views.html.template import fill
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.grouping import SpeakerGroup, by_label, by_speaker

# Enough to recognise a quotation by; its words are in the article.
EXCERPT = 36


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with all quotations. Without a name, the number is 0 and the role is the reason."""

    number: int
    group: SpeakerGroup
    words: int  # of the content
    share: float  # of the words of all speakers

    @property
    def kinds(self) -> str:
        """How many of each kind."""
        kinds = [quotation.kind for quotation in self.group.quotations]
        return wording.kinds_in_words(*map(kinds.count, ("direct", "mixed", "indirect")))


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as the template draws it. The headline is not among the paragraphs."""

    summary: Summary
    headline: tuple[Segment, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]
    voices: tuple[Voice, ...]


def html_pieces(summaries: Iterable[Summary], *, index: str = "") -> Iterator[str]:
    """Write one file for all articles, with an index if there are several; nothing if there are none.

    `index` is the address of an index in another file. Raises ValueError if a summary does not hold its text.
    """
    articles = [view_of(summary) for summary in summaries]
    if not articles:
        return
    found = (code_of(quotation) for article in articles for quotation in article.summary.quotations)
    yield from fill(
        "page.html.jinja",
        styles=("page.css",),
        script="page.js",
        articles=articles,
        index=index,
        rules={code: number for number, code in enumerate(dict.fromkeys(found)) if code is not None},
        wording=wording,
        codes=codes,
        by_label=by_label,
        look=look,
        code_of=code_of,
        excerpt=excerpt,
        by_quotation=_by_quotation,
    )


def view_of(summary: Summary) -> ArticleView:
    """Lay out an article. Raises ValueError if the summary does not hold its text."""
    text, headline = summary.document.text, summary.document.headline
    if text is None:
        raise ValueError(f"{summary.document.origin}: the summary does not hold the text of the article")
    voices = _voices(summary)
    places = paragraphs(text)
    rows = dict(zip(places, cut(text, places, tuple(_marks(summary, voices))), strict=True))
    plain = (Segment(wording.head_line(summary)),)
    above = rows.pop((headline.start, headline.end), plain) if headline else plain
    return ArticleView(summary, above, tuple(rows.values()), voices)


def excerpt(quotation: Quotation) -> str:
    """Give the first words of a quotation, in its marks."""
    words = " ".join(" ".join(wording.quotation_paragraphs(quotation, "“", "”", "…")).split())
    if len(words) <= EXCERPT:
        return words
    return f"{(words[:EXCERPT].rpartition(' ')[0] or words[:EXCERPT]).rstrip(' …')} …"


def code_of(quotation: Quotation) -> codes.Code | None:
    """Give what decided on the speaker, or why nobody is named; None if that code is not known here."""
    rule = quotation.speaker.resolved_by if quotation.speaker else None
    kind, code = ("speaker", rule) if rule else ("reason", quotation.unattributed_reason)
    return codes.read_codes().get((kind, code or ""))


def _marks(summary: Summary, voices: Sequence[Voice]) -> Iterator[Mark]:
    """Mark everything in the text that the summary names."""
    speakers = {quotation.id: voice.number for voice in voices for quotation in voice.group.quotations}
    for quotation in summary.quotations:
        yield from _quotation_marks(quotation, speakers)
    for sentence in summary.key_sentences:
        yield Mark(sentence.start, sentence.end, (), opens="★")
    for phrase in summary.marked_phrases:
        yield Mark(phrase.start, phrase.end, ("phrase",), title=phrase.kind)
    for date in summary.dates:
        title = wording.value_in_words(date.value) if date.value else wording.reason_in_words(date.reason)
        yield Mark(date.start, date.end, ("date",), title=title)
    for entity in summary.entities:
        for mention in entity.mentions:
            yield Mark(mention.start, mention.end, ("name",))


def _quotation_marks(quotation: Quotation, speakers: Mapping[str, int]) -> Iterator[Mark]:
    speaker = speakers[quotation.id]
    label = f"{speaker or '?'}{f' {wording.NEGATED}' if quotation.negated else ''}"
    roles = (quotation.kind, *(("negated",) if quotation.negated else ()))
    for number, part in enumerate(quotation.content):
        yield Mark(part.start, part.end, roles, quotation.id, speaker, opens="" if number else label)
    source = quotation.speaker.mention if quotation.speaker else None
    relay = quotation.via.mention if quotation.via else None
    for role, span in (("cue", quotation.cue), ("source", source), ("relay", relay)):
        if span is not None:
            yield Mark(span.start, span.end, (role,), quotation.id, speaker)


def _voices(summary: Summary) -> tuple[Voice, ...]:
    """Give the speakers, most words first, and then the quotations without one, grouped by reason."""
    groups, unattributed = by_speaker(summary)
    reasons: dict[str, list[Quotation]] = {}
    for quotation in unattributed:
        reasons.setdefault(wording.reason_in_words(quotation.unattributed_reason), []).append(quotation)
    unknown = [SpeakerGroup("Speaker unknown", (), why, tuple(those)) for why, those in reasons.items()]
    total = _words(summary.quotations) or 1
    ranked = sorted(groups, key=lambda group: -_words(group.quotations))
    numbered = [*enumerate(ranked, start=1), *((0, group) for group in unknown)]
    return tuple(Voice(n, g, _words(g.quotations), _words(g.quotations) / total) for n, g in numbered)


def _words(quotations: Iterable[Quotation]) -> int:
    """Count the words of the content, without what the article says was not said."""
    return sum(len(part.text.split()) for q in quotations if not q.negated for part in q.content)


def _by_quotation(segments: Iterable[Segment]) -> list[tuple[str, list[Segment]]]:
    """Put segments of the same quotations together."""
    return [(quoted, list(run)) for quoted, run in groupby(segments, key=lambda segment: segment.quoted)]
