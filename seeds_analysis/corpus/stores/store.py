"""What every store does, and how its errors are reported."""

import contextlib
from collections.abc import Iterator
from typing import Protocol

from seeds_analysis.errors import OutputError, reason_of


class Store(Protocol):
    """Files by path below one place; a store can be pickled. All methods raise OutputError."""

    def write(self, path: str, data: bytes) -> None:
        """Write a whole file: it appears at once, or not at all. Replaces a file of that name."""

    def read(self, path: str) -> bytes:
        """Read a whole file. Raises FileNotFoundError too."""

    def names(self, folder: str) -> list[str]:
        """List the files of a folder by name, sorted, without hidden ones. A missing folder has none."""

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""


@contextlib.contextmanager
def reporting(place: str, action: str) -> Iterator[None]:
    """Turn an error into an OutputError, except a missing file when the action is "read".

    Not all libraries behind fsspec keep to OSError.
    """
    try:
        yield
    except OutputError:
        raise
    except Exception as error:
        if action == "read" and isinstance(error, FileNotFoundError):
            raise
        said = "" if getattr(error, "strerror", None) else str(error).rstrip(".")
        raise OutputError(place, f"cannot be {action}: {said or reason_of(error)}.") from error
