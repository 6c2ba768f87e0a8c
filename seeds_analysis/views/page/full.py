"""The whole page of an article for the terminal: quotations by speaker, names, dates, warnings."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from seeds_analysis.summary import Entity, Quotation
from seeds_analysis.views import codes
from seeds_analysis.views.drawing import ASIDE, GUTTER, MEASURE, TWO_COLUMNS
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.grouping import by_label, by_speaker
from seeds_analysis.views.page.parts import ArticleDrawing

# A narrow page has no room for both bar and number; the number says more.
BAR_CELLS = 10
NARROWEST_WITH_BAR = 60
# A long article names hundreds; the page says how many more there are, and the JSON has them all.
MOST_ENTITIES = 12
MOST_MARKED_PHRASES = 24
MOST_WARNINGS = 12
# Listed on one line: which nationalities occur is seldom what a reader asks.
ON_ONE_LINE = {"NORP", "LANGUAGE"}


class FullPage(ArticleDrawing):
    """Everything that a summary holds."""

    def page(self) -> Iterator[RenderableType]:
        """Yield the head, then the sections: one below the other, or names and dates next to the text."""
        two_columns = self.width >= TWO_COLUMNS
        aside = min(ASIDE, self.width - MEASURE - GUTTER) if two_columns else 0
        main = min(self.width, MEASURE)
        whole = main + GUTTER + aside if two_columns else main
        yield self.text(self.glyphs.rule * whole, "rule")
        facts = (*wording.head_facts(self.summary), *wording.more_facts(self.summary))
        yield from self.head(facts, whole)
        yield self.text(self.glyphs.rule * whole, "rule")
        yield Text()
        summary, text = self.summary, [*self._key_sentences(main)]
        names: list[RenderableType] = []
        if summary.quotations or summary.entities or summary.dates or summary.marked_phrases:
            text += [*self._quotations(main), *self._marked_phrases(main)]
            names = [*self._entities(aside or main), *self._dates(aside or main)]
        else:
            yield self.text("No quotation, name or date was found in this text.", "faint")
            yield Text()
        if two_columns and names:
            columns = Table.grid(padding=(0, GUTTER, 0, 0), pad_edge=False)
            columns.add_column(width=main)
            columns.add_column(width=aside)
            columns.add_row(Group(*text), Group(*names))
            yield columns
        else:
            yield from (*text, *names)
        yield from self._warnings(main)

    def _key_sentences(self, width: int) -> Iterator[RenderableType]:
        if self.summary.key_sentences:
            yield from self.section("Key sentences", "", width)
            rows = [
                (self.styled(str(number), "faint"), Group(self.text(sentence.text), Text()))
                for number, sentence in enumerate(self.summary.key_sentences, start=1)
            ]
            yield Padding(self.rows(rows), (0, 0, 0, 2))

    def _quotations(self, width: int) -> Iterator[RenderableType]:
        groups, unattributed = by_speaker(self.summary)
        yield from self.section("Quotations", wording.quotation_counts(self.summary.counts), width)
        if not self.summary.quotations:
            yield from self.nothing("No quotation was found.")
        for group in groups:
            yield Padding(self.speaker_line(group), (0, 0, 0, 2))
            yield self._list(group.quotations, width, group.aliases)
        if unattributed:
            yield Padding(self.text("Speaker unknown", "speaker"), (0, 0, 0, 2))
            yield self._list(unattributed, width)

    def _list(
        self, quotations: Sequence[Quotation], width: int, aliases: Sequence[str] = ()
    ) -> RenderableType:
        room = width - self.label_width - 4
        rows = []
        for quotation in quotations:
            notes, doubts = wording.quotation_notes(quotation, aliases), wording.quotation_doubts(quotation)
            parts = (*self.words_of(quotation), self.joined(notes, "faint", room, doubts), Text())
            rows.append((self.label_of(quotation), Group(*parts)))
        return Padding(self.rows(rows, self.label_width), (0, 0, 0, 2))

    def _marked_phrases(self, width: int) -> Iterator[RenderableType]:
        phrases = self.summary.marked_phrases
        if phrases:
            yield from self.section("In quotation marks, quoting nobody", "", width)
            shown = [
                f"{self.glyphs.open}{phrase.text.strip()}{self.glyphs.close} ({phrase.kind})"
                for phrase in phrases[:MOST_MARKED_PHRASES]
            ]
            line = self.text(", ".join(shown) + self.more(len(phrases) - len(shown), " "))
            yield Padding(line, (0, 0, 1, 2))

    def _entities(self, width: int) -> Iterator[RenderableType]:
        groups = by_label(self.summary.entities)
        yield from self.section("Names", "salience and mentions" if groups else "", width)
        if not groups:
            yield from self.nothing("No name was found.")
        for label, entities in groups.items():
            shown = entities[:MOST_ENTITIES]
            more = self.more(len(entities) - len(shown))
            heading = self.text(codes.in_words("label", label, plural=True), "label")
            heading.append_text(Text("  ")).append_text(self.text(f"{len(entities):,}", "faint"))
            yield Padding(heading, (0, 0, 0, 2))
            if label in ON_ONE_LINE:
                names = ", ".join(wording.times_in_words(e.name, e.mention_count) for e in shown)
                yield Padding(self.text(f"{names} {more}"), (0, 0, 0, 4))
            else:
                yield Padding(self._entity_table(shown), (0, 0, 0, 4))
                if more:
                    yield Padding(self.text(more, "faint"), (0, 0, 0, 4))
            yield Text()

    def _entity_table(self, entities: Sequence[Entity]) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True, pad_edge=False)
        table.add_column(ratio=1, overflow="fold")
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True, justify="right", min_width=4)
        for entity in entities:
            name: RenderableType = self.text(entity.name, "name")
            if details := wording.entity_details(entity):
                name = Group(name, Padding(self.text(details, "faint"), (0, 0, 0, 2)))
            full = min(BAR_CELLS, max(0, round(entity.salience * BAR_CELLS)))
            bar = self.text(self.glyphs.full * full, "bar")
            bar.append_text(self.text(self.glyphs.empty * (BAR_CELLS - full), "faint"))
            if self.width < NARROWEST_WITH_BAR:
                bar = Text()
            mentions = self.text(f"{entity.mention_count:,}{self.glyphs.times}")
            table.add_row(name, bar, self.text(f"{entity.salience:.2f}"), mentions)
        return table

    def _dates(self, width: int) -> Iterator[RenderableType]:
        yield from self.section("Dates", "", width)
        if not self.summary.dates:
            yield from self.nothing("No date expression was found.")
            return
        rows = []
        for value, expressions, note in wording.date_rows(self.summary):
            text = self.text(expressions)
            rows.append((self.text(value, "date"), text.append_text(self.aside(note)) if note else text))
        yield Padding(self.rows(rows), (0, 0, 1, 2))

    def _warnings(self, width: int) -> Iterator[RenderableType]:
        if warnings := wording.placed_warnings(self.summary):
            yield from self.section("Warnings", "", width, style="warning")
            for facts in warnings[:MOST_WARNINGS]:
                yield Padding(self.joined(facts, "", width - 2), (0, 0, 0, 2))
            if more := self.more(len(warnings) - MOST_WARNINGS):
                yield Padding(self.text(more, "faint"), (0, 0, 0, 2))
            yield Text()
