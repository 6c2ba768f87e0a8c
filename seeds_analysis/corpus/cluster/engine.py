"""The engine that runs shards on a Dask cluster: many machines, the same tasks, the same bytes.

A task is a shard. A worker reads it, writes its file, and gives the rows of the manifest back: the scheduler
holds no text, and a task that runs twice, because its worker was lost, does no harm. This process, the
client, imports no spaCy. Dask: distributed.dask.org.
"""

import contextlib
import itertools
import logging
import os
import queue
import time
import uuid
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.run.engine import Broken, Died, Event, Finished, Load, Progress, Task, Work
from seeds_analysis.corpus.run.worker import load_pipeline, run_task
from seeds_analysis.corpus.stores.local import LocalStore, Store
from seeds_analysis.errors import ClusterError, ModelError, SeedsError

if TYPE_CHECKING:
    from distributed import Future

INSTALL = "python -m pip install 'seeds-analysis[dask]'"

# Shards in flight for each worker: one that runs, and one so that it need not wait for the next.
TASKS_PER_WORKER = 2
# How long the number of workers is believed, in seconds: asking takes a round trip.
COUNT_AGE = 2.0
CONNECT_SECONDS = 15
CLOSE_SECONDS = 2
# Dask gives a task up when four workers died that had it, begun or waiting. One that was begun only once may
# have met with somebody else's end; and one that was never begun so many times tells of another fault.
DEATHS = 2
TRIES = 5
# A worker that was killed is back in a second or two; after this time without any, it is said.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class _Sent:
    """A task on the cluster; its number stays when it is sent again."""

    task: Task
    number: int
    tries: int
    future: "Future[Any]"


class DaskEngine:
    """Hands tasks to the workers of a cluster and tells what became of them.

    It is an Engine (engine.py). Paths are made absolute, since workers open them from other folders. Keys and
    certificates for `tls://` are Dask's affair: its configuration files or environment variables name them
    (docs/cluster.md). `tell` is given a line that the user should read.
    Raises ClusterError, or ModelError where a worker has no fit model.
    """

    def __init__(
        self,
        scheduler: str,
        settings: Settings,
        store: Store,
        *,
        work: Work = run_task,
        load: Load = load_pipeline,
        tell: Callable[[str], None] = lambda message: None,  # noqa: ARG005
    ) -> None:
        try:
            import distributed  # only with the extra
        except ImportError as error:
            raise ClusterError(scheduler, f"needs Dask. Install it: {INSTALL}") from error
        from seeds_analysis.corpus.cluster.worker import Job, Preload, versions

        _silence()
        self._killed = distributed.KilledWorker
        self._scheduler = scheduler
        self._tell = tell
        self._news: queue.SimpleQueue[Future[Any] | tuple[int, int, int]] = queue.SimpleQueue()
        self._running: dict[str, _Sent] = {}  # by Dask's key
        self._begun: Counter[int] = Counter()  # how often a worker began it, by number
        self._numbers = itertools.count(1)
        self._run = f"seeds-analysis-{uuid.uuid4().hex[:8]}"  # two runs on one cluster share no keys
        self._workers = 0
        self._counted = float("-inf")
        self._alone_since: float | None = None
        if isinstance(store, LocalStore):
            store = LocalStore(os.path.abspath(store.root))
        self._job = Job(settings, store, work, load, versions(settings.model), self._run)
        self._client: Any = self._connect()  # half of its methods are untyped
        try:
            self._client.subscribe_topic(self._run, self._hear)
            self._client.register_plugin(Preload(self._job), name=self._run)
        except SeedsError:
            self.close()
            raise
        except Exception as error:
            self.close()
            reason = f"its workers cannot do this work ({type(error).__name__}: {error})"
            raise ClusterError(scheduler, f"{reason}. {_SAME_VERSIONS}") from error

    @property
    def capacity(self) -> int:
        """How many tasks may be in flight; a few where there is no worker yet, since some clusters grow."""
        return TASKS_PER_WORKER * max(1, self._count_workers())

    def submit(self, task: Task) -> None:
        """Hand a task on. The same one may be handed on again once an event has told of its end."""
        self._send(task, next(self._numbers), tries=1)

    def next_event(self, timeout: float | None = None) -> Event | None:
        """Wait for what happens next, at most `timeout` seconds; None where nothing did."""
        ends = None if timeout is None else time.monotonic() + timeout
        while True:
            try:
                left = None if ends is None else max(0.0, ends - time.monotonic())
                news = self._news.get(timeout=left)
            except queue.Empty:
                self._count_workers()  # which says so where there are none
                return None
            event = self._progress(*news) if isinstance(news, tuple) else self._end(str(news.key))
            if event is not None:
                return event

    def withdraw(self) -> list[Task]:
        """Take back the tasks that no worker has begun, or that none is there to end."""
        alone = not self._count_workers()
        waiting = [key for key, sent in self._running.items() if alone or not self._begun[sent.number]]
        taken = [self._running.pop(key) for key in waiting]
        with contextlib.suppress(Exception):
            self._client.cancel([sent.future for sent in taken])
        return [sent.task for sent in taken]

    def close(self) -> None:
        """Cancel what is left and leave the cluster as it was; its scheduler and workers go on."""
        if self._client.status == "running":  # else each of these would wait for the scheduler to come back
            with contextlib.suppress(Exception):
                self._client.cancel([sent.future for sent in self._running.values()])
                self._client.unregister_worker_plugin(self._run)
        self._running.clear()
        with contextlib.suppress(Exception):
            self._client.close(timeout=CLOSE_SECONDS)

    def _connect(self) -> Any:
        from distributed import Client

        connect: Any = Client
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions: told below, with what to do
            try:
                return connect(self._scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
            except (OSError, ValueError, TypeError) as error:
                reason = f"no Dask scheduler answers ({error})"
                raise ClusterError(self._scheduler, f"{reason}. {_START}") from error

    def _send(self, task: Task, number: int, *, tries: int) -> None:
        from seeds_analysis.corpus.cluster.worker import run_shard

        key = f"seeds_shard-{task.shard.id}-{self._run}-{number}-{tries}"
        future: Any = self._client.submit(run_shard, self._job, number, _absolute(task), key=key, pure=False)
        self._running[key] = _Sent(task, number, tries, future)
        future.add_done_callback(self._news.put)

    def _hear(self, event: tuple[float, list[int]]) -> None:
        """Take an event of a worker: the number of a task, and how many records and words are done."""
        number, records, words = event[1]
        if not records:
            self._begun[number] += 1  # at once: the end of the task may be the next news
        self._news.put((number, records, words))

    def _progress(self, number: int, records: int, words: int) -> Progress | None:
        for sent in self._running.values():
            if sent.number == number and records:
                return Progress(sent.task, records, words)
        return None

    def _end(self, key: str) -> Event | None:
        """Tell how a task ended; None where it was withdrawn, or is sent again."""
        sent = self._running.pop(key, None)
        if sent is None:
            return None
        task = sent.task
        try:
            return Finished(task, sent.future.result())
        except self._killed:
            return self._after_death(sent)
        except ModelError:
            raise
        except SeedsError as error:
            return Broken(task, str(error))
        except Exception as error:
            if self._client.status == "running" and sent.future.status != "cancelled":
                fault = type(error).__name__  # what it says may quote the article
                return Broken(task, f"stopped by a fault of this program ({fault}). Please report it.")
            return Broken(task, f"the connection to {self._scheduler} is lost.")

    def _after_death(self, sent: "_Sent") -> Event | None:
        """Tell a task that killed its workers from one that only waited there; that one is sent again."""
        if self._begun[sent.number] >= DEATHS:
            return Died(sent.task)
        if sent.tries == TRIES:
            return Broken(sent.task, f"{self._scheduler}: workers die before they begin. See their logs.")
        self._send(sent.task, sent.number, tries=sent.tries + 1)
        return None

    def _count_workers(self) -> int:
        if time.monotonic() - self._counted > COUNT_AGE:
            self._counted = time.monotonic()
            with contextlib.suppress(Exception):
                self._workers = len(self._client.nthreads())
            if self._workers:
                self._alone_since = None
            elif self._alone_since is None:
                self._alone_since = self._counted
            elif self._counted - self._alone_since > PATIENCE:
                self._alone_since = float("inf")  # said once
                self._tell(f"{self._scheduler}: no worker is there; waiting for one. {_START}")
        return self._workers


def _absolute(task: Task) -> Task:
    """The task with inputs that are found from every folder; nothing of a path stands in what it writes."""
    parts = (
        replace(part, input=replace(part.input, path=os.path.abspath(part.input.path)))
        for part in task.shard.parts
    )
    return replace(task, shard=replace(task.shard, parts=tuple(parts)))


def _silence() -> None:
    """Keep Dask's own log off standard error: lost connections and dead workers are told in a line each."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


_START = "Start it with `dask scheduler`, and workers with `dask worker tcp://HOST:8786 --nthreads 1`."
_SAME_VERSIONS = "Install the same versions of Python and seeds-analysis on all machines."
