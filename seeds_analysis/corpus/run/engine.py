"""What runs shards somewhere: the tasks it is given, and the events it tells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from seeds_analysis.corpus.plan.manifest import Row
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.corpus.stores.local import Store

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to run, or a probe for the records in it that kill a worker.

    A probe (`write` is False) analyzes the records from number `start` up to `stop` and writes nothing.
    Records in `without` are not analyzed, but told as failed.
    """

    shard: Shard
    start: int = 0
    stop: int | None = None
    without: frozenset[int] = frozenset()
    write: bool = True


@dataclass(frozen=True, slots=True)
class Finished:
    """A task is done: its files are written, and these are its rows of the manifest."""

    task: Task
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Died:
    """The worker died that ran the task: killed for its memory, by a signal, or by a fault in a library."""

    task: Task


@dataclass(frozen=True, slots=True)
class Broken:
    """The task cannot be done, and others will fare no better: a full disk, a missing extra."""

    task: Task
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A running task has come further by so many records and words."""

    task: Task
    records: int
    words: int


Event: TypeAlias = Finished | Died | Broken | Progress

# Does a task, with what `Load` gives, and tells its progress: records and words.
Work: TypeAlias = Callable[[Task, Settings, Store, Any, Callable[[int, int], None]], list[Row]]
Load: TypeAlias = Callable[[Settings], "Language"]


class Engine(Protocol):
    """Runs tasks on workers. `next_event` may raise ModelError, where no worker can load the model."""

    @property
    def capacity(self) -> int:
        """How many tasks may be in flight: enough that no worker waits for the next."""

    def submit(self, task: Task) -> None:
        """Hand a task on; it is in flight until Finished, Died or Broken is told of it."""

    def next_event(self, timeout: float | None = None) -> Event | None:
        """Wait for what happens next, at most `timeout` seconds; None where nothing did."""

    def withdraw(self) -> list[Task]:
        """Take back the tasks that no worker has begun; they are as if never submitted."""

    def close(self) -> None:
        """End the workers, at once if they still run tasks."""
