"""Summaries as Parquet: five flat tables, one file each.

A quotation or entity is the flat record that `quotations -f csv` and `entities -f csv` write, with dates as
dates, lists as lists, and a few more columns; views/data/tables.py lists the columns.
"""

from collections.abc import Iterable, Sequence

from seeds_analysis.summary import Summary
from seeds_analysis.views import data


def parquet_files(summaries: Iterable[Summary], metadata: Sequence[str] = ()) -> dict[str, bytes]:
    """Write the tables of some summaries; a file for each, even if it has no rows.

    `metadata` names the keys that have a column. Raises OutputError without pyarrow.
    """
    data.require("parquet")
    found = list(summaries)
    return {name: data.parquet.render_parquet(name, found, metadata) for name in data.tables.TABLES}
