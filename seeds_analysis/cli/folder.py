"""Where a folder of files goes: a page for each article, or articles to be corrected."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from seeds_analysis.cli.output import TEXT, explain_failure
from seeds_analysis.errors import OutputError, UsageError
from seeds_analysis.views import files, safe


@dataclass(frozen=True, slots=True)
class Folder:
    """A new folder for files, each of which appears complete or not at all."""

    path: str
    is_terminal: bool = False

    def put(self, piece: Any, **_: bool) -> None:
        """Write a file, given as its name and its text. Raises OutputError."""
        name, text = piece
        path = os.path.join(self.path, name)
        with explain_failure(safe.terminal_safe(path)), files.open_part(path, "x", **TEXT) as part:
            part.write(text)
            files.put_in_place(part, path)


def is_folder(target: str | None) -> bool:
    """Whether a target is a folder: it ends with a slash, or there is one."""
    return target is not None and (target.endswith(("/", os.sep)) or os.path.isdir(target))


@contextlib.contextmanager
def open_folder(target: str | None) -> Iterator[Folder]:
    """Make the folder. Raises OutputError if it cannot be made or holds something already."""
    if target is None:
        raise UsageError("--format brat writes a folder. Name it with --output.")
    name = safe.terminal_safe(target)
    with explain_failure(name, usage=True):
        os.makedirs(target, exist_ok=True)
        if os.listdir(target):
            raise OutputError(name, "is not empty. Name a new folder.", usage=True)
    yield Folder(target)
