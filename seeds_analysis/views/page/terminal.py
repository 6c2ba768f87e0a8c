"""The page of an article for the terminal: by default what fits one screen, else everything."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from seeds_analysis.summary import Quotation, Summary
from seeds_analysis.views.codes import count_of
from seeds_analysis.views.drawing import MEASURE, NARROWEST, TWO_COLUMNS, drawn
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.full import ON_ONE_LINE, FullPage
from seeds_analysis.views.page.grouping import by_speaker, timeline
from seeds_analysis.views.page.parts import ArticleDrawing

# Lines of a screen that are not ours: the command, and the prompt after the page.
NOT_OURS = 2
LOWEST = 24
MOST_LINES = 2  # of one quotation
# Words above this say no more about which of two quotations to show.
ENOUGH_WORDS = 30


class Page:
    """A summary that Rich can print; glyphs follow the encoding of the console, lines its width.

    The short page fits the console's height and shows what each speaker said; the full one shows everything.
    The text is up to 92 cells wide; on wide consoles the full page has names and dates next to it.
    """

    def __init__(self, summary: Summary, *, full: bool = False) -> None:
        self.summary = summary
        self.full = full

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(NARROWEST, options.max_width)
        if not self.full or width < TWO_COLUMNS:
            width = min(width, MEASURE)
        drawing = (self.summary, width, options.encoding)
        page = FullPage(*drawing).page() if self.full else ShortPage(*drawing).page(console)
        yield from drawn(page, console, options, width)


class ShortPage(ArticleDrawing):
    """The surest and longest quotations of as many speakers as a screen holds, the most quoted first."""

    def page(self, console: Console) -> Iterator[RenderableType]:
        """Yield the page for the height of the console."""
        head = [*self.head(wording.head_facts(self.summary), self.width)]
        counts = wording.quotation_counts(self.summary.counts) if self.summary.quotations else ""
        head += [*self.section("Quotations", counts, self.width)][:1]
        foot = [Text(), *self._foot()]
        options = console.options.update_width(self.width)
        taken = sum(len(console.render_lines(part, options)) for part in (*head, *foot))
        yield from head
        if not self.summary.quotations:
            yield from self.nothing("No quotation was found.")
        yield from self._quotations(console, max(console.height, LOWEST) - NOT_OURS - taken)
        yield from foot

    def _quotations(self, console: Console, room: int) -> Iterator[RenderableType]:
        """Choose in rounds, a quotation of each speaker in each, until the room is used up."""
        groups, unattributed = by_speaker(self.summary)
        groups = tuple(sorted(groups, key=lambda group: -len(group.quotations)))
        ranked = [sorted(group.quotations, key=_rank) for group in groups]
        chosen: list[dict[str, Text]] = [{} for _ in groups]
        room -= 1  # for the line about the rest
        for turn in range(max(map(len, ranked), default=0)):
            for quotations, texts in zip(ranked, chosen, strict=True):
                if turn < len(quotations) and len(texts) == turn and room > 0:
                    text = self._fitted(console, quotations[turn])
                    room -= text.plain.count("\n") + 1 + (turn == 0)
                    if room >= 0:
                        texts[quotations[turn].id] = text
        airy = room > sum(map(bool, chosen))
        for group, texts in zip(groups, chosen, strict=True):
            if texts:
                if airy:
                    yield Text()
                yield Padding(self._cut(self.speaker_line(group), self.width - 2), (0, 0, 0, 2))
                shown = [(self.label_of(q), texts[q.id]) for q in group.quotations if q.id in texts]
                yield Padding(self.rows(shown, self.label_width), (0, 0, 0, 2))
        also = [f"speaker unknown ({len(unattributed)})"] if unattributed else []
        left = [group for group, texts in zip(groups, chosen, strict=True) if not texts]
        also += [f"{group.name} ({len(group.quotations)})" for group in left]
        if also:
            if airy:
                yield Text()
            yield self._line("Also quoted:", also)

    def _fitted(self, console: Console, quotation: Quotation) -> Text:
        """Put a quotation and its doubt on MOST_LINES lines; a gap marks what is cut off."""
        width = self.width - self.label_width - 4
        doubt = wording.confidence_in_words(quotation)
        note = Text("  ").append_text(self.text(doubt, "doubt")) if doubt else Text()
        words = Text(" ", overflow="fold").join(self.words_of(quotation))
        lines = [*words.copy().append_text(note).wrap(console, width)]
        if len(lines) > MOST_LINES:
            lines = [*words.wrap(console, width)][:MOST_LINES]
            more = Text(f" {self.glyphs.gap}").append_text(note)
            lines[-1] = self._cut(lines[-1].append_text(Text(" " * width)), width, more)
        return Text("\n").join(lines)

    def _foot(self) -> Iterator[RenderableType]:
        """Yield a line of names, a line of dates, and how to see the rest."""
        entities = [entity for entity in self.summary.entities if entity.label not in ON_ONE_LINE]
        if entities:
            entities.sort(key=lambda entity: -entity.salience)
            yield self._line("Names:", [entity.name for entity in entities])
        if moments := timeline(self.summary.dates).moments:
            yield self._line("Dates:", [wording.value_in_words(moment.value) for moment in moments])
        number = len(wording.placed_warnings(self.summary))
        warnings = f" and {count_of(number, 'warning')}" if number else ""
        yield self.text(f"--full shows the rest{warnings}; --format json gives the data.", "faint")

    def _line(self, label: str, facts: Sequence[str]) -> Text:
        """Put as many facts on one line as fit, and the number of the rest."""
        line = self.text(label, "label")
        for number, fact in enumerate(facts):
            text = Text(", " if number else " ").append_text(self.text(fact))
            rest = len(self.more(len(facts) - number - 1, " "))
            if number and line.cell_len + text.cell_len + rest > self.width:
                return line.append_text(Text(self.more(len(facts) - number, " ")))
            line.append_text(text)
        return self._cut(line, self.width)

    def _cut(self, line: Text, width: int, rest: Text | None = None) -> Text:
        """Cut a line that is too long, between two words, and add `rest`, a gap if it is None."""
        if line.cell_len <= width:
            return line
        rest = Text(f" {self.glyphs.gap}") if rest is None else rest
        line.truncate(width - rest.cell_len)
        kept = line.plain.rpartition(" ")[0].rstrip() or line.plain
        return line[: len(kept)].append_text(rest)


def _rank(quotation: Quotation) -> tuple[bool, int, int]:
    """Order the surest and longest first; what somebody did not say comes last."""
    sureness = ("", "likely", "unsure").index(wording.confidence_in_words(quotation))
    return quotation.negated, sureness, -min(len(quotation.text.split()), ENOUGH_WORDS)
