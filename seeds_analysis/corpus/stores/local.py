"""A store in a folder of this machine."""

import contextlib
import os

from seeds_analysis.corpus.stores.store import reporting
from seeds_analysis.views import files


class LocalStore:
    """A folder of this machine, or one that several machines share. It is a Store (store.py)."""

    def __init__(self, root: str) -> None:
        self.root = root

    def write(self, path: str, data: bytes) -> None:
        """Write a temporary file in the same folder, and rename it once it is on the disk."""
        place = self._place(path)
        with reporting(place, "written"):
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with files.open_part(place) as file:
                file.write(data)
                files.put_in_place(file, place)

    def read(self, path: str) -> bytes:
        """Read a whole file."""
        with reporting(self._place(path), "read"), open(self._place(path), "rb") as file:
            return file.read()

    def names(self, folder: str) -> list[str]:
        """List the files of a folder."""
        try:
            with reporting(self._place(folder), "read"), os.scandir(self._place(folder)) as entries:
                files = [entry.name for entry in entries if entry.is_file()]
        except FileNotFoundError:
            return []
        return sorted(name for name in files if not name.startswith("."))

    def remove(self, path: str) -> None:
        """Remove a file."""
        with reporting(self._place(path), "removed"), contextlib.suppress(FileNotFoundError):
            os.remove(self._place(path))

    def sweep(self) -> None:
        """Remove temporary files of killed processes. Only safe while nobody else writes here."""
        for folder, _, names in os.walk(self.root):
            for name in names:
                if name.startswith(".") and name.endswith(".part"):
                    with contextlib.suppress(OSError):
                        os.remove(os.path.join(folder, name))

    def _place(self, path: str) -> str:
        return os.path.join(self.root, path)
