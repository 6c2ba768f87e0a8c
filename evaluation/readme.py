"""The README's table of figures, made of results.json so that the two cannot drift apart."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.figures import Figure
from evaluation.measures import MEASURES
from evaluation.results import figures_of

README_PATH = Path(__file__).parents[1] / "docs" / "accuracy.md"

BEGIN, END = "<!-- evaluation -->\n\n", "\n<!-- /evaluation -->"

# Measure and the words for it in the README.
ROWS = {
    "pieces.end_to_end": "quoted pieces: claimed as said, right speaker",
    "pieces.speaker": "speaker right, of the pieces claimed",
    "content.direct": "content spans, Jaccard ≥ 0.5: direct",
    "content.mixed": "content spans: mixed",
    "content.indirect": "content spans: indirect",
    "content.all": "content spans: all",
    "confidence.quotations": "quotations of confidence ≥ 0.9: right",
    "own.named": "own items: right, of all that get a speaker",
    "names.entities": "names with their label",
    "names.merging_b_cubed": "merging of names, B-cubed",
    "dates.exact": "dates: value exact",
    "dates.vague": "durations and vague words given no day",
}


def render_block(results: Mapping[str, Any]) -> str:
    """Make the Markdown table; unknown cells are empty."""
    default, rules = figures_of(results, "default"), figures_of(results, "rules")
    lines = [
        "| | precision | recall | F1 or % | rules only | best other | people |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, label in ROWS.items():
        if name not in default:
            continue
        figure, measure = default[name], MEASURES[name]
        cells = (
            _cell(figure.precision),
            _cell(figure.recall),
            _cell(figure.value),
            _cell(_value(rules.get(name))),
            _cell(measure.rival),
            _cell(measure.people),
        )
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def read_block(text: str) -> str:
    """Cut the table out of a README. Raises ValueError if the marks are not there once each."""
    return _match(text)[1]


def replace_block(text: str, block: str) -> str:
    """Put the table between the marks. Raises ValueError if one of them is not there exactly once."""
    found = _match(text)
    return text[: found.start(1)] + block + text[found.end(1) :]


def _match(text: str) -> re.Match[str]:
    found = re.search(re.escape(BEGIN) + "(.*?)" + re.escape(END), text, re.DOTALL)
    if found is None or text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"the README needs one table between {BEGIN.strip()} and {END.strip()}")
    return found


def _value(figure: Figure | None) -> float | None:
    return None if figure is None else figure.value


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
