"""Overview -> JSON, CSV, a page, and a few lines of text."""

from typing import TYPE_CHECKING

from seeds_analysis.views import count_of, data

if TYPE_CHECKING:
    from rich.console import RenderableType

    from seeds_analysis.corpus.report.overview import Overview

COLUMNS = ("section", "name", "label", "articles", "quotations", "quoted_words", "mentions", "number")

# As many as fit on a line.
_MOST_NAMES = 5
_MOST_CODES = 4


def render_overview(overview: "Overview", output_format: str) -> "str | RenderableType":
    """Render an overview as "json", "csv", or "table", which is a page for Rich."""
    if output_format == "json":
        return data.dump(overview.to_dict(), indent=2) + "\n"
    if output_format == "csv":
        return overview_csv(overview)
    from seeds_analysis.corpus.report.page import overview_page  # imports Rich

    return overview_page(overview)


def overview_csv(overview: "Overview") -> str:
    """Write the overview as one CSV table with COLUMNS.

    `section` is "total" (records, ok, words …: `number`), "skipped" or "failed" (by code), "speaker",
    "entity" or "warning"; cells that a section does not have are empty.
    """
    values = overview.to_dict()
    rows: list[dict[str, object]] = [
        {"section": "total", "name": name, "number": value}
        for name, value in values.items()
        if not isinstance(value, list)
    ]
    rows += [
        {"section": reason.status, "name": reason.code, "number": reason.records}
        for reason in overview.reasons
    ]
    rows += [{"section": "speaker", **row} for row in values["speakers"]]
    rows += [{"section": "entity", **row} for row in values["entities"]]
    rows += [
        {"section": "warning", "name": warning.code, "articles": warning.articles, "number": warning.warnings}
        for warning in overview.warnings
    ]
    cells = [{column: row.get(column) for column in COLUMNS} for row in rows]
    return data.rows.render_csv(cells, COLUMNS)


def overview_lines(overview: "Overview") -> list[str]:
    """Sum up the overview in at most five lines: what was read and found, who is quoted, the warnings."""
    lines = [records_in_words(overview), *missing_in_words(overview)]
    if overview.ok:
        lines.append(f"{found_in_words(overview)}.")
    if overview.speakers:
        shown = [f"{speaker.name} ({speaker.articles:,})" for speaker in overview.speakers[:_MOST_NAMES]]
        lines.append(f"Quoted in most articles: {', '.join(shown)}.")
    if overview.warnings:
        shown = [f"{warning.code} ({warning.articles:,})" for warning in overview.warnings[:_MOST_CODES]]
        more = len(overview.warnings) - len(shown)
        lines.append(f"Articles with warnings: {', '.join(shown)}{f' and {more:,} more' if more else ''}.")
    return lines


def records_in_words(overview: "Overview") -> str:
    """Say how many records there were and what happened to them; the numbers after the colon add up."""
    return (
        f"{count_of(overview.records, 'record')}: {overview.ok:,} analyzed, {overview.skipped:,} skipped, "
        f"{overview.failed:,} failed."
    )


def missing_in_words(overview: "Overview") -> list[str]:
    """Say what is missing, if the run is not complete."""
    if overview.complete:
        return []
    number = "an unknown number of" if overview.missing is None else f"about {overview.missing:,}"
    return [f"Not complete: {number} records are missing."]


def found_in_words(overview: "Overview") -> str:
    """Say how many words and quotations there are."""
    words = f"{count_of(overview.words, 'word')}, {overview.quoted_words:,} of them quoted"
    share = overview.unattributed_share
    unattributed = "" if share is None else f", {share:.1%} without a speaker"
    return f"{words}; {count_of(overview.quotations, 'quotation')}{unattributed}"
