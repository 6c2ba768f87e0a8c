"""`score` gives the figures of the official scorer."""

import io
import json
import sys
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from evaluation.news import news_paths
from evaluation.shared import SharedAbsentError, scorer, shared_path
from seeds_analysis.corrections import score
from seeds_analysis.corrections.making import Marked, human_summary
from seeds_analysis.summary import Summary
from seeds_analysis.summary.model import SPEAKER_KINDS

ROLES = {"Content": "content", "Cue": "cue", "Source": "source", "Relay": "via"}
ARTICLES = 5
# The scorer leaves files to be closed by Python.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def gold_rows(stem: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        shared_path("news", "gold", f"{stem}.json").read_text(encoding="utf-8")
    )["quotations"]
    return rows


def human(path: Path, rows: list[dict[str, Any]]) -> Summary:
    marked = [
        Marked(
            {role: [(start, end) for start, end in row[key]] for role, key in ROLES.items() if row[key]},
            name=row["speaker"],
            kind=row["kind"],
            speaker_kind=row["speaker_kind"],
            negated="denied" in row["tags"],
        )
        for row in rows
    ]
    return human_summary(path.read_bytes().decode(), path.name, marked)


def flawed(path: Path, rows: list[dict[str, Any]]) -> Summary:
    """What a tool could find: some quotations are missing, cut short, without a name or with another's."""
    changed = []
    for number, row in enumerate(rows):
        (start, end), *rest = row["content"]
        flaw = number % 7
        row = row | {"tags": row["tags"] if flaw else []}  # noqa: PLW2901
        if flaw == 1:
            row["content"] = [[start, (start + end) // 2], *rest]
        elif flaw == 2:
            row["speaker"] = None
        elif flaw == 3:
            row["speaker"] = rows[0]["speaker"]
        elif flaw == 4:
            row["kind"] = "indirect"
        if flaw != 5:
            changed.append(row)
    return human(path, changed)


def official(folder: Path, summaries: list[Summary], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    file = folder / "summaries.jsonl"
    file.write_text("".join(json.dumps(one.to_dict()) + "\n" for one in summaries))
    monkeypatch.setattr(sys, "argv", ["score_news.py", str(folder), str(file), "--json"])
    with redirect_stdout(io.StringIO()) as printed:
        scorer("score_news").main()
    report: dict[str, Any] = json.loads(printed.getvalue())
    return report


def test_score_agrees_with_the_official_scorer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        paths = [
            path
            for path in news_paths()
            if {row["speaker_kind"] for row in gold_rows(path.stem)} <= {*SPEAKER_KINDS}
        ][:ARTICLES]
    except SharedAbsentError as error:
        pytest.skip(str(error))
    (tmp_path / "gold").mkdir()
    (tmp_path / "text").symlink_to(shared_path("news", "text"))
    pairs = []
    for path in paths:
        # A correction knows no rows that count neither way.
        rows = [row for row in gold_rows(path.stem) if "optional" not in row["tags"]]
        gold = {"published": None, "quotations": rows, "not_quotations": []}
        (tmp_path / "gold" / f"{path.stem}.json").write_text(
            json.dumps(gold | {"names": {}, "labels": {}, "dates": {}})
        )
        pairs.append((human(path, rows), flawed(path, rows)))
    report = official(tmp_path, [ours for _, ours in pairs], monkeypatch)
    ours = score(pairs).to_dict()
    found, names, who = ours["found"], ours["names"], report["who"]
    assert len(paths) == ours["articles"] == ARTICLES
    assert report["found"] == {"p": found["precision"], "r": found["recall"], "f": found["f1"]}
    assert report["end_to_end"] == ours["found_and_speaker_right"]["f1"]
    assert (who["precision"], who["recall"]) == (names["precision"], names["recall"])
    assert Counter(wrong=who["wrong"], silent=who["silent"], false_name=who["false_names"]) == Counter(
        {key: names[key] for key in ("wrong", "silent", "false_name")}
    )
    assert (report["kind"], report["exact"]) == (ours["kind_right"], ours["exact"])
    assert report["denied"]["shown_as_said"] == ours["denied_shown_as_said"]
    assert 0 < found["f1"] < 1
    assert names["wrong"]
    assert names["silent"]
