"""Search hits for the terminal: who said it, the words with those looked for marked, when and where."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from seeds_analysis.views.drawing import MEASURE, NARROWEST, Drawing, drawn
from seeds_analysis.views.numbers import count_of
from seeds_analysis.views.page import wording
from seeds_analysis.views.styles import COLOUR

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult


class Hits:
    """What Rich can print. In `marked`, the words are between `begin` and `end`, of one character each."""

    def __init__(self, hits: Sequence[Mapping[str, Any]], begin: str, end: str) -> None:
        self.hits = hits
        self.sign = re.compile(f"[{begin}{end}]")

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Yield the hits for this console."""
        width = max(NARROWEST, min(options.max_width, MEASURE))
        draw = Drawing(COLOUR, width, options.encoding)
        page: list[RenderableType] = []
        for hit in self.hits:
            facts = (hit["kind"], hit["cue"], hit["published"], hit["title"], hit["url"] or hit["origin"])
            facts += (f"also in {count_of(hit['also_in'], 'other article')}",) if hit["also_in"] else ()
            doubts = wording.sureness_in_words(hit["confidence"]) if hit["speaker"] else ""
            page += [
                draw.text(hit["speaker"] or "Speaker unknown", "speaker"),
                self._words(draw, hit),
                draw.joined(filter(None, facts), "faint", width, filter(None, [doubts])),
                Text(),
            ]
        yield from drawn(page[:-1], console, options, width)

    def _words(self, draw: Drawing, hit: Mapping[str, Any]) -> Text:
        before = f"{wording.NEGATED} " if hit["negated"] else ""
        # A quotation in several parts has its marks already.
        is_bare = hit["kind"] == "direct" and hit["marked"][:1] != "“"
        opening, closing = (draw.glyphs.open, draw.glyphs.close) if is_bare else ("", "")
        marked = f"{before}{opening}{' '.join(hit['marked'].split())}{closing}"
        text = draw.text(self.sign.sub("", marked), "quoted")
        # A sign moves what follows by one.
        places = [sign.start() - number for number, sign in enumerate(self.sign.finditer(marked))]
        for begin, end in zip(places[::2], places[1::2], strict=False):
            text.stylize(draw.styles.label, begin, end)
        return text
