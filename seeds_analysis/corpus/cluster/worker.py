"""What runs on the workers of a Dask cluster: the pipeline, loaded once, and a shard at a time.

Needs the extra `[dask]`.
"""

import asyncio
import contextlib
import importlib.metadata
import platform
import threading
import time
from dataclasses import dataclass
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from seeds_analysis import __version__
from seeds_analysis.corpus.plan.manifest import Row
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.run.engine import Load, Task, Work
from seeds_analysis.corpus.stores.local import Store
from seeds_analysis.errors import ModelError, VersionError
from seeds_analysis.pipeline import gc_release, model_release

# Before a task begins, its event must have left (2 ms), and the nanny must know a worker that has just come:
# it gives up one that dies before. A shard takes ten seconds and more.
TELLING_SECONDS = 0.1
PROGRESS_SECONDS = 1.0

# Another version of these reads pickles otherwise, or finds other quotations.
_COMPARED = ("spacy", "distributed")


def versions(model: str) -> dict[str, str]:
    """Tell the versions that must agree between machines; imports none of them.

    A model that is not there has none: loading it says so.
    """
    major, minor, _ = platform.python_version_tuple()
    found = {"Python": f"{major}.{minor}", "seeds-analysis": __version__}
    found |= {name: importlib.metadata.version(name) for name in _COMPARED}
    with contextlib.suppress(ModelError):
        found["model"] = model_release(model)
    return found


@dataclass(frozen=True)
class Job:
    """What all tasks of a run share; `work` and `load` are found by name on the worker."""

    settings: Settings
    store: Store
    work: Work
    load: Load
    versions: dict[str, str]
    topic: str

    def pipeline(self) -> Any:
        """Load the pipeline, or take what an earlier task of the run loaded. One thread at a time.

        Raises VersionError or what `load` raises.
        """
        here = versions(self.settings.model)
        other = [
            f"{name} {here[name]} and not {there}"
            for name, there in self.versions.items()
            if here.get(name, there) != there
        ]
        if other:
            told = f"a worker on {platform.node()} has {', '.join(other)}"
            raise VersionError(f"{told}. Install the same versions on all machines.")
        wanted = (self.settings, self.load)
        if _loaded.get("for") != wanted:
            _forget()  # first, so that there are never two in memory
            _loaded.update({"nlp": self.load(self.settings), "for": wanted})
        return _loaded["nlp"]


# The pipeline of the run that this worker serves, and what it was loaded for.
_loaded: dict[str, Any] = {}


def _forget() -> None:
    _loaded.clear()
    gc_release()


# A worker may have several threads; the strings of one pipeline must not be forgotten by one of them while
# another needs them.
_one_at_a_time = threading.Lock()


def run_shard(job: Job, number: int, task: Task) -> list[Row]:
    """Do one task of a job; give its rows of the manifest.

    That it begins is told under the topic of the job: when a worker dies, Dask blames what waited there too.
    """
    with _one_at_a_time:
        telling = _Telling(get_worker(), job.topic, number)
        telling.send()
        time.sleep(TELLING_SECONDS)
        rows = job.work(task, job.settings, job.store, job.pipeline(), telling.add)
        telling.end()
        return rows


class _Telling:
    """Tells the client how far a task is: its number, and the records and words since it last did."""

    def __init__(self, worker: Worker, topic: str, number: int) -> None:
        self._worker = worker
        self._topic = topic
        self._number = number
        self._records = self._words = 0
        self._last = 0.0

    def add(self, records: int, words: int) -> None:
        """Count more of them."""
        self._records += records
        self._words += words
        if time.monotonic() - self._last > PROGRESS_SECONDS:
            self.send()

    def end(self) -> None:
        """Tell what is left."""
        if self._records:
            self.send()

    def send(self) -> None:
        """Tell what was counted; no record yet means that the task begins."""
        self._worker.log_event(self._topic, [self._number, self._records, self._words])
        self._records = self._words = 0
        self._last = time.monotonic()


class Preload(WorkerPlugin):
    """Loads the pipeline when a worker joins, so that a missing model is told before the first shard."""

    # Workers that have it keep it, where two runs with the same settings use a cluster.
    idempotent = True

    def __init__(self, job: Job) -> None:
        self.job = job

    async def setup(self, worker: Worker) -> None:
        """Load beside the event loop, which must answer the scheduler meanwhile."""
        await asyncio.get_running_loop().run_in_executor(worker.executors["default"], self._load)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002
        """Give the memory back when the run is over."""
        with _one_at_a_time:
            if _loaded.get("for") == (self.job.settings, self.job.load):
                _forget()

    def _load(self) -> None:
        with _one_at_a_time:
            self.job.pipeline()
