"""Views for programs."""

from seeds_analysis.views.data import parquet, rows, sections, tables
from seeds_analysis.views.data.extras import require
from seeds_analysis.views.data.json import dump, render_failure, render_jsonl

__all__ = ["dump", "parquet", "render_failure", "render_jsonl", "require", "rows", "sections", "tables"]
