"""Lists for the terminal: the quotations, entities or dates of one or more articles, in text order."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from seeds_analysis.summary import Summary
from seeds_analysis.views import codes
from seeds_analysis.views.drawing import Drawing, Sheet
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.parts import ArticleDrawing


def list_rows(table: str, summaries: Sequence[Summary]) -> Sheet:
    """List the quotations, entities or dates of each article; several are headed by their names."""
    rows_of, nothing = _TABLES[table]

    def page(draw: Drawing) -> Iterator[RenderableType]:
        for number, summary in enumerate(summaries):
            drawing = ArticleDrawing(summary, draw.width, draw.encoding)
            rows = rows_of(drawing)
            if len(summaries) > 1:
                if number:
                    yield Text()
                yield drawing.text(summary.document.origin, "section")
            yield Padding(rows, 0) if rows.row_count else drawing.text(nothing, "faint")

    return Sheet(page)


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
    kinds = [codes.in_words("label", entity.label) for entity in draw.summary.entities]
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(min_width=max(map(len, kinds), default=0))
    table.add_column(no_wrap=True, justify="right")
    for entity, kind in zip(draw.summary.entities, kinds, strict=True):
        name = draw.text(entity.name, "name")
        if details := wording.entity_details(entity):
            name.append_text(Text("\n  ")).append_text(draw.text(details, "faint"))
        table.add_row(name, draw.text(kind), draw.text(f"{entity.mention_count:,}{draw.glyphs.times}"))
    return table


def _dates(draw: ArticleDrawing) -> Table:
    rows = []
    for date in draw.summary.dates:
        text = draw.text(date.text)
        if date.value is None:
            text.append_text(draw.aside(wording.reason_in_words(date.reason)))
        value = "?" if date.value is None else wording.value_in_words(date.value)
        rows.append((draw.text(value, "date"), text))
    return draw.rows(rows)


# How each table is drawn, and what an empty one says.
_TABLES = {
    "quotations": (_quotations, "No quotation was found."),
    "entities": (_entities, "No name was found."),
    "dates": (_dates, "No date expression was found."),
}
