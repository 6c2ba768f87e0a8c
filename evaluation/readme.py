"""The tables in docs/accuracy.md, made of results.json so that they cannot drift apart."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.figures import Figure
from evaluation.measures import MEASURES

README_PATH = Path(__file__).parents[1] / "docs" / "accuracy.md"

# Measure and the words for it in the table.
ROWS = {
    "news.found": "invented news: quotations found",
    "news.end_to_end": "invented news: found, right speaker",
    "news.who": "invented news: the speaker's name",
    "news.denied": "invented news: denied, and not shown as said",
    "news.published": "invented news: day of publication read",
    "news.dates": "invented news: dates with the right value",
    "news.bounds": "invented news: right bounds, at confidence ≥ 0.9",
    "ordinary.found": "ordinary news: quotations found",
    "ordinary.end_to_end": "ordinary news: found, right speaker",
    "ordinary.who": "ordinary news: the speaker's name",
    "ordinary.denied": "ordinary news: denied, and not shown as said",
    "ordinary.published": "ordinary news: day of publication read",
    "ordinary.dates": "ordinary news: dates with the right value",
    "ordinary.bounds": "ordinary news: right bounds, at confidence ≥ 0.9",
    "gum.found": "Wikinews: quotations found",
    "gum.end_to_end": "Wikinews: found, right speaker",
    "gum.bounds": "Wikinews: right bounds, at confidence ≥ 0.9",
    "pieces.end_to_end": "PolNeAR: quoted pieces claimed as said, right speaker",
    "pieces.speaker": "PolNeAR: speaker right, of the pieces claimed",
    "speakers.all": "PolNeAR: the speaker's name",
    "speakers.sure": "PolNeAR: name not wrong, at confidence ≥ 0.9",
    "content.direct": "PolNeAR: content spans, Jaccard ≥ 0.5: direct",
    "content.mixed": "PolNeAR: content spans: mixed",
    "content.indirect": "PolNeAR: content spans: indirect",
    "content.all": "PolNeAR: content spans: all",
    "confidence.bounds": "PolNeAR: right bounds, at confidence ≥ 0.9",
    "confidence.quotations": "PolNeAR: right bounds and speaker, at confidence ≥ 0.9",
    "own.named": "own items: right, where a speaker is given",
    "names.entities": "names with their label",
    "names.merging_b_cubed": "merging of names, B-cubed",
    "dates.exact": "dates: value exact",
    "dates.vague": "durations and vague words given no day",
}


def render_blocks(figures: Mapping[str, Figure]) -> dict[str, str]:
    """Make the Markdown tables, by the name in their marks; unknown cells are empty."""
    rows = []
    for name, label in ROWS.items():
        if name in figures:
            others = (MEASURES[name].rival, MEASURES[name].people)
            rows.append((label, *_cells(figures[name]), *map(_cell, others)))
    head = ("", "precision", "recall", "F1 or %", "best other", "people")
    return {
        "evaluation": _table(head, rows),
        "kinds of news": _group_table(figures, "news.genre."),
        "hard quotations": _group_table(figures, "news.tag."),
    }


def read_block(text: str, name: str) -> str:
    """Cut a table out of a page. Raises ValueError if its marks are not there once each."""
    return _match(text, name)[1]


def replace_block(text: str, name: str, block: str) -> str:
    """Put a table between its marks. Raises ValueError if one of them is not there exactly once."""
    found = _match(text, name)
    return text[: found.start(1)] + block + text[found.end(1) :]


def _match(text: str, name: str) -> re.Match[str]:
    begin, end = f"<!-- {name} -->\n\n", f"\n<!-- /{name} -->"
    found = re.search(re.escape(begin) + "(.*?)" + re.escape(end), text, re.DOTALL)
    if found is None or text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"the page needs one table between {begin.strip()} and {end.strip()}")
    return found


def _group_table(figures: Mapping[str, Figure], prefix: str) -> str:
    rows = [
        (name.removeprefix(prefix), str(figure.count), *_cells(figure), _cell(figures[f"{name}.named"].value))
        for name, figure in figures.items()
        if name.startswith(prefix) and not name.endswith(".named")
    ]
    return _table(("", "how many", "precision", "recall", "F1 or %", "with the right name"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table in Markdown without its empty columns, or say that there are no figures."""
    columns = [(name, "---", *cells) for name, *cells in zip(head, *rows, strict=True) if any(cells)]
    lines = [f"| {' | '.join(cells)} |\n" for cells in zip(*columns, strict=True)]
    return "".join(lines) or "Not measured yet.\n"


def _cells(figure: Figure) -> tuple[str, str, str]:
    return _cell(figure.precision), _cell(figure.recall), _cell(figure.value)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
