"""Measure quotations against GUM's attributions in Wikinews, with ../shared/tools/score_foreign.py."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evaluation.calibration import share_right
from evaluation.figures import Figure, f1_figure, share_figure
from evaluation.predictions import predictions
from evaluation.running import Run
from evaluation.shared import scorer, shared_path


def measure_gum(runs: Sequence[Run]) -> dict[str, Figure]:
    """Score the runs; other articles of the folder do not count. Raises SharedAbsentError."""
    folder = shared_path("gum", "news")
    texts = {(folder / f"{run.stem}.txt").read_text(encoding="utf-8") for run in runs}
    with TemporaryDirectory() as temporary:
        path = Path(temporary) / "predictions.jsonl"
        path.write_text("".join(json.dumps(gum_prediction(run)) + "\n" for run in runs), encoding="utf-8")
        report, rows = scorer("score_foreign").run(folder, path, keep=lambda text, _: text in texts)
    # A quotation is judged once, but has a row for each attribution that it answers.
    answers = [(found, fault) for _, fault, _, found, _ in rows if fault in ("ok", "speaker", "extra")]
    judged = {id(found): (found["confidence"] or 0.0, fault != "extra") for found, fault in answers}
    return {
        "gum.found": f1_figure(report["P"] / 100, report["R"] / 100, report["gold"]),
        "gum.speaker": Figure(report["speaker"]),
        "gum.end_to_end": Figure(report["e2e"]),
        "gum.bounds": share_figure(*share_right(judged.values())),
    }


def gum_prediction(run: Run) -> dict[str, Any]:
    """Return what the scorer reads, without what the article says was not said."""
    both = zip(predictions(run.summary), run.summary["quotations"], strict=True)
    return {
        "name": run.stem,
        "quotes": [
            plain
            | {"names": [name] if (name := plain["speaker_text"]) else [], "confidence": one["confidence"]}
            for plain, one in both
            if not one["negated"]
        ],
    }
