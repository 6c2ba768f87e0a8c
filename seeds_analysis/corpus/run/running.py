"""The run itself: shards that are not done go to the engine, and every record gets its row."""

import contextlib
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import FrameType

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.corpus.run.engine import Broken, Died, Engine, Event, Sign, Task
from seeds_analysis.corpus.run.worker import SUMMARY_FOLDER
from seeds_analysis.corpus.stores import Store
from seeds_analysis.errors import RunError
from seeds_analysis.views import data

# Folders with files of shards.
FOLDERS = (SUMMARY_FOLDER, *data.tables.TABLES, manifest.FOLDER, manifest.CHECKSUMS)

WAIT = 0.5  # seconds between looks at signals and the clock

# How often the state of a run is written, for reports on a run that still works or was killed.
CHECKPOINT_SECONDS = 60.0

# How long a process that was asked to end may take: Docker and others kill it after ten.
GRACE_SECONDS = 8


class StopAtOnceError(BaseException):
    """A second signal came: do not wait for the running shards. No handler of errors may catch it."""


@dataclass(slots=True)
class Progress:
    """How far a run is. `total_bytes` is an estimate, 0 while unknown; `total_records` is exact or None.

    `new_bytes` and `words` were analyzed in this run; `records` and `old_bytes` include earlier runs.
    """

    records: int = 0
    words: int = 0
    failed: int = 0
    old_bytes: int = 0
    new_bytes: int = 0
    total_bytes: float = 0.0
    total_records: int | None = None

    def and_of(self, signs: Sequence[Sign]) -> "Progress":
        """Add what is done of unfinished shards."""
        return replace(
            self,
            records=self.records + sum(sign.records for sign in signs),
            words=self.words + sum(sign.words for sign in signs),
            new_bytes=self.new_bytes + sum(sign.size for sign in signs),
        )

    @property
    def missing(self) -> int | None:
        """Estimate from the sizes of the inputs how many records are not analyzed; None while unknown."""
        done = self.old_bytes + self.new_bytes
        if not (done and self.total_bytes):
            return None
        return round(self.records * max(self.total_bytes - done, 0) / done)


class Watcher:
    """Receives what happens in a run. These methods do nothing; a display overrides them."""

    def update(self, progress: Progress) -> None:
        """Show the progress. Called at least twice a second, except while a file is hashed."""

    def failed(self, row: manifest.Row) -> None:
        """Show a record that failed."""

    def stopping(self, shards: int) -> None:
        """Say that a signal was received, and how many shards are still being finished."""

    def note(self, message: str) -> None:
        """Show a message."""


@dataclass(slots=True)
class CrashSearch:
    """What is known about the deaths in one shard; each method returns the tasks to run next.

    First the shard is run again unchanged, because the worker may have died for another reason. After a
    second death, each record is probed alone, and the shard is run without those that kill. If that kills
    too, none of its records is analyzed.
    """

    deaths: int = 0
    probes: int = 0
    killing: dict[int, str] = field(default_factory=dict)

    def after_death(self, task: Task, code: str) -> list[Task]:
        """Continue after a worker died of this task; the code says how."""
        if task.probe is not None:
            self.killing[task.probe] = code
            return self.after_probe(task)
        self.deaths += 1
        if self.deaths == 1:
            return [task]
        records = range(task.shard.records)
        if self.deaths == 2:
            self.probes = len(records)
            return [replace(task, probe=number) for number in records]
        return [replace(task, without=dict.fromkeys(records, code))]

    def after_probe(self, task: Task) -> list[Task]:
        """Continue after a probe has ended."""
        self.probes -= 1
        return [] if self.probes else [Task(task.shard, without=self.killing)]


@dataclass(slots=True)
class Run:
    """One run over `plan`, which is read no further ahead than the engine needs.

    `checkpoint` is called now and then. After `run`, `stopped_by` is the signal that ended it early, or None.
    """

    plan: Iterator[Shard]
    engine: Engine
    store: Store
    watcher: Watcher
    checkpoint: Callable[[], None]
    progress: Progress = field(default_factory=Progress)
    stopped_by: int | None = None
    _planned: list[str] = field(default_factory=list)  # ids of shards
    _done: set[str] = field(default_factory=set)
    _searches: dict[str, CrashSearch] = field(default_factory=dict)
    _all_planned: bool = False

    def run(self) -> None:
        """Run all shards that are not done. Raises RunError, ModelError, or StopAtOnceError."""
        self._done = manifest.shards_in(self.store, manifest.CHECKSUMS)
        planned = self._tasks()
        again: deque[Task] = deque()
        in_flight, stopping, noted = 0, False, time.monotonic()
        with self._signals():
            while True:
                while self.stopped_by is None and in_flight < self.engine.capacity:
                    task = again.popleft() if again else next(planned, None)
                    if task is None:
                        break
                    self.engine.submit(task)
                    in_flight += 1
                if not in_flight:
                    break
                event = self.engine.next_event(WAIT)
                if event is not None:
                    in_flight -= 1
                    again += self._handle(event)
                if self.stopped_by is not None:
                    in_flight -= len(self.engine.withdraw())
                    again.clear()
                    if not stopping:
                        stopping = True
                        self.watcher.stopping(in_flight)
                self.watcher.update(self.progress.and_of(self.engine.signs))
                if time.monotonic() - noted >= CHECKPOINT_SECONDS:
                    noted = time.monotonic()
                    self.checkpoint()

    @property
    def shards(self) -> list[str]:
        """The ids of the finished shards, in the order of the plan."""
        return [shard for shard in self._planned if shard in self._done]

    @property
    def complete(self) -> bool:
        """Whether every record of the plan has its row."""
        return self._all_planned and self._done.issuperset(self._planned)

    def _tasks(self) -> Iterator[Task]:
        """Plan shards as they are needed; those that are done are only counted."""
        planned_bytes = 0
        for shard in self.plan:
            self._planned.append(shard.id)
            if shard.id not in self._done or not manifest.is_done(self.store, shard.id):
                self._done.discard(shard.id)
                yield Task(shard)
            else:
                self.progress.records += shard.records
                self.progress.old_bytes += shard.size
                self.watcher.update(self.progress)
            planned_bytes += shard.size
            if self.stopped_by is not None:
                return
        self._all_planned = True
        self.progress.total_bytes = planned_bytes  # known now, no longer an estimate

    def _handle(self, event: Event) -> list[Task]:
        """Take note of the end of a task; return the tasks that must now run to find a crash."""
        task, shard = event.task, event.task.shard
        if isinstance(event, Broken):
            raise RunError(event.message)
        if isinstance(event, Died):
            return self._searches.setdefault(shard.id, CrashSearch()).after_death(task, event.code)
        if task.probe is not None:
            return self._searches[shard.id].after_probe(task)
        self._searches.pop(shard.id, None)
        self._done.add(shard.id)
        self.progress.records += shard.records
        self.progress.new_bytes += shard.size
        for row in event.rows:
            self.progress.words += row["words"]
            if row["status"] == manifest.FAILED:
                self.progress.failed += 1
                self.watcher.failed(row)
        return []

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Let the first signal end the run after the running shards, and a second one at once.

        After SIGTERM, an alarm is the second.
        """

        def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
            if self.stopped_by is not None:
                raise StopAtOnceError
            self.stopped_by = number
            if number == signal.SIGTERM:
                signal.alarm(GRACE_SECONDS)

        caught = (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)
        before = {number: signal.signal(number, stop) for number in caught}
        try:
            yield
        finally:
            signal.alarm(0)
            for number, handler in before.items():
                signal.signal(number, handler)


def shard_files(store: Store) -> Iterator[tuple[str, str]]:
    """Give the path of each file of a shard, and the id of the shard. Checksums come last."""
    for folder in FOLDERS:
        for name in store.names(folder):
            if found := manifest.SHARD_FILE.fullmatch(name):
                yield f"{folder}/{name}", found[1]


def stale_files(store: Store, planned: Iterable[str]) -> list[str]:
    """List the files of all shards but the planned ones: they are of other inputs, settings or versions."""
    wanted = set(planned)
    return [path for path, shard in shard_files(store) if shard not in wanted]
