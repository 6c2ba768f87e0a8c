"""Flat records, one a row, for spreadsheets, DuckDB and jq: quotations and entities.

Cells hold the data verbatim. A spreadsheet may read a cell that begins with `=`, `+`, `-` or `@` as a
formula. A guard (an apostrophe before it) would change `text` for every other reader, so there is none:
import the columns as text if you do not trust the articles.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from seeds_analysis.summary import Summary
from seeds_analysis.views.data.json import dump
from seeds_analysis.views.data.tables import TABLES, rows_of
from seeds_analysis.views.safe import bounded, encodable

if TYPE_CHECKING:
    from rich.table import Table

Row: TypeAlias = Mapping[str, object]

QUOTATION_COLUMNS = tuple(column.name for column in TABLES["quotations"].flat)
ENTITY_COLUMNS = tuple(column.name for column in TABLES["entities"].flat)
# What fits a terminal; the whole record is in the other formats.
QUOTATION_TABLE_COLUMNS = ("origin", "quotation", "speaker", "kind", "text", "via")
ENTITY_TABLE_COLUMNS = ("origin", "entity", "label", "name", "aliases", "role", "salience", "mention_count")

# Names hold commas and semicolons ("Lamp, Co."), hardly ever a bar.
SEPARATOR = " | "

_HEADINGS = {"origin": "file", "quotation": "id", "entity": "id", "mention_count": "mentions"}
# So that at 80 columns the words of a quotation keep room beside its speaker.
_MOST_CELLS = {"origin": 20, "speaker": 20, "via": 16}


def quotation_rows(summary: Summary) -> list[dict[str, object]]:
    """One row per quotation in text order, keyed by QUOTATION_COLUMNS.

    `start` and `end` reach from the first to the last content span; where `content_spans` is above 1, words
    that are not part of the quotation are between them.
    """
    return _flat_rows("quotations", summary)


def entity_rows(summary: Summary) -> list[dict[str, object]]:
    """One row per entity in text order, keyed by ENTITY_COLUMNS; `start`, `end` are the first mention's."""
    return _flat_rows("entities", summary)


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


def render_table(rows: Sequence[Row], columns: Sequence[str]) -> "Table":
    """Lay out rows for a terminal; text wraps and folds, nothing is cut without a mark.

    Only columns with a value in some row are shown, and `origin` only if the rows come from several inputs.
    """
    # Here and not above: JSON and CSV must not load Rich.
    from rich.table import Table
    from rich.text import Text

    # Rows of one line need no rules between them; quotations seldom fit on one.
    table = Table(show_edge=False, pad_edge=False, header_style="bold", show_lines="text" in columns)
    shown = [column for column in columns if _is_shown(column, rows)]
    for column in shown:
        numbers = any(isinstance(row[column], int | float) for row in rows)
        table.add_column(
            Text(_HEADINGS.get(column, column.replace("_", " "))),
            justify="right" if numbers else "left",
            overflow="fold",
            max_width=_MOST_CELLS.get(column),
        )
    for row in rows:
        table.add_row(*(Text(_cell(row[column]), overflow="fold") for column in shown))
    return table


def _flat_rows(table: str, summary: Summary) -> list[dict[str, object]]:
    rows = rows_of(TABLES[table], summary, TABLES[table].flat)
    return [
        {
            name: (SEPARATOR.join(value) or None) if isinstance(value, list) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def _csv_line(cells: Sequence[object]) -> str:
    # Written with "\r\n" so that csv quotes a cell that holds either of the two.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return encodable(line.getvalue().removesuffix("\r\n")) + "\n"


def _is_shown(column: str, rows: Sequence[Row]) -> bool:
    values = {row[column] for row in rows}
    return len(values) > 1 if column == "origin" else not rows or values != {None}


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else bounded(str(value))
