"""Where the output of a run goes: whole files, or none."""

import contextlib
import os
from typing import Protocol

from seeds_analysis.errors import OutputError, reason_of

_TEMPORARY = ".part"


class Store(Protocol):
    """Files by path below one place; it can be pickled. Writing and reading raise OutputError."""

    def write(self, path: str, data: bytes) -> None:
        """Put a whole file, which appears at once or not at all, in place of one of that name."""

    def read(self, path: str) -> bytes:
        """Read a whole file. Raises FileNotFoundError too."""

    def names(self, folder: str) -> list[str]:
        """List the files of a folder by name, sorted; a folder that is not there has none."""

    def remove(self, path: str) -> None:
        """Remove a file; one that is not there is no error."""


class LocalStore:
    """A folder of this machine, or one that several machines share."""

    def __init__(self, root: str) -> None:
        self.root = root

    def write(self, path: str, data: bytes) -> None:
        """Write beside the place, and rename when all is on the disk."""
        place = os.path.join(self.root, path)
        folder, name = os.path.split(place)
        beside = os.path.join(folder, f".{name}.{os.urandom(8).hex()}{_TEMPORARY}")  # hosts may share it
        try:
            os.makedirs(folder, exist_ok=True)
            try:
                with open(beside, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(beside, place)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.remove(beside)
                raise
        except OSError as error:
            raise self._failed(path, "written", error) from error

    def read(self, path: str) -> bytes:
        """Read a whole file."""
        try:
            with open(os.path.join(self.root, path), "rb") as file:
                return file.read()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise self._failed(path, "read", error) from error

    def names(self, folder: str) -> list[str]:
        """List the files of a folder, but not the hidden ones."""
        try:
            with os.scandir(os.path.join(self.root, folder)) as entries:
                return sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._failed(folder, "read", error) from error

    def remove(self, path: str) -> None:
        """Remove a file."""
        try:
            os.remove(os.path.join(self.root, path))
        except FileNotFoundError:
            pass
        except OSError as error:
            raise self._failed(path, "removed", error) from error

    def sweep(self) -> None:
        """Remove what killed processes left half written. Only while nobody else writes here."""
        for folder, _, names in os.walk(self.root):
            for name in names:
                if name.startswith(".") and name.endswith(_TEMPORARY):
                    with contextlib.suppress(OSError):
                        os.remove(os.path.join(folder, name))

    def _failed(self, path: str, what: str, error: OSError) -> OutputError:
        return OutputError(os.path.join(self.root, path), f"cannot be {what}: {reason_of(error)}.")
