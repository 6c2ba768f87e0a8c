"""The tables of the file have the columns of the flat tables; keys, views and the index are in schema.sql."""

from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import msgspec

from seeds_analysis.summary import Summary, model
from seeds_analysis.views import data

# SQLite keeps both in the header of the file: who wrote it, and in which version of the tables.
APPLICATION_ID, USER_VERSION = int.from_bytes(b"seed"), 2
_HEADER, _ID_AT = b"SQLite format 3\0", 68

# All others are text: lists as JSON, days in ISO 8601. SQLite takes the type `date` for a number; then
# '2024-12-31' is greater than '2025'.
_TYPES: dict[data.tables.Kind, str] = {"bool": "integer", "int32": "integer", "double": "real"}

# What the article, the entity or the quotation of a row has too: it would make the file half as large again.
# The sentences around quotations would add as much once more.
_ELSEWHERE = {
    "mentions": frozenset(("label", "name")),
    "content_spans": frozenset(("text",)),
    "quotations": frozenset(("sentence",)),
}
_OF_ARTICLE = frozenset(("document", "origin", "published", "title", "url", "authors", "id", "parts"))


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()  # ten times as quick as json.dumps


def _outlet(document: model.Document) -> str | None:
    try:
        host = urlsplit(document.url or "").hostname or ""
    except ValueError:  # not a URL
        host = ""
    return document.metadata.get("outlet") or host.removeprefix("www.") or None


_COLUMNS = {name: table.columns() for name, table in data.tables.TABLES.items()}
_COLUMNS["articles"] += (
    data.tables.Column(
        "outlet",
        "string",
        "Who printed it: the field `outlet` of the record, else the host of the URL.",
        nullable=True,
        value=lambda summary, _: _outlet(summary.document),
    ),
    data.tables.Column(
        "metadata",
        "string",
        "Further fields of the record, as JSON.",
        nullable=False,
        value=lambda summary, _: _json(summary.document.metadata),
    ),
)
_COLUMNS["content_spans"] = data.tables.flat_columns(model.ContentSpan, "start=start_char", "end=end_char")
COLUMNS = {
    name: [
        c for c in columns if name == "articles" or c.name not in _OF_ARTICLE | _ELSEWHERE.get(name, set())
    ]
    for name, columns in _COLUMNS.items()
}


def statements() -> tuple[str, str]:
    """Give the SQL that makes the tables, and the SQL for what is derived from them."""
    sql = (files(__package__) / "schema.sql").read_text(encoding="utf-8")
    for name, columns in COLUMNS.items():
        types = [f"{_TYPES.get(c.kind, 'text')}{'' if c.nullable else ' not null'}" for c in columns]
        named = (f'"{column.name}" {kind}' for column, kind in zip(columns, types, strict=True))
        sql = sql.replace(f"{{{name}}}", ", ".join(named))
    tables, mark, derived = sql.partition("-- What is derived")
    return tables, mark + derived


def _in_sqlite(column: data.tables.Column) -> data.tables.Column:
    read = column.value

    def day(summary: Summary, item: Any) -> str | None:
        return value if data.tables.day_of(value := read(summary, item)) else None

    def array(summary: Summary, item: Any) -> str:
        return _json(read(summary, item))

    made = {"strings": array, "date": day}.get(column.kind)
    return replace(column, value=made, path="") if made else column


# Functions that make a row for SQLite from a summary and the item of the row.
READERS = {name: data.tables.row_reader(map(_in_sqlite, columns)) for name, columns in COLUMNS.items()}


def is_archive(path: str) -> bool:
    """Whether a file is one of ours, by its header. Raises OSError."""
    with open(path, "rb") as file:
        header = file.read(_ID_AT + 4)
    return header.startswith(_HEADER) and header[_ID_AT:] == APPLICATION_ID.to_bytes(4)


def describe(database: str, title: str) -> str:
    """Say in YAML (here JSON, a part of it) what Datasette shows: meanings, facets, and where to search."""
    tables: dict[str, dict[str, Any]] = {
        name: {"columns": {column.name: column.meaning for column in columns}}
        for name, columns in COLUMNS.items()
    }
    tables["entities"]["facets"] = ["label"]
    found = {"facets": ["kind", "speaker"], "fts_table": "quotations_fts", "fts_pk": "id"}
    said = {"sort_desc": "published", **found, "facets": ["outlet", "kind", "speaker"]}
    tables |= {"quotations": tables["quotations"] | found, "said": said, "repeats": {"sort_desc": "articles"}}
    return data.dump({"title": title, "databases": {database: {"tables": tables}}}, indent=2)
