"""A run: what is planned and not yet done goes to the engine, and every record ends as a row."""

import contextlib
import re
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import FrameType

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.corpus.run.crash_search import Search
from seeds_analysis.corpus.run.engine import Broken, Died, Engine, Event, Finished, Progress, Task
from seeds_analysis.corpus.run.worker import SUMMARY_FOLDER
from seeds_analysis.corpus.stores.local import Store
from seeds_analysis.corpus.tables.writing import TABLE_NAMES
from seeds_analysis.errors import RunError

# Where the files of shards are, and what they are called.
FOLDERS = (SUMMARY_FOLDER, *TABLE_NAMES, manifest.FOLDER)
SHARD_FILE = re.compile(r"([0-9a-f]{16}(?:-[0-9]+)?)\.(?:jsonl|parquet)")

WAIT = 0.5  # seconds until signals and the clock are looked at again


class StopAtOnceError(Exception):
    """A second signal came: nobody waits for what runs."""


@dataclass(slots=True)
class Watcher:
    """Is told what happens; the command line shows it. Times are the watcher's own affair."""

    planned: Callable[[Shard, bool], None] = lambda shard, done: None  # noqa: ARG005
    progress: Callable[[int, int], None] = lambda records, words: None  # noqa: ARG005
    row: Callable[[manifest.Row], None] = lambda row: None  # noqa: ARG005
    finished: Callable[[Shard], None] = lambda shard: None  # noqa: ARG005
    stopping: Callable[[int], None] = lambda tasks: None  # noqa: ARG005
    tick: Callable[[], None] = lambda: None


@dataclass(slots=True)
class Run:
    """One run over `plan`, which is read no further ahead than the engine needs.

    After `go`, `stopped_by` is the signal that ended it early, or None; `shards` are the ids of the shards
    that are done, in the order of the plan.
    """

    plan: Iterator[Shard]
    engine: Engine
    store: Store
    watcher: Watcher = field(default_factory=Watcher)
    stopped_by: int | None = None
    shards: list[str] = field(default_factory=list)
    _sizes: dict[str, int] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)
    _again: deque[Task] = field(default_factory=deque)
    _searches: dict[str, Search] = field(default_factory=dict)
    _in_flight: int = 0
    _planned: bool = False
    _told: bool = False

    def go(self) -> None:
        """Run all shards that are not done. Raises RunError, ModelError, or StopAtOnceError."""
        self._done = manifest.done_shards(self.store)
        with self._signals():
            while self._feed() or self._in_flight:
                event = self.engine.next_event(WAIT)
                self.watcher.tick()
                if event is not None:
                    self._handle(event)
                if self.stopped_by is not None:
                    self._wind_down()
        self.shards = [shard for shard in self._sizes if shard in self._done]

    @property
    def complete(self) -> bool:
        """Whether every record of the plan has its row."""
        return self._planned and len(self.shards) == len(self._sizes)

    def tidy(self) -> int:
        """Remove the files of shards that are not in the plan, of other inputs, settings or versions.

        Gives the number of files.
        """
        removed = 0
        for folder in FOLDERS:
            for name in self.store.names(folder):
                file = SHARD_FILE.fullmatch(name)
                if file and file[1] not in self._sizes:
                    self.store.remove(f"{folder}/{name}")
                    removed += 1
        return removed

    def checked(self, rows: Iterable[manifest.Row]) -> Iterator[manifest.Row]:
        """Pass the rows of all shards on. Raises RunError at the end if they are not as many as planned."""
        count = 0
        for row in rows:
            count += 1
            yield row
        planned = sum(self._sizes[shard] for shard in self.shards)
        if count != planned:
            raise RunError(f"the manifest holds {count:,} rows for {planned:,} records. Please report this.")

    def _feed(self) -> bool:
        """Hand tasks to the engine while it takes some; False when there are no more."""
        while self.stopped_by is None:
            if self._in_flight >= self.engine.capacity:
                return True
            task = self._next_task()
            if task is None:
                return False
            self.engine.submit(task)
            self._in_flight += 1
        return False

    def _next_task(self) -> Task | None:
        if self._again:
            return self._again.popleft()
        for shard in self.plan:
            self._sizes[shard.id] = shard.records
            done = shard.id in self._done
            self.watcher.planned(shard, done)
            self.watcher.tick()
            if not done:
                return Task(shard)
            if self.stopped_by is not None:
                return None
        self._planned = True
        return None

    def _handle(self, event: Event) -> None:
        task = event.task
        if isinstance(event, Progress):
            if task.write:
                self.watcher.progress(event.records, event.words)
            return
        self._in_flight -= 1
        if isinstance(event, Broken):
            raise RunError(event.message)
        if isinstance(event, Died):
            search = self._searches.setdefault(task.shard.id, Search(task))
            self._again += search.after_death(task)
        elif task.write:
            self._finish(event)
        else:
            self._again += self._searches[task.shard.id].after_probe()

    def _finish(self, event: Finished) -> None:
        shard = event.task.shard
        self._searches.pop(shard.id, None)
        self._done.add(shard.id)
        for row in event.rows:
            self.watcher.row(row)
        self.watcher.finished(shard)

    def _wind_down(self) -> None:
        """Take back what no worker has begun."""
        self._in_flight -= len(self.engine.withdraw())
        self._again.clear()
        if not self._told:
            self._told = True
            self.watcher.stopping(self._in_flight)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Let the first signal end the run after the shards that are being worked on, the second at once."""

        def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
            if self.stopped_by is not None:
                raise StopAtOnceError
            self.stopped_by = number

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
