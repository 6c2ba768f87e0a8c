"""From a Summary to a page for the terminal: a Rich renderable that fits its width when it is printed.

Everything is a Text object: in markup strings Rich reads `[sic]` as a style and `:smile:` as a picture.
Words of the article, names and file names pass `bounded`: Rich lets ESC, OSC 8, U+009B and U+202E through.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from seeds_analysis.summary import Entity, Quotation, Summary
from seeds_analysis.views.drawing import ASIDE, GUTTER, MEASURE, NARROWEST, TWO_COLUMNS, Drawing, drawn
from seeds_analysis.views.numbers import count_of
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.grouping import Moment, by_label, by_speaker, timeline
from seeds_analysis.views.styles import COLOUR, Styles

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

# A narrow page has no room for both bar and number; the number says more.
BAR_CELLS = 10
NARROWEST_WITH_BAR = 60
# A long article names hundreds; the page says how many more there are, and the JSON has them all.
MOST_ENTITIES = 12
MOST_MARKED_PHRASES = 24
MOST_WARNINGS = 12


def render_page(summary: Summary, *, width: int | None = None, styles: Styles = COLOUR) -> "Page":
    """Lay out the summary as a page for `Console.print`.

    `width` is in cells; without it the page is as wide as the console, and it is never wider. On wide
    consoles the text is about 90 cells wide, with names and dates beside it. Nothing is printed.
    """
    return Page(summary, width=width, styles=styles)


class Page:
    """A summary that Rich can print; glyphs follow the encoding of the console, lines its width."""

    def __init__(self, summary: Summary, *, width: int | None, styles: Styles) -> None:
        self.summary = summary
        self.width = width
        self.styles = styles

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Yield the page for this console."""
        width = max(NARROWEST, min(self.width or options.max_width, options.max_width))
        layout = _Layout(self.summary, self.styles, width, options.encoding)
        yield from drawn(layout.page(), console, options, width)


class _Layout(Drawing):
    """One page at one width in one encoding."""

    def __init__(self, summary: Summary, styles: Styles, width: int, encoding: str) -> None:
        super().__init__(styles, width, encoding)
        self.summary = summary
        # One width for all groups, so that their columns line up.
        self.id_width = max((len(quotation.id) for quotation in summary.quotations), default=0)
        counts = (entity.mention_count for entity in summary.entities)
        self.count_width = len(f"{max(counts, default=0):,}{self.glyphs.times}")

    def page(self) -> Iterator["RenderableType"]:
        """Yield the head, then the sections: one below the other, or names and dates beside the text."""
        two_columns = self.width >= TWO_COLUMNS
        aside = min(ASIDE, self.width - MEASURE - GUTTER) if two_columns else 0
        main = min(self.width, MEASURE)
        yield from self._head(main + GUTTER + aside if two_columns else main)
        yield Text()
        if not self._finds():
            yield self.text("No quotation, name or date was found in this text.", "faint")
            yield Text()
        if two_columns and self._finds():
            columns = Table.grid(padding=(0, GUTTER, 0, 0), pad_edge=False)
            columns.add_column(width=main)
            columns.add_column(width=aside)
            columns.add_row(
                Group(*self._key_sentences(main), *self._quotations(main), *self._marked_phrases(main)),
                Group(*self._entities(aside), *self._dates(aside)),
            )
            yield columns
        else:
            yield from self._key_sentences(main)
            if self._finds():
                yield from self._quotations(main)
                yield from self._marked_phrases(main)
                yield from self._entities(main)
                yield from self._dates(main)
        yield from self._warnings(main)

    def _finds(self) -> bool:
        summary = self.summary
        return bool(summary.quotations or summary.entities or summary.dates or summary.marked_phrases)

    def _head(self, width: int) -> Iterator["RenderableType"]:
        document = self.summary.document
        yield self.text(self.glyphs.rule * width, "rule")
        yield self.text(wording.head_line(self.summary), "headline")
        yield self.joined(wording.head_facts(self.summary), "", width)
        if document.headline or document.title:
            yield self.text(document.origin, "faint")
        yield self.text(self.glyphs.rule * width, "rule")

    def _key_sentences(self, width: int) -> Iterator["RenderableType"]:
        if self.summary.key_sentences:
            yield from self.section("Key sentences", "", width)
            yield self._rows(
                (str(number), Text("\n").join([self.text(sentence.text), Text()]))
                for number, sentence in enumerate(self.summary.key_sentences, start=1)
            )

    def _quotations(self, width: int) -> Iterator["RenderableType"]:
        groups, unattributed = by_speaker(self.summary)
        yield from self.section("Quotations", wording.quotation_counts(self.summary.counts), width)
        if not self.summary.quotations:
            yield from self.nothing("No quotation was found.")
        for group in groups:
            name = self.text(group.name, "speaker")
            if group.role:
                name.append_text(Text(", ")).append_text(self.text(group.role))
            if len(group.quotations) > 1:
                number = count_of(len(group.quotations), "quotation")
                name.append_text(self.aside(number))
            yield Padding(name, (0, 0, 0, 2))
            yield self._rows(
                (self._quotation(q, width, group.aliases) for q in group.quotations), self.id_width
            )
        if unattributed:
            yield Padding(self.text("Speaker unknown", "speaker"), (0, 0, 0, 2))
            yield self._rows((self._quotation(q, width) for q in unattributed), self.id_width)

    def _quotation(
        self, quotation: Quotation, width: int, aliases: Sequence[str] = ()
    ) -> tuple[str, "RenderableType"]:
        glyphs = self.glyphs
        paragraphs = wording.quotation_paragraphs(quotation, glyphs.open, glyphs.close, glyphs.gap)
        notes = self.joined(wording.quotation_notes(quotation, aliases), "faint", width - self.id_width - 4)
        return quotation.id, Group(*(self.text(words, "quoted") for words in paragraphs), notes, Text())

    def _marked_phrases(self, width: int) -> Iterator["RenderableType"]:
        phrases = self.summary.marked_phrases
        if phrases:
            yield from self.section("In quotation marks, quoting nobody", "", width)
            shown = [
                f"{self.glyphs.open}{phrase.text.strip()}{self.glyphs.close} ({phrase.kind})"
                for phrase in phrases[:MOST_MARKED_PHRASES]
            ]
            line = self.text(", ".join(shown) + self.more(len(phrases) - len(shown), " "))
            yield Padding(line, (0, 0, 1, 2))

    def _entities(self, width: int) -> Iterator["RenderableType"]:
        groups = by_label(self.summary.entities)
        yield from self.section("Names", "salience and mentions" if groups else "", width)
        if not groups:
            yield from self.nothing("No name was found.")
        for group in groups:
            heading = self.text(wording.label_in_words(group.label), "label")
            heading.append_text(Text("  ")).append_text(self.text(f"{len(group.entities):,}", "faint"))
            yield Padding(heading, (0, 0, 0, 2))
            shown = group.entities[:MOST_ENTITIES]
            yield Padding(self._entity_table(shown), (0, 0, 0, 4))
            if more := self.more(len(group.entities) - len(shown)):
                yield Padding(self.text(more, "faint"), (0, 0, 0, 4))
            yield Text()

    def _entity_table(self, entities: Sequence[Entity]) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True, pad_edge=False)
        table.add_column(ratio=1, overflow="fold")
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True, justify="right", min_width=self.count_width)
        for entity in entities:
            name: RenderableType = self.text(entity.name, "name")
            also = f"also {', '.join(entity.aliases)}" if entity.aliases else ""
            if entity.role or also:
                details = "; ".join(filter(None, (entity.role.text if entity.role else "", also)))
                name = Group(name, Padding(self.text(details, "faint"), (0, 0, 0, 2)))
            full = min(BAR_CELLS, max(0, round(entity.salience * BAR_CELLS)))
            bar = self.text(self.glyphs.full * full, "bar")
            bar.append_text(self.text(self.glyphs.empty * (BAR_CELLS - full), "faint"))
            if self.width < NARROWEST_WITH_BAR:
                bar = Text()
            mentions = self.text(f"{entity.mention_count:,}{self.glyphs.times}")
            table.add_row(name, bar, self.text(f"{entity.salience:.2f}"), mentions)
        return table

    def _dates(self, width: int) -> Iterator["RenderableType"]:
        times = timeline(self.summary.dates)
        yield from self.section("Dates", "", width)
        if not self.summary.dates:
            yield from self.nothing("No date expression was found.")
            return
        table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        for moment in (*times.moments, *times.durations):
            table.add_row(self.text(wording.value_in_words(moment.value), "date"), self._expressions(moment))
        for date in times.unresolved:
            expression = self.text(date.text).append_text(self.aside(wording.unresolved_in_words(date)))
            table.add_row(self.text("?", "date"), expression)
        yield Padding(table, (0, 0, 1, 2))

    def _expressions(self, moment: Moment) -> Text:
        text = self.text(wording.expressions_in_words(moment))
        if moment.value == self.summary.document.published:
            text.append_text(self.aside("day of publication"))
        return text

    def _warnings(self, width: int) -> Iterator["RenderableType"]:
        warnings = self.summary.warnings
        if warnings:
            yield from self.section("Warnings", "", width, style="warning")
            for notice in warnings[:MOST_WARNINGS]:
                facts = (notice.message, wording.place_in_words(notice))
                yield Padding(self.joined(filter(None, facts), "", width - 2), (0, 0, 0, 2))
            if more := self.more(len(warnings) - MOST_WARNINGS):
                yield Padding(self.text(more, "faint"), (0, 0, 0, 2))
            yield Text()

    def _rows(self, rows: Iterable[tuple[str, "RenderableType"]], number_width: int = 1) -> Padding:
        """Indent text next to its short number."""
        table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(overflow="fold", min_width=number_width)
        table.add_column(overflow="fold")
        for number, content in rows:
            table.add_row(self.text(number, "faint"), content)
        return Padding(table, (0, 0, 0, 2))
