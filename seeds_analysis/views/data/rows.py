"""Flat records, one a row, for spreadsheets, DuckDB and jq: quotations, entities, dates.

Cells hold the data verbatim, unless they are made safe for spreadsheets, which run a cell that begins with
`=`, `+`, `-` or `@` as a formula.
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

# An apostrophe before one of these makes a cell text (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def flat_columns(table: str, metadata: Sequence[str] = ()) -> tuple[str, ...]:
    """Name the columns of a flat record; `table` is a key of TABLES, `metadata` has keys of the metadata."""
    return tuple(column.name for column in TABLES[table].flat_columns(metadata))


def flat_rows(table: str, summary: Summary, metadata: Sequence[str] = ()) -> list[dict[str, object]]:
    """One row per quotation, entity or date in text order, keyed by `flat_columns`.

    The `start_char` and `end_char` of a quotation reach from the first to the last content span; where
    `content_spans` is above 1, words that are not part of the quotation are between them. Those of an entity
    are the first mention's.
    """
    rows = rows_of(TABLES[table], summary, TABLES[table].flat_columns(metadata))
    return [
        {
            name: (SEPARATOR.join(value) or None) if isinstance(value, list) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def render_csv(
    rows: Iterable[Row], columns: Sequence[str], *, header: bool = True, safe: bool = False
) -> str:
    r"""Write rows as CSV with the quoting of RFC 4180; no rows still give the header.

    Lines end with "\n", not "\r\n": every CSV reader accepts both, line tools only the first. A missing value
    is an empty cell. Characters that cannot be encoded (a file name that is not UTF-8) become U+FFFD. `safe`
    puts an apostrophe before what a spreadsheet would run as a formula.
    """
    lines = [_csv_line(columns)] if header else []
    cells = ([row[column] for column in columns] for row in rows)
    lines += [_csv_line([_guarded(cell) for cell in line] if safe else line) for line in cells]
    return "".join(lines)


def render_rows_json(rows: Iterable[Row]) -> str:
    """Write rows as one indented JSON array with a newline at the end."""
    return dump([dict(row) for row in rows], indent=2) + "\n"


def render_rows_jsonl(rows: Iterable[Row]) -> str:
    """Write rows as JSON Lines: one object a line; no rows give an empty string."""
    return "".join(dump(dict(row)) + "\n" for row in rows)


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _csv_line(cells: Sequence[object]) -> str:
    # Written with "\r\n" so that csv quotes a cell that holds either of the two.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return encodable(line.getvalue().removesuffix("\r\n")) + "\n"
