"""Where a run is written: a folder of this machine, or with fsspec an object store or remote file system.

`s3://bucket/run` also needs s3fs, `gs://` gcsfs, `abfs://` adlfs, `sftp://` paramiko; fsspec says what is
missing. The libraries find their own credentials: environment variables, profiles, instance roles.
"""

import contextlib
import functools
import os
from collections.abc import Iterator
from typing import Any, TypeAlias

from seeds_analysis.errors import OutputError, UsageError, install_command, is_misplaced, reason_of
from seeds_analysis.views import files

# Marks the folder of a run, and is locked during a run.
LOCK_FILE = ".seeds-analysis"

# In these systems an object appears whole, as Amazon S3, Google and Azure document. In others a temporary
# file is renamed.
_PUT_IS_ATOMIC = frozenset(
    {"abfs", "abfss", "adl", "az", "gcs", "gs", "memory", "oci", "oss", "r2", "s3", "s3a", "tos"}
)

INSTALL = install_command("seeds-analysis[dask]")


@contextlib.contextmanager
def reporting(place: str, action: str) -> Iterator[None]:
    """Turn an error into an OutputError, except a missing file when the action is "read".

    Libraries that fsspec uses also raise other errors than OSError.
    """
    try:
        yield
    except OutputError:
        raise
    except Exception as error:
        if action == "read" and isinstance(error, FileNotFoundError):
            raise
        said = "" if getattr(error, "strerror", None) else str(error).rstrip(".")
        message = f"cannot be {action}: {said or reason_of(error)}."
        raise OutputError(place, message, usage=action != "read" and is_misplaced(error)) from error


class LocalStore:
    """Files below a folder of this machine, or one that machines share. All methods raise OutputError."""

    def __init__(self, root: str) -> None:
        self.root = root

    def write(self, path: str, data: bytes) -> None:
        """Write a whole file: it appears at once, or not at all. Replaces a file of that name.

        A temporary file is renamed once it is on the disk. The root is not made: if it is missing, it was
        removed, or its file system is not mounted.
        """
        place = self._place(path)
        with reporting(place, "written"):
            if not os.path.exists(self.root):
                raise OutputError(self.root, "the folder is gone. Run the same command again.")
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with files.open_part(place) as file:
                file.write(data)
                files.put_in_place(file, place)

    def read(self, path: str) -> bytes:
        """Read a whole file. Raises FileNotFoundError too."""
        with reporting(self._place(path), "read"), open(self._place(path), "rb") as file:
            return file.read()

    def names(self, folder: str) -> list[str]:
        """List the files of a folder by name, sorted, without hidden ones. A missing folder has none."""
        try:
            with reporting(self._place(folder), "read"), os.scandir(self._place(folder)) as entries:
                names = [entry.name for entry in entries if entry.is_file()]
        except FileNotFoundError:
            return []
        return sorted(name for name in names if not name.startswith("."))

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        with reporting(self._place(path), "removed"), contextlib.suppress(FileNotFoundError):
            os.remove(self._place(path))

    def sweep(self) -> None:
        """Remove temporary files of killed processes. Only safe while no other process writes here."""
        for folder, _, names in os.walk(self.root):
            for name in names:
                if name.startswith(".") and name.endswith(".part"):
                    with contextlib.suppress(OSError):
                        os.remove(os.path.join(folder, name))

    def _place(self, path: str) -> str:
        return os.path.join(self.root, path)


class RemoteStore:
    """Files below a URL that fsspec understands; the methods do what those of LocalStore do."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def write(self, path: str, data: bytes) -> None:
        """Put the object; where that is not atomic, write a temporary file and rename it."""
        with reporting(f"{self.url}/{path}", "written"):
            system, root = _connect(self.url)
            place = f"{root}/{path}"
            protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
            if not _PUT_IS_ATOMIC.isdisjoint(protocols):
                system.pipe_file(place, data)
                return
            folder, _, name = place.rpartition("/")
            temporary = f"{folder}/.{name}.{os.urandom(8).hex()}.tmp"
            system.makedirs(folder, exist_ok=True)
            try:
                system.pipe_file(temporary, data)
                system.mv(temporary, place)
            except BaseException:
                with contextlib.suppress(Exception):
                    system.rm_file(temporary)
                raise

    def read(self, path: str) -> bytes:
        """Read a whole file."""
        with reporting(f"{self.url}/{path}", "read"):
            system, root = _connect(self.url)
            data: bytes = system.cat_file(f"{root}/{path}")
            return data

    def names(self, folder: str) -> list[str]:
        """List the files of a folder."""
        try:
            with reporting(f"{self.url}/{folder}", "read"):
                system, root = _connect(self.url)
                system.invalidate_cache()  # another worker may have written since
                found = system.ls(f"{root}/{folder}".rstrip("/"), detail=True)
        except FileNotFoundError:
            return []
        names = (os.path.basename(item["name"]) for item in found if item["type"] == "file")
        return sorted(name for name in names if name and not name.startswith("."))

    def remove(self, path: str) -> None:
        """Remove a file."""
        with reporting(f"{self.url}/{path}", "removed"), contextlib.suppress(FileNotFoundError):
            system, root = _connect(self.url)
            system.rm_file(f"{root}/{path}")


@functools.cache
def _connect(url: str) -> tuple[Any, str]:
    """Give the file system of a URL and the path in it. Connects once in each process."""
    try:
        import fsspec  # only with the extra
    except ImportError as error:
        raise OutputError(url, f"needs fsspec. Install it: {INSTALL}", usage=True) from error
    try:
        system, root = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:  # "Install s3fs to access S3", or an unknown protocol
        raise OutputError(url, f"cannot be opened: {error}.", usage=True) from error
    return system, root.rstrip("/")


# Files by path below one place. Stores can be pickled.
Store: TypeAlias = LocalStore | RemoteStore


def is_remote(target: str) -> bool:
    """Tell a URL such as `s3://bucket/run` from a local folder."""
    return "://" in target


def open_store(target: str) -> Store:
    """Open a local folder or a URL. Its path is absolute, because other processes may use it."""
    return RemoteStore(target) if is_remote(target) else LocalStore(os.path.abspath(target))


@contextlib.contextmanager
def open_for_run(target: str) -> Iterator[Store]:
    """Open the store of a run. A local folder is made and locked; an object store has no lock.

    Raises OutputError, or UsageError if the folder is in use or not the folder of a run.
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
        os.close(lock)  # this unlocks it


def _lock(lock: int, target: str) -> None:
    try:
        import fcntl
    except ImportError as error:
        raise UsageError("corpus runs on Linux and macOS only.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(f"{target}: another run is writing there. Wait for it, or name another.") from error
