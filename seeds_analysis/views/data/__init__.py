"""Views for programs."""

from seeds_analysis.views.data import rows, tables
from seeds_analysis.views.data.json import dump, render_failure, render_jsonl

__all__ = ["dump", "render_failure", "render_jsonl", "rows", "tables"]
