"""What is in the folder of a run, and what may be added to it: other runs, growth, standard input, parts."""

import errno
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from seeds_analysis.corpus import CorpusOptions, Settings, Watcher, archive, merge_parts, report, run_corpus
from seeds_analysis.corpus.archive import Outcome
from seeds_analysis.corpus.plan import shards
from seeds_analysis.corpus.spool import spool_input
from seeds_analysis.errors import OutputError, RunError, UsageError
from seeds_analysis.loading import ReadOptions
from seeds_analysis.pipeline.models import DEFAULT_MODEL
from seeds_analysis.views import files
from tests.corpus.stand_ins import contents
from tests.corpus.test_reliability import Inline, nothing

SETTINGS = Settings(DEFAULT_MODEL)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a source; runs are done in this process, with a stand-in for the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shards, "MOST_RECORDS", 2)
    for name in ("seeds_analysis.pipeline.build", "seeds_analysis.summary.making"):
        # Registered, so that the real ones are back after the stand-ins.
        monkeypatch.setitem(sys.modules, name, sys.modules.get(name, ModuleType(name)))
    monkeypatch.setattr(archive, "_start_engine", lambda _, store, __: Inline(store, nothing))
    make_source("news", 5)
    return tmp_path


def make_source(name: str, articles: int) -> None:
    Path(name).mkdir()
    for number in range(articles):
        Path(name, f"{number}.txt").write_text(f"Rain fell on day {number} of the {name}.")


def run(*paths: str, out: str = "out", **options: Any) -> Outcome:
    return run_corpus(CorpusOptions(paths, out, **{"settings": SETTINGS, **options}), Watcher())


def run_file(out: str = "out") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(out, "run.json").read_text())
    return found


def origins(out: str = "out") -> list[str]:
    rows = "".join(Path(out, "manifest", f"{s}.jsonl").read_text() for s in run_file(out)["shards"])
    return [json.loads(line)["origin"] for line in rows.splitlines()]


def pipe_in(monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))


@pytest.mark.parametrize(
    ("paths", "options", "difference"),
    [
        (["town"], {}, "inputs: news there, town now"),
        (["news/0.txt"], {}, "inputs: news there, news/0.txt now"),
        (["news"], {"glob": "1*"}, "--glob: none there, 1* now"),
        (["news"], {"part": "2/3"}, "--part: 1/1 there, 2/3 now"),
        (["news"], {"settings": replace(SETTINGS, with_text=True)}, "--with-text: false there, true now"),
        (
            ["news"],
            {"settings": replace(SETTINGS, output_format="parquet")},
            "--format: jsonl there, parquet now",
        ),
        (
            ["news"],
            {"settings": replace(SETTINGS, reading=ReadOptions(keep=("desk",)))},
            '--keep: none there, ["desk"] now',
        ),
    ],
)
def test_folder_of_another_run_is_refused_and_stays(
    paths: Sequence[str], options: dict[str, Any], difference: str
) -> None:
    make_source("town", 1)
    run("news")
    before = contents(Path("out"))
    with pytest.raises(UsageError) as refused:
        run(*paths, **options)
    assert str(refused.value) == (
        f"out: holds the results of another run ({difference}). "
        "Name another folder with --out, or give --replace to replace them."
    )
    assert contents(Path("out")) == before


def test_many_inputs_are_named_in_part() -> None:
    make_source("town", 1)
    run(*(f"news/{number}.txt" for number in range(5)))
    with pytest.raises(UsageError, match=r"news/0.txt news/1.txt news/2.txt and 2 more there, town now"):
        run("town")


def test_another_run_takes_the_place_if_that_is_meant() -> None:
    make_source("town", 1)
    run("news")
    run("town", replace=True)
    run("town", out="alone")
    assert contents(Path("out")) == contents(Path("alone"))


def test_unfinished_run_is_known_too(monkeypatch: pytest.MonkeyPatch) -> None:
    make_source("town", 1)
    with monkeypatch.context() as patch:
        patch.setattr(Inline, "next_event", stop_at_once)
        run("news")
    with pytest.raises(UsageError, match="inputs: news there, town now"):
        run("town")


def stop_at_once(*_: object) -> None:
    raise KeyboardInterrupt


def test_results_without_their_run_file_are_refused() -> None:
    run("news")
    Path("out", "run.json").unlink()
    with pytest.raises(UsageError, match=r"run.json is missing or damaged"):
        run("news")
    run("news", replace=True)
    assert run_file()["complete"]


@pytest.mark.parametrize("again", [["news"], ["./news/"], ["news", "town"]])
def test_run_may_grow(again: list[str]) -> None:
    run("news")
    make_source("town", 1)
    Path("news", "9.txt").write_text("It snows.")
    run(*again)
    run(*again, out="alone")
    assert "news/9.txt" in origins()
    assert contents(Path("out")) == contents(Path("alone"))


def test_results_of_an_input_that_is_away_are_kept() -> None:
    run("news")
    Path("news").rename("away")
    Path("news").mkdir()
    assert run("news").kept
    Path("news").rmdir()
    Path("away").rename("news")
    outcome = run("news")
    assert (outcome.kept, outcome.overview and outcome.overview.ok) == (False, 5)
    run("news", out="alone")
    assert contents(Path("out")) == contents(Path("alone"))


def test_report_says_that_nobody_knows_what_a_killed_run_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Inline, "next_event", stop_at_once)
    run("news")
    found = report("out", top=1)
    assert (found.records, found.complete, found.missing) == (0, False, None)


def test_report_says_how_much_an_interrupted_run_lacks() -> None:
    run("news")
    state = run_file() | {"complete": False, "missing": 12}
    Path("out", "run.json").write_text(json.dumps(state))
    assert report("out", top=1).to_dict()["missing"] == 12


def test_standard_input_is_kept_and_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe_in(monkeypatch, "It rains.", "It snows.", "It hails.")
    run("-")
    before = contents(Path("out"))
    assert origins() == ["-#1", "-#2", "-#3"]
    pipe_in(monkeypatch)
    run("-")
    assert contents(Path("out")) == before


def test_standard_input_may_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe_in(monkeypatch, "It rains.", "It snows.")
    run("-")
    pipe_in(monkeypatch, "It rains.", "It snows.", "It hails.")
    run("-")
    assert origins() == ["-#1", "-#2", "-#3"]


@pytest.mark.parametrize("texts", [["It rains."], ["It snows.", "It rains."]])
def test_other_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> None:
    pipe_in(monkeypatch, "It rains.", "It snows.")
    run("-")
    before = contents(Path("out"))
    pipe_in(monkeypatch, *texts)
    with pytest.raises(UsageError, match="results of another standard input"):
        run("-")
    assert contents(Path("out")) == before
    pipe_in(monkeypatch, *texts)
    run("-", replace=True)
    assert len(origins()) == len(texts)


def test_full_disk_under_standard_input_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "put_in_place", fail)
    pipe_in(monkeypatch, "It rains.")
    with pytest.raises(OutputError, match="standard-input: cannot be written: no space left on device"):
        spool_input(".", replace=False)
    assert not list(Path().glob(".*.part"))


def test_empty_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe_in(monkeypatch)
    with pytest.raises(UsageError, match="standard input is empty"):
        run("-")


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_parts_are_merged_into_the_same_bytes(of: int) -> None:
    folders = [f"part{number}" for number in range(1, of + 1)]
    for number, folder in enumerate(folders, 1):
        run("news", out=folder, part=f"{number}/{of}")
    found = [origin for folder in folders for origin in origins(folder)]
    assert sorted(found) == [f"news/{number}.txt" for number in range(5)]
    merge_parts(list(reversed(folders)), "out")
    run("news", out="alone")
    assert contents(Path("out")) == contents(Path("alone"))


def test_merged_run_is_resumed_without_parts() -> None:
    for number in (1, 2):
        run("news", out=f"part{number}", part=f"{number}/2")
    merge_parts(["part1", "part2"], "out")
    Path("news", "9.txt").write_text("It snows.")
    run("news")
    assert "news/9.txt" in origins()


@pytest.mark.parametrize("part", ["0/3", "4/3", "3", "a/b", "1/0", "-1/3"])
def test_part_that_cannot_be_is_refused(part: str) -> None:
    with pytest.raises(UsageError, match="is not a part of a run"):
        run("news", part=part)


@pytest.mark.parametrize(
    ("folders", "message"),
    [
        (["part1"], "part 2/2 is missing"),
        (["part1", "copy1", "part2"], "copy1: is part 1/2, and so is part1"),
        (["part1", "third"], "third: is not a part of the same run as part1"),
        (["part1", "changed"], "changed: is not a part of the same run as part1"),
        (["part1", "part2", "news"], "news: holds no run"),
        (["unfinished", "part2"], "unfinished: its run is not complete"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(
    folders: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for out, part in (("part1", "1/2"), ("copy1", "1/2"), ("part2", "2/2"), ("third", "2/3")):
        run("news", out=out, part=part)
    with monkeypatch.context() as patch:
        patch.setattr(Inline, "next_event", stop_at_once)
        run("news", out="unfinished", part="1/2")
    Path("news", "0.txt").write_text("It snows.")
    run("news", out="changed", part="2/2")
    with pytest.raises(UsageError, match=message):
        merge_parts(folders, "out")


def test_damaged_part_is_not_merged() -> None:
    run("news", out="part1", part="1/1")
    next(Path("part1", "summaries").iterdir()).write_text("")
    with pytest.raises(RunError, match=r"part1: results of shard .* are damaged"):
        merge_parts(["part1"], "out")


def test_parts_are_not_merged_into_another_run() -> None:
    make_source("town", 1)
    run("town")
    run("news", out="part1", part="1/1")
    with pytest.raises(UsageError, match="inputs: town there, news now"):
        merge_parts(["part1"], "out")
    merge_parts(["part1"], "out", replace=True)
    assert origins() == [f"news/{number}.txt" for number in range(5)]
