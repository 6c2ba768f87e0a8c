"""A `map` whose parts are done on a Dask cluster. Their results come in the order of the parts."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from seeds_analysis import __version__
from seeds_analysis.corpus.cluster.engine import (
    CLOSE_SECONDS,
    CONNECT_SECONDS,
    SAME_VERSIONS,
    START,
    TASKS_PER_WORKER,
    connect,
)
from seeds_analysis.errors import ClusterError

if TYPE_CHECKING:
    from seeds_analysis.corpus.repeats.grouping import MapParts


@contextmanager
def map_on_cluster(scheduler: str) -> "Iterator[MapParts]":
    """Give the map; a few parts at a time are on the way to each worker.

    Raises ClusterError if the cluster cannot be reached or cannot do the work, or has other versions of the
    program; UsageError if `scheduler` is no address.
    """
    client = connect(scheduler)
    try:
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise ClusterError(scheduler, f"there is no worker. {START}") from error
        found = _tried(scheduler, lambda: set(client.run(version).values()))
        if found != {__version__}:
            named = ", ".join(sorted(found))
            raise ClusterError(scheduler, f"its workers have seeds-analysis {named}. {SAME_VERSIONS}")
        yield partial(_map, client, scheduler)
    finally:
        client.close(timeout=CLOSE_SECONDS)


def version() -> str:
    """Give the version of the program, where this runs."""
    return __version__


def _map(client: Any, scheduler: str, work: Callable[[Any], Any], parts: Iterable[Any]) -> Iterator[Any]:
    waiting = deque[Any]()
    for part in parts:
        waiting.append(client.submit(work, part, pure=False))
        if len(waiting) > TASKS_PER_WORKER * len(client.nthreads()):
            yield _tried(scheduler, waiting.popleft().result)
    while waiting:
        yield _tried(scheduler, waiting.popleft().result)


def _tried(scheduler: str, ask: Callable[[], Any]) -> Any:
    """Ask the cluster. Raises ClusterError for whatever goes wrong there."""
    try:
        return ask()
    except Exception as error:
        name = type(error).__name__  # it may quote an article
        raise ClusterError(scheduler, f"cannot do this work ({name}). {SAME_VERSIONS}") from error
