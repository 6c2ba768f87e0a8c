"""What the pages of an article for the terminal share: the head, its warnings, the lines of quotations."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from seeds_analysis.summary import Quotation, Summary
from seeds_analysis.views.codes import count_of
from seeds_analysis.views.drawing import Drawing
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.grouping import SpeakerGroup
from seeds_analysis.views.styles import COLOUR


class ArticleDrawing(Drawing):
    """One article at one width in one encoding."""

    def __init__(self, summary: Summary, width: int, encoding: str) -> None:
        super().__init__(COLOUR, width, encoding)
        self.summary = summary
        # One width for all quotations, so that their words line up.
        self.id_width = max((len(quotation.id) for quotation in summary.quotations), default=0)
        self.label_width = max((len(self.label_of(q)) for q in summary.quotations), default=0)

    def head(self, facts: Iterable[str], width: int) -> Iterator[RenderableType]:
        """Yield headline and facts, and the warnings that concern the whole article."""
        yield self.text(wording.head_line(self.summary), "headline")
        yield self.joined(facts, "", width)
        for words in wording.head_warnings(self.summary):
            yield self.text(words, "warning")

    def label_of(self, quotation: Quotation) -> Text:
        """Give the number and the paragraph: "q7  ¶12"; where that is not known, only the number."""
        if not quotation.paragraph:
            return self.styled(quotation.id, "faint")
        label = f"{quotation.id:<{self.id_width}}  {self.glyphs.paragraph}{quotation.paragraph}"
        return self.styled(label, "faint")

    def words_of(self, quotation: Quotation) -> Iterator[Text]:
        """Yield the paragraphs of the content, in marks."""
        glyphs = self.glyphs
        for words in wording.quotation_paragraphs(quotation, glyphs.open, glyphs.close, glyphs.gap):
            yield self.text(words, "quoted")

    def speaker_line(self, group: SpeakerGroup) -> Text:
        """Name a speaker, the role, and how often they are quoted."""
        line = self.text(group.name, "speaker")
        if group.role:
            line.append_text(Text(", ")).append_text(self.text(group.role))
        if len(group.quotations) > 1:
            line.append_text(self.aside(count_of(len(group.quotations), "quotation")))
        return line

    def rows(self, rows: Iterable[tuple[Text, RenderableType]], label_width: int = 1) -> Table:
        """Put text next to its short label; a table as wide as the page, less its indent."""
        table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(overflow="fold", min_width=label_width)
        table.add_column(overflow="fold")
        for label, content in rows:
            table.add_row(label, content)
        return table
