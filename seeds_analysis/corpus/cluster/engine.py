"""The engine that runs shards on a Dask cluster: many machines, the same tasks, the same bytes.

A worker reads a shard, writes its files and returns its rows of the manifest. So the scheduler holds no text,
and a task that runs twice, because its worker was lost, does no harm. This process, the client, does not
import spaCy. Dask: distributed.dask.org.
"""

import contextlib
import gc
import itertools
import logging
import queue
import time
import uuid
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.run.engine import (
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
from seeds_analysis.corpus.stores import INSTALL, Store
from seeds_analysis.errors import ClusterError, ModelError, UsageError

if TYPE_CHECKING:
    from distributed import Future

START = "Start it with `dask scheduler`, and workers with `dask worker tcp://HOST:8786 --nthreads 1`."
SAME_VERSIONS = "Install the same versions of Python and seeds-analysis on all machines."

# Dask has others, but they need more libraries or cannot reach another process.
SCHEMES = ("tcp", "tls", "ws", "wss")

# For each worker, one shard that is running and one that is waiting.
TASKS_PER_WORKER = 2
# Seconds for which the number of workers is reused: asking again takes a round trip.
COUNT_AGE = 2.0
CONNECT_SECONDS = 15
CLOSE_SECONDS = 2
# Dask gives up a task after four workers that held it, running or waiting, have died. A task that was begun
# only once may not be to blame: it is sent again, up to TRIES times in all.
DEATHS = 2
TRIES = 5
# A result can be lost with its worker. Dask then runs the task again; after this many seconds we do.
RESULT_SECONDS = 60
# A killed worker is back in a second or two; after this many seconds without a worker, a note says so.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class _Sent:
    """A task on the cluster. It keeps its number when it is sent again."""

    task: Task
    number: int
    tries: int
    future: "Future[Any]"


class DaskEngine:
    """Runs tasks on the workers of a cluster. It is an Engine (run/engine.py).

    The paths of inputs and store must be absolute, because workers run in other folders. Dask finds keys and
    certificates for `tls://` in its configuration files or environment variables (docs/cluster.md). `note`
    shows a message to the user. A worker that is silent for longer than engine.time_limit gives for `timeout`
    exits. Raises ClusterError, or UsageError if `scheduler` is not an address.
    """

    def __init__(
        self,
        scheduler: str,
        settings: Settings,
        store: Store,
        load: Load,
        *,
        note: Callable[[str], None],
        timeout: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = connect(scheduler)
        from distributed import KilledWorker

        from seeds_analysis.corpus.cluster.worker import ClusterRun, versions

        self._scheduler = scheduler
        self._note, self._timeout, self._clock = note, timeout, clock
        self._killed = KilledWorker
        self._ended: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()
        self._in_flight: dict[str, _Sent] = {}  # by Dask's key
        self._begun: Counter[int] = Counter()  # how often a worker began a task, by number
        self._silences: dict[int, Silence] = {}  # of the tasks that a worker has begun, by number
        self._numbers = itertools.count(1)
        self._workers = 0
        self._counted = float("-inf")
        self._alone_since: float | None = None
        topic = f"seeds-analysis-{uuid.uuid4().hex[:8]}"  # two runs on one cluster share no topics or keys
        self._run = ClusterRun(settings, store, load, versions(settings.model), topic, timeout)
        self._client.subscribe_topic(topic, lambda event: self._hear(*event[1]))

    @property
    def capacity(self) -> int:
        """How many tasks may be in flight; some even without workers, for clusters that grow on demand."""
        return TASKS_PER_WORKER * max(1, self._count_workers())

    @property
    def signs(self) -> list[Sign]:
        """The last sign of each task that a worker has begun."""
        return [silence.sign for _, silence in self._running()]

    def submit(self, task: Task) -> None:
        """Accept a task."""
        self._send(task, next(self._numbers), tries=1)

    def next_event(self, timeout: float) -> Event | None:
        """Wait for the next event."""
        for task, silence in self._running():
            limit = time_limit(task, self._timeout, silence.sign.in_hand)
            if line := silence.line(task, limit, self._clock()):
                self._note(line)
        try:
            future = self._ended.get(timeout=timeout)
        except queue.Empty:
            self._count_workers()  # writes a note if there are none
            return None
        sent = self._in_flight.pop(str(future.key), None)
        if sent is None:  # it was withdrawn
            return None
        self._silences.pop(sent.number, None)
        return self._event_of(sent)

    def withdraw(self) -> list[Task]:
        """Take back the tasks that no worker has begun, or all if there are no workers."""
        alone = not self._count_workers()
        waiting = [key for key, sent in self._in_flight.items() if alone or not self._begun[sent.number]]
        taken = [self._in_flight.pop(key) for key in waiting]
        with contextlib.suppress(Exception):
            self._client.cancel([sent.future for sent in taken])
        return [sent.task for sent in taken]

    def close(self) -> None:
        """Cancel what is left; the scheduler and its workers keep running."""
        with contextlib.suppress(Exception):
            if self._client.status == "running":  # otherwise it would wait for the scheduler to come back
                self._client.cancel([sent.future for sent in self._in_flight.values()])
        with contextlib.suppress(Exception):
            self._client.close(timeout=CLOSE_SECONDS)

    def _hear(self, number: int, *sign: int) -> None:
        """Note that a worker begins a task or gives a sign of life. Runs in Dask's thread."""
        if not sign:
            self._begun[number] += 1
        self._silences.setdefault(number, Silence(0.0)).end(Sign(*sign), self._clock())

    def _running(self) -> list[tuple[Task, Silence]]:
        """List the tasks that a worker has begun, and how long it has been silent about each."""
        sent = [(sent.task, self._silences.get(sent.number)) for sent in self._in_flight.values()]
        return [(task, silence) for task, silence in sent if silence is not None]

    def _send(self, task: Task, number: int, *, tries: int) -> None:
        from seeds_analysis.corpus.cluster.worker import run_shard

        key = f"seeds_shard-{task.shard.id}-{self._run.topic}-{number}-{tries}"
        future = self._client.submit(run_shard, self._run, number, task, key=key, pure=False)
        self._in_flight[key] = _Sent(task, number, tries, future)
        future.add_done_callback(self._ended.put)

    def _event_of(self, sent: _Sent) -> Event | None:
        """Report how a task ended; None if it is sent again."""
        try:
            return Finished(sent.task, sent.future.result(timeout=RESULT_SECONDS))
        except self._killed:
            return Died(sent.task) if self._begun[sent.number] >= DEATHS else self._send_again(sent)
        except TimeoutError:
            return self._send_again(sent)
        except ModelError:
            raise
        except ImportError as error:  # from a worker that cannot unpickle the task
            return Broken(sent.task, f"a worker cannot do this work ({error}). {SAME_VERSIONS}")
        except Exception as error:
            if self._client.status == "running" and sent.future.status != "cancelled":
                return broken_by(error, sent.task)
            return Broken(sent.task, f"the connection to {self._scheduler} is lost.")

    def _send_again(self, sent: _Sent) -> Broken | None:
        if sent.tries == TRIES:
            return Broken(sent.task, f"{self._scheduler}: workers die before they begin. See their logs.")
        self._send(sent.task, sent.number, tries=sent.tries + 1)
        return None

    def _count_workers(self) -> int:
        now = self._clock()
        if now - self._counted > COUNT_AGE:
            self._counted = now
            with contextlib.suppress(Exception):
                self._workers = len(self._client.nthreads())
            if self._workers:
                self._alone_since = None
            elif self._alone_since is None:
                self._alone_since = now
            elif now - self._alone_since > PATIENCE:
                self._alone_since = float("inf")  # only one note
                self._note(f"{self._scheduler}: there is no worker; waiting for one. {START}")
        return self._workers


def connect(scheduler: str) -> Any:
    """Connect to a scheduler. Raises ClusterError, or UsageError if it is not an address."""
    try:
        import distributed  # only with the extra
    except ImportError as error:
        raise ClusterError(scheduler, f"needs Dask. Install it: {INSTALL}") from error
    _check_address(scheduler)
    _silence_dask()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about versions: those that matter are compared later
        return _connect(distributed.Client, scheduler)


def _silence_dask() -> None:
    """Keep Dask's log off standard error: we report lost connections and dead workers ourselves."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _check_address(scheduler: str) -> None:
    """Raise UsageError for what is not an address: Dask would wait for it, or start a cluster."""
    from distributed.comm.addressing import parse_address

    scheme, place = parse_address(scheduler)
    if scheme not in SCHEMES or not place:
        raise UsageError(f"{scheduler!r} is not the address of a scheduler, such as tcp://HOST:8786.")


def _connect(client: Any, scheduler: str) -> Any:
    """Open a connection. Raises ClusterError.

    When an old client is garbage-collected, Dask closes it, which takes the lock that a new client holds
    while it starts: both would wait forever. So garbage is collected before the start and not during it.
    """
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        return client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(scheduler, f"no Dask scheduler answers ({error}). {START}") from error
    finally:
        if collecting:
            gc.enable()
