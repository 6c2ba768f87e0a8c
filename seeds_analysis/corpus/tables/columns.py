"""The Parquet schema of the flat tables, and their description for docs/tables.md."""

from typing import TYPE_CHECKING

from seeds_analysis.views import data

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema(table: str) -> "pa.Schema":
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
        "int32": pa.int32(),
        "double": pa.float64(),
        "date": pa.date32(),
        "strings": pa.list_(pa.field("element", pa.string(), nullable=False)),
        "parts": pa.list_(pa.field("element", part, nullable=False)),
    }
    columns = data.tables.TABLES[table].columns
    return pa.schema(
        [pa.field(column.name, types[column.kind], nullable=column.nullable) for column in columns]
    )


def describe_columns(table: str) -> str:
    """Describe the columns of a table as a Markdown table, for docs/tables.md."""
    kinds = {"date": "date32", "strings": "list of string", "parts": "list of struct"}
    lines = ["| column | type | null | meaning |", "| --- | --- | --- | --- |"]
    for column in data.tables.TABLES[table].columns:
        null = "yes" if column.nullable else ""
        kind = kinds.get(column.kind, column.kind)
        lines.append(f"| `{column.name}` | {kind} | {null} | {column.meaning} |")
    return "\n".join(lines) + "\n"
