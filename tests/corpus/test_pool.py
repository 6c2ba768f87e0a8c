"""Worker processes: what they are given they do, and what kills one harms no other."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.plan.shards import plan_shards
from seeds_analysis.corpus.run.engine import Broken, Died, Event, Finished, Progress, Task
from seeds_analysis.corpus.run.pool import Pool, default_workers
from seeds_analysis.corpus.run.worker import run_task
from seeds_analysis.corpus.stores.local import LocalStore
from seeds_analysis.errors import ModelError
from seeds_analysis.loading import find_inputs
from seeds_analysis.pipeline.models import DEFAULT_MODEL
from tests.corpus.stand_ins import load

SETTINGS = Settings(DEFAULT_MODEL)


def tasks(folder: Path, *texts: str) -> list[Task]:
    """One task for each text."""
    found = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text)
        found += [Task(shard) for shard in plan_shards(find_inputs([str(path)]), SETTINGS)]
    return found


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(str(tmp_path / "out"))


def pool(store: LocalStore, count: int = 1, *, model: str = DEFAULT_MODEL, work: Any = run_task) -> Any:
    return closing(Pool(count, Settings(model), store, work=work, load=load))


def ends(engine: Pool, count: int) -> Iterator[Event]:
    while count:
        event = engine.next_event(30)
        assert event is not None
        if not isinstance(event, Progress):
            count -= 1
            yield event


def test_pool_does_tasks_and_gives_their_rows(tmp_path: Path, store: LocalStore) -> None:
    given = tasks(tmp_path, "It rains.", "It snows.", "It hails.")
    with pool(store, 2) as engine:
        for task in given:
            engine.submit(task)
        found = list(ends(engine, 3))
    assert all(isinstance(event, Finished) for event in found)
    assert manifest.done_shards(store) == {task.shard.id for task in given}
    assert sorted(row["origin"] for event in found for row in event.rows) == ["0.txt", "1.txt", "2.txt"]  # type: ignore[union-attr]


def test_pool_tells_of_a_task_that_kills_and_goes_on(tmp_path: Path, store: LocalStore) -> None:
    given = tasks(tmp_path, "kill", "It snows.")
    with pool(store) as engine:
        for task in given:
            engine.submit(task)
        assert [type(event) for event in ends(engine, 2)] == [Died, Finished]


def test_pool_tells_of_a_worker_that_is_killed(tmp_path: Path, store: LocalStore) -> None:
    (task,) = tasks(tmp_path, "wait 60")
    with pool(store) as engine:
        engine.submit(task)
        (worker,) = engine._workers
        while not worker.loaded:
            engine.next_event(0.1)
        os.kill(worker.process.pid, signal.SIGKILL)
        assert next(ends(engine, 1)) == Died(task)


def test_pool_raises_what_is_wrong_with_the_model(tmp_path: Path, store: LocalStore) -> None:
    (task,) = tasks(tmp_path, "It rains.")
    with pool(store, model="missing") as engine:
        engine.submit(task)
        with pytest.raises(ModelError, match="install it"):
            list(ends(engine, 1))


def test_pool_gives_up_where_workers_die_of_the_model(tmp_path: Path, store: LocalStore) -> None:
    (task,) = tasks(tmp_path, "It rains.")
    with pool(store, model="deadly") as engine:
        engine.submit(task)
        (event,) = ends(engine, 1)
    assert isinstance(event, Broken)
    assert "while they load the model" in event.message


def test_pool_tells_what_cannot_be_written(tmp_path: Path, store: LocalStore) -> None:
    (tmp_path / "out").touch()
    (task,) = tasks(tmp_path, "It rains.")
    with pool(store) as engine:
        engine.submit(task)
        (event,) = ends(engine, 1)
    assert isinstance(event, Broken)
    assert "cannot be written" in event.message


def broken_work(*arguments: object) -> None:
    raise RuntimeError("words of the article")


def test_pool_keeps_the_words_of_an_unforeseen_error_out(tmp_path: Path, store: LocalStore) -> None:
    (task,) = tasks(tmp_path, "It rains.")
    with pool(store, work=broken_work) as engine:
        engine.submit(task)
        (event,) = ends(engine, 1)
    assert isinstance(event, Broken)
    assert "RuntimeError" in event.message
    assert "words" not in event.message


def test_pool_takes_back_what_no_worker_has_begun(tmp_path: Path, store: LocalStore) -> None:
    given = tasks(tmp_path, "wait 0.2", "It snows.")
    with pool(store) as engine:
        for task in given:
            engine.submit(task)
        assert engine.withdraw() == given[1:]
        assert [event.task for event in ends(engine, 1)] == given[:1]


def test_pool_ends_its_processes_at_once(tmp_path: Path, store: LocalStore) -> None:
    (task,) = tasks(tmp_path, "wait 60")
    begin = time.monotonic()
    with pool(store) as engine:
        engine.submit(task)
        engine.next_event(0.3)
        (worker,) = engine._workers
    assert not worker.process.is_alive()
    assert time.monotonic() - begin < 20


def test_default_workers_is_at_least_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_workers() >= 1
    monkeypatch.setattr("seeds_analysis.corpus.run.pool._free_bytes", lambda: 0)
    assert default_workers() == 1
