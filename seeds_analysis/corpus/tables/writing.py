"""Summaries as Parquet: five flat tables for DuckDB, pandas, Polars and R, one file each.

A quotation or entity is the flat record that `quotations -f csv` and `entities -f csv` write
(views/records.py), with dates as dates, lists as lists, and a few columns more. The columns are described in
table_columns.py. Parquet format: parquet.apache.org/docs/file-format.
"""

import datetime
import io
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from seeds_analysis.corpus.tables.columns import TABLES, arrow_schema
from seeds_analysis.errors import OutputError
from seeds_analysis.summary import Summary
from seeds_analysis.views import REPLACEMENT, data

if TYPE_CHECKING:
    import pyarrow as pa

TABLE_NAMES = tuple(TABLES)

INSTALL = "python -m pip install 'seeds-analysis[parquet]'"

# zstd: a quarter smaller than snappy, as quick to write and to read. Level 3 is its own default; said here so
# that another default would not change the bytes.
_COMPRESSION, _LEVEL = "zstd", 3

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parquet_files(summaries: Iterable[Summary]) -> dict[str, bytes]:
    """Write the tables of some summaries; a file for each of TABLE_NAMES, also where it has no rows.

    Equal summaries give equal bytes under one version of pyarrow, which writes its version into the file.
    Lone surrogates, as of a file name that is not UTF-8, become U+FFFD. Raises OutputError
    without pyarrow.
    """
    require_pyarrow()
    columns: dict[str, dict[str, list[Any]]] = {
        name: {column.name: [] for column in TABLES[name]} for name in TABLES
    }
    for summary in summaries:
        for name, rows in table_rows(summary).items():
            for row in rows:
                for column, values in columns[name].items():
                    values.append(row[column])
    return {name: _file(name, columns[name]) for name in TABLES}


def require_pyarrow() -> None:
    """Raise OutputError, with the command that installs it, where pyarrow is missing; does not import it."""
    try:
        found = find_spec("pyarrow")
    except ValueError:  # what stands in for it has no spec
        found = None
    if found is None:
        raise OutputError("parquet", f"needs pyarrow. Install it: {INSTALL}", usage=True)


def table_rows(summary: Summary) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of each table as plain values, keyed by column, in the order of the text."""
    keys = _keys(summary)
    return {
        "articles": [{**keys, **_article_row(summary)}],
        "quotations": [{**row, **keys} for row in _quotation_rows(summary)],
        "entities": [{**row, **keys} for row in _entity_rows(summary)],
        "mentions": [{**keys, **row} for row in _mention_rows(summary)],
        "dates": [{**keys, **row} for row in _date_rows(summary)],
    }


def _file(name: str, columns: dict[str, list[Any]]) -> bytes:
    # Here and not above: pyarrow takes 0.14 s and is there only with the extra.
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(_table(name, columns), file, compression=_COMPRESSION, compression_level=_LEVEL)
    return file.getvalue()


def _table(name: str, columns: dict[str, list[Any]]) -> "pa.Table":
    import pyarrow as pa

    schema = arrow_schema(name)
    try:
        return pa.Table.from_pydict(columns, schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pydict(_encodable(columns), schema=schema)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub(REPLACEMENT, value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return {key: _encodable(item) for key, item in value.items()} if isinstance(value, dict) else value


def _article_row(summary: Summary) -> dict[str, Any]:
    document, counts, generator = summary.document, summary.counts, summary.generator
    return {
        "title": document.title,
        "url": document.url,
        "authors": list(document.authors),
        "headline": document.headline.text if document.headline else None,
        "byline": document.byline.text if document.byline else None,
        "dateline": document.dateline.text if document.dateline else None,
        "credits": [span.text for span in document.credits],
        "language": document.language,
        "word_count": document.word_count,
        "char_count": document.char_count,
        "encoding": document.encoding,
        "sentences": counts.sentences,
        "entities": counts.entities,
        "quotations": counts.quotations,
        "direct": counts.direct,
        "mixed": counts.mixed,
        "indirect": counts.indirect,
        "speakers": counts.speakers,
        "unattributed": counts.unattributed,
        "quoted_words": counts.quoted_words,
        "marked_phrases": counts.marked_phrases,
        "dates": counts.dates,
        "warnings": counts.warnings,
        "warning_codes": [notice.code for notice in summary.warnings],
        "key_sentences": [span.text for span in summary.key_sentences],
        "program_version": generator.version,
        "spacy_version": generator.spacy,
        "model": generator.model,
        "model_version": generator.model_version,
        "attribution": generator.attribution,
        "text": document.text,
    }


def _quotation_rows(summary: Summary) -> Iterator[dict[str, Any]]:
    labels = {entity.id: entity.label for entity in summary.entities}
    for flat, quotation in zip(data.rows.quotation_rows(summary), summary.quotations, strict=True):
        cue, speaker = quotation.cue, quotation.speaker
        mention = speaker.mention if speaker else None
        yield {
            **flat,
            "speaker_label": labels.get(speaker.entity) if speaker and speaker.entity else None,
            "words": sum(len(part.text.split()) for part in quotation.content),
            "quoted_words": sum(len(part.text.split()) for part in quotation.content if part.closed),
            "cue_start": cue.start if cue else None,
            "cue_end": cue.end if cue else None,
            "speaker_mention_start": mention.start if mention else None,
            "speaker_mention_end": mention.end if mention else None,
            "parts": [
                {"start": part.start, "end": part.end, "text": part.text, "closed": part.closed}
                for part in quotation.content
            ],
        }


def _entity_rows(summary: Summary) -> Iterator[dict[str, Any]]:
    for flat, entity in zip(data.rows.entity_rows(summary), summary.entities, strict=True):
        yield {**flat, "aliases": list(entity.aliases)}


def _mention_rows(summary: Summary) -> Iterator[dict[str, Any]]:
    for entity in summary.entities:
        named = {"entity": entity.id, "label": entity.label, "name": entity.name}
        for span in entity.mentions:
            yield {**named, "start": span.start, "end": span.end, "text": span.text}


def _date_rows(summary: Summary) -> Iterator[dict[str, Any]]:
    for date in summary.dates:
        yield {
            "start": date.start,
            "end": date.end,
            "text": date.text,
            "value": date.value,
            "day": _day(date.value),
            "anchor": _day(date.anchor),
            "reason": date.reason,
        }


def _keys(summary: Summary) -> dict[str, Any]:
    document = summary.document
    return {"document": document.id, "origin": document.origin, "published": _day(document.published)}


def _day(value: str | None) -> datetime.date | None:
    """Give the day that an ISO 8601 value names; None for months, years, times and all else."""
    if value is None or not _DAY.fullmatch(value):
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:  # 2025-02-30
        return None
