"""Reports on an archive as pages for the terminal."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from seeds_analysis.corpus.database.reports.differences import SIGNS, differences
from seeds_analysis.corpus.database.search import BEGIN, END
from seeds_analysis.corpus.report.page import draw_head
from seeds_analysis.views import codes, count_of, drawing, load_view

if TYPE_CHECKING:
    from rich.console import RenderableType

    from seeds_analysis.corpus.database.reports.repeats import Printing, Repeat, Repeats, Variant
    from seeds_analysis.corpus.database.reports.speaker import SpeakerReport

INDENT = 2
MOST_PRINTINGS, MOST_NAMES = 4, 8
_STYLES = {"same": "quoted", "added": "label", "left out": "faint"}


def repeats_page(found: "Repeats") -> drawing.Sheet:
    """Make the page of what most articles print, each with its variants."""
    return drawing.Sheet(partial(_repeats, found))


def speaker_page(found: "SpeakerReport") -> drawing.Sheet:
    """Make the page of a speaker, year by year; of what several articles print, only the first printing."""
    return drawing.Sheet(partial(_speaker, found))


def _repeats(found: "Repeats", draw: drawing.Drawing) -> "Iterator[RenderableType]":
    title = draw.text(f"{count_of(found.groups, 'quotation')} in more than one article", "headline")
    printed = draw.text(f"printed {count_of(found.quotations, 'time')}; those in most articles come first")
    yield from draw_head(draw, (title, printed))
    for repeat in found.repeats:
        is_bare = repeat.kind == "direct" and repeat.text[:1] != "“"
        marks = (draw.glyphs.open, draw.glyphs.close) if is_bare else ("", "")
        yield draw.text(repeat.text.join(marks), "quoted")
        yield _facts(draw, repeat)
        for variant in repeat.variants:
            yield Padding(_wording(draw, variant, repeat), (0, 0, 0, INDENT))
        yield Text()


def _speaker(found: "SpeakerReport", draw: drawing.Drawing) -> "Iterator[RenderableType]":
    yield from draw_head(draw, _head_of_speaker(found, draw))
    show = load_view("views.page.hits.Hits")
    for year, of_year in groupby(_once(found.quotations), lambda hit: (hit["published"] or "")[:4]):
        hits = [hit | {"marked": hit["text"]} for hit in of_year]
        yield from draw.section(year or "No date", count_of(len(hits), "quotation"), draw.width)
        yield show(hits, begin=BEGIN, end=END)
        yield Text()


def _head_of_speaker(found: "SpeakerReport", draw: drawing.Drawing) -> Iterator[Text]:
    yield draw.text(found.names[0].name if found.names else found.asked, "headline")
    articles = count_of(found.articles, "article")
    facts = (
        f"{count_of(len(found.quotations), 'quotation')} in {articles}",
        _period(found.first, found.last),
    )
    yield draw.joined(filter(None, facts), "", draw.width)
    if len(found.names) > 1:
        names = [f"{name.name} ({name.quotations:,}{_label(name.label)})" for name in found.names]
        yield draw.joined(_first(draw, names, MOST_NAMES), "faint", draw.width)


def _once(quotations: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out quotations that another article printed already."""
    seen: set[int | None] = set()
    for hit in quotations:
        if hit["group"] not in seen:
            yield hit
        seen |= {hit["group"]} - {None}


def _facts(draw: drawing.Drawing, repeat: "Repeat") -> Text:
    outlets = [count_of(repeat.outlets, "outlet")] if repeat.outlets else []
    names = [f"{speaker.name} ({speaker.printings:,})" for speaker in repeat.speakers]
    facts = [count_of(repeat.articles, "article"), *outlets, _period(repeat.first, repeat.last)]
    if len(names) == 1:
        facts.append(repeat.speakers[0].name)
    shown = ", ".join(_first(draw, names, MOST_NAMES))
    doubts = [f"articles disagree on the speaker: {shown}"] if len(names) > 1 else []
    return draw.joined(filter(None, facts), "faint", draw.width, doubts)


def _wording(draw: drawing.Drawing, variant: "Variant", repeat: "Repeat") -> Text:
    """Say where a variant was printed; if it is not the longest, show its words with the differences."""
    lines = []
    places = [_place(printing) for printing in variant.printings]
    if variant is repeat.variants[0]:
        places[0] = f"as above: {places[0]}"
    else:
        text = Text(overflow="fold")
        for kind, words in differences(variant.text, repeat.text):
            begin, end = SIGNS[kind]
            text.append_text(draw.text(f"{begin}{words}{end}", _STYLES[kind])).append(" ")
        lines.append(text)
    lines.append(draw.joined(_first(draw, places, MOST_PRINTINGS), "faint", draw.width - INDENT))
    return Text("\n", overflow="fold").join(lines)


def _place(printing: "Printing") -> str:
    return " ".join(filter(None, (printing.outlet or printing.origin, printing.published)))


def _period(first: str | None, last: str | None) -> str:
    return f"{first} to {last}" if first and first != last else first or ""


def _label(label: str | None) -> str:
    return f", {codes.in_words('label', label)}" if label else ""


def _first(draw: drawing.Drawing, items: list[str], most: int) -> "Iterable[str]":
    """Give the first items, and how many more there are."""
    return filter(None, (*items[:most], draw.more(len(items) - most)))
