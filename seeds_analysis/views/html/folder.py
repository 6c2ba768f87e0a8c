"""Articles as a folder of pages, one for each, with an index."""

import re
from collections.abc import Iterable, Iterator

from seeds_analysis.summary import Summary
from seeds_analysis.views.codes import count_of
from seeds_analysis.views.data.sections import Cell, Link, Report, Section
from seeds_analysis.views.html.page import html_pieces
from seeds_analysis.views.html.report import report_pieces
from seeds_analysis.views.page import wording

INDEX = "index.html"
LONGEST_NAME = 60
_COLUMNS = ("article", "published", "words", "quotations", "speakers", "without a speaker", "file")


def html_files(summaries: Iterable[Summary]) -> Iterator[tuple[str, str]]:
    """Give the name and the text of each page, the index last; no page is kept in memory.

    Raises ValueError if a summary does not hold its text.
    """
    rows: list[tuple[Cell, ...]] = []
    for number, summary in enumerate(summaries, 1):
        name = f"{number:04}-{_plain(summary.document.origin)}.html"
        yield name, "".join(html_pieces([summary], index=INDEX))
        document, counts = summary.document, summary.counts
        rows.append(
            (
                (Link(wording.head_line(summary), name),),
                document.published,
                document.word_count,
                counts.quotations,
                counts.speakers,
                counts.unattributed,
                document.origin,
            )
        )
    section = Section("Articles", "", _COLUMNS, tuple(rows))
    title = count_of(len(rows), "article")
    yield INDEX, "".join(report_pieces(Report(title, (), (), (section,) if rows else ())))


def _plain(origin: str) -> str:
    """Keep of a name what any file system and any address can hold; a number tells equal ones apart."""
    return re.sub(r"[^A-Za-z0-9]+", "-", origin).strip("-")[-LONGEST_NAME:].strip("-") or "article"
