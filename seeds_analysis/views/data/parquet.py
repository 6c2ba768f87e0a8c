"""Flat tables as Parquet, for DuckDB, pandas, Polars and R."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from seeds_analysis.summary import Summary
from seeds_analysis.views.data.tables import TABLES, Kind, day_of, rows_of
from seeds_analysis.views.safe import encodable

if TYPE_CHECKING:
    import pyarrow as pa

# zstd: a quarter smaller than snappy, as quick to write and to read. Level 3 is its own default; said here so
# that another default would not change the bytes.
_COMPRESSION, _LEVEL = "zstd", 3


def typed_rows(table: str, summary: Summary, metadata: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Give the rows of a table in the order of the text, keyed by column; days are dates."""
    columns = TABLES[table].columns(metadata)
    days = [column.name for column in columns if column.kind == "date"]
    rows = rows_of(TABLES[table], summary, columns)
    for row in rows:
        row |= {day: day_of(row[day]) for day in days}
    return rows


def render_parquet(table: str, summaries: Iterable[Summary], metadata: Sequence[str] = ()) -> bytes:
    """Write a table as one file, even if it has no rows.

    Equal summaries give equal bytes under one version of pyarrow, which writes its version into the file.
    Lone surrogates, as in a file name that is not UTF-8, become U+FFFD. Raises ImportError without pyarrow.
    """
    # Imported here because pyarrow takes 0.14 s and comes only with the extra.
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(table, metadata)
    rows = [row for summary in summaries for row in typed_rows(table, summary, metadata)]
    try:
        written = pa.Table.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        written = pa.Table.from_pylist(_encodable(rows), schema=schema)
    file = io.BytesIO()
    pq.write_table(written, file, compression=_COMPRESSION, compression_level=_LEVEL)
    return file.getvalue()


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
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
    types: dict[Kind, pa.DataType] = {
        "string": pa.string(),
        "bool": pa.bool_(),
        "int32": pa.int32(),
        "double": pa.float64(),
        "date": pa.date32(),
        "strings": pa.list_(pa.field("element", pa.string(), nullable=False)),
        "parts": pa.list_(pa.field("element", part, nullable=False)),
    }
    columns = TABLES[table].columns(metadata)
    return pa.schema(
        [pa.field(column.name, types[column.kind], nullable=column.nullable) for column in columns]
    )
