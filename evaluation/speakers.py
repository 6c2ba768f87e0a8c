"""Measure who is named as the speaker in PolNeAR, with ../shared/tools/score_speakers.py.

A mention of the speaker is not enough here: the name must be that of the person or body who is meant.
"""

import json
from collections.abc import Sequence

from evaluation.figures import Figure, f1_figure, share_figure
from evaluation.running import Run, printed_by
from evaluation.shared import shared_path

SURE = "0.9"


def measure_speakers(runs: Sequence[Run], part: str) -> dict[str, Figure]:
    """Score the names by what the source is: a name, a pronoun, another phrase. Raises SharedAbsentError.

    "speakers.sure" is the share that is not wrong of those with a confidence of 0.9 and more.
    """
    folder = shared_path("polnear", part)
    speakers = folder / "speakers.tsv"
    if not speakers.is_file():  # only dev has them
        return {}
    report = json.loads(printed_by("score_speakers", [folder, speakers], runs, "--json"))
    figures = {
        f"speakers.{source}": f1_figure(counts["precision"] or 0, counts["recall"] or 0, counts["named"])
        for source in ("name", "pronoun", "phrase", "all")
        if (counts := report.get(source)) and counts["named"]
    }
    sure = report["confidence"][SURE]
    return figures | {"speakers.sure": share_figure(sure["right_or_nobody"], sure["n"])}
