"""From a Summary to text. A view is one file and one line in a table; it is loaded when first used."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from seeds_analysis.views import codes, files, safe
from seeds_analysis.views.codes import count_of
from seeds_analysis.views.styles import COLOUR

if TYPE_CHECKING:
    # Loaded only where they are imported: --help needs neither the model of summaries nor Rich.
    from seeds_analysis.views import data, drawing  # noqa: TC004

__all__ = [
    "COLOUR",
    "RECORD_VIEWS",
    "SUMMARY_VIEWS",
    "codes",
    "count_of",
    "data",
    "drawing",
    "files",
    "load_view",
    "safe",
]

# The first four take a Summary; "text" gives a Rich renderable for Console.print, the others str. From "html"
# on, each takes many summaries, which hold their text, and gives the pieces of one file; "brat" gives the
# names and texts of the files in a folder.
SUMMARY_VIEWS = {
    "text": "views.page.terminal.Page",
    "json": "views.data.json.render_json",
    "jsonl": "views.data.json.render_jsonl",
    "markdown": "views.page.markdown.render_markdown",
    "html": "views.html.page.html_pieces",
    "tei": "views.data.tei.tei_pieces",
    "brat": "corrections.brat_files",
    "labelstudio": "corrections.label_studio_pieces",
}

# Each takes rows of data/rows.py; "csv" and "xlsx" take the columns too. "table" (a Rich renderable) and
# "parquet" take the name of the table and summaries. "xlsx" and "parquet" give bytes.
RECORD_VIEWS = {
    "table": "views.page.listing.list_rows",
    "json": "views.data.rows.render_rows_json",
    "jsonl": "views.data.rows.render_rows_jsonl",
    "csv": "views.data.rows.render_csv",
    "xlsx": "views.data.workbook.render_workbook",
    "parquet": "views.data.parquet.render_parquet",
}


def load_view(home: str) -> Callable[..., Any]:
    """Import the function that a table above names, so that JSON does not load Rich."""
    module, _, name = home.rpartition(".")
    view: Callable[..., Any] = getattr(import_module(f"seeds_analysis.{module}"), name)
    return view
