"""What the workers of a cluster do in tests: a number for a pipeline, articles that do what they say."""

import os
import time
from collections.abc import Callable
from typing import Any

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.run.engine import Task
from seeds_analysis.corpus.stores.local import Store
from seeds_analysis.errors import LoadError, ModelError
from tests.corpus.stand_ins import kill_worker


def load(settings: Settings) -> Any:
    """Give the number of the process; "missing" is a model that is not there."""
    if settings.model == "missing":
        raise ModelError("missing", "not installed", "install it")
    return os.getpid()


def work(
    task: Task, settings: Settings, store: Store, nlp: Any, report: Callable[[int, int], None]
) -> list[dict[str, Any]]:
    """Write the texts in capitals; "kill" kills the worker, "kill once PATH" does unless PATH is there."""
    rows = []
    for part in task.shard.parts:
        for record in part.input.records(part.start):
            _obey(record.data.decode())
            rows.append({"origin": record.origin, "pid": os.getpid(), "nlp": nlp})
            report(1, len(record.data.split()))
    store.write(f"summaries/{task.shard.id}.txt", b"".join(row["origin"].upper().encode() for row in rows))
    return rows


def _obey(text: str) -> None:
    word, _, rest = text.partition(" ")
    if word == "slow":
        time.sleep(float(rest))
    elif word == "fail":
        raise LoadError("the disk", "full", "is full.")
    elif word == "fault":
        raise RuntimeError("of ours")
    elif word == "kill":
        kill_worker(rest)
