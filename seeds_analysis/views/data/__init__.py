"""Views for programs."""

import sys
from importlib.util import find_spec

from seeds_analysis.errors import OutputError, install_command
from seeds_analysis.views.data import parquet, rows, sections, tables
from seeds_analysis.views.data.json import dump, render_failure, render_jsonl

__all__ = ["dump", "parquet", "render_failure", "render_jsonl", "require", "rows", "sections", "tables"]

# The library and the extra of a format.
_NEEDED = {"parquet": ("pyarrow", "parquet"), "xlsx": ("openpyxl", "excel")}


def require(output_format: str) -> None:
    """Raise OutputError, with the command that installs it, where a library is missing; imports nothing."""
    library, extra = _NEEDED.get(output_format, ("", ""))
    if library and not (sys.modules.get(library) or find_spec(library)):
        install = install_command(f"seeds-analysis[{extra}]")
        raise OutputError(output_format, f"needs {library}. Install it: {install}", usage=True)
