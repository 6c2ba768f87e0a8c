"""Reports on an archive: in pictures, what several articles print, and what one person is quoted with."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from seeds_analysis.corpus.database.reports import pictures, repeats, speaker
from seeds_analysis.views import data, load_view

if TYPE_CHECKING:
    from rich.console import RenderableType


def picture_pieces(path: str, *, top: int, by: str | None, join: bool) -> Iterator[str]:
    """Write an archive in pictures, as one page for a browser. Raises as find_pictures."""
    found = pictures.find_pictures(path, top=top, by=by, join=join)
    pieces: Iterator[str] = load_view("views.html.report.report_pieces")(found)
    return pieces


def render_repeats(path: str, output_format: str, *, top: int) -> "str | RenderableType":
    """Render what most articles print as "json", "csv" or "table", which is a page for Rich."""
    found = repeats.find_repeats(path, top=top)
    if output_format == "json":
        return data.dump(asdict(found), indent=2) + "\n"
    if output_format == "csv":
        return data.rows.render_csv(list(repeats.rows(found)), repeats.COLUMNS)
    from seeds_analysis.corpus.database.reports.pages import repeats_page  # imports Rich

    return repeats_page(found)


def render_speaker(path: str, name: str, output_format: str) -> "str | RenderableType":
    """Render what a person is quoted with, the oldest first, as "json", "csv" or "table"."""
    found = speaker.find_speaker(path, name)
    if output_format == "json":
        return data.dump(asdict(found), indent=2) + "\n"
    if output_format == "csv":
        return data.rows.render_csv(found.quotations, speaker.COLUMNS)
    from seeds_analysis.corpus.database.reports.pages import speaker_page  # imports Rich

    return speaker_page(found)
