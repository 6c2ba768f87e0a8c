"""Summaries as Parquet: five flat tables for DuckDB, pandas, Polars and R, one file each.

A quotation or entity is the flat record that `quotations -f csv` and `entities -f csv` write, with dates as
dates, lists as lists, and a few more columns; views/data/tables.py lists the columns.
"""

import io
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from seeds_analysis.errors import OutputError, install_command
from seeds_analysis.summary import Summary
from seeds_analysis.views import data, safe

if TYPE_CHECKING:
    import pyarrow as pa

TABLE_NAMES = tuple(data.tables.TABLES)

INSTALL = install_command("seeds-analysis[parquet]")

# zstd: a quarter smaller than snappy, as quick to write and to read. Level 3 is its own default; said here so
# that another default would not change the bytes.
_COMPRESSION, _LEVEL = "zstd", 3


def parquet_files(summaries: Iterable[Summary], metadata: Sequence[str] = ()) -> dict[str, bytes]:
    """Write the tables of some summaries; a file for each of TABLE_NAMES, also where it has no rows.

    There is a column for each key of the metadata that is named.

    Equal summaries give equal bytes under one version of pyarrow, which writes its version into the file.
    Lone surrogates, as of a file name that is not UTF-8, become U+FFFD. Raises OutputError
    without pyarrow.
    """
    require_pyarrow()
    columns: dict[str, dict[str, list[Any]]] = {
        name: {column.name: [] for column in table.columns(metadata)}
        for name, table in data.tables.TABLES.items()
    }
    for summary in summaries:
        for name, rows in table_rows(summary, metadata).items():
            for row in rows:
                for column, values in columns[name].items():
                    values.append(row[column])
    return {name: _file(arrow_schema(name, metadata), columns[name]) for name in TABLE_NAMES}


def require_pyarrow() -> None:
    """Raise OutputError, with the command that installs it, where pyarrow is missing; does not import it."""
    try:
        found = find_spec("pyarrow")
    except ValueError:  # a stand-in in sys.modules has no spec
        found = None
    if found is None:
        raise OutputError("parquet", f"needs pyarrow. Install it: {INSTALL}", usage=True)


def table_rows(summary: Summary, metadata: Sequence[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of each table in the order of the text, keyed by column; days are dates."""
    rows = {}
    for name, table in data.tables.TABLES.items():
        columns = table.columns(metadata)
        rows[name] = data.tables.rows_of(table, summary, columns)
        days = [column.name for column in columns if column.kind == "date"]
        for row in rows[name]:
            row |= {day: data.tables.day_of(row[day]) for day in days}
    return rows


def _file(schema: "pa.Schema", columns: dict[str, list[Any]]) -> bytes:
    # Here and not above: pyarrow takes 0.14 s and is there only with the extra.
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(_table(schema, columns), file, compression=_COMPRESSION, compression_level=_LEVEL)
    return file.getvalue()


def _table(schema: "pa.Schema", columns: dict[str, list[Any]]) -> "pa.Table":
    import pyarrow as pa

    try:
        return pa.Table.from_pydict(columns, schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pydict(_encodable(columns), schema=schema)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return safe.encodable(value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return {key: _encodable(item) for key, item in value.items()} if isinstance(value, dict) else value


def arrow_schema(table: str, metadata: Sequence[str] = ()) -> "pa.Schema":
    """Give the columns of a table as pyarrow has them. Raises ImportError without the extra `[parquet]`."""
    import pyarrow as pa

    part = pa.struct(
        [
            pa.field("start", pa.int32(), nullable=False),
            pa.field("end", pa.int32(), nullable=False),
            pa.field("text", pa.string(), nullable=False),
            pa.field("closed", pa.string()),
        ]
    )
    types: dict[data.tables.Kind, pa.DataType] = {
        "string": pa.string(),
        "bool": pa.bool_(),
        "int32": pa.int32(),
        "double": pa.float64(),
        "date": pa.date32(),
        "strings": pa.list_(pa.field("element", pa.string(), nullable=False)),
        "parts": pa.list_(pa.field("element", part, nullable=False)),
    }
    columns = data.tables.TABLES[table].columns(metadata)
    return pa.schema(
        [pa.field(column.name, types[column.kind], nullable=column.nullable) for column in columns]
    )


def describe_columns(table: str) -> str:
    """Describe the columns of a table as a Markdown table, for docs/tables.md."""
    kinds = {"date": "date32", "strings": "list of string", "parts": "list of struct"}
    lines = ["| column | type | null | meaning |", "| --- | --- | --- | --- |"]
    for column in data.tables.TABLES[table].columns():
        null = "yes" if column.nullable else ""
        kind = kinds.get(column.kind, column.kind)
        lines.append(f"| `{column.name}` | {kind} | {null} | {column.meaning} |")
    return "\n".join(lines) + "\n"
