"""From a Summary to a page for the terminal: a Rich renderable that fits its width when it is printed.

Everything is a Text object: in markup strings Rich reads `[sic]` as a style and `:smile:` as a picture.
Words of the article, names and file names pass `bounded`: Rich lets ESC, OSC 8, U+009B and U+202E through.
"""

from typing import TYPE_CHECKING

from seeds_analysis.summary import Summary
from seeds_analysis.views.drawing import MEASURE, NARROWEST, TWO_COLUMNS, drawn
from seeds_analysis.views.page.full import FullPage
from seeds_analysis.views.page.short import ShortPage
from seeds_analysis.views.styles import COLOUR, Styles

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult


def render_page(
    summary: Summary, *, full: bool = False, width: int | None = None, styles: Styles = COLOUR
) -> "Page":
    """Lay out the summary as a page for `Console.print`.

    The short page fits the console's height and shows what each speaker said; `full` shows everything.
    `width` is in cells; without it the page is as wide as the console, and it is never wider. The text is up
    to 92 cells wide; on wide consoles the full page has names and dates next to it. Nothing is printed.
    """
    return Page(summary, full=full, width=width, styles=styles)


class Page:
    """A summary that Rich can print; glyphs follow the encoding of the console, lines its width."""

    def __init__(self, summary: Summary, *, full: bool, width: int | None, styles: Styles) -> None:
        self.summary = summary
        self.full = full
        self.width = width
        self.styles = styles

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Yield the page for this console."""
        width = max(NARROWEST, min(self.width or options.max_width, options.max_width))
        if not self.full or width < TWO_COLUMNS:
            width = min(width, MEASURE)
        drawing = (self.summary, self.styles, width, options.encoding)
        page = FullPage(*drawing).page() if self.full else ShortPage(*drawing).page(console)
        yield from drawn(page, console, options, width)
