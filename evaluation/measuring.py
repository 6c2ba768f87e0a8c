"""Run the tool over all annotated texts and take all measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.calibration import Judged
from evaluation.dates import measure_dates
from evaluation.figures import Figure
from evaluation.names import measure_names
from evaluation.own_figures import measure_own
from evaluation.quotations import measure_quotations, read_gold
from evaluation.running import load_pipeline, run_polnear, save_runs
from evaluation.shared import entity_scorer


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by name of measure, and confidence and outcome of every piece and quotation.

    `mode` is "default" or "rules"; `generator` names model and spaCy with their versions.
    """

    mode: str
    figures: Mapping[str, Figure]
    pieces: list[Judged]
    quotations: list[Judged]
    relays: int
    generator: Mapping[str, str]


def measure(
    part: str,
    *,
    limit: int | None = None,
    model: str | None = None,
    rules_only: bool = False,
    save: Path | None = None,
) -> Measured:
    """Take all measures, over the first `limit` texts of each corpus if given.

    The run over PolNeAR is saved to the file `save`. Raises SharedAbsentError before the model is loaded.
    """
    gold = read_gold(part)
    entity_scorer()
    nlp = load_pipeline(model, rules_only=rules_only)
    runs = list(run_polnear(nlp, part, limit))
    if save is not None:
        save_runs(runs, save)
    result = measure_quotations(runs, gold)
    figures = result.figures | measure_names(nlp, limit) | measure_dates(limit) | measure_own(nlp, limit)
    made_by = runs[0].summary["generator"]
    generator = {name: made_by[name] for name in ("spacy", "model", "model_version")}
    mode = "rules" if rules_only else "default"
    return Measured(mode, figures, result.pieces, result.quotations, result.relays, generator)
