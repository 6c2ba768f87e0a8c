"""Flat records, one a row, for spreadsheets, DuckDB and jq: quotations, entities, dates.

Cells hold the data verbatim. A spreadsheet may read a cell that begins with `=`, `+`, `-` or `@` as a
formula. A guard (an apostrophe before it) would change `text` for every other reader, so there is none:
import the columns as text if you do not trust the articles.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from seeds_analysis.summary import Summary
from seeds_analysis.views.data.json import dump
from seeds_analysis.views.data.tables import TABLES, rows_of
from seeds_analysis.views.safe import encodable

Row: TypeAlias = Mapping[str, object]

# Names hold commas and semicolons ("Lamp, Co."), hardly ever a bar.
SEPARATOR = " | "


def flat_columns(table: str) -> tuple[str, ...]:
    """Name the columns of a flat record; `table` is a key of TABLES."""
    return tuple(column.name for column in TABLES[table].flat)


def flat_rows(table: str, summary: Summary) -> list[dict[str, object]]:
    """One row per quotation, entity or date in text order, keyed by `flat_columns`.

    The `start` and `end` of a quotation reach from the first to the last content span; where `content_spans`
    is above 1, words that are not part of the quotation are between them. Those of an entity are the first
    mention's.
    """
    rows = rows_of(TABLES[table], summary, TABLES[table].flat)
    return [
        {
            name: (SEPARATOR.join(value) or None) if isinstance(value, list) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def render_csv(rows: Iterable[Row], columns: Sequence[str], *, header: bool = True) -> str:
    r"""Write rows as CSV with the quoting of RFC 4180; no rows still give the header.

    Lines end with "\n", not "\r\n": every CSV reader accepts both, line tools only the first. A missing value
    is an empty cell. Characters that cannot be encoded (a file name that is not UTF-8) become U+FFFD.
    """
    lines = [_csv_line(columns)] if header else []
    lines += [_csv_line([row[column] for column in columns]) for row in rows]
    return "".join(lines)


def render_rows_json(rows: Iterable[Row]) -> str:
    """Write rows as one indented JSON array with a newline at the end."""
    return dump([dict(row) for row in rows], indent=2) + "\n"


def render_rows_jsonl(rows: Iterable[Row]) -> str:
    """Write rows as JSON Lines: one object a line; no rows give an empty string."""
    return "".join(dump(dict(row)) + "\n" for row in rows)


def _csv_line(cells: Sequence[object]) -> str:
    # Written with "\r\n" so that csv quotes a cell that holds either of the two.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return encodable(line.getvalue().removesuffix("\r\n")) + "\n"
