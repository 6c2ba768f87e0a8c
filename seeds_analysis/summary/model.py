"""The summary: what an article holds, as frozen data; `to_dict` gives the JSON of schema version 1.1."""

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any, Self, TypeVar

from seeds_analysis.text import Notice, TextSpan

SCHEMA_VERSION = "1.1"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Generator:
    """What made the summary; with the article it determines every byte of it."""

    name: str
    version: str
    spacy: str
    model: str
    model_version: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of the article as a whole; `id` is the SHA-256 of its decoded text.

    `title`, `url` and `authors` stand beside the text, in a page's metadata or a JSON record. `text` is the
    whole article where it was asked for, else None.
    """

    id: str
    origin: str
    headline: TextSpan | None
    byline: TextSpan | None
    published: str | None
    dateline: TextSpan | None
    credits: tuple[TextSpan, ...]
    language: str
    word_count: int
    char_count: int
    encoding: str
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each there is; `quoted_words` counts the words inside direct and mixed content."""

    sentences: int
    entities: int
    quotations: int
    direct: int
    mixed: int
    indirect: int
    speakers: int
    unattributed: int
    quoted_words: int
    marked_phrases: int
    dates: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place, organisation or other name with all its mentions; salience lies in [0, 1]."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    role: TextSpan | None
    salience: float
    mention_count: int
    mentions: tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True)
class ContentSpan:
    """A piece of a quotation; `closed` tells how its mark was closed, None where it has no marks."""

    start: int
    end: int
    text: str
    closed: str | None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute, with the lemma of the deciding one."""

    start: int
    end: int
    text: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted; `mention` is the phrase beside the quotation: Ms Ruiz, an official, he.

    `entity` is None for a source without a name of its own ("an official"). `name` is None where the phrase
    is known but not whom it means ("he"); then `mention` stands alone, all else is None.
    """

    name: str | None
    entity: str | None
    mention: TextSpan | None
    role: TextSpan | None
    resolved_by: str | None


@dataclass(frozen=True, slots=True)
class Via:
    """Who relays the words: a broadcaster told, an agency quoting."""

    name: str
    entity: str | None
    mention: TextSpan | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Content, cue and speaker; `text` is the content spans joined by one space.

    kind is "direct", "mixed" or "indirect". `speaker` is None where the text has no phrase for who speaks.
    `unattributed_reason` says why no speaker is named: it is None exactly if `speaker` has a name.
    `confidence` is the chance that content and speaker are right, as learned from annotated articles.
    """

    id: str
    kind: str
    text: str
    content: tuple[ContentSpan, ...]
    cue: Cue | None
    speaker: Speaker | None
    via: Via | None
    unattributed_reason: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class MarkedPhrase:
    """Words in quotation marks that quote nobody: a title, nickname, term or scare quote."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression with its ISO 8601 value and the date it was counted from."""

    start: int
    end: int
    text: str
    value: str | None
    anchor: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything found in one article."""

    schema_version: str
    generator: Generator
    document: Document
    counts: Counts
    key_sentences: tuple[TextSpan, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]
    marked_phrases: tuple[MarkedPhrase, ...]
    dates: tuple[DateMention, ...]
    warnings: tuple[Notice, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values in the order of the schema; every key is present."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Rebuild a summary from `to_dict` or parsed JSON, of any version 1.x: unknown keys are left out.

        Raises KeyError or TypeError if a key is missing or of the wrong shape.
        """
        return cls(
            schema_version=values["schema_version"],
            generator=_make(Generator, values["generator"]),
            document=_make(
                Document,
                values["document"],
                headline=_span(values["document"]["headline"]),
                byline=_span(values["document"]["byline"]),
                dateline=_span(values["document"]["dateline"]),
                credits=_spans(values["document"]["credits"]),
                authors=tuple(values["document"].get("authors", ())),
            ),
            counts=_make(Counts, values["counts"]),
            key_sentences=_spans(values["key_sentences"]),
            entities=tuple(
                _make(
                    Entity,
                    entity,
                    aliases=tuple(entity["aliases"]),
                    role=_span(entity["role"]),
                    mentions=_spans(entity["mentions"]),
                )
                for entity in values["entities"]
            ),
            quotations=tuple(_quotation(quotation) for quotation in values["quotations"]),
            marked_phrases=tuple(_make(MarkedPhrase, phrase) for phrase in values["marked_phrases"]),
            dates=tuple(_make(DateMention, date) for date in values["dates"]),
            warnings=tuple(_make(Notice, notice) for notice in values["warnings"]),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    names = _field_names(type(value))  # type: ignore[arg-type]
    if names is None:
        return value
    return {n: item if type(item := getattr(value, n)) in _LEAVES else _plain(item) for n in names}


# Most values, for which a call less is a third of the time.
_LEAVES = frozenset((str, int, float, bool, type(None)))


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """Name the fields of a dataclass; of millions of values, asking each for them takes most of the time."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(field.name for field in dataclasses.fields(kind))


def _make(kind: type[T], values: dict[str, Any], **built: Any) -> T:
    fields = dataclasses.fields(kind)  # type: ignore[arg-type]
    optional = {field.name for field in fields if field.default is not dataclasses.MISSING}
    names = [field.name for field in fields if field.name in values or field.name not in optional]
    return kind(**({name: values[name] for name in names if name not in built} | built))


def _span(values: dict[str, Any] | None) -> TextSpan | None:
    return None if values is None else _make(TextSpan, values)


def _spans(values: list[dict[str, Any]]) -> tuple[TextSpan, ...]:
    return tuple(_make(TextSpan, value) for value in values)


def _quotation(values: dict[str, Any]) -> Quotation:
    speaker, via, cue = values["speaker"], values["via"], values["cue"]
    return _make(
        Quotation,
        values,
        content=tuple(_make(ContentSpan, part) for part in values["content"]),
        cue=None if cue is None else _make(Cue, cue),
        speaker=None
        if speaker is None
        else _make(Speaker, speaker, mention=_span(speaker["mention"]), role=_span(speaker["role"])),
        via=None if via is None else _make(Via, via, mention=_span(via["mention"])),
    )
