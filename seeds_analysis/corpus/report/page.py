"""Overview -> a page for the terminal, in the manner of terminal_view.py."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from seeds_analysis.corpus.report.text import found_in_words, records_in_words
from seeds_analysis.views import COLOUR, Styles, count_of, drawing

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from seeds_analysis.corpus.report.overview import Overview

# Below this a name beside three numbers is a stack of syllables.
NARROWEST_TABLE = 60

# Names stand together only where they are the same: a reader must not take a row for one person.
JOINED_BY_NAME = "one row for each name: nobody checked that it is one person"


def render_overview(overview: "Overview", *, width: int | None = None, styles: Styles = COLOUR) -> "Page":
    """Lay out the overview as a page for `Console.print`; width is in cells, without it the console's."""
    return Page(overview, width=width, styles=styles)


class Page:
    """An overview that Rich can print."""

    def __init__(self, overview: "Overview", *, width: int | None, styles: Styles) -> None:
        self.overview = overview
        self.width = width
        self.styles = styles

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Yield the page for this console."""
        width = max(drawing.NARROWEST, min(self.width or options.max_width, options.max_width))
        layout = _Layout(self.overview, self.styles, width, options.encoding)
        yield from drawing.drawn(layout.page(), console, options, width)


class _Layout(drawing.Drawing):
    """One page at one width in one encoding."""

    def __init__(self, overview: "Overview", styles: Styles, width: int, encoding: str) -> None:
        super().__init__(styles, width, encoding)
        self.overview = overview

    def page(self) -> Iterator["RenderableType"]:
        """The head, then the sections: one below the other, or names beside speakers."""
        two_columns = self.width >= drawing.TWO_COLUMNS
        aside = min(drawing.ASIDE, self.width - drawing.MEASURE - drawing.GUTTER) if two_columns else 0
        main = min(self.width, drawing.MEASURE)
        yield from self._head(main + drawing.GUTTER + aside if two_columns else main)
        yield Text()
        if two_columns:
            columns = Table.grid(padding=(0, drawing.GUTTER, 0, 0), pad_edge=False)
            columns.add_column(width=main)
            columns.add_column(width=aside)
            columns.add_row(Group(*self._speakers(main)), Group(*self._entities(aside)))
            yield columns
        else:
            yield from self._speakers(main)
            yield from self._entities(main)
        yield from self._reasons(main)
        yield from self._warnings(main)

    def _head(self, width: int) -> Iterator["RenderableType"]:
        yield self.text(self.glyphs.rule * width, "rule")
        yield self.text(records_in_words(self.overview), "headline")
        if self.overview.ok:
            yield self.joined(found_in_words(self.overview).split("; "), "", width)
        yield self.text(self.glyphs.rule * width, "rule")

    def _speakers(self, width: int) -> Iterator["RenderableType"]:
        overview = self.overview
        if overview.speakers:
            yield from self.section("Most quoted", JOINED_BY_NAME, width)
            rows = [
                (
                    speaker.name,
                    speaker.label or "",
                    speaker.articles,
                    speaker.quotations,
                    speaker.quoted_words,
                )
                for speaker in overview.speakers
            ]
            yield self._table(("article", "quotation", "quoted word"), rows, width)
            yield from self._short_by(overview.speakers_short_by)

    def _entities(self, width: int) -> Iterator["RenderableType"]:
        overview = self.overview
        if overview.entities:
            yield from self.section("Most named", "", width)
            rows = [(name.name, name.label, name.articles, name.mentions) for name in overview.entities]
            yield self._table(("article", "mention"), rows, width)
            yield from self._short_by(overview.entities_short_by)

    def _reasons(self, width: int) -> Iterator["RenderableType"]:
        if self.overview.reasons:
            yield from self.section("Not analyzed", "", width)
            rows = [(reason.code, reason.status, reason.records) for reason in self.overview.reasons]
            yield self._table(("record",), rows, width)

    def _warnings(self, width: int) -> Iterator["RenderableType"]:
        if self.overview.warnings:
            yield from self.section("Warnings", "", width, style="warning")
            rows = [
                (warning.code, "", warning.articles, warning.warnings) for warning in self.overview.warnings
            ]
            yield self._table(("article", "warning"), rows, width)

    def _table(self, nouns: Sequence[str], rows: Iterable[Sequence[Any]], width: int) -> "RenderableType":
        """Rows of a name, a label and a number of each noun."""
        if width < NARROWEST_TABLE:
            return self._stack(nouns, rows, width)
        table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        table.width = width - 2
        table.add_column(ratio=1, overflow="fold")
        table.add_column(overflow="fold")
        for _ in nouns:
            table.add_column(justify="right", overflow="fold")
        table.add_row(Text(), Text(), *(self.text(f"{noun}s", "faint") for noun in nouns))
        for name, label, *numbers in rows:
            cells = (self.text(f"{number:,}") for number in numbers)
            table.add_row(self.text(name, "name"), self.text(label, "faint"), *cells)
        return Padding(table, (0, 0, 1, 2))

    def _stack(self, nouns: Sequence[str], rows: Iterable[Sequence[Any]], width: int) -> "RenderableType":
        """The same below each other, where columns have no room."""
        lines: list[RenderableType] = []
        for name, label, *numbers in rows:
            facts = [*filter(None, [label]), *map(count_of, numbers, nouns)]
            lines += [self.text(name, "name"), Padding(self.joined(facts, "faint", width - 4), (0, 0, 0, 2))]
        return Padding(Group(*lines), (0, 0, 1, 2))

    def _short_by(self, number: int) -> Iterator["RenderableType"]:
        if number:
            words = (
                f"Too many names to count them all: a number may be short by {count_of(number, 'article')}."
            )
            yield from self.nothing(words)
