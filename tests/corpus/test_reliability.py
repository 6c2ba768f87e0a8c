"""What may go wrong around a run: the next run of the same command ends with what an undisturbed one has."""

import hashlib
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from seeds_analysis.corpus import CorpusOptions, Settings, Watcher, archive, run_corpus
from seeds_analysis.corpus.archive import Outcome
from seeds_analysis.corpus.plan import shards
from seeds_analysis.corpus.run import worker
from seeds_analysis.corpus.run.engine import TIMED_OUT, Died, Event, Finished, Sign, Task
from seeds_analysis.corpus.run.worker import run_task
from seeds_analysis.corpus.stores import Store
from seeds_analysis.loading import find_inputs
from seeds_analysis.loading.readers import html_page
from seeds_analysis.pipeline.models import DEFAULT_MODEL
from tests.corpus.stand_ins import contents, ignore, load, make_store
from tests.loading.archives import PAGE, needs_web

SETTINGS = Settings(DEFAULT_MODEL)


def nothing() -> None:
    """Disturb nothing."""


class Inline:
    """An engine without processes; `disturb` is called once, between the plan and the first task."""

    capacity = 8
    signs: Sequence[Sign] = ()

    def __init__(self, store: Store, disturb: Callable[[], object]) -> None:
        self.store = store
        self.disturb = disturb
        self.nlp = load(SETTINGS)
        self.tasks: deque[Task] = deque()
        self.done: list[str] = []

    def submit(self, task: Task) -> None:
        self.tasks.append(task)

    def next_event(self, _: float) -> Event:
        self.disturb()
        self.disturb = nothing
        task = self.tasks.popleft()
        self.done.append(task.shard.id)
        return Finished(task, run_task(task, SETTINGS, self.store, self.nlp, ignore))

    def withdraw(self) -> list[Task]:
        return []

    def close(self) -> None:
        """There is nothing to close."""


class Runs:
    """Runs over one source into one folder; `done` has the shards that the last one did."""

    def __init__(self, source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.source, self.out, self._patch = source, out, monkeypatch
        self.engine: Any = None

    def run(
        self,
        disturb: Callable[[], object] = nothing,
        source: Path | None = None,
        engine: type[Inline] = Inline,
    ) -> Outcome:
        def start(_: CorpusOptions, store: Store, __: Watcher) -> Inline:
            self.engine = engine(store, disturb)
            return self.engine  # type: ignore[no-any-return]

        self._patch.setattr(archive, "_start_engine", start)
        return run_corpus(CorpusOptions([str(source or self.source)], str(self.out), SETTINGS), Watcher())

    def codes(self) -> list[str | None]:
        """What became of each record, in the order of the source."""
        listed = json.loads((self.out / "run.json").read_text())["shards"]
        files = [(self.out / "manifest" / f"{shard}.jsonl").read_text() for shard in listed]
        return [json.loads(line)["code"] for text in files for line in text.splitlines()]


def lines(first: int, last: int) -> str:
    return "".join(json.dumps({"text": f"Rain fell on day {day}."}) + "\n" for day in range(first, last))


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.setattr(shards, "MOST_RECORDS", 4)
    for name in ("seeds_analysis.pipeline.build", "seeds_analysis.summary.making"):
        # Registered, so that the real ones are back after the stand-ins.
        monkeypatch.setitem(sys.modules, name, sys.modules.get(name, ModuleType(name)))
    source = tmp_path / "news.jsonl"
    source.write_text(lines(0, 12))
    return Runs(source, tmp_path / "out", monkeypatch)


@pytest.fixture
def expected(runs: Runs, tmp_path: Path) -> dict[str, bytes]:
    """The files of an undisturbed run."""
    undisturbed = Runs(runs.source, tmp_path / "expected", runs._patch)
    undisturbed.run()
    return contents(undisturbed.out)


def test_records_that_are_not_as_planned_fail(runs: Runs) -> None:
    runs.run(lambda: runs.source.write_text(lines(2, 4) + lines(2, 12)))
    assert runs.codes() == ["changed", "changed"] + [None] * 10


@pytest.mark.parametrize("folder", ["summaries", "manifest", "checksums"])
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(Path.unlink, id="deleted"),
        pytest.param(lambda path: os.truncate(path, 0), id="emptied"),
        pytest.param(lambda path: os.truncate(path, path.stat().st_size // 2), id="cut"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes().swapcase()), id="altered"),
    ],
)
def test_damaged_result_is_made_again(
    runs: Runs, expected: dict[str, bytes], folder: str, damage: Callable[[Path], object]
) -> None:
    runs.run()
    damaged = sorted((runs.out / folder).iterdir())[1]
    damage(damaged)
    runs.run()
    assert runs.engine.done == [damaged.stem]
    assert contents(runs.out) == expected


def test_results_can_be_checked_with_sha256sum(expected: dict[str, bytes]) -> None:
    named = {}
    for name, content in expected.items():
        if name.startswith("checksums/"):
            for line in content.decode().splitlines():
                digest, path = line.split("  ")
                named[path] = digest
    others = {name for name in expected if name.startswith(("summaries/", "manifest/"))}
    assert named == {name: hashlib.sha256(expected[name]).hexdigest() for name in others}


def test_file_that_was_put_back_is_analyzed_as_if_nothing_had_happened(
    runs: Runs, expected: dict[str, bytes]
) -> None:
    runs.run(lambda: runs.source.write_text(lines(50, 55) + lines(0, 12)))
    assert set(runs.codes()) == {"changed"}
    runs.source.write_text(lines(0, 12))
    runs.run()
    assert contents(runs.out) == expected


def test_file_that_is_written_anew_while_it_is_planned_ends_with_an_error(runs: Runs) -> None:
    text = lines(0, 64).replace("Rain", "Rain " * 800)  # more than the tasks in flight hold
    runs.source.write_text(text)
    runs.run(lambda: runs.source.write_text(""))
    assert (runs.codes()[-1], len(runs.codes()) < 64) == ("changed", True)
    runs.source.write_text(text)
    runs.run()
    assert runs.codes() == [None] * 64


def test_folder_that_was_away_for_a_moment_is_analyzed_in_the_next_run(
    runs: Runs, expected: dict[str, bytes], tmp_path: Path
) -> None:
    away = tmp_path / "away.jsonl"
    runs.run(lambda: runs.source.rename(away))
    assert runs.codes()[0] == "not-found"
    away.rename(runs.source)
    runs.run()
    assert contents(runs.out) == expected


@pytest.mark.parametrize(
    ("text", "code", "again"),
    [
        pytest.param("starve", "internal", True, id="memory"),
        pytest.param("fault", "internal", False, id="fault"),
        pytest.param("", "empty", False, id="empty"),
    ],
)
def test_next_run_tries_again_what_the_machine_did_and_not_what_the_record_is(
    runs: Runs, text: str, code: str, again: bool
) -> None:
    runs.source.write_text(json.dumps({"text": text}) + "\n")
    runs.run()
    first = runs.engine.done
    assert runs.codes() == [code]
    runs.run()
    assert runs.engine.done == (first if again else [])


def test_missing_file_is_not_tried_again_until_it_is_there(runs: Runs, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    runs.run(source=later)
    runs.run(source=later)
    assert (runs.engine.done, runs.codes()) == ([], ["not-found"])
    later.write_text("It rains.")
    runs.run(source=later)
    assert runs.codes() == [None]


def test_missing_extra_is_tried_again(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_web()
    runs.source = runs.source.with_name("page.html")
    runs.source.write_bytes(PAGE)
    with monkeypatch.context() as patch:
        patch.setattr(html_page, "_load_library", without_library)
        runs.run()
    assert runs.codes() == ["missing-extra"]
    runs.run()
    assert runs.codes() != ["missing-extra"]


def without_library() -> None:
    raise ImportError("No module named 'trafilatura'")


class Slow(Inline):
    """An engine whose workers are killed, because the second record takes too long."""

    def next_event(self, timeout: float) -> Event:
        task = self.tasks[0]
        if task.probe == 1 or (task.probe is None and 1 not in task.without):
            return Died(self.tasks.popleft(), TIMED_OUT)
        return super().next_event(timeout)


def test_article_that_takes_too_long_fails_alone_and_is_tried_again(
    runs: Runs, expected: dict[str, bytes]
) -> None:
    runs.source.write_text(lines(0, 4))
    runs.run(engine=Slow)
    assert runs.codes() == [None, "timed-out", None, None]
    runs.source.write_text(lines(0, 12))
    runs.run()
    assert contents(runs.out) == expected


@pytest.mark.parametrize("source", ["link", "real"])
@pytest.mark.parametrize("out", ["link", "real"])
def test_results_are_no_input_however_the_folder_is_named(
    runs: Runs, tmp_path: Path, source: str, out: str
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "a.txt").write_text("It rains.")
    runs.out = tmp_path / out / "results"
    for _ in range(2):
        runs.run(source=tmp_path / source)
        assert len(runs.codes()) == 1


def test_worker_gives_signs_of_life_while_it_passes_over_records(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PASSED_OVER", 4)
    runs.run()
    task = Task([*shards.plan_shards(find_inputs([str(runs.source)]), SETTINGS)][2])
    worker._READER.forget()
    signs: list[Sign] = []
    run_task(task, SETTINGS, make_store(runs.out), runs.engine.nlp, signs.append)
    assert len(signs) == 2 + task.shard.records + 1  # eight are passed over
    assert signs[-1] == Sign(task.shard.records, task.shard.size, 20)


def test_worker_says_how_many_articles_it_has_in_hand(runs: Runs) -> None:
    runs.source.write_text("".join(json.dumps({"text": "It rains. " * 1_300}) + "\n" for _ in range(3)))
    runs.run()
    (task,) = map(Task, shards.plan_shards(find_inputs([str(runs.source)]), SETTINGS))
    signs: list[Sign] = []
    run_task(task, SETTINGS, make_store(runs.out), runs.engine.nlp, signs.append)
    assert [(sign.records, sign.in_hand) for sign in signs] == [(0, 1), (0, 2), (2, 1), (3, 0)]
