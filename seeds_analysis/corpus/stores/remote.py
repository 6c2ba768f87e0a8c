"""A store in an object store or on a remote file system, through fsspec.

`s3://bucket/run` also needs s3fs, `gs://` gcsfs, `abfs://` adlfs, `sftp://` paramiko; fsspec names what is
missing. The libraries find their own credentials: environment variables, profiles, instance roles.
"""

import contextlib
import os
from typing import Any

from seeds_analysis.corpus.stores.store import reporting
from seeds_analysis.errors import OutputError

# In these systems an object appears whole: Amazon S3, Google and Azure document this. In all others a
# temporary file is renamed.
_PUT_IS_ATOMIC = frozenset(
    {"abfs", "abfss", "adl", "az", "gcs", "gs", "memory", "oci", "oss", "r2", "s3", "s3a", "tos"}
)

INSTALL = "python -m pip install 'seeds-analysis[dask]'"


class RemoteStore:
    """Files below a URL that fsspec understands. It is a Store (store.py), and connects on first use."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._opened: tuple[Any, str] | None = None

    def __reduce__(self) -> tuple[type["RemoteStore"], tuple[str]]:
        return RemoteStore, (self.url,)

    def write(self, path: str, data: bytes) -> None:
        """Put the object; where that is not atomic, write a temporary file and rename it."""
        with reporting(f"{self.url}/{path}", "written"):
            system, root = self._open()
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
            system, root = self._open()
            data: bytes = system.cat_file(f"{root}/{path}")
            return data

    def names(self, folder: str) -> list[str]:
        """List the files of a folder."""
        try:
            with reporting(f"{self.url}/{folder}", "read"):
                system, root = self._open()
                system.invalidate_cache()  # another worker may have written since
                found = system.ls(f"{root}/{folder}".rstrip("/"), detail=True)
        except FileNotFoundError:
            return []
        names = (os.path.basename(item["name"]) for item in found if item["type"] == "file")
        return sorted(name for name in names if name and not name.startswith("."))

    def remove(self, path: str) -> None:
        """Remove a file."""
        with reporting(f"{self.url}/{path}", "removed"), contextlib.suppress(FileNotFoundError):
            system, root = self._open()
            system.rm_file(f"{root}/{path}")

    def _open(self) -> tuple[Any, str]:
        """Connect, once in each process."""
        if self._opened is None:
            try:
                import fsspec  # only with the extra
            except ImportError as error:
                raise OutputError(self.url, f"needs fsspec. Install it: {INSTALL}", usage=True) from error
            try:
                system, root = fsspec.core.url_to_fs(self.url)
            except (ImportError, ValueError) as error:  # "Install s3fs to access S3", or an unknown protocol
                raise OutputError(self.url, f"cannot be opened: {error}.", usage=True) from error
            self._opened = system, root.rstrip("/")
        return self._opened
