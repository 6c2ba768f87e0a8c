"""Lists for the terminal: the quotations, entities or dates of one or more articles, in text order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from seeds_analysis.summary import Summary
from seeds_analysis.views import codes
from seeds_analysis.views.drawing import MEASURE, NARROWEST, drawn
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.parts import ArticleDrawing
from seeds_analysis.views.styles import COLOUR

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult


class Listing:
    """What Rich can print: `table` makes the table of one article; several are headed by their names."""

    def __init__(
        self, summaries: Sequence[Summary], table: Callable[[ArticleDrawing], Table], nothing: str
    ) -> None:
        self.summaries = summaries
        self.table = table
        self.nothing = nothing

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Yield the tables for this console."""
        width = max(NARROWEST, min(options.max_width, MEASURE))
        yield from drawn(self._page(width, options.encoding), console, options, width)

    def _page(self, width: int, encoding: str) -> Iterator["RenderableType"]:
        for number, summary in enumerate(self.summaries):
            drawing = ArticleDrawing(summary, COLOUR, width, encoding)
            table = self.table(drawing)
            if len(self.summaries) > 1:
                if number:
                    yield Text()
                yield drawing.text(summary.document.origin, "section")
            yield Padding(table, 0) if table.row_count else drawing.text(self.nothing, "faint")


def list_quotations(summaries: Iterable[Summary]) -> Listing:
    """List who said what, one below the other."""
    return Listing(list(summaries), _quotations, "No quotation was found.")


def list_entities(summaries: Iterable[Summary]) -> Listing:
    """List the names, with what they are and how often they occur."""
    return Listing(list(summaries), _entities, "No name was found.")


def list_dates(summaries: Iterable[Summary]) -> Listing:
    """List the date expressions with their values."""
    return Listing(list(summaries), _dates, "No date expression was found.")


def _quotations(draw: ArticleDrawing) -> Table:
    rows = []
    for quotation in draw.summary.quotations:
        speaker = quotation.speaker
        name = (speaker and speaker.name) or "Speaker unknown"
        notes, doubts = wording.quotation_notes(quotation), wording.quotation_doubts(quotation)
        below = draw.joined(notes, "faint", draw.width - draw.label_width - 2, doubts)
        rows.append(
            (draw.label_of(quotation), Group(draw.text(name, "speaker"), *draw.words_of(quotation), below))
        )
    return draw.rows(rows, draw.label_width)


def _entities(draw: ArticleDrawing) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(min_width=max((len(_kind(e.label)) for e in draw.summary.entities), default=0))
    table.add_column(no_wrap=True, justify="right")
    for entity in draw.summary.entities:
        name = draw.text(entity.name, "name")
        if details := wording.entity_details(entity):
            name.append_text(Text("\n  ")).append_text(draw.text(details, "faint"))
        table.add_row(
            name, draw.text(_kind(entity.label)), draw.text(f"{entity.mention_count:,}{draw.glyphs.times}")
        )
    return table


def _kind(label: str) -> str:
    return codes.in_words("label", label)


def _dates(draw: ArticleDrawing) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    for _ in range(2):
        table.add_column(overflow="fold")
    for date in draw.summary.dates:
        text = draw.text(date.text)
        if date.value is None:
            text.append_text(draw.aside(wording.unresolved_in_words(date)))
        value = "?" if date.value is None else wording.value_in_words(date.value)
        table.add_row(draw.text(value, "date"), text)
    return table
