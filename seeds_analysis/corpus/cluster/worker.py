"""What runs on the workers of a Dask cluster: the pipeline, loaded once, and one shard at a time.

Needs the extra `[dask]`.
"""

import contextlib
import faulthandler
import importlib.metadata
import platform
import threading
import time
from dataclasses import astuple, dataclass
from typing import Any

from distributed import get_worker

from seeds_analysis import __version__
from seeds_analysis.corpus.plan.manifest import Row
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.run.engine import Load, Sign, Task, time_limit
from seeds_analysis.corpus.run.worker import run_task
from seeds_analysis.corpus.stores import Store
from seeds_analysis.errors import ModelError, VersionError
from seeds_analysis.pipeline import gc_release, model_release

# Before a task begins, its event must have been sent (2 ms), and the nanny must know a new worker: it does
# not replace one that dies earlier. A shard takes ten seconds or more.
SENDING_SECONDS = 0.1

# Other versions of these read pickles differently or find other quotations.
_COMPARED = ("spacy", "distributed")


@dataclass(frozen=True)
class ClusterRun:
    """What all tasks of a run share; workers find `load` by its name."""

    settings: Settings
    store: Store
    load: Load
    versions: dict[str, str]
    topic: str
    timeout: float | None = None


def versions(model: str) -> dict[str, str]:
    """List the versions that must agree between machines, without importing spaCy or the model.

    A missing model has none; loading it reports that.
    """
    major, minor, _ = platform.python_version_tuple()
    found = {"Python": f"{major}.{minor}", "seeds-analysis": __version__}
    found |= {name: importlib.metadata.version(name) for name in _COMPARED}
    with contextlib.suppress(ModelError):
        found["model"] = model_release(model)
    return found


# The threads of a worker share the strings of one pipeline: one could drop them while another needs them.
_one_at_a_time = threading.Lock()

# The pipeline of the latest run on this worker, and the settings and loader it was made with.
_loaded: dict[str, Any] = {}


def run_shard(run: ClusterRun, number: int, task: Task) -> list[Row]:
    """Do one task of a run; return its rows of the manifest.

    An event under the topic of the run says that task `number` begins, because Dask blames the death of a
    worker also on the tasks that waited there. Later events are signs of life. If the next sign does not come
    in time, the process exits, with a stack trace in its log. Raises VersionError, or whatever `load` raises.
    """

    def alive(sign: Sign) -> None:
        get_worker().log_event(run.topic, (number, *astuple(sign)))
        limit = time_limit(task, run.timeout, sign.in_hand)
        faulthandler.dump_traceback_later(limit, exit=True)

    with _one_at_a_time:
        nlp = _pipeline(run)
        get_worker().log_event(run.topic, (number,))
        time.sleep(SENDING_SECONDS)
        alive(Sign())
        try:
            return run_task(task, run.settings, run.store, nlp, alive)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _pipeline(run: ClusterRun) -> Any:
    here = versions(run.settings.model)
    differing = [
        f"{name} {here[name]} and not {there}"
        for name, there in run.versions.items()
        if here.get(name, there) != there
    ]
    if differing:
        found = f"a worker on {platform.node()} has {', '.join(differing)}"
        raise VersionError(f"{found}. Install the same versions on all machines.")
    wanted = (run.settings, run.load)
    if _loaded.get("for") != wanted:
        _loaded.clear()  # first, so that there are never two pipelines in memory
        gc_release()
        _loaded.update({"nlp": run.load(run.settings), "for": wanted})
    return _loaded["nlp"]
