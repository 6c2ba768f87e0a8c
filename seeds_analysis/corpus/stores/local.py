"""A store in a folder of this machine."""

import contextlib
import os

from seeds_analysis.corpus.stores.store import reporting

_TEMPORARY = ".part"


class LocalStore:
    """A folder of this machine, or one that several machines share. It is a Store (store.py)."""

    def __init__(self, root: str) -> None:
        self.root = root

    def write(self, path: str, data: bytes) -> None:
        """Write a temporary file in the same folder, and rename it once it is on the disk."""
        place = self._place(path)
        folder, name = os.path.split(place)
        # A random name: several machines may write into the folder.
        temporary = os.path.join(folder, f".{name}.{os.urandom(8).hex()}{_TEMPORARY}")
        with reporting(place, "written"):
            os.makedirs(folder, exist_ok=True)
            try:
                with open(temporary, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, place)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.remove(temporary)
                raise

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
                if name.startswith(".") and name.endswith(_TEMPORARY):
                    with contextlib.suppress(OSError):
                        os.remove(os.path.join(folder, name))

    def _place(self, path: str) -> str:
        return os.path.join(self.root, path)
