"""A report as sections: each a table with what is drawn of it. The page for a browser shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from seeds_analysis.views.data.rows import render_csv


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page, if there is an address."""

    text: str
    url: str | None = None

    def __str__(self) -> str:
        return self.text


Cell: TypeAlias = str | int | float | tuple[Link, ...] | None


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a title. Numbers between 0 and 1 that are no int are shares.

    `drawn` names the columns that the chart shows: as "bars" one bar for each row, with a part for each
    column; as "lines" a line for each column, with the rows as points.
    """

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawn: tuple[str, ...] = ()
    chart: Literal["bars", "lines"] = "bars"

    def series(self) -> list[list[int]]:
        """Give the numbers of each column that is drawn."""
        places = [self.columns.index(name) for name in self.drawn]
        return [[_number(row[place]) for row in self.rows] for place in places]

    def to_csv(self) -> str:
        """Write the table as CSV; no cell is a formula, because spreadsheets will open it."""
        cells = (dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows)
        return render_csv(cells, self.columns, safe=True)


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: a title, facts in a few words, warnings, and sections."""

    title: str
    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]


def links(texts: Iterable[tuple[str, str | None]]) -> tuple[Link, ...]:
    """Make links; only an address of the web leads anywhere."""
    return tuple(
        Link(text, url if url and url.startswith(("http://", "https://")) else None) for text, url in texts
    )


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _plain(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return "; ".join(map(str, cell))
    return round(cell, 4) if isinstance(cell, float) else cell
