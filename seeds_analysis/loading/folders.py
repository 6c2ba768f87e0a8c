"""The articles in a folder and below it."""

import fnmatch
import os
from collections.abc import Iterator

from seeds_analysis.loading.formats import format_of_name


def article_files(folder: str, glob: str | None = None) -> Iterator[tuple[str, bool]]:
    """Give the paths of the articles in a folder, relative to it, each with True.

    The entries of each folder are sorted by name. Hidden ones are left out, and links to folders are not
    followed. A folder inside that cannot be read is given with False; for the outermost one nothing is given.
    """
    waiting = _entries(folder, "") or []
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            if _is_article(path, glob):
                yield path, True
            continue
        inside = _entries(folder, path)
        if inside is None:
            yield path, False
        else:
            waiting += inside


def _entries(folder: str, path: str) -> list[tuple[str, bool]] | None:
    """List a folder, last name first; None if it cannot be read."""
    try:
        with os.scandir(os.path.join(folder, path)) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
            shown.sort(key=lambda entry: entry.name, reverse=True)
            return [
                (os.path.join(path, entry.name), entry.is_dir(follow_symlinks=False))
                for entry in shown
                if not (entry.is_symlink() and os.path.isdir(entry.path))
            ]
    except OSError:
        return None


def _is_article(path: str, glob: str | None) -> bool:
    if glob is None:
        return format_of_name(path) is not None
    whole = path.replace(os.sep, "/")
    return fnmatch.fnmatchcase(whole if "/" in glob else whole.rpartition("/")[2], glob)
