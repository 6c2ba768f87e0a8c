"""Flat records as an Excel workbook. No text in it is ever a formula."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from seeds_analysis.errors import OutputError
from seeds_analysis.views.safe import NOT_IN_XML, REPLACEMENT

# What a sheet can hold.
MOST_ROWS, LONGEST_CELL = 1_048_576, 32_767


def render_workbook(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> bytes:
    """Write one sheet with a header row, which stays in view; no rows still give the header.

    Control characters become U+FFFD, and of a longer text the first 32,767 characters are kept. Raises
    OutputError for more rows than a sheet can hold, ImportError without openpyxl.
    """
    import openpyxl  # an extra
    from openpyxl.cell import WriteOnlyCell

    rows = list(rows)
    if len(rows) >= MOST_ROWS:
        what = f"a sheet holds {MOST_ROWS:,} rows, and there are more. Write .csv or .parquet instead."
        raise OutputError("Excel workbook", what)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.freeze_panes = "A2"

    def cell(value: object) -> Any:
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, NOT_IN_XML.sub(REPLACEMENT, value)[:LONGEST_CELL])
        made.data_type = "s"  # also "=1+1"
        return made

    sheet.append([cell(name) for name in columns])
    for row in rows:
        sheet.append([cell(row[name]) for name in columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
