"""Run the tool over all annotated texts and take all measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.calibration import Judged
from evaluation.dates import measure_dates
from evaluation.figures import Figure
from evaluation.gum import measure_gum
from evaluation.names import measure_names
from evaluation.news import measure_news, measure_ordinary, news_paths, write_ordinary
from evaluation.own_figures import measure_own
from evaluation.quotations import measure_quotations, read_gold
from evaluation.running import load_pipeline, run_files, save_runs
from evaluation.shared import entity_scorer, text_paths
from evaluation.speakers import measure_speakers


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by name of measure, and confidence and outcome of every piece and quotation.

    `generator` names model and spaCy with their versions.
    """

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
    network: Path | None = None,
    save: Path | None = None,
) -> Measured:
    """Take all measures, over the first `limit` texts of each corpus if given.

    The run over PolNeAR is saved to the file `save`. Raises SharedAbsentError before the model is loaded.
    """
    gold = read_gold(part)
    entity_scorer()
    corpora = (text_paths("polnear", part, "text"), news_paths(), text_paths("gum", "news"))
    nlp = load_pipeline(model, network)
    runs, news, gum = (list(run_files(nlp, paths[:limit])) for paths in corpora)
    if save is not None:
        save_runs(runs, save)
    with TemporaryDirectory() as folder:
        ordinary = list(run_files(nlp, write_ordinary(Path(folder))[:limit]))
        figures = measure_ordinary(ordinary, Path(folder))
    result = measure_quotations(runs, gold)
    figures |= result.figures | measure_speakers(runs, part) | measure_news(news) | measure_gum(gum)
    figures |= measure_names(nlp, limit) | measure_dates(limit) | measure_own(nlp, limit)
    made_by = runs[0].summary["generator"]
    generator = {name: made_by[name] for name in ("spacy", "model", "model_version")}
    return Measured(figures, result.pieces, result.quotations, result.relays, generator)
