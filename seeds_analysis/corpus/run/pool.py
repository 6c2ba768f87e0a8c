"""The engine of one machine: worker processes of our own, any of which may die without harm to the rest.

A process pool of the standard library loses what a dead worker had in hand, and `nlp.pipe(n_process=2)` waits
for it for ever.
"""

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
import time
import warnings
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.run.engine import Broken, Died, Event, Finished, Load, Progress, Task, Work
from seeds_analysis.corpus.stores.local import Store
from seeds_analysis.errors import ModelError, SeedsError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

# A worker with the default model takes 350 MB; one that meets long articles more.
WORKER_BYTES = 500_000_000

# Workers that die before they have loaded the model do so for a reason that no retry mends.
LOADING_DEATHS = 3

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def default_workers() -> int:
    """As many workers as there are processors for us, and memory for."""
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        processors = os.cpu_count() or 1
    return max(1, min(processors, _free_bytes() // WORKER_BYTES))


def _free_bytes() -> int:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):  # not known: the number of processors decides
        return 1 << 62


@dataclass(slots=True)
class _Worker:
    process: "SpawnProcess"
    pipe: Connection
    task: Task | None = None
    loaded: bool = False


class Pool:
    """Hands tasks to `count` processes; one that dies is told of and replaced.

    `work` does a task with what `load` gives, once in each process; both are found by name there.
    """

    def __init__(self, count: int, settings: Settings, store: Store, *, work: Work, load: Load) -> None:
        self._count = count
        self._given = (settings, store, work, load)
        self._workers: list[_Worker] = []
        self._waiting: deque[Task] = deque()
        self._events: deque[Event] = deque()
        self._loading_deaths = 0

    @property
    def capacity(self) -> int:
        """One task that runs and one that waits, for each worker."""
        return 2 * self._count

    def submit(self, task: Task) -> None:
        """Hand a task on; a process is started for it while there are fewer than wanted."""
        self._waiting.append(task)
        self._hand_out()

    def withdraw(self) -> list[Task]:
        """Take back what waits."""
        tasks = list(self._waiting)
        self._waiting.clear()
        return tasks

    def next_event(self, timeout: float | None = None) -> Event | None:
        """Wait for what happens next. Raises ModelError where the model cannot be loaded."""
        ends = None if timeout is None else time.monotonic() + timeout
        while not self._events:
            left = None if ends is None else max(0.0, ends - time.monotonic())
            pipes = {worker.pipe: worker for worker in self._workers}
            ready = wait(list(pipes), left)
            if not ready:
                return None
            for pipe in ready:
                self._events.extend(self._hear(pipes[pipe]))  # type: ignore[index]
            self._hand_out()
        return self._events.popleft()

    def close(self) -> None:
        """End all processes, at once if they run a task."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _hear(self, worker: _Worker) -> Iterator[Event]:
        """Read what a worker says; the end of its pipe is the end of the worker."""
        try:
            said, value = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        task = worker.task
        if said == "loaded":
            worker.loaded = True
            self._loading_deaths = 0
        elif task is not None and said == "progress":
            yield Progress(task, *value)
        elif task is not None:
            worker.task = None
            yield Finished(task, value) if said == "finished" else _broken(task, value)

    def _bury(self, worker: _Worker) -> Iterator[Event]:
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        task = worker.task
        if task is None:
            return
        if worker.loaded:
            yield Died(task)
            return
        self._loading_deaths += 1
        if self._loading_deaths < LOADING_DEATHS:
            self._waiting.appendleft(task)  # the task has not been begun
        else:
            yield Broken(task, "the workers die while they load the model. Is there memory for it?")

    def _hand_out(self) -> None:
        idle = [worker for worker in self._workers if worker.task is None]
        while self._waiting:
            if not idle:
                if len(self._workers) >= self._count:
                    return
                idle.append(self._start())
            worker = idle.pop()
            worker.task = self._waiting.popleft()
            with contextlib.suppress(OSError):  # it is dead: hearing of that hands the task back
                worker.pipe.send(worker.task)

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, *self._given), daemon=True)
        # The signals of a terminal reach all its processes. These two are for this one to decide on, so the
        # others are born with them blocked. The first start would unblock them, to watch over resources.
        resource_tracker.ensure_running()
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker


def _broken(task: Task, error: SeedsError | str) -> Event:
    if isinstance(error, ModelError):
        raise error
    if isinstance(error, SeedsError):
        return Broken(task, str(error))
    return Broken(task, f"stopped by a fault of this program ({error}). Please report it.")


def _serve(pipe: Connection, settings: Settings, store: Store, work: Work, load: Load) -> None:
    """Be a worker: do the tasks that come, until the other end is gone."""
    warnings.simplefilter("ignore")  # spaCy's: doubts that concern an article stand in its summary
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, tasks), daemon=True).start()
    loaded: Any = None

    def report(records: int, words: int) -> None:
        pipe.send(("progress", (records, words)))

    while True:
        task = tasks.get()
        try:
            if loaded is None:
                loaded = load(settings)
                pipe.send(("loaded", None))
            answer: tuple[str, object] = ("finished", work(task, settings, store, loaded, report))
        except Exception as error:
            # One of ours can be sent as it is; what another says may quote the article.
            answer = ("failed", error if isinstance(error, SeedsError) else type(error).__name__)
        pipe.send(answer)


def _listen(pipe: Connection, tasks: "queue.SimpleQueue[Task]") -> None:
    """Take tasks in; when the parent is gone, however it went, so is this process, in mid article."""
    while True:
        try:
            tasks.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(1)
