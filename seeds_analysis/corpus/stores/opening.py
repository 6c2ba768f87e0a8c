"""The store of a target; a local folder is locked while a run writes into it."""

import contextlib
import os
from collections.abc import Iterator

from seeds_analysis.corpus.stores.local import LocalStore
from seeds_analysis.corpus.stores.remote import RemoteStore
from seeds_analysis.corpus.stores.store import Store
from seeds_analysis.errors import OutputError, UsageError, reason_of

# Marks a folder as that of a run, and is locked during a run.
LOCK_FILE = ".seeds-analysis"


def is_remote(target: str) -> bool:
    """Tell a URL such as `s3://bucket/run` from a local folder."""
    return "://" in target


def open_store(target: str) -> Store:
    """Open a local folder or a URL. Its path is absolute, because other processes may use it."""
    return RemoteStore(target) if is_remote(target) else LocalStore(os.path.abspath(target))


@contextlib.contextmanager
def open_for_run(target: str) -> Iterator[Store]:
    """Open the store of a run. A local folder is made and locked; an object store has no lock.

    Raises OutputError, or UsageError if the folder is in use or is not that of a run.
    """
    if is_remote(target):
        yield RemoteStore(target)
        return
    lock_file = os.path.join(target, LOCK_FILE)
    try:
        os.makedirs(target, exist_ok=True)
        if os.listdir(target) and not os.path.exists(lock_file):
            raise UsageError(f"{target}: not empty, and not the folder of a run. Name a new one.")
        lock = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(target, f"cannot be written: {reason_of(error)}.", usage=True) from error
    try:
        _lock(lock, target)
        store = LocalStore(os.path.abspath(target))
        store.sweep()  # a killed run leaves temporary files
        try:
            yield store
        finally:
            store.sweep()  # so do workers that were killed at the end
    finally:
        os.close(lock)  # which unlocks it


def _lock(lock: int, target: str) -> None:
    try:
        import fcntl
    except ImportError as error:
        raise UsageError("corpus runs on Linux and macOS only.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(f"{target}: another run is writing there. Wait for it, or name another.") from error
