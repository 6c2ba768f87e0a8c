"""A report on many articles as one HTML file for the browser: tables, bars and lines, without a script."""

from collections.abc import Iterator
from urllib.parse import quote

from seeds_analysis.views import safe
from seeds_analysis.views.data.sections import Report, Section
from seeds_analysis.views.html.template import fill

# Charts are drawn in a box of so many units in each direction, and stretched to the width of the page.
UNITS = 100
BOM = "\ufeff"


def report_pieces(report: Report) -> Iterator[str]:
    """Write one file for a report."""
    yield from fill(
        "report.html.jinja",
        styles=("page.css", "report.css"),
        report=report,
        bars=bars,
        lines=lines,
        csv_address=csv_address,
    )


def bars(section: Section) -> list[list[tuple[float, float]]]:
    """Give for each row where the parts of its bar begin and how wide they are, of UNITS."""
    rows = list(zip(*section.series(), strict=True))
    most = max(map(sum, rows), default=0) or 1
    return [
        [(UNITS * sum(row[:n]) / most, UNITS * part / most) for n, part in enumerate(row)] for row in rows
    ]


def lines(section: Section) -> tuple[int, list[str]]:
    """Give the highest number, and the points of each line; the first row is at the left, 0 is below."""
    series = section.series()
    most = max((number for line in series for number in line), default=0) or 1
    step = UNITS / (len(section.rows) - 1)
    return most, [
        " ".join(
            f"{place * step:.1f},{UNITS - UNITS * number / most:.1f}" for place, number in enumerate(line)
        )
        for line in series
    ]


def csv_address(section: Section) -> str:
    """Give the table as the address of a CSV file, which Excel reads too."""
    return f"data:text/csv;charset=utf-8,{quote(BOM + safe.encodable(section.to_csv()))}"
