"""The engine of one machine: worker processes, each of which may die without harm to the others.

If a worker dies, a process pool of the standard library fails as a whole, and `nlp.pipe(n_process=2)` hangs.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.run.engine import (
    TIMED_OUT,
    WORKER_DIED,
    Broken,
    Died,
    Event,
    Finished,
    Load,
    Sign,
    Silence,
    Task,
    broken_by,
    time_limit,
)
from seeds_analysis.corpus.run.worker import run_task
from seeds_analysis.corpus.stores import Store
from seeds_analysis.errors import ModelError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

# The largest worker with the default model took 629 MB on news; long articles take more.
WORKER_BYTES = 700_000_000

# If this many workers in a row die while they load the model, a retry does not help.
LOADING_DEATHS = 3

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

# What a worker sends: signs of life, after loading the model and before each record; how a task ended.
_Message: TypeAlias = Sign | ModelError | Finished | Broken

# A process that waits for a dead network drive does not end even when killed: it is left alone.
JOIN_SECONDS = 2.0


def default_workers() -> int:
    """Count the workers that fit: one for each available processor, if there is memory for it."""
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        processors = os.cpu_count() or 1
    return max(1, min(processors, _free_bytes() // WORKER_BYTES))


def _free_bytes() -> int:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):  # unknown: the number of processors decides
        return 1 << 62


@dataclass(slots=True)
class _Worker:
    process: "SpawnProcess"
    pipe: Connection
    task: Task | None = None
    loaded: bool = False
    silence: Silence = field(default_factory=lambda: Silence(0.0))


class Pool:
    """Runs tasks on `count` processes and replaces those that die. It is an Engine (engine.py).

    `load` is called once in each process. A process that is silent for longer than engine.time_limit gives
    for `timeout` is killed; before that, `note` shows a message.
    """

    def __init__(
        self,
        count: int,
        settings: Settings,
        store: Store,
        load: Load,
        *,
        note: Callable[[str], None],
        timeout: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._count = count
        self._note, self._timeout, self._clock = note, timeout, clock
        self._given = (settings, store, load)
        self._workers: list[_Worker] = []
        self._waiting: deque[Task] = deque()
        self._events: deque[Event] = deque()
        self._loading_deaths = 0

    @property
    def capacity(self) -> int:
        """One running and one waiting task for each worker."""
        return 2 * self._count

    @property
    def signs(self) -> list[Sign]:
        """The last sign of each running task."""
        return [worker.silence.sign for worker in self._workers if worker.task is not None]

    def submit(self, task: Task) -> None:
        """Accept a task; start a process for it if there are too few."""
        self._waiting.append(task)
        self._assign()

    def next_event(self, timeout: float) -> Event | None:
        """Wait for the next event. Raises ModelError if the model cannot be loaded."""
        if not self._events:
            workers = {worker.pipe: worker for worker in self._workers}
            found = [self._receive(workers[pipe]) for pipe in wait(list(workers), timeout)]  # type: ignore[index]
            found += [self._check(worker) for worker in list(self._workers)]
            self._events += [event for event in found if event is not None]
            self._assign()
        return self._events.popleft() if self._events else None

    def withdraw(self) -> list[Task]:
        """Take back the waiting tasks."""
        tasks = list(self._waiting)
        self._waiting.clear()
        return tasks

    def close(self) -> None:
        """Kill all processes."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join(JOIN_SECONDS)
            worker.pipe.close()
        self._workers.clear()

    def _assign(self) -> None:
        """Give waiting tasks to idle workers."""
        idle = [worker for worker in self._workers if worker.task is None]
        while self._waiting and (idle or len(self._workers) < self._count):
            worker = idle.pop() if idle else self._start()
            worker.task = self._waiting.popleft()
            worker.silence = Silence(self._clock())
            with contextlib.suppress(OSError):  # it is dead: the end of its pipe will say so
                worker.pipe.send(worker.task)

    def _receive(self, worker: _Worker) -> Event | None:
        """Read what a worker sent; the end of its pipe means that it died."""
        try:
            message: _Message = worker.pipe.recv()
        except (EOFError, OSError):
            return self._remove(worker)
        if isinstance(message, ModelError):
            raise message
        if isinstance(message, Sign):
            worker.silence.end(message, self._clock())
            worker.loaded = True
            self._loading_deaths = 0
            return None
        worker.task = None
        return message

    def _check(self, worker: _Worker) -> Event | None:
        """Kill a worker that is silent for too long; say so before."""
        if worker.task is None:
            return None
        silence, now = worker.silence, self._clock()
        limit = time_limit(worker.task, self._timeout if worker.loaded else None, silence.sign.in_hand)
        if now - silence.since >= limit:
            worker.process.kill()
            return self._remove(worker, TIMED_OUT)
        if line := silence.line(worker.task, limit, now):
            self._note(line)
        return None

    def _remove(self, worker: _Worker, code: str = WORKER_DIED) -> Event | None:
        """Remove a dead worker. A task that it had not begun waits for another."""
        worker.process.join(JOIN_SECONDS)
        worker.pipe.close()
        self._workers.remove(worker)
        task = worker.task
        if task is None:
            return None
        if worker.loaded:
            return Died(task, code)
        self._loading_deaths += 1
        if self._loading_deaths == LOADING_DEATHS:
            return Broken(task, "the workers die while they load the model. Is there enough memory?")
        self._waiting.appendleft(task)
        return None

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, *self._given), daemon=True)
        # A terminal sends signals to all processes, but only this one decides what to do. So the others start
        # with signals blocked. The resource tracker must run before: its start would unblock them.
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


def _serve(pipe: Connection, settings: Settings, store: Store, load: Load) -> None:
    """Do tasks until the process is killed or the parent is gone."""
    warnings.simplefilter("ignore")  # from spaCy; doubts about an article are in its summary
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, ConnectionError):  # the parent is gone
        _do_tasks(pipe, settings, store, load)


def _do_tasks(pipe: Connection, settings: Settings, store: Store, load: Load) -> None:
    nlp: Any = None
    while True:
        task: Task = pipe.recv()
        message: _Message
        try:
            if nlp is None:
                nlp = load(settings)
                pipe.send(Sign())
            message = Finished(task, run_task(task, settings, store, nlp, pipe.send))
        except ModelError as error:
            message = error
        except Exception as error:
            message = broken_by(error, task)
        pipe.send(message)


def _exit_with_parent() -> None:
    """Exit at once if the parent dies, even in the middle of an article."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
