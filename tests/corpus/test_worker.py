"""The real pipeline in a worker gives the same bytes however the shards are run."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.plan.shards import plan_shards
from seeds_analysis.corpus.run.engine import Task
from seeds_analysis.corpus.run.worker import run_task
from seeds_analysis.loading import find_inputs
from seeds_analysis.pipeline.models import DEFAULT_MODEL
from tests.corpus.stand_ins import contents, ignore, make_store

SETTINGS = Settings(DEFAULT_MODEL)
TEXT = '"The ferry is late," said Ilse Marten on Tuesday. She told the council that it would sail at noon.\n'


def tasks(folder: Path) -> list[Task]:
    sources = []
    for name, text in (("a", TEXT), ("b", "Rain fell in Tarn.\n\n" + TEXT)):
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps({"text": text * count}) + "\n" for count in (1, 2)))
        sources.append(str(path))
    return [Task(shard) for shard in plan_shards(find_inputs(sources), SETTINGS)]


@pytest.mark.model
def test_shards_give_the_same_bytes_in_any_order(nlp: Language, tmp_path: Path) -> None:
    given = tasks(tmp_path)
    forward, backward = make_store(tmp_path / "1"), make_store(tmp_path / "2")
    for task in given:
        run_task(task, SETTINGS, forward, nlp, ignore)
    for task in reversed(given):
        run_task(task, SETTINGS, backward, nlp, ignore)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert len(contents(tmp_path / "1")) == 3 * len(given)


@pytest.mark.model
def test_file_that_vanishes_after_planning_keeps_the_count(nlp: Language, tmp_path: Path) -> None:
    task, *_ = tasks(tmp_path)
    (tmp_path / "a.jsonl").unlink()
    rows = run_task(task, SETTINGS, make_store(tmp_path / "out"), nlp, ignore)
    assert [row["status"] for row in rows] == [manifest.FAILED] * 2


@pytest.mark.model
def test_file_that_shrinks_after_planning_keeps_the_count(nlp: Language, tmp_path: Path) -> None:
    task, *_ = tasks(tmp_path)
    path = tmp_path / "a.jsonl"
    path.write_text(path.read_text().splitlines()[0] + "\n")
    rows = run_task(task, SETTINGS, make_store(tmp_path / "out"), nlp, ignore)
    assert [(row["origin"], row["code"]) for row in rows] == [("a.jsonl#1", None), ("a.jsonl#2", "changed")]


@pytest.mark.model
def test_probe_writes_nothing(nlp: Language, tmp_path: Path) -> None:
    task, *_ = tasks(tmp_path)
    assert run_task(replace(task, probe=1), SETTINGS, make_store(tmp_path / "out"), nlp, ignore) == []
    assert contents(tmp_path / "out") == {}
