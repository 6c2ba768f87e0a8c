"""Measure quotations on the invented news as a reader sees them, with ../shared/tools/score_news.py."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.calibration import Judged, share_right
from evaluation.figures import Figure, f1_figure, share_figure
from evaluation.genres import genre_of, read_genres
from evaluation.measures import TAGS
from evaluation.predictions import predictions
from evaluation.running import Run, printed_by
from evaluation.shared import shared_path, text_paths
from seeds_analysis.corrections import letters, match

# Shares in the scorer's report that are figures as they are.
SHARES = (
    *("kind", "exact", "joined", "relay", "nobody", "published", "dates"),
    *("names_together", "labels_right"),
)
# Sets of articles, each by one writer. The shipped networks do not learn from them, but are measured on them.
APART = frozenset({"c1", "c3", "c5", "c7", "c9"})
# Ordinary news. Nothing learned from it, and no error in it was read before 0.10.1 was measured.
ORDINARY = Path(__file__).parent / "ordinary"
# What the source is whose speaker is named.
SOURCES = ("pronoun", "phrase", "none")

_TAG = re.compile(r"^  (.+?) +(\d+)  found +([\d.]+)  right name +([\d.]+)$", re.MULTILINE)


def news_paths() -> list[Path]:
    """Return the articles of the sets that are kept apart, sorted by name. Raises SharedAbsentError."""
    return [path for path in text_paths("news", "text") if is_apart(path.stem)]


def is_apart(name: str) -> bool:
    """Whether an article ("c7_05_heartbeat") belongs to a set that is kept apart."""
    return name.partition("_")[0] in APART


def write_ordinary(folder: Path) -> list[Path]:
    """Write the articles of ORDINARY and their gold, as score_news.py reads them; returns the articles.

    Raises SharedAbsentError.
    """
    command = (sys.executable, shared_path("tools", "compile_marked.py"), ORDINARY, folder)
    subprocess.run(command, check=True, capture_output=True)
    return sorted((folder / "text").glob("*.txt"))


def measure_ordinary(runs: Sequence[Run], folder: Path) -> dict[str, Figure]:
    """Score all runs over the articles that `write_ordinary` wrote into the folder."""
    return _figures(runs, folder, "ordinary")


def measure_news(runs: Sequence[Run]) -> dict[str, Figure]:
    """Score all runs, the quotations of each tag, and the runs of each kind of news.

    The last two have names in three parts; with ".named", they are of quotations found with the right name.
    `count` is in articles for all runs and kinds of news. Where the tool names nobody, there are no figures.
    """
    folder = shared_path("news")
    figures = _figures(runs, folder, "news")
    if not figures:
        return {}
    for tag, count, found, named in _TAG.findall(printed_by("score_news", [folder], runs, "--tags")):
        if tag in TAGS:
            figures[f"news.tag.{tag}"] = Figure(float(found), count=int(count))
            figures[f"news.tag.{tag}.named"] = Figure(float(named))
    genres = {run.stem: genre_of(_read_gold(folder, run.stem)["genre"]) for run in runs}
    for genre in read_genres():
        part = _figures([run for run in runs if genres[run.stem] == genre], folder, "news")
        if part:
            figures[f"news.genre.{genre}"] = part["news.found"]
            figures[f"news.genre.{genre}.named"] = part["news.end_to_end"]
    return figures


def _read_gold(folder: Path, stem: str) -> Any:
    return json.loads((folder / "gold" / f"{stem}.json").read_text(encoding="utf-8"))


def _figures(runs: Sequence[Run], folder: Path, name: str) -> dict[str, Figure]:
    """Turn the scorer's report into figures. The scorer fails if the tool names nobody; then none."""
    try:
        report = json.loads(printed_by("score_news", [folder], runs, "--json"))
    except ZeroDivisionError:
        return {}
    found, who, denied, sure = (report[name] for name in ("found", "who", "denied", "sure"))
    reported = report["not_quotations_reported"]
    report["nobody"] = None if reported is None else 1 - reported
    figures = {
        "found": f1_figure(found["p"], found["r"], len(runs)),
        "end_to_end": share_figure(report["end_to_end"]),
        "who": f1_figure(who["precision"], who["recall"]),
        "sure": share_figure(sure["not_wrong"] or 0, sure["n"]),
        "bounds": share_figure(*share_right(_bounds(runs, folder))),
    }
    for source in SOURCES:
        right, wrong, silent = (who[source][verdict] for verdict in ("right", "wrong", "silent"))
        if right:
            named = right + wrong + silent
            figures[f"who_{source}"] = f1_figure(right / (right + wrong), right / named, named)
    if count := sum(denied.values()):
        figures["denied"] = share_figure(1 - denied["shown_as_said"] / count, count)
    figures |= {share: share_figure(report[share]) for share in SHARES if report[share] is not None}
    return {f"{name}.{measure}": figure for measure, figure in figures.items()}


def _bounds(runs: Sequence[Run], folder: Path) -> list[Judged]:
    """Give the confidence of each quotation, and whether gold has these words, with Jaccard >= 0.5."""
    judged = []
    for run in runs:
        gold = _read_gold(folder, run.stem)["quotations"]
        theirs = [letters(run.text, row["content"]) for row in gold]
        ours = [letters(run.text, one["content"]) for one in predictions(run.summary)]
        right = {number for number, _ in match(theirs, ours).values()}
        sure = (one["confidence"] or 0.0 for one in run.summary["quotations"])
        judged += [(confidence, number in right) for number, confidence in enumerate(sure)]
    return judged
