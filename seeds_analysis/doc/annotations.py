"""The agreement on the Doc: keys, labels, records, and their typed readers and writers.

What a component finds is written once, to `doc.spans[KEY]`: the spans are the token view (`label_` is the
role, `id_` the number of the record they belong to), and the group's `attrs` hold the records themselves
with exact character offsets. Span groups with plain attrs survive to_bytes, DocBin and n_process.
"""

import dataclasses
import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from seeds_analysis.text.article import Article, Notice

LAYOUT_KEY = "seeds_layout"
ENTITIES_KEY = "seeds_entities"
QUOTATIONS_KEY = "seeds_quotations"
MARKED_KEY = "seeds_marked_phrases"
DATES_KEY = "seeds_dates"

# Plain values only: a span or dataclass in doc._ breaks to_bytes and n_process=2.
PUBLISHED = "seeds_published"  # ISO date or None
FURNITURE = (
    "seeds_furniture"  # [[start, end, kind], ...]: text that is not the story (header, byline, credit)
)

ANALYZED_WITH = "seeds_analyzed_with"  # [model name, model version, attribution]

Offsets = tuple[int, int]


def register_extensions() -> None:
    """Make `doc._.seeds_published` and its siblings known to spaCy; harmless when repeated."""
    for name in (PUBLISHED, FURNITURE, ANALYZED_WITH):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


register_extensions()


# The texts of the Docs in use; spaCy knows a Doc's text by its tokens only.
_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def keep_text(doc: Doc, text: str) -> None:
    """Note the text of a Doc for whole_text(); it must be `doc.text`, character for character."""
    _texts[doc] = text


def whole_text(doc: Doc) -> str:
    """`doc.text`, put together once for a Doc.

    spaCy does so from the tokens at every call, which costs as much as a whole rule; a Span does it in three
    quarters of the time, and whoever made the Doc knows the text already.
    """
    text = _texts.get(doc)
    if text is None:
        text = _texts[doc] = doc[:].text_with_ws
    return text


# The records: plain values, offsets in characters of `doc.text`, half-open. Each is made, completed and read
# again on its way through the components, which takes a dataclass four times as long as a tuple.


class EntityRecord(NamedTuple):
    """One person, place or organisation with all its mentions, in text order.

    `role_rule` says what found the role ("title", "appositive"). `gender` is a hint for pronouns, "m", "f"
    or None, and only persons have it.
    """

    label: str
    name: str
    mentions: tuple[Offsets, ...]
    aliases: tuple[str, ...] = ()
    role: Offsets | None = None
    role_rule: str | None = None
    gender: str | None = None


class QuotationRecord(NamedTuple):
    """One quotation: where its content, cue and source stand, and how the source was found.

    `closed` runs beside `content` ("explicit", "implied", "missing", or None for indirect content).
    `rule` names what decided on the source. `speaker_*`, `resolved_by` and `via_entity` are filled by the
    speakers component: indices into the entity records.
    """

    kind: str
    content: tuple[Offsets, ...]
    closed: tuple[str | None, ...]
    cue: Offsets | None = None
    cue_lemma: str | None = None
    source: Offsets | None = None
    rule: str | None = None
    via: Offsets | None = None
    via_name: str | None = None
    via_entity: int | None = None
    speaker_name: str | None = None
    speaker_entity: int | None = None
    speaker_mention: Offsets | None = None
    speaker_role: Offsets | None = None
    resolved_by: str | None = None
    unattributed_reason: str | None = None
    confidence: float = 0.0


class MarkedPhraseRecord(NamedTuple):
    """Words in quotation marks that quote nobody; kind is "title", "nickname", "term" or "scare"."""

    start: int
    end: int
    kind: str


class DateRecord(NamedTuple):
    """A date expression and its ISO 8601 value; value None comes with a reason."""

    start: int
    end: int
    value: str | None
    anchor: str | None = None
    reason: str | None = None


Record = EntityRecord | QuotationRecord | MarkedPhraseRecord | DateRecord


class LabelledSpan(NamedTuple):
    """What the token view shows: offsets, the role they play, the number of their record."""

    start: int
    end: int
    label: str
    number: int


def write_records(
    doc: Doc,
    key: str,
    records: Iterable[Record],
    *,
    spans: Iterable[LabelledSpan | Span] = (),
    notices: Iterable[Notice] = (),
) -> None:
    """Set `doc.spans[key]`; replaces what an earlier run left there.

    `spans` is the token view; whoever knows the tokens may give spaCy's own spans.
    """
    attrs = {
        "records": [record._asdict() for record in records],
        "notices": [dataclasses.asdict(notice) for notice in notices],
    }
    token_view = [found for span in spans if (found := _token_span(doc, span)) is not None]
    doc.spans[key] = SpanGroup(doc, name=key, spans=token_view, attrs=attrs)


def replace_records(doc: Doc, key: str, records: Iterable[Record]) -> None:
    """Put completed records in the place of the old ones; the token view and the notices stay.

    Raises KeyError if nothing was written under the key.
    """
    group = doc.spans[key]
    group.attrs = {**group.attrs, "records": [record._asdict() for record in records]}


def read_entities(doc: Doc) -> tuple[EntityRecord, ...]:
    """Entities in text order of their first mention; none if seeds_aliases did not run."""
    return tuple(EntityRecord(**_restored(values)) for values in _attrs(doc, ENTITIES_KEY, "records"))


def entity_at(entities: Sequence[EntityRecord]) -> Callable[[int, int], int | None]:
    """Make a lookup from a character span to the index of the entity named in it, O(log mentions) a call.

    Of several mentions within the span the last one counts ("NATO chief Rutte" is Rutte); a span that lies
    inside a mention belongs to it as well. None if the span holds no mention whole and lies in none.
    """
    mentions = sorted(
        (*mention, index) for index, entity in enumerate(entities) for mention in entity.mentions
    )
    starts = [start for start, _, _ in mentions]

    def find(start: int, end: int) -> int | None:
        position = bisect_right(starts, end - 1) - 1
        for first, last, index in reversed(mentions[max(0, position - 1) : position + 1]):
            if (start <= first and last <= end) or (first <= start and end <= last):
                return index
        return None

    return find


def read_quotations(doc: Doc) -> tuple[QuotationRecord, ...]:
    """Quotations in text order of their first content span."""
    return tuple(QuotationRecord(**_restored(values)) for values in _attrs(doc, QUOTATIONS_KEY, "records"))


def read_marked_phrases(doc: Doc) -> tuple[MarkedPhraseRecord, ...]:
    """Marked phrases in text order."""
    return tuple(MarkedPhraseRecord(**_restored(values)) for values in _attrs(doc, MARKED_KEY, "records"))


def read_dates(doc: Doc) -> tuple[DateRecord, ...]:
    """Date expressions in text order."""
    return tuple(DateRecord(**_restored(values)) for values in _attrs(doc, DATES_KEY, "records"))


def read_notices(doc: Doc, *keys: str) -> tuple[Notice, ...]:
    """The doubts the components noted under the given keys, or under all, by place in the text."""
    found = [
        Notice(**values)
        for key in keys or (LAYOUT_KEY, ENTITIES_KEY, QUOTATIONS_KEY, MARKED_KEY, DATES_KEY)
        for values in _attrs(doc, key, "notices")
    ]
    return tuple(sorted(found, key=lambda notice: (notice.start or 0, notice.end or 0, notice.code)))


def mark_article(doc: Doc, article: Article) -> None:
    """Tell the components what the loader knows: the text, the publication date and what is not the story.

    The Doc must cover the whole of `article.text`.
    """
    keep_text(doc, article.text)
    doc._.set(PUBLISHED, article.published.isoformat() if article.published else None)
    furniture = [[0, article.body_start, "header"]] if article.body_start else []
    furniture += [[span.start, span.end, "byline"] for span in (article.byline,) if span]
    furniture += [[span.start, span.end, "dateline"] for span in (article.dateline,) if span]
    furniture += [[span.start, span.end, "credit"] for span in article.credits]
    furniture += [[span.start, span.end, "headline"] for span in (article.headline,) if span]
    doc._.set(FURNITURE, sorted(furniture))


def mark_model(doc: Doc, nlp: Language) -> None:
    """Note what analyzed the Doc: name and version of the pipeline, and how quotations are attributed."""
    meta = nlp.meta
    name = meta.get("name") or "pipeline"
    attribution = [pipe.attribution for _, pipe in nlp.pipeline if hasattr(pipe, "attribution")]
    doc._.set(ANALYZED_WITH, [f"{nlp.lang}_{name}", str(meta.get("version") or "0"), *attribution[:1]])


def analyzed_with(doc: Doc) -> tuple[str, str, str]:
    """Name and version of the model, "learned" or "rules"; "unknown" where nobody noted it."""
    name, version, attribution = (*(doc._.get(ANALYZED_WITH) or ()), *("unknown",) * 3)[:3]
    return name, version, attribution


def published(doc: Doc) -> datetime.date | None:
    """The stated publication date, or None."""
    value = doc._.get(PUBLISHED)
    return datetime.date.fromisoformat(value) if value else None


def furniture(doc: Doc, *kinds: str) -> tuple[Offsets, ...]:
    """Where the given kinds of furniture stand: header, byline, dateline, credit, headline."""
    return tuple((start, end) for start, end, kind in doc._.get(FURNITURE) or () if kind in kinds)


def _attrs(doc: Doc, key: str, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = doc.spans[key].attrs.get(name, []) if key in doc.spans else []
    return found


def _restored(values: dict[str, Any]) -> dict[str, Any]:
    """Msgpack turns tuples to lists, on every level; turn them back where the Doc was stored in between."""
    if list not in map(type, values.values()):
        return values
    return {name: _tuples(value) for name, value in values.items()}


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _token_span(doc: Doc, labelled: LabelledSpan | Span) -> Span | None:
    if isinstance(labelled, Span):
        return labelled
    return doc.char_span(
        labelled.start,
        labelled.end,
        label=labelled.label,
        span_id=str(labelled.number),
        alignment_mode="expand",
    )
