"""Files that appear complete or not at all."""

import contextlib
import os
import stat
from collections.abc import Iterator
from typing import IO, Any


@contextlib.contextmanager
def open_part(path: str, mode: str = "xb", **options: Any) -> Iterator[IO[Any]]:
    """Open a hidden file in the folder of `path`; it is removed at the end unless it was put in place."""
    part = os.path.join(os.path.dirname(path), f".seeds-analysis-{os.urandom(8).hex()}.part")
    file = open(part, mode, **options)  # noqa: SIM115 - closed below
    try:
        yield file
    finally:
        with contextlib.suppress(OSError):  # closing fails again after a failed write
            file.close()
        with contextlib.suppress(OSError):
            os.remove(part)


def put_in_place(part: IO[Any], path: str) -> None:
    """Replace `path` by the part in one step, with the permissions of the old file. Raises OSError."""
    part.flush()
    os.fsync(part.fileno())
    part.close()
    with contextlib.suppress(FileNotFoundError):
        os.chmod(part.name, stat.S_IMODE(os.stat(path).st_mode))
    os.replace(part.name, path)
