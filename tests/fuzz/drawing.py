"""A summary in every format, written to its end: some views are generators, and Rich draws when it prints."""

import io
from collections.abc import Callable, Iterator
from functools import partial

from rich.console import Console

from seeds_analysis.cli.output import Piece
from seeds_analysis.cli.rendering import RENDERINGS
from seeds_analysis.cli.summarize_options import SummarizeOptions
from seeds_analysis.summary import Summary

Drawing = Callable[[Summary], list[Piece]]


def drawings() -> Iterator[tuple[str, Drawing]]:
    """Each command with each of its formats, and what draws a summary, which holds its text, in it."""
    for command, rendering in RENDERINGS.items():
        for form in rendering.formats:
            yield f"{command} as {form}", partial(_draw, command, form, SummarizeOptions())
    yield "full page", partial(_draw, "summaries", "text", SummarizeOptions(full=True))


def draw_all(summary: Summary) -> dict[str, list[Piece]]:
    """What each of `drawings` writes."""
    return {name: draw(summary) for name, draw in drawings()}


def _draw(command: str, form: str, options: SummarizeOptions, summary: Summary) -> list[Piece]:
    pieces = RENDERINGS[command].pieces([summary], form, options, ())
    return [piece if isinstance(piece, str | bytes | tuple) else _printed(piece) for piece in pieces]


def _printed(piece: object) -> str:
    console = Console(file=io.StringIO(), width=80)
    with console.capture() as capture:
        console.print(piece)
    return capture.get()
