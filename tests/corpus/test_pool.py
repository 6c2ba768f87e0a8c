"""Worker processes: they do their tasks, and one that dies does not harm the others."""

import os
import signal
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.run import pool as pool_module
from seeds_analysis.corpus.run.engine import TIMED_OUT, Broken, Died, Finished
from seeds_analysis.corpus.run.pool import WORKER_BYTES, Pool, default_workers
from seeds_analysis.corpus.stores import LocalStore
from seeds_analysis.errors import ModelError
from seeds_analysis.pipeline.models import DEFAULT_MODEL
from tests.corpus.stand_ins import FaultyStore, load, make_store, make_task, next_events, origins

SETTINGS = Settings(DEFAULT_MODEL)


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return make_store(tmp_path / "out")


def pool(store: LocalStore, count: int = 1, *, model: str = DEFAULT_MODEL, **options: Any) -> Any:
    return closing(Pool(count, Settings(model), store, load, **{"note": print, **options}))


def wait_until_in_hand(engine: Any, number: int) -> None:
    """Wait until the worker analyzes so many articles together."""
    while [sign.in_hand for sign in engine.signs] != [number]:
        engine.next_event(0.1)


def test_pool_does_tasks_and_returns_their_rows(tmp_path: Path, store: LocalStore) -> None:
    given = [make_task(tmp_path, text) for text in ("It rains.", "It snows.", "It hails.")]
    with pool(store, 2) as engine:
        for task in given:
            engine.submit(task)
        found = next_events(engine, 3)
    assert all(manifest.is_done(store, task.shard.id) for task in given)
    assert origins(found) == sorted(task.shard.ranges[0].input.origin for task in given)


def test_pool_reports_a_task_that_kills_and_continues(tmp_path: Path, store: LocalStore) -> None:
    given = [make_task(tmp_path, text) for text in ("kill", "It snows.")]
    with pool(store) as engine:
        for task in given:
            engine.submit(task)
        assert [type(event) for event in next_events(engine, 2)] == [Died, Finished]


def test_pool_reports_a_worker_that_is_killed(tmp_path: Path, store: LocalStore) -> None:
    task = make_task(tmp_path, "hang")
    with pool(store) as engine:
        engine.submit(task)
        (worker,) = engine._workers
        while not worker.loaded:
            engine.next_event(0.1)
        os.kill(worker.process.pid, signal.SIGKILL)
        assert next_events(engine, 1) == [Died(task)]


def test_pool_says_that_a_worker_is_silent_and_then_kills_it(tmp_path: Path, store: LocalStore) -> None:
    notes: list[str] = []
    now = 0.0
    task = make_task(tmp_path, "hang")
    with pool(store, note=notes.append, timeout=100, clock=lambda: now) as engine:
        engine.submit(task)
        wait_until_in_hand(engine, 1)
        now = 11.0
        assert [engine.next_event(0) for _ in range(2)] == [None, None]
        origin = task.shard.ranges[0].input.origin
        assert notes == [f"{origin}: no progress for 11 s; given up after 100 s."]
        now = 100.0
        assert next_events(engine, 1) == [Died(task, TIMED_OUT)]
    assert engine._workers == []


def test_pool_gives_a_batch_the_time_of_all_its_articles(tmp_path: Path, store: LocalStore) -> None:
    now = 0.0
    task = make_task(tmp_path, "It rains.", "hang", "It snows.")
    with pool(store, timeout=100, clock=lambda: now) as engine:
        engine.submit(task)
        wait_until_in_hand(engine, 3)
        now = 299.0
        assert engine.next_event(0) is None
        now = 300.0
        assert next_events(engine, 1) == [Died(task, TIMED_OUT)]


def test_pool_does_not_wait_for_a_process_that_cannot_be_killed(
    tmp_path: Path, store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "JOIN_SECONDS", 0.01)
    now = 0.0
    tasks = [make_task(tmp_path, "hang"), make_task(tmp_path, "It rains.")]
    with pool(store, timeout=100, clock=lambda: now) as engine:
        for task in tasks:
            engine.submit(task)
        process = engine._workers[0].process
        wait_until_in_hand(engine, 1)
        with monkeypatch.context() as patch:
            patch.setattr(type(process), "kill", lambda _: None)
            now = 100.0
            assert [type(event) for event in next_events(engine, 2)] == [Died, Finished]
        process.kill()
        process.join()


def test_pool_hears_from_a_worker_after_each_record(tmp_path: Path, store: LocalStore) -> None:
    gate = tmp_path / "gate"
    now = 0.0
    task = make_task(tmp_path, "It rains. " * 3_000, f"until {gate}")
    with pool(store, timeout=100, clock=lambda: now) as engine:
        engine.submit(task)
        while not engine._workers[0].loaded:
            engine.next_event(0.1)
        now = 99.0
        while engine._workers[0].silence.since < now:
            engine.next_event(0.1)
        now = 198.0
        assert engine.next_event(0) is None
        gate.touch()
        assert [type(event) for event in next_events(engine, 1)] == [Finished]


def test_pool_raises_what_is_wrong_with_the_model(tmp_path: Path, store: LocalStore) -> None:
    task = make_task(tmp_path, "It rains.")
    with pool(store, model="missing") as engine:
        engine.submit(task)
        with pytest.raises(ModelError, match="install it"):
            next_events(engine, 1)


def test_pool_gives_up_if_workers_die_while_loading(tmp_path: Path, store: LocalStore) -> None:
    task = make_task(tmp_path, "It rains.")
    with pool(store, model="deadly") as engine:
        engine.submit(task)
        (event,) = next_events(engine, 1)
    assert isinstance(event, Broken)
    assert "while they load the model" in event.message


def test_pool_reports_what_cannot_be_written(tmp_path: Path, store: LocalStore) -> None:
    (tmp_path / "out" / "summaries").touch()
    task = make_task(tmp_path, "It rains.")
    with pool(store) as engine:
        engine.submit(task)
        (event,) = next_events(engine, 1)
    assert isinstance(event, Broken)
    assert "cannot be written" in event.message


def test_pool_reports_that_the_folder_is_gone_and_does_not_make_it_again(
    tmp_path: Path, store: LocalStore
) -> None:
    (tmp_path / "out").rmdir()
    task = make_task(tmp_path, "It rains.")
    with pool(store) as engine:
        engine.submit(task)
        message = f"{tmp_path / 'out'}: the folder is gone. Run the same command again."
        assert next_events(engine, 1) == [Broken(task, message)]
    assert not (tmp_path / "out").exists()


def test_pool_leaves_out_the_text_of_an_unforeseen_error(tmp_path: Path) -> None:
    task = make_task(tmp_path, "It rains.")
    with pool(FaultyStore(str(tmp_path))) as engine:
        engine.submit(task)
        (event,) = next_events(engine, 1)
    message = "stopped by a fault of this program (RuntimeError). Please report it."
    assert event == Broken(task, message)


def test_pool_takes_back_what_no_worker_has_begun(tmp_path: Path, store: LocalStore) -> None:
    given = [make_task(tmp_path, text) for text in ("It rains.", "It snows.")]
    with pool(store) as engine:
        for task in given:
            engine.submit(task)
        assert engine.withdraw() == given[1:]
        assert [event.task for event in next_events(engine, 1)] == given[:1]


def test_pool_kills_its_processes_on_close(tmp_path: Path, store: LocalStore) -> None:
    task = make_task(tmp_path, "hang")
    with pool(store) as engine:
        engine.submit(task)
        (worker,) = engine._workers
        while not worker.loaded:
            engine.next_event(0.1)
        process = worker.process
    assert process.exitcode == -signal.SIGKILL


def test_worker_without_a_parent_ends_without_a_word(
    tmp_path: Path, store: LocalStore, capfd: pytest.CaptureFixture[str]
) -> None:
    task = make_task(tmp_path, "It rains.")
    with pool(store) as engine:
        engine.submit(task)
        next_events(engine, 1)
        (worker,) = engine._workers
        worker.pipe.close()  # as the system does when the parent is killed
        worker.process.join()
        engine._workers.clear()
    assert (worker.process.exitcode, capfd.readouterr().err) == (0, "")


@pytest.mark.parametrize(
    ("free", "count"),
    [
        pytest.param(0, 1, id="one-at-least"),
        pytest.param(3 * WORKER_BYTES, 3, id="memory"),
        pytest.param(99 * WORKER_BYTES, 4, id="processors"),
    ],
)
def test_default_workers_fit_processors_and_memory(
    monkeypatch: pytest.MonkeyPatch, free: int, count: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(4), raising=False)
    monkeypatch.setattr(pool_module, "_free_bytes", lambda: free)
    assert default_workers() == count
