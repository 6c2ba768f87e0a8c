"""The overview of a run: what was read, who is quoted, what failed."""

from typing import TYPE_CHECKING

from seeds_analysis.corpus.report.text import overview_csv, overview_json, overview_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from seeds_analysis.corpus.report.overview import Overview

__all__ = ["overview_lines", "render_overview"]


def render_overview(overview: "Overview", output_format: str) -> "str | RenderableType":
    """Render an overview as "json", "csv", or as a "table", which is a page for Rich."""
    if output_format == "json":
        return overview_json(overview)
    if output_format == "csv":
        return overview_csv(overview)
    from seeds_analysis.corpus.report.page import OverviewPage  # imports Rich

    return OverviewPage(overview)
