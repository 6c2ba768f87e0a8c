"""Results -> pieces of output, and the choice of their format."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from seeds_analysis.pipeline import Result
from seeds_analysis.summary import Summary
from seeds_analysis.views import RECORD_VIEWS, SUMMARY_VIEWS, data, load_view

if TYPE_CHECKING:
    from rich.console import RenderableType

# Text to write as it is, or something for Rich to draw.
Piece: TypeAlias = "str | RenderableType"
Row: TypeAlias = Mapping[str, object]

_BETWEEN_PAGES = {"text": "\n", "markdown": "\n---\n\n"}

_FORMAT_OF_SUFFIX = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".markdown": "markdown",
    ".md": "markdown",
    ".ndjson": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a command writes its results: `pieces` renders them in one of `formats`."""

    pieces: Callable[[Iterable[Result], str], Iterator[Piece]]
    formats: Collection[str]
    terminal: str  # the default on a terminal
    one: str  # the default elsewhere
    several: str  # replaces `one` for several inputs, even if `one` is asked for

    def choose_format(self, asked: str | None, *, target: str | None, terminal: bool, several: bool) -> str:
        """Choose by what is asked for, else by the suffix of the target, else by who reads it."""
        chosen = asked or _FORMAT_OF_SUFFIX.get(os.path.splitext(target or "")[1].lower())
        if chosen is None or chosen not in self.formats:
            chosen = self.terminal if terminal else self.one
        return self.several if several and chosen == self.one else chosen


def _summary_pieces(results: Iterable[Result], output_format: str) -> Iterator[Piece]:
    """Render each summary; in JSON Lines, each failed input too."""
    view = load_view(SUMMARY_VIEWS[output_format])
    first = True
    for result in results:
        if isinstance(result, Summary):
            if not first and output_format in _BETWEEN_PAGES:
                yield _BETWEEN_PAGES[output_format]
            yield view(result)
            first = False
        elif output_format == "jsonl":
            yield data.render_failure(result.origin, result.code, result.message)


def _row_pieces(
    results: Iterable[Result],
    output_format: str,
    *,
    rows_of: Callable[[Summary], Sequence[Row]],
    columns: Sequence[str],
    table_columns: Sequence[str],
) -> Iterator[Piece]:
    """Render the rows of each summary, or all rows at once as one table or JSON array."""
    view = load_view(RECORD_VIEWS[output_format])
    tables = (rows_of(result) for result in results if isinstance(result, Summary))
    if output_format == "jsonl":
        yield from map(view, tables)
    elif output_format == "csv":
        for number, rows in enumerate(tables):
            yield view(rows, columns, header=number == 0)
    elif collected := list(tables):
        all_rows = list(chain.from_iterable(collected))
        yield view(all_rows) if output_format == "json" else view(all_rows, table_columns)


_quotations = partial(
    _row_pieces,
    rows_of=data.rows.quotation_rows,
    columns=data.rows.QUOTATION_COLUMNS,
    table_columns=data.rows.QUOTATION_TABLE_COLUMNS,
)
_entities = partial(
    _row_pieces,
    rows_of=data.rows.entity_rows,
    columns=data.rows.ENTITY_COLUMNS,
    table_columns=data.rows.ENTITY_TABLE_COLUMNS,
)

RENDERINGS = {
    "summaries": Rendering(_summary_pieces, SUMMARY_VIEWS, terminal="text", one="json", several="jsonl"),
    "quotations": Rendering(_quotations, RECORD_VIEWS, terminal="table", one="jsonl", several="jsonl"),
    "entities": Rendering(_entities, RECORD_VIEWS, terminal="table", one="jsonl", several="jsonl"),
}
