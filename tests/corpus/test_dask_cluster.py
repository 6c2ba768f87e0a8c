"""The Dask engine on a real cluster: scheduler and workers are processes, which tests kill."""

import contextlib
import gc
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seeds_analysis.corpus.database import export_database
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.repeats import grouping
from seeds_analysis.corpus.run.engine import Broken, Died, Finished
from seeds_analysis.corpus.stores import LocalStore, Store
from seeds_analysis.errors import ModelError
from tests.corpus.clusters import PATIENCE, ROOT, Cluster
from tests.corpus.stand_ins import FaultyStore, contents, load, make_store, make_task, next_events, origins
from tests.runs import write_run

pytest.importorskip("distributed", reason="needs the extra [dask]")

from seeds_analysis.corpus.cluster import engine as dask_cluster
from seeds_analysis.corpus.cluster import mapping
from seeds_analysis.corpus.cluster import worker as dask_worker
from seeds_analysis.corpus.cluster.engine import DaskEngine
from seeds_analysis.corpus.cluster.mapping import map_on_cluster
from seeds_analysis.errors import ClusterError, UsageError


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.close()


@pytest.fixture
def engine(cluster: Cluster, tmp_path: Path) -> Iterator[DaskEngine]:
    with connected(cluster, tmp_path) as engine:
        yield engine


@contextlib.contextmanager
def connected(
    cluster: Cluster,
    folder: Path,
    *,
    model: str = "fake",
    store: Store | None = None,
    **options: Any,
) -> Iterator[DaskEngine]:
    store = store or make_store(folder / "out")
    engine = DaskEngine(cluster.address, Settings(model), store, load, **{"note": print, **options})
    try:
        yield engine
    finally:
        engine.close()


def test_engine_loads_the_pipeline_once_in_each_worker(cluster: Cluster, tmp_path: Path) -> None:
    loads = tmp_path / "loads"
    tasks = [make_task(tmp_path, "It snows.", "It rains.") for _ in range(6)]
    with connected(cluster, tmp_path, model=f"counted {loads}") as engine:
        assert engine.capacity in (2, 4)  # a worker that was killed may not be back yet
        for item in tasks:
            engine.submit(item)
        found = next_events(engine, 6)
    assert {event.task.shard.id for event in found} == {item.shard.id for item in tasks}
    assert len(origins(found)) == 12
    workers = loads.read_text().split()
    assert len(workers) == len(set(workers)) <= 2


def test_cluster_started_as_documented_listens_on_one_network(engine: DaskEngine, cluster: Cluster) -> None:
    assert engine.capacity
    assert cluster.listening() == {"0100007F"}


def test_engine_loses_nothing_when_a_worker_is_killed(engine: DaskEngine, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    tasks = [make_task(tmp_path, text) for text in ("a", "b", "c", f"kill once {mark}", "d", "e", "f", "g")]
    for item in tasks:
        engine.submit(item)
    found = next_events(engine, len(tasks))
    assert mark.exists()
    assert origins(found) == sorted(item.shard.ranges[0].input.origin for item in tasks)
    assert len(list((tmp_path / "out" / "summaries").iterdir())) == len(tasks)


def test_engine_runs_a_shard_elsewhere_when_a_worker_dies_while_it_loads(
    cluster: Cluster, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    with connected(cluster, tmp_path, model=f"deadly once {mark}") as engine:
        engine.submit(item := make_task(tmp_path, "It rains."))
        (event,) = next_events(engine, 1)
    assert mark.exists()
    assert isinstance(event, Finished)
    assert event.task == item


def test_engine_blames_the_task_that_kills_and_no_other(engine: DaskEngine, tmp_path: Path) -> None:
    lethal = make_task(tmp_path, "kill")
    others = [make_task(tmp_path, "It rains.") for _ in range(5)]
    for item in [lethal, *others]:
        engine.submit(item)
    found = next_events(engine, 6)
    assert [event.task for event in found if isinstance(event, Died)] == [lethal]
    assert sum(isinstance(event, Finished) for event in found) == 5


def test_worker_that_takes_too_long_ends_itself(cluster: Cluster, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    with connected(cluster, tmp_path, timeout=0.5) as engine:
        engine.submit(item := make_task(tmp_path, f"until {gate}"))
        last = time.monotonic() + PATIENCE
        waiting = tmp_path / "gate.waiting"
        while not (waiting.exists() and len(set(waiting.read_text().split())) > 1):
            assert time.monotonic() < last, "no other worker took the task"
            time.sleep(0.02)
        gate.touch()
        assert [event.task for event in next_events(engine, 1)] == [item]


def test_engine_says_that_a_worker_is_silent(cluster: Cluster, tmp_path: Path) -> None:
    gate, notes, now = tmp_path / "gate", list[str](), 0.0
    with connected(cluster, tmp_path, timeout=100, note=notes.append, clock=lambda: now) as engine:
        engine.submit(item := make_task(tmp_path, "It rains.", f"until {gate}"))
        last = time.monotonic() + PATIENCE
        while [sign.in_hand for sign in engine.signs] != [2] and time.monotonic() < last:
            engine.next_event(0.02)
        now = 30.0
        assert [engine.next_event(0.02) for _ in range(2)] == [None, None]
        origin = item.shard.ranges[0].input.origin
        assert notes == [f"{origin}: no progress for 30 s; given up after 200 s."]
        gate.touch()
        assert [event.task for event in next_events(engine, 1)] == [item]


def test_engine_reports_our_errors_as_they_are(engine: DaskEngine, tmp_path: Path) -> None:
    (tmp_path / "out" / "summaries").touch()
    engine.submit(item := make_task(tmp_path, "It rains."))
    place = tmp_path / "out" / "summaries" / f"{item.shard.id}.jsonl"
    assert next_events(engine, 1) == [Broken(item, f"{place}: cannot be written: file exists.")]


def test_engine_leaves_out_the_text_of_an_unforeseen_error(cluster: Cluster, tmp_path: Path) -> None:
    with connected(cluster, tmp_path, store=FaultyStore(str(tmp_path))) as engine:
        engine.submit(item := make_task(tmp_path, "It rains."))
        message = "stopped by a fault of this program (RuntimeError). Please report it."
        assert next_events(engine, 1) == [Broken(item, message)]


def test_engine_withdraws_what_no_worker_has_begun(engine: DaskEngine, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    tasks = [make_task(tmp_path, f"until {gate}") for _ in range(6)]
    for item in tasks:
        engine.submit(item)
    last = time.monotonic() + PATIENCE
    while sum(engine._begun.values()) < 2 and time.monotonic() < last:
        time.sleep(0.02)
    taken = engine.withdraw()
    assert 1 <= len(taken) <= 4
    gate.touch()
    for item in taken:
        engine.submit(item)
    done = [event.task.shard.id for event in next_events(engine, 6)]
    assert sorted(done) == sorted(item.shard.id for item in tasks)


def test_engine_raises_what_is_wrong_with_the_model(cluster: Cluster, tmp_path: Path) -> None:
    with connected(cluster, tmp_path, model="missing") as engine:
        engine.submit(make_task(tmp_path, "It rains."))
        with pytest.raises(ModelError, match="install it"):
            next_events(engine, 1)


def test_engine_names_the_versions_that_differ(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = dask_worker.versions("fake")
    monkeypatch.setattr(dask_worker, "versions", lambda _: here | {"spacy": "2.0"})
    with connected(cluster, tmp_path) as engine:
        engine.submit(make_task(tmp_path, "It rains."))
        (event,) = next_events(engine, 1)
    assert isinstance(event, Broken)
    assert f"has spacy {here['spacy']} and not 2.0. Install the same versions" in event.message


@pytest.mark.parametrize("address", ["nonsense://x", "ucx://10.0.0.1:8786", "tcp://", ""])
def test_engine_refuses_what_is_no_address_at_once(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError, match="not the address of a scheduler"):
        DaskEngine(address, Settings("fake"), LocalStore(str(tmp_path)), load, note=print)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9"])
def test_engine_reports_that_no_scheduler_answers(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 0.2)
    with pytest.raises(ClusterError, match="no Dask scheduler answers"):
        DaskEngine(address, Settings("fake"), LocalStore(str(tmp_path)), load, note=print)


def test_engine_names_the_missing_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"seeds-analysis\[dask\]"):
        DaskEngine("tcp://127.0.0.1:9", Settings("fake"), LocalStore(str(tmp_path)), load, note=print)


def test_client_does_not_import_spacy() -> None:
    modules = "sys, seeds_analysis.corpus.cluster.worker, seeds_analysis.corpus.cluster.engine"
    code = f"import {modules}; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_archive_is_the_same_on_a_cluster_and_here(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "PART", 4)
    results = write_run(tmp_path / "results")
    dumps = []
    for name, scheduler in (("here", None), ("there", cluster.address)):
        export_database(results, str(tmp_path / name), scheduler)
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as database:
            dumps.append(list(database.iterdump()))
            assert database.execute("select count(*) from quotation_groups").fetchone()[0]
    assert dumps[0] == dumps[1]


def test_map_on_a_cluster_names_the_versions_that_differ(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping, "__version__", "0.0.1")
    with (
        pytest.raises(ClusterError, match="its workers have seeds-analysis"),
        map_on_cluster(cluster.address),
    ):
        pass


def test_map_on_a_cluster_reports_work_that_fails_without_its_text(cluster: Cluster) -> None:
    with map_on_cluster(cluster.address) as map_parts, pytest.raises(ClusterError) as error:
        list(map_parts(int, ["seven"]))
    assert "ValueError" in str(error.value)
    assert "seven" not in str(error.value)


@pytest.fixture(scope="module")
def last_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One whose worker takes the real pipeline, and whose scheduler is killed at the end."""
    cluster = Cluster(tmp_path_factory.mktemp("last"), workers=1)
    yield cluster
    cluster.close()


@pytest.mark.model
def test_corpus_writes_the_same_on_a_cluster_and_here(last_cluster: Cluster, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for number in range(6):
        (source / f"{number}.txt").write_text(f"“Town {number} votes,” Mayor Ilse Brandt said on Monday.")
    (source / "3.txt").write_text("")
    run_program(tmp_path, "source", "--out", "here", "--workers", "1")
    run_program(tmp_path, "source", "--out", "there", "--scheduler", last_cluster.address)
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def run_program(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "seeds_analysis", "corpus", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("6 records: 5 analyzed, 1 skipped, 0 failed.\n")


def test_engine_reports_that_the_scheduler_is_gone(last_cluster: Cluster, tmp_path: Path) -> None:
    with connected(last_cluster, tmp_path) as engine:
        engine.submit(item := make_task(tmp_path, "hang"))
        last_cluster._processes[0].send_signal(signal.SIGKILL)
        message = f"the connection to {last_cluster.address} is lost."
        assert next_events(engine, 1) == [Broken(item, message)]


def test_no_garbage_is_collected_while_a_client_starts() -> None:
    # Dask closes an old client when it is collected, which would wait for the lock of the one that starts.
    assert dask_cluster._connect(lambda *_, **__: gc.isenabled(), "tcp://leiva:1") is False
    assert gc.isenabled()


def test_garbage_is_collected_again_after_a_failure() -> None:
    def client(*_: object, **__: object) -> None:
        raise OSError("gone")

    with pytest.raises(ClusterError, match="no Dask scheduler answers"):
        dask_cluster._connect(client, "tcp://leiva:1")
    assert gc.isenabled()
