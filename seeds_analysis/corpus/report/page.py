"""Overview -> a page for the terminal, in the style of the page of a summary."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import partial
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from seeds_analysis.corpus.report.text import found_in_words, missing_in_words, records_in_words
from seeds_analysis.views import codes, count_of, drawing

if TYPE_CHECKING:
    from rich.console import RenderableType

    from seeds_analysis.corpus.report.overview import Overview

# Readers must not take a row for one person.
JOINED_BY_NAME = "one row for each name: nobody checked that it is one person"


def overview_page(overview: "Overview") -> drawing.Sheet:
    """Make the page of an overview."""
    return drawing.Sheet(partial(_page, overview))


def draw_head(draw: drawing.Drawing, lines: Iterable[Text]) -> Iterator[Text]:
    """Yield the first lines of a page between two rules, and an empty line."""
    rule = draw.text(draw.glyphs.rule * draw.width, "rule")
    yield from (rule, *lines, rule, Text())


def _page(overview: "Overview", draw: drawing.Drawing) -> Iterator["RenderableType"]:
    yield from draw_head(draw, _head(overview, draw))
    if overview.speakers:
        yield from draw.section("Most quoted", JOINED_BY_NAME, draw.width)
        yield _table(draw, ("articles", "quotations", "quoted words"), map(astuple, overview.speakers))
        yield from _short_by(draw, overview.speakers_short_by)
    if overview.entities:
        yield from draw.section("Most named", "", draw.width)
        yield _table(draw, ("articles", "mentions"), map(astuple, overview.entities))
        yield from _short_by(draw, overview.entities_short_by)
    if overview.reasons:
        yield from draw.section("Not analyzed", "", draw.width)
        reasons = [
            (codes.in_words("error", reason.code), reason.status, reason.records)
            for reason in overview.reasons
        ]
        yield _table(draw, ("records",), reasons)
    if overview.warnings:
        yield from draw.section("Warnings", "", draw.width, style="warning")
        warnings = [
            (codes.in_words("warning", warning.code), "", warning.articles, warning.warnings)
            for warning in overview.warnings
        ]
        yield _table(draw, ("articles", "warnings"), warnings)


def _head(overview: "Overview", draw: drawing.Drawing) -> Iterator[Text]:
    yield draw.text(records_in_words(overview), "headline")
    for line in missing_in_words(overview):
        yield draw.text(f"{line} To continue, run the same corpus command again.", "warning")
    if overview.ok:
        yield draw.joined(found_in_words(overview).split("; "), "", draw.width)


def _table(
    draw: drawing.Drawing, heads: Sequence[str], rows: Iterable[tuple[str, str | None, *tuple[int, ...]]]
) -> "RenderableType":
    """Draw rows with a name, a label and a number for each head."""
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.width = draw.width - 2
    table.add_column(ratio=1, overflow="fold")
    table.add_column(overflow="fold")
    for _ in heads:
        table.add_column(justify="right", overflow="fold")
    table.add_row(Text(), Text(), *(draw.text(head, "faint") for head in heads))
    for name, label, *numbers in rows:
        cells = (draw.text(f"{number:,}") for number in numbers)
        table.add_row(
            draw.text(name, "name"), draw.text(codes.in_words("label", label or ""), "faint"), *cells
        )
    return Padding(table, (0, 0, 1, 2))


def _short_by(draw: drawing.Drawing, number: int) -> Iterator["RenderableType"]:
    if number:
        articles = count_of(number, "article")
        yield from draw.nothing(f"Too many names to count them all: a number may be short by {articles}.")
