"""The engine that runs shards: the tasks it takes and the events it reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from seeds_analysis.corpus.plan.manifest import Row
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.errors import SeedsError, lack_of

if TYPE_CHECKING:
    from spacy.language import Language


WORKER_DIED, TIMED_OUT = "worker-died", "timed-out"

# How many seconds an article may take by default. News takes 0.00003 s a byte; the slowest text of 100 kB
# that we know takes 300 s.
PATIENCE, PATIENCE_PER_BYTE = 600.0, 0.001

# A worker that is silent for this share of its time gets a note.
NOTED_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to run, or a probe of one of its records, to find out whether it kills the worker.

    `probe` is the number of that record; a probe writes nothing. Records in `without` are not analyzed but
    reported as failed, each with its code there.
    """

    shard: Shard
    probe: int | None = None
    without: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life: what a worker has done of its task, and how many articles are `in_hand`.

    Those are analyzed together, so the next sign may take as long as all of them. `size` is in bytes.
    """

    records: int = 0
    size: int = 0
    words: int = 0
    in_hand: int = 0


@dataclass(slots=True)
class Silence:
    """How long a worker has been silent: since it received its task, or since its last sign."""

    since: float
    sign: Sign = Sign()
    noted: bool = False

    def end(self, sign: Sign, now: float) -> None:
        """Take note of a sign of life."""
        self.since, self.sign, self.noted = now, sign, False

    def line(self, task: Task, limit: float, now: float) -> str | None:
        """Say once that the silence is long."""
        silent = now - self.since
        if self.noted or silent < limit * NOTED_SHARE:
            return None
        self.noted = True
        origin = task.shard.ranges[0].input.origin
        return f"{origin}: no progress for {silent:.0f} s; given up after {limit:.0f} s."


@dataclass(frozen=True, slots=True)
class Finished:
    """A task is done: its files are written, and these are its rows of the manifest."""

    task: Task
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Died:
    """The worker died during the task: out of memory, by a signal, or by a bug in a library.

    With the code TIMED_OUT, it was killed because it was silent for too long.
    """

    task: Task
    code: str = WORKER_DIED


@dataclass(frozen=True, slots=True)
class Broken:
    """The task failed, and others would fail too: a full disk, a missing extra."""

    task: Task
    message: str


Event: TypeAlias = Finished | Died | Broken

# Loads the pipeline in a worker, which finds the function by its name.
Load: TypeAlias = Callable[[Settings], "Language"]


class Engine(Protocol):
    """Runs tasks on workers."""

    @property
    def capacity(self) -> int:
        """How many tasks may be in flight: enough that no worker waits for the next."""

    @property
    def signs(self) -> list[Sign]:
        """The last sign of each task that is in flight."""

    def submit(self, task: Task) -> None:
        """Accept a task; it is in flight until an event reports its end."""

    def next_event(self, timeout: float) -> Event | None:
        """Wait at most `timeout` seconds for the next event. Raises ModelError if no model can be loaded."""

    def withdraw(self) -> list[Task]:
        """Take back the tasks that no worker has begun, as if they had never been submitted."""

    def close(self) -> None:
        """Stop the workers at once."""


def time_limit(task: Task, asked: float | None, in_hand: int = 1) -> float:
    """How many seconds a worker may be silent; `asked` is for each article in hand."""
    return asked * max(in_hand, 1) if asked else PATIENCE + PATIENCE_PER_BYTE * task.shard.size


def broken_by(error: Exception, task: Task) -> Broken:
    """Report an error; without the text of an unforeseen one, which may quote the article."""
    if isinstance(error, SeedsError):
        return Broken(task, str(error))
    if lack := lack_of(error):
        return Broken(task, f"stopped: {lack}.")
    fault = type(error).__name__
    return Broken(task, f"stopped by a fault of this program ({fault}). Please report it.")
