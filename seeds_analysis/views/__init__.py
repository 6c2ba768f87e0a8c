"""Summary -> text. A view is one file and one line in a table; its function is loaded when first used."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

# Each takes a Summary. "text" gives a Rich renderable for Console.print, the others give str.
SUMMARY_VIEWS = {
    "text": "terminal_view.render_page",
    "json": "json_view.render_json",
    "jsonl": "json_view.render_jsonl",
    "markdown": "markdown_view.render_markdown",
}

# Each takes the rows of records.py; "table", a Rich renderable, and "csv" take the columns as well.
RECORD_VIEWS = {
    "table": "records.render_table",
    "json": "records.render_rows_json",
    "jsonl": "records.render_rows_jsonl",
    "csv": "records.render_csv",
}

# Each takes an Overview; "table" gives a Rich renderable.
OVERVIEW_VIEWS = {
    "table": "overview_page.render_overview",
    "json": "overview_view.render_overview_json",
    "csv": "overview_view.render_overview_csv",
}


def load_view(home: str) -> Callable[..., Any]:
    """Import the function that a table above names, so that JSON does not load Rich."""
    module, _, name = home.partition(".")
    view: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), name)
    return view
