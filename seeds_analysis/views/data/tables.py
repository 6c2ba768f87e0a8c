"""The flat tables: columns and rows, derived from the summary's dataclasses.

A column is a path into an item of the summary, such as `speaker.mention.text`; its type and meaning are those
of the fields on the path. A field of text, number or list of texts that no path reaches becomes a column of
its own, so a new field of the model is in every flat format at once.
"""

import datetime
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import accumulate
from typing import Any, Literal, TypeAlias

from seeds_analysis.summary import DateMention, Entity, Quotation, Summary, model
from seeds_analysis.text import TextSpan

Kind: TypeAlias = Literal["string", "bool", "int32", "double", "date", "strings", "parts"]

_KINDS: dict[Any, Kind] = {
    str: "string",
    bool: "bool",
    int: "int32",
    float: "double",
    tuple[str, ...]: "strings",
}

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

# The columns that every row has, as paths from the document: which article it is from.
_KEYS = ("id=document", "origin", "published", "title", "url", "authors")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Where `nullable`, null means that the text does not say; it is never an empty string.

    `value` takes the summary and the item that has the row. A "date" is a day in ISO 8601. `path` leads from
    the item to the value, if there is nothing to do but follow it.
    """

    name: str
    kind: Kind
    meaning: str
    nullable: bool
    value: Callable[[Summary, Any], Any]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the columns of the flat record, further ones for Parquet, and the items with a row each."""

    flat: tuple[Column, ...]
    further: tuple[Column, ...]
    items: Callable[[Summary], Iterable[Any]]

    def flat_columns(self, metadata: Iterable[str] = ()) -> tuple[Column, ...]:
        """Give the columns of the flat record in their order, with one for each of these metadata."""
        return (*self.flat[: len(_KEYS)], *map(_metadata, metadata), *self.flat[len(_KEYS) :])

    def columns(self, metadata: Iterable[str] = ()) -> tuple[Column, ...]:
        """Give all columns in their order."""
        return (*self.flat_columns(metadata), *self.further)


def rows_of(table: Table, summary: Summary, columns: Iterable[Column]) -> list[dict[str, Any]]:
    """Give the rows of a summary as plain values, keyed by column, in the order of the text."""
    columns = list(columns)
    return [{c.name: c.value(summary, item) for c in columns} for item in table.items(summary)]


def row_reader(columns: Iterable[Column]) -> Callable[[Summary, Any], tuple[Any, ...]]:
    """Compile a function that reads a row of plain values, in half the time of one function for each cell."""
    cells: list[str] = []
    functions: dict[str, Any] = {}
    for number, column in enumerate(columns):
        if column.path:
            *outer, _ = accumulate(column.path.split("."), "{}.{}".format)
            absent = " or ".join(f"item.{path} is None" for path in outer)
            cells.append(f"None if {absent} else item.{column.path}" if outer else f"item.{column.path}")
        else:
            functions[f"read{number}"] = column.value
            cells.append(f"read{number}(summary, item)")
    compiled: Callable[[Summary, Any], tuple[Any, ...]]
    compiled = eval(f"lambda summary, item: ({', '.join(cells)},)", functions)  # noqa: S307 - of our own paths
    return compiled


def _metadata(name: str) -> Column:
    meaning = f"The field `{name}` of the record."
    return Column(
        f"meta_{name}", "string", meaning, True, lambda summary, _: summary.document.metadata.get(name)
    )


@dataclass(frozen=True, slots=True)
class _Mention:
    entity: Entity
    span: TextSpan


def _at(owner: type, path: str, name: str = "", meaning: str = "") -> Column:
    """Make the column of a path from `owner`; it is named after the last step."""
    steps = path.split(".")
    where: Any = owner
    nullable, found = False, ""
    for step in steps:
        hint = _hints(where, described=True)[step]
        described = [meta.description for meta in getattr(hint, "__metadata__", ()) if meta.description]
        if described and not (step == "text" and found):  # what a span is says more than "the words"
            found = described[0]
        where, optional = _bare(where, step)
        nullable = nullable or optional

    def value(_: Summary, item: Any) -> Any:
        for step in steps:
            item = None if item is None else getattr(item, step)
        return list(item) if isinstance(item, tuple) else item

    kind = _KINDS[where]
    plain = "" if kind == "strings" else path
    return Column(name or steps[-1], kind, meaning or found, nullable, value, plain)


@cache
def _hints(owner: type, *, described: bool = False) -> dict[str, Any]:
    """Give the types of the fields; cached, because the columns ask for them a hundred times at start."""
    return typing.get_type_hints(owner, include_extras=described)


def _bare(owner: type, field: str) -> tuple[Any, bool]:
    """Give the type of a field without its description, and whether it may be None."""
    hint = _hints(owner)[field]
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return hint, False
    return next(part for part in typing.get_args(hint) if part is not type(None)), True


def flat_columns(owner: type, *paths: str | Column) -> tuple[Column, ...]:
    """Make columns of paths (`path=name` gives another name) and of the fields that no path reaches."""
    named = [path if isinstance(path, Column) else _at(owner, *path.split("=")) for path in paths]
    reached = {p.name if isinstance(p, Column) else p.partition("=")[0].partition(".")[0] for p in paths}
    names = [field.name for field in fields(owner)]
    rest = [_at(owner, name) for name in names if name not in reached and _bare(owner, name)[0] in _KINDS]
    return (*_keys(), *named, *rest)


def _keys() -> Iterator[Column]:
    for path in _KEYS:
        column = _at(Summary, *f"document.{path}".split("="))

        def value(summary: Summary, _: Any, read: Callable[..., Any] = column.value) -> Any:
            return read(summary, summary)

        kind = "date" if column.name == "published" else column.kind
        yield replace(column, kind=kind, value=value, path="")


def _made(
    name: str, kind: Kind, meaning: str, value: Callable[[Any], Any], *, nullable: bool = False
) -> Column:
    """Make a column of a function of the item."""
    return Column(name, kind, meaning, nullable, lambda _, item: value(item))


def _words(parts: Iterable[TextSpan]) -> int:
    return sum(len(part.text.split()) for part in parts)


def _row_id(what: str) -> Column:
    meaning = f"The article and the {what} in it: one id in all articles."
    return Column("id", "string", meaning, False, lambda summary, item: f"{summary.document.id}#{item.id}")


def day_of(value: str | None) -> datetime.date | None:
    """Give the day that an ISO 8601 value names; None for months, years, times and all else."""
    if value is None or not _DAY.fullmatch(value):
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:  # 2025-02-30
        return None


def _day(date: DateMention) -> str | None:
    return date.value if day_of(date.value) else None


def _speaker_label(summary: Summary, quotation: Quotation) -> str | None:
    entity = quotation.speaker.entity if quotation.speaker else None
    # Ids are e1, e2 and so on, without gaps; a search would be quadratic in a long article.
    return None if entity is None else summary.entities[int(entity.removeprefix("e")) - 1].label


_QUOTATIONS = Table(
    flat_columns(
        Quotation,
        _row_id("quotation"),
        "id=quotation",
        "kind",
        _made(
            "text",
            "string",
            "What was said. If it is mixed or in several parts: “ ” around what is in marks in the article, "
            "and … where other words come between.",
            Quotation.readable_text,
        ),
        _made("start_char", "int32", "Where the first content span begins.", lambda q: q.content[0].start),
        _made("end_char", "int32", "Where the last content span ends.", lambda q: q.content[-1].end),
        "paragraph",
        _made(
            "content_spans",
            "int32",
            "The number of content spans; above 1, other words are between them.",
            lambda q: len(q.content),
        ),
        "cue.text=cue",
        "cue.lemma=cue_lemma",
        "speaker.name=speaker",
        "speaker.entity=speaker_entity",
        "speaker.kind=speaker_kind",
        "speaker.mention.text=speaker_mention",
        "speaker.role.text=role",
        "speaker.resolved_by",
        "via.name=via",
        "via.entity=via_entity",
        "negated",
        "sentence.text=sentence",
    ),
    (
        Column("speaker_label", "string", "The label of the speaker's entity.", True, _speaker_label),
        _made("words", "int32", "The number of words in the content.", lambda q: _words(q.content)),
        _made(
            "quoted_words",
            "int32",
            "The number of these words in quotation marks.",
            lambda q: _words(part for part in q.content if part.closed),
        ),
        _at(Quotation, "cue.start", "cue_start", "Where the cue begins."),
        _at(Quotation, "cue.end", "cue_end", "Where the cue ends."),
        _at(Quotation, "speaker.mention.start", "speaker_mention_start", "Where the mention begins."),
        _at(Quotation, "speaker.mention.end", "speaker_mention_end", "Where the mention ends."),
        _made(
            "parts",
            "parts",
            "The content spans: `start`, `end`, `text`, and how the mark is `closed` (null: no marks).",
            lambda q: [
                {"start": p.start, "end": p.end, "text": p.text, "closed": p.closed} for p in q.content
            ],
        ),
    ),
    lambda summary: summary.quotations,
)


def _pronouns(form: str) -> Column:
    meaning = f"How often the article uses *{form}* for this person."
    return _made(form, "int32", meaning, lambda entity: (entity.pronouns or {}).get(form, 0))


_ENTITIES = Table(
    flat_columns(
        Entity,
        _row_id("entity"),
        "id=entity",
        "label",
        "name",
        "aliases",
        "role.text=role",
        "salience",
        "mention_count",
        _made("start_char", "int32", "Where the first mention begins.", lambda e: e.mentions[0].start),
        _made("end_char", "int32", "Where the first mention ends.", lambda e: e.mentions[0].end),
        *map(_pronouns, ("he", "she", "they")),
    ),
    (),
    lambda summary: summary.entities,
)

_MENTIONS = Table(
    flat_columns(
        _Mention,
        "entity.id=entity",
        "entity.label",
        "entity.name",
        "span.start=start_char",
        "span.end=end_char",
        _at(_Mention, "span.text", meaning="The mention, verbatim."),
    ),
    (),
    lambda summary: [_Mention(entity, span) for entity in summary.entities for span in entity.mentions],
)

_DATES = Table(
    flat_columns(
        DateMention,
        "start=start_char",
        "end=end_char",
        "text",
        "value",
        _made("day", "date", "The value, if it is one whole day.", _day, nullable=True),
        replace(_at(DateMention, "anchor"), kind="date"),
    ),
    (),
    lambda summary: summary.dates,
)

_ARTICLES = Table(
    flat_columns(
        Summary,
        *(f"document.{name}.text={name}" for name in ("headline", "byline", "dateline")),
        _made(
            "credits",
            "strings",
            "Picture and source credits.",
            lambda summary: [span.text for span in summary.document.credits],
        ),
        *(f"document.{name}" for name in ("language", "word_count", "char_count", "encoding")),
        *(f"counts.{field.name}" for field in fields(model.Counts)),
        _made(
            "warning_codes",
            "strings",
            "The code of each warning.",
            lambda summary: [notice.code for notice in summary.warnings],
        ),
        _made(
            "key_sentences",
            "strings",
            "Up to three sentences that carry the article, verbatim.",
            lambda summary: [span.text for span in summary.key_sentences],
        ),
        "generator.version=program_version",
        "generator.spacy=spacy_version",
        *(f"generator.{name}" for name in ("model", "model_version", "attribution")),
        "document.text",
        "schema_version",
    ),
    (),
    lambda summary: [summary],
)

# In the order in which they are written and described.
TABLES = {
    "articles": _ARTICLES,
    "quotations": _QUOTATIONS,
    "entities": _ENTITIES,
    "mentions": _MENTIONS,
    "dates": _DATES,
}
