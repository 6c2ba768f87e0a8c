"""Search hits for the terminal: who said it, the words with those looked for marked, when and where."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from seeds_analysis.views.codes import count_of
from seeds_analysis.views.drawing import Drawing, Sheet
from seeds_analysis.views.page import wording


class Hits(Sheet):
    """Hits that Rich can print. In `marked`, words are between `begin` and `end`, of one character each."""

    def __init__(self, hits: Sequence[Mapping[str, Any]], begin: str, end: str) -> None:
        super().__init__(lambda draw: _page(draw, hits, re.compile(f"[{begin}{end}]")))


def _page(
    draw: Drawing, hits: Sequence[Mapping[str, Any]], sign: re.Pattern[str]
) -> Iterator[RenderableType]:
    for number, hit in enumerate(hits):
        facts = (hit["kind"], hit["cue"], hit["published"], hit["title"], hit["url"] or hit["origin"])
        facts += (f"also in {count_of(hit['also_in'], 'other article')}",) if hit["also_in"] else ()
        doubts = wording.sureness_in_words(hit["confidence"]) if hit["speaker"] else ""
        if number:
            yield Text()
        yield draw.text(hit["speaker"] or "Speaker unknown", "speaker")
        yield _words(draw, hit, sign)
        yield draw.joined(filter(None, facts), "faint", draw.width, filter(None, [doubts]))


def _words(draw: Drawing, hit: Mapping[str, Any], sign: re.Pattern[str]) -> Text:
    before = f"{wording.NEGATED} " if hit["negated"] else ""
    # A quotation in several parts has its marks already.
    is_bare = hit["kind"] == "direct" and hit["marked"][:1] != "“"
    opening, closing = (draw.glyphs.open, draw.glyphs.close) if is_bare else ("", "")
    marked = f"{before}{opening}{' '.join(hit['marked'].split())}{closing}"
    text = draw.text(sign.sub("", marked), "quoted")
    # A sign moves what follows by one.
    places = [found.start() - number for number, found in enumerate(sign.finditer(marked))]
    for begin, end in zip(places[::2], places[1::2], strict=False):
        text.stylize(draw.styles["label"], begin, end)
    return text
