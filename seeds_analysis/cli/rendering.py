"""A stream of results as pieces of output: which format is taken, and how several articles stand in one."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from seeds_analysis.pipeline import Failure, Result
from seeds_analysis.summary import Summary
from seeds_analysis.views import RECORD_VIEWS, SUMMARY_VIEWS, data, load_view

if TYPE_CHECKING:
    from rich.console import RenderableType

# Text to write as it is, or something for Rich to draw.
Piece: TypeAlias = "str | RenderableType"
Row: TypeAlias = Mapping[str, object]

# What stands between the pages of two articles.
_BETWEEN = {"text": "\n", "markdown": "\n---\n\n"}

# What the name of the output file says where no format is asked for.
_BY_SUFFIX = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".markdown": "markdown",
    ".md": "markdown",
    ".ndjson": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command writes: `pieces` renders results in one of `formats`.

    The other three name the format where none is asked for; `several` also stands in for `one`, where that
    is asked for and there are several inputs.
    """

    pieces: Callable[[Iterable[Result], str], Iterator[Piece]]
    formats: Collection[str]
    terminal: str
    one: str
    several: str

    def choose_format(self, asked: str | None, *, target: str | None, terminal: bool, several: bool) -> str:
        """Name the format: as asked, as the target's suffix says, as a terminal or a program wants it."""
        chosen = asked or _BY_SUFFIX.get(os.path.splitext(target or "")[1].lower())
        if chosen is None or chosen not in self.formats:
            chosen = self.terminal if terminal else self.one
        return self.several if several and chosen == self.one else chosen


def _summary_pieces(results: Iterable[Result], name: str) -> Iterator[Piece]:
    """One piece for each summary; JSON Lines have a record for a failed input too."""
    view = load_view(SUMMARY_VIEWS[name])
    first = True
    for result in results:
        if isinstance(result, Summary):
            if not first and name in _BETWEEN:
                yield _BETWEEN[name]
            yield view(result)
            first = False
        elif name == "jsonl":
            yield data.render_failure(result.origin, result.code, result.message)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Flat records of one kind. A failed input has none, so that all rows keep one shape."""

    of: Callable[[Summary], Sequence[Row]]
    columns: Sequence[str]
    table_columns: Sequence[str]

    def pieces(self, results: Iterable[Result], name: str) -> Iterator[Piece]:
        """One piece for each summary, or one of all rows where the format has a beginning and an end."""
        view = load_view(RECORD_VIEWS[name])
        tables = (self.of(result) for result in results if not isinstance(result, Failure))
        if name == "jsonl":
            yield from map(view, tables)
        elif name == "csv":
            for number, rows in enumerate(tables):
                yield view(rows, self.columns, header=number == 0)
        elif (first := next(tables, None)) is not None:
            rows = [*first, *(row for more in tables for row in more)]
            yield view(rows) if name == "json" else view(rows, self.table_columns)


_quotations = _Rows(data.rows.quotation_rows, data.rows.QUOTATION_COLUMNS, data.rows.QUOTATION_TABLE_COLUMNS)
_entities = _Rows(data.rows.entity_rows, data.rows.ENTITY_COLUMNS, data.rows.ENTITY_TABLE_COLUMNS)

# By the name of the command.
ANSWERS = {
    "summarize": Answer(_summary_pieces, SUMMARY_VIEWS, terminal="text", one="json", several="jsonl"),
    "quotations": Answer(_quotations.pieces, RECORD_VIEWS, terminal="table", one="jsonl", several="jsonl"),
    "entities": Answer(_entities.pieces, RECORD_VIEWS, terminal="table", one="jsonl", several="jsonl"),
}
