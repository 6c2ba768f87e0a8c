"""What pages for the terminal share: their width, and text that fits a width, an encoding and styles.

Everything is a Text object: in markup strings Rich reads `[sic]` as a style and `:smile:` as a picture.
Words of the article, names and file names pass `bounded`: Rich lets ESC, OSC 8, U+009B and U+202E through.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text

from seeds_analysis.views.safe import bounded
from seeds_analysis.views.styles import ASCII, COLOUR, UNICODE

# Longer lines are hard to follow: Bringhurst's upper bound for prose is 75 characters, without indents.
MEASURE = 92
# From this width on there is room for a second column.
TWO_COLUMNS = 140
ASIDE = 66
GUTTER = 4
# Below this a layout would be a stack of single letters: its lines are folded instead.
NARROWEST = 24

# For encodings that lack them.
_TYPOGRAPHIC = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
)


def drawn(
    page: Iterable[RenderableType], console: Console, options: ConsoleOptions, width: int
) -> RenderResult:
    """Draw a page for a console, without the blanks that Rich puts at the ends of lines."""
    for line in console.render_lines(Group(*page), options.update_width(width), pad=False):
        for part in _folded(_without_end_blanks(line), options.max_width):
            yield from part
            yield Segment.line()


def _folded(line: list[Segment], width: int) -> Iterable[list[Segment]]:
    """Fold a line that does not fit, which only happens on consoles below NARROWEST; Rich would cut it."""
    length = Segment.get_line_length(line)
    return [line] if length <= width else Segment.divide(line, [*range(width, length, width), length])


def _without_end_blanks(line: list[Segment]) -> list[Segment]:
    kept = list(line)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept:
        kept[-1] = Segment(kept[-1].text.rstrip(" "), kept[-1].style)
    return kept


class Drawing:
    """A page at one width, in cells, in one encoding; glyphs follow the encoding."""

    def __init__(self, styles: Mapping[str, str], width: int, encoding: str) -> None:
        self.styles = styles
        self.width = width
        self.encoding = encoding
        self.glyphs = UNICODE if encoding.startswith("utf") else ASCII

    def section(
        self, title: str, counts: str, width: int, *, style: str = "section"
    ) -> Iterator[RenderableType]:
        """Yield a heading with a rule after it, and an empty line."""
        heading = self.text(title.upper(), style)
        if counts:
            heading.append_text(Text("  ")).append_text(self.text(counts, "faint"))
        room = width - heading.cell_len - 2
        if room > 0:
            heading.append_text(Text("  ")).append_text(self.text(self.glyphs.rule * room, "rule"))
        yield heading
        yield Text()

    def nothing(self, sentence: str) -> Iterator[RenderableType]:
        """Yield a sentence in place of an empty list."""
        yield Padding(self.text(sentence, "faint"), (0, 0, 1, 2))

    def more(self, number: int, before: str = "") -> str:
        """Say how many more items a list has."""
        return f"{before}{self.glyphs.gap} and {number:,} more" if number > 0 else ""

    def joined(self, facts: Iterable[str], style: str, width: int, doubts: Iterable[str] = ()) -> Text:
        """Put facts side by side, then doubts; a line breaks between two, unless one alone is too long."""
        dot = f" {self.glyphs.dot} "
        lines: list[Text] = []
        texts = [self.text(fact, style) for fact in facts] + [self.text(doubt, "doubt") for doubt in doubts]
        for text in texts:
            if lines and lines[-1].cell_len + len(dot) + text.cell_len <= width:
                lines[-1].append_text(self.styled(dot, style)).append_text(text)
            else:
                lines.append(text)
        return Text("\n", overflow="fold").join(lines)

    def aside(self, words: str) -> Text:
        """Make a remark that follows other words."""
        return Text("  ").append_text(self.text(f"{self.glyphs.dot} {words}", "faint"))

    def text(self, words: str, style: str = "") -> Text:
        """Put words of the article in a style, on one line, safe for a terminal; very long ones are cut."""
        return self.styled(self._encodable(bounded(words, gap=self.glyphs.gap)), style)

    def styled(self, words: str, style: str) -> Text:
        """Put our own words in a style."""
        # Not Text(words, style): a base style would reach what is appended later.
        return Text(overflow="fold").append(words, self.styles[style] if style else "")

    def _encodable(self, text: str) -> str:
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.translate(_TYPOGRAPHIC).encode(self.encoding, "replace").decode(self.encoding)
        except LookupError:
            return text
        return text


class Sheet:
    """Something that Rich can print: `page` draws it as wide as the console, but at most MEASURE."""

    def __init__(self, page: Callable[[Drawing], Iterable[RenderableType]]) -> None:
        self.page = page

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(NARROWEST, min(options.max_width, MEASURE))
        drawing = Drawing(COLOUR, width, options.encoding)
        yield from drawn(self.page(drawing), console, options, width)
