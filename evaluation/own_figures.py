"""The figures of our own items for the table: quotations, speakers, relays, marked phrases."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evaluation.figures import Figure, f1_figure, share_figure
from evaluation.own_items import score_items
from evaluation.own_reading import read_items
from evaluation.running import run_texts

if TYPE_CHECKING:
    from spacy.language import Language

Values = Mapping[str, float | int | None]


def measure_own(nlp: "Language", limit: int | None = None) -> dict[str, Figure]:
    """Run over our own items, or the first `limit`, and take their figures."""
    items = read_items()[:limit]
    runs = run_texts(nlp, ((item.id, item.text) for item in items))
    score = score_items(items, [run.summary for run, _ in runs]).to_dict()
    return own_figures(score["all"], score["held out"])


def own_figures(values: Values, held_out: Values) -> dict[str, Figure]:
    """Take the figures of all items and of those held out; a figure without cases is left out."""
    figures = {
        "own.speaker": _share(values, "speakers of matched"),
        "own.named": _share(values, "given right", "given"),
        "own.named_held_out": _share(held_out, "given right", "given"),
        "own.relay": _share(values, "via"),
        "own.phrases": _share(values, "phrase kinds", "phrases"),
    }
    precision, found, annotated = values["precision"], values["found"], values["annotated"]
    if precision is not None and found is not None and annotated is not None:
        figures["own.quotations"] = f1_figure(precision / 100, found / 100, int(annotated))
    return {name: figure for name, figure in figures.items() if figure is not None}


def _share(values: Values, name: str, count: str | None = None) -> Figure | None:
    share, cases = values[name], values[count] if count else None
    return None if share is None else share_figure(share / 100, None if cases is None else int(cases))
