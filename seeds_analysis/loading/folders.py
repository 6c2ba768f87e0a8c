"""The articles in a folder and below it."""

import fnmatch
import os
from collections.abc import Iterator

from seeds_analysis.loading.formats import name_format


def article_files(folder: str, glob: str | None = None) -> Iterator[tuple[str, bool]]:
    """Give the paths of articles within a folder, as one would read them, and True.

    Of each folder the entries are sorted by name. Hidden ones are left out, and links to folders are not
    followed. A folder that cannot be read is given with False; the outermost one gives nothing then.
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
    """What is in a folder, last name first; None if that cannot be told."""
    try:
        with os.scandir(os.path.join(folder, path)) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
            shown.sort(key=lambda entry: entry.name, reverse=True)
            return [
                (os.path.join(path, entry.name), entry.is_dir(follow_symlinks=False))
                for entry in shown
                if entry.is_dir(follow_symlinks=False) or not _leads_to_folder(entry)
            ]
    except OSError:
        return None


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself is told when it is read
        return False


def _is_article(path: str, glob: str | None) -> bool:
    if glob is None:
        return name_format(path) is not None
    whole = path.replace(os.sep, "/")
    return fnmatch.fnmatchcase(whole if "/" in glob else whole.rpartition("/")[2], glob)
