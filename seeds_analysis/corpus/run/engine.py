"""What runs the shards: the tasks it takes and the events it reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from seeds_analysis.corpus.plan.manifest import Row
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.errors import SeedsError

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to run, or a probe of one of its records, to find out whether it kills the worker.

    `probe` is the number of that record; a probe writes nothing. Records in `without` are not analyzed, but
    reported as failed.
    """

    shard: Shard
    probe: int | None = None
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Finished:
    """A task is done: its files are written, and these are its rows of the manifest."""

    task: Task
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Died:
    """The worker died during the task: out of memory, killed by a signal, or by a bug in a library."""

    task: Task


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

    def submit(self, task: Task) -> None:
        """Accept a task; it is in flight until an event reports its end."""

    def next_event(self, timeout: float) -> Event | None:
        """Wait at most `timeout` seconds for the next event. Raises ModelError if no model can be loaded."""

    def withdraw(self) -> list[Task]:
        """Take back the tasks that no worker has begun, as if they had never been submitted."""

    def close(self) -> None:
        """Stop the workers at once."""


def broken_by(error: Exception, task: Task) -> Broken:
    """Report an error. The text of an unforeseen one is left out, because it may quote the article."""
    if isinstance(error, SeedsError):
        return Broken(task, str(error))
    fault = type(error).__name__
    return Broken(task, f"stopped by a fault of this program ({fault}). Please report it.")
