"""Where output goes when it is no local folder: object stores and remote file systems, through fsspec.

`s3://bucket/run` needs s3fs besides, `gs://` gcsfs, `abfs://` adlfs, `sftp://` paramiko; fsspec names what is
missing. Credentials are the library's affair: environment variables, profiles, instance roles.
"""

import contextlib
import os
from collections.abc import Iterator
from typing import Any

from seeds_analysis.errors import OutputError

# One put makes the whole object appear: Amazon S3, Google and Azure say so, and a reader never sees a part of
# it. For every other kind of system a temporary name is renamed.
_PUT_IS_ATOMIC = frozenset(
    {"abfs", "abfss", "adl", "az", "gcs", "gs", "memory", "oci", "oss", "r2", "s3", "s3a", "tos"}
)

INSTALL = "python -m pip install 'seeds-analysis[dask]'"


def is_remote(target: str) -> bool:
    """Tell `s3://bucket/run` from a folder of this machine."""
    return "://" in target


class RemoteStore:
    """Files below a URL that fsspec understands; can be pickled, and connects where it is first used."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._opened: tuple[Any, str] | None = None

    def __getstate__(self) -> str:
        return self.url

    def __setstate__(self, url: str) -> None:
        self.__init__(url)  # type: ignore[misc]

    def __repr__(self) -> str:
        return f"RemoteStore({self.url!r})"

    def write(self, path: str, data: bytes) -> None:
        """Put a whole file, which appears at once or not at all, in place of one of that name.

        Raises OutputError.
        """
        with self._telling(path):
            system, root = self._system()
            place = f"{root}/{path}"
            if self._put_is_atomic(system):
                system.pipe_file(place, data)
            else:
                self._rename_into(system, place, data)

    def read(self, path: str) -> bytes:
        """Read a whole file. Raises OutputError, or FileNotFoundError."""
        with self._telling(path, reading=True):
            system, root = self._system()
            data: bytes = system.cat_file(f"{root}/{path}")
            return data

    def names(self, folder: str) -> list[str]:
        """List the files of a folder by name, sorted; a folder that is not there has none."""
        with self._telling(folder, reading=True):
            system, root = self._system()
            system.invalidate_cache()  # another worker may have written since
            try:
                found = system.ls(f"{root}/{folder}".rstrip("/"), detail=True)
            except FileNotFoundError:
                return []
            files = (os.path.basename(item["name"]) for item in found if item["type"] == "file")
            return sorted(name for name in files if name and not name.startswith("."))

    def remove(self, path: str) -> None:
        """Remove a file; one that is not there is no error."""
        with self._telling(path):
            system, root = self._system()
            with contextlib.suppress(FileNotFoundError):
                system.rm_file(f"{root}/{path}")

    def _system(self) -> tuple[Any, str]:
        """Connect, once in each process."""
        if self._opened is None:
            try:
                import fsspec  # only with the extra
            except ImportError as error:
                raise OutputError(self.url, f"needs fsspec. Install it: {INSTALL}", usage=True) from error
            try:
                system, root = fsspec.core.url_to_fs(self.url)
            except (ImportError, ValueError) as error:  # "Install s3fs to access S3"; no such protocol
                raise OutputError(self.url, f"cannot be opened: {error}.", usage=True) from error
            self._opened = system, root.rstrip("/")
        return self._opened

    @staticmethod
    def _put_is_atomic(system: Any) -> bool:
        protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
        return not _PUT_IS_ATOMIC.isdisjoint(protocols)

    @staticmethod
    def _rename_into(system: Any, place: str, data: bytes) -> None:
        folder, _, name = place.rpartition("/")
        system.makedirs(folder, exist_ok=True)
        beside = f"{folder}/.{name}.{os.urandom(8).hex()}.tmp"
        try:
            system.pipe_file(beside, data)
            try:
                system.mv(beside, place)
            except OSError:
                if not system.exists(place):
                    raise
                # Some (SFTP, HDFS) rename to no name that is taken.
                before = f"{beside}.before"
                system.mv(place, before)
                try:
                    system.mv(beside, place)
                except OSError:
                    system.mv(before, place)
                    raise
                system.rm_file(before)
        finally:
            with contextlib.suppress(OSError):
                if system.exists(beside):
                    system.rm_file(beside)

    @contextlib.contextmanager
    def _telling(self, path: str, *, reading: bool = False) -> Iterator[None]:
        """Make an OutputError of what libraries raise; not all of them keep to OSError."""
        try:
            yield
        except (OutputError, FileNotFoundError) as error:
            if reading or isinstance(error, OutputError):
                raise
            raise self._failed(path, error) from error
        except Exception as error:
            raise self._failed(path, error) from error

    def _failed(self, path: str, error: Exception) -> OutputError:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return OutputError(f"{self.url}/{path}", f"cannot be written or read: {reason.rstrip('.')}.")
