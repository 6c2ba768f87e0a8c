"""From an article and its analyzed Doc to the Summary: reads annotations, decides nothing."""

from bisect import bisect_left, bisect_right
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
from seeds_analysis.summary import model
from seeds_analysis.summary.key_sentences import key_sentences
from seeds_analysis.summary.quoting import readable_text
from seeds_analysis.summary.salience import salience
from seeds_analysis.text import Article, Notice, Offsets, TextSpan, paragraphs

SCORE_DIGITS = 3

# Below this share of English function words a text of some length is hardly English prose.
MIN_STOP_SHARE = 0.2
MIN_LANGUAGE_WORDS = 50


def summarize(article: Article, doc: Doc, *, with_text: bool = False) -> model.Summary:
    """Gather what the pipeline found in an article; `doc` is what `analyze` made of it.

    `with_text` puts the article's whole text into the summary, so that its spans can be verified without it.
    Raises ValueError if the Doc is not one of this article's text.
    """
    if doc.text != article.text:
        raise ValueError(f"{article.origin}: the Doc was made from another text")
    text = article.text
    paragraph_starts = [start for start, _ in paragraphs(text)]
    all_sentences = [*doc.sents] if doc.has_annotation("SENT_START") else []
    sentence_starts = [sent.start_char for sent in all_sentences]
    sentences = _story_sentences(doc, all_sentences)
    return model.Summary(
        schema_version=model.SCHEMA_VERSION,
        generator=model.Generator("seeds-analysis", __version__, spacy_version, *context.analyzed_with(doc)),
        document=_document(article, doc, with_text=with_text),
        counts=model.NO_COUNTS,
        key_sentences=_key_sentences(text, sentences),
        entities=tuple(
            _entity(text, f"e{n}", found) for n, found in enumerate(EntityAnnotation.read(doc), start=1)
        ),
        quotations=tuple(
            _quotation(text, f"q{n}", found, paragraph_starts, sentence_starts)
            for n, found in enumerate(QuotationAnnotation.read(doc), start=1)
        ),
        marked_phrases=tuple(
            model.MarkedPhrase.of(text, found.start, found.end, found.kind)
            for found in MarkedPhraseAnnotation.read(doc)
        ),
        dates=tuple(
            model.DateMention.of(text, found.start, found.end, found.value, found.anchor, found.reason)
            for found in DateAnnotation.read(doc)
        ),
        warnings=article.notices + read_notices(doc) + _language_doubt(sentences),
    ).counted(len(sentences))


def _document(article: Article, doc: Doc, *, with_text: bool) -> model.Document:
    return model.Document(
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
        metadata=dict(article.metadata),
        text=article.text if with_text else None,
    )


def _entity(text: str, number: str, entity: EntityAnnotation) -> model.Entity:
    weight = salience([start for start, _ in entity.mentions], text_length=len(text))
    return model.Entity(
        id=number,
        label=entity.label,
        name=entity.name,
        aliases=entity.aliases,
        role=_span(text, entity.role),
        salience=round(weight, SCORE_DIGITS),
        mention_count=len(entity.mentions),
        mentions=tuple(TextSpan.of(text, *mention) for mention in entity.mentions),
        pronouns=entity.pronouns,
    )


def _quotation(
    text: str,
    number: str,
    found: QuotationAnnotation,
    paragraph_starts: Sequence[int],
    sentence_starts: Sequence[int],
) -> model.Quotation:
    content = tuple(
        model.ContentSpan.of(text, *part, closed)
        for part, closed in zip(found.content, found.closed, strict=True)
    )
    named = found.speaker_name is not None
    return model.Quotation(
        id=number,
        kind=found.kind,
        text=readable_text(found.kind, content),
        content=content,
        cue=model.Cue.of(text, *found.cue, found.cue_lemma or "") if found.cue else None,
        speaker=_speaker(text, found),
        via=_via(text, found),
        unattributed_reason=None if named else found.unattributed_reason or "not-resolved",
        confidence=round(found.confidence, SCORE_DIGITS),
        negated=found.negated,
        paragraph=bisect_right(paragraph_starts, found.content[0][0]),
        sentence=_sentences_around(text, found, sentence_starts),
    )


def _sentences_around(text: str, found: QuotationAnnotation, starts: Sequence[int]) -> TextSpan | None:
    """Give the whole sentences from the first word of content and cue to the last."""
    if not starts:
        return None
    spans = [*found.content, *((found.cue,) if found.cue else ())]
    first = bisect_right(starts, min(start for start, _ in spans)) - 1
    after = bisect_left(starts, max(end for _, end in spans))
    return _stripped(text, starts[max(first, 0)], starts[after] if after < len(starts) else len(text))


def _stripped(text: str, start: int, end: int) -> TextSpan:
    """Make a span without the white space at its ends."""
    bare = text[start:end].strip()
    start = text.index(bare, start)
    return TextSpan.of(text, start, start + len(bare))


def _speaker(text: str, found: QuotationAnnotation) -> model.Speaker | None:
    mention = _span(text, found.speaker_mention)
    if found.speaker_name is None:
        return model.Speaker(None, None, mention, None, None) if mention else None
    return model.Speaker(
        name=found.speaker_name,
        entity=_entity_id(found.speaker_entity),
        mention=mention,
        role=_span(text, found.speaker_role),
        resolved_by=found.resolved_by or "source",
        kind=found.speaker_kind,
    )


def _via(text: str, found: QuotationAnnotation) -> model.Via | None:
    mention = _span(text, found.via)
    return (
        model.Via(found.via_name or mention.text, _entity_id(found.via_entity), mention) if mention else None
    )


def _entity_id(index: int | None) -> str | None:
    return None if index is None else f"e{index + 1}"


def _span(text: str, offsets: Offsets | None) -> TextSpan | None:
    return None if offsets is None else TextSpan.of(text, *offsets)


def _story_sentences(doc: Doc, sentences: Sequence[Span]) -> list[Span]:
    """Give the sentences of the story, without header, headline, byline, dated lines and credits."""
    apart = context.furniture(doc, "header", "headline", "byline", "date", "credit")
    return [
        sent
        for sent in sentences
        if not any(start <= sent.start_char < end for start, end in apart) and sent.text.strip()
    ]


def _key_sentences(text: str, sentences: Sequence[Span]) -> tuple[TextSpan, ...]:
    spans = [_stripped(text, sent.start_char, sent.end_char) for sent in sentences]
    words = [[t.lemma_.lower() for t in sent if t.is_alpha and not t.is_stop] for sent in sentences]
    return key_sentences(spans, words)


def _language_doubt(sentences: Sequence[Span]) -> tuple[Notice, ...]:
    """Warn if the text has hardly any English function words: results for it mean little."""
    words = [token for sent in sentences for token in sent if token.is_alpha]
    if len(words) < MIN_LANGUAGE_WORDS or sum(t.is_stop for t in words) >= MIN_STOP_SHARE * len(words):
        return ()
    message = "the text hardly looks like English prose; the analysis is made for English only"
    return (Notice("language-doubtful", message),)
