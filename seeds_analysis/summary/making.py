"""Article and analyzed Doc to Summary: reads through annotations.py only, decides nothing."""

from collections.abc import Sequence

from spacy.about import __version__ as spacy_version
from spacy.tokens import Doc, Span

from seeds_analysis import __version__
from seeds_analysis.doc import (
    DateAnnotation,
    EntityAnnotation,
    MarkedPhraseAnnotation,
    QuotationAnnotation,
    context,
    read_notices,
)
from seeds_analysis.summary.key_sentences import key_sentences
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
from seeds_analysis.summary.salience import salience
from seeds_analysis.text import Article, Notice, Offsets, TextSpan

SCORE_DIGITS = 3

# Below this share of English function words a text of some length is hardly English prose.
MIN_STOP_SHARE = 0.2
MIN_LANGUAGE_WORDS = 50


def summarize(article: Article, doc: Doc, *, with_text: bool = False) -> Summary:
    """Gather what the pipeline found in an article; `doc` is what `analyze` made of it.

    `with_text` puts the article's whole text into the summary, against which its spans can be verified.
    Raises ValueError if the Doc is not one of this article's text.
    """
    if doc.text != article.text:
        raise ValueError(f"{article.origin}: the Doc was made from another text")
    entities = _entities(article.text, EntityAnnotation.read(doc))
    quotations = _quotations(article.text, QuotationAnnotation.read(doc))
    phrases = tuple(
        MarkedPhrase(p.start, p.end, article.text[p.start : p.end], p.kind)
        for p in MarkedPhraseAnnotation.read(doc)
    )
    dates = tuple(
        DateMention(d.start, d.end, article.text[d.start : d.end], d.value, d.anchor, d.reason)
        for d in DateAnnotation.read(doc)
    )
    speakers = [quotation.speaker for quotation in quotations if quotation.speaker is not None]
    sentences = _story_sentences(doc)
    warnings = article.notices + read_notices(doc) + _language_doubt(sentences)
    return Summary(
        schema_version=SCHEMA_VERSION,
        generator=Generator("seeds-analysis", __version__, spacy_version, *context.analyzed_with(doc)),
        document=_document(article, doc, with_text=with_text),
        counts=Counts(
            sentences=len(sentences),
            entities=len(entities),
            quotations=len(quotations),
            direct=sum(q.kind == "direct" for q in quotations),
            mixed=sum(q.kind == "mixed" for q in quotations),
            indirect=sum(q.kind == "indirect" for q in quotations),
            speakers=len({s.entity or s.name.casefold() for s in speakers if s.name is not None}),
            unattributed=sum(q.unattributed_reason is not None for q in quotations),
            quoted_words=sum(len(part.text.split()) for q in quotations for part in q.content if part.closed),
            marked_phrases=len(phrases),
            dates=len(dates),
            warnings=len(warnings),
        ),
        key_sentences=_key_sentences(article.text, sentences),
        entities=entities,
        quotations=quotations,
        marked_phrases=phrases,
        dates=dates,
        warnings=warnings,
    )


def _document(article: Article, doc: Doc, *, with_text: bool) -> Document:
    return Document(
        id=article.id,
        origin=article.origin,
        headline=article.headline,
        byline=article.byline,
        published=article.published.isoformat() if article.published else None,
        dateline=article.dateline,
        credits=article.credits,
        language=doc.lang_,
        word_count=len(article.text[article.body_start :].split()),
        char_count=len(article.text),
        encoding=article.encoding,
        title=article.title,
        url=article.url,
        authors=article.authors,
        text=article.text if with_text else None,
    )


def _entities(text: str, records: Sequence[EntityAnnotation]) -> tuple[Entity, ...]:
    return tuple(
        Entity(
            id=f"e{number}",
            label=record.label,
            name=record.name,
            aliases=record.aliases,
            role=_span(text, record.role),
            salience=round(
                salience([start for start, _ in record.mentions], text_length=len(text)), SCORE_DIGITS
            ),
            mention_count=len(record.mentions),
            mentions=tuple(TextSpan.of(text, *mention) for mention in record.mentions),
        )
        for number, record in enumerate(records, start=1)
    )


def _quotations(text: str, records: Sequence[QuotationAnnotation]) -> tuple[Quotation, ...]:
    return tuple(_quotation(text, f"q{number}", record) for number, record in enumerate(records, start=1))


def _quotation(text: str, number: str, record: QuotationAnnotation) -> Quotation:
    content = tuple(
        ContentSpan(start, end, text[start:end], closed)
        for (start, end), closed in zip(record.content, record.closed, strict=True)
    )
    cue, via = None, None
    speaker: Speaker | None = None
    if record.cue is not None:
        cue = Cue(*record.cue, text[slice(*record.cue)], record.cue_lemma or "")
    if record.speaker_name is not None:
        speaker = Speaker(
            name=record.speaker_name,
            entity=_entity_id(record.speaker_entity),
            mention=_span(text, record.speaker_mention),
            role=_span(text, record.speaker_role),
            resolved_by=record.resolved_by or "subject",
        )
    elif record.speaker_mention is not None:
        speaker = Speaker(None, None, _span(text, record.speaker_mention), None, None)
    if record.via is not None:
        via = Via(
            name=record.via_name or text[slice(*record.via)],
            entity=_entity_id(record.via_entity),
            mention=_span(text, record.via),
        )
    return Quotation(
        id=number,
        kind=record.kind,
        text=" ".join(part.text for part in content),
        content=content,
        cue=cue,
        speaker=speaker,
        via=via,
        unattributed_reason=record.unattributed_reason or "not-resolved"
        if record.speaker_name is None
        else None,
        confidence=round(record.confidence, SCORE_DIGITS),
    )


def _entity_id(index: int | None) -> str | None:
    return None if index is None else f"e{index + 1}"


def _span(text: str, offsets: Offsets | None) -> TextSpan | None:
    return None if offsets is None else TextSpan.of(text, *offsets)


def _story_sentences(doc: Doc) -> list[Span]:
    """The sentences of the story, without header, headline, byline and credits."""
    apart = context.furniture(doc, "header", "headline", "byline", "credit")
    if not doc.has_annotation("SENT_START"):
        return []
    return [
        sent
        for sent in doc.sents
        if not any(start <= sent.start_char < end for start, end in apart) and sent.text.strip()
    ]


def _key_sentences(text: str, sentences: Sequence[Span]) -> tuple[TextSpan, ...]:
    spans, words = [], []
    for sent in sentences:
        bare = sent.text.strip()
        start = sent.start_char + sent.text.index(bare)
        spans.append(TextSpan.of(text, start, start + len(bare)))
        words.append([t.lemma_.lower() for t in sent if t.is_alpha and not t.is_stop])
    return key_sentences(spans, words)


def _language_doubt(sentences: Sequence[Span]) -> tuple[Notice, ...]:
    """A warning if the text hardly holds English function words: what is found in it means little."""
    words = [token for sent in sentences for token in sent if token.is_alpha]
    if len(words) < MIN_LANGUAGE_WORDS or sum(t.is_stop for t in words) >= MIN_STOP_SHARE * len(words):
        return ()
    return (
        Notice(
            "language-doubtful",
            "the text hardly looks like English prose; the analysis is made for English only",
        ),
    )
