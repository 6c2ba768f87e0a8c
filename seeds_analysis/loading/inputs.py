"""From what the user names (files, folders, standard input) to inputs, whose articles are read one by one."""

import contextlib
import datetime
import errno
import fnmatch
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, Literal

from seeds_analysis.errors import LoadError, reason_of
from seeds_analysis.loading.formats import FORMATS, SUFFIXES, format_of_name
from seeds_analysis.loading.parts import DEFAULTS, ReadOptions
from seeds_analysis.loading.records import Record, many_articles, read_records
from seeds_analysis.text import Article

if TYPE_CHECKING:
    from seeds_analysis.loading.web.fetching import Fetcher

STANDARD_INPUT = "-"
SAMPLE = "sample"

# How many times larger a text is than its compressed file: 3 to 4 in news.
UNPACKED = 3.5
PACKED_SUFFIXES = (".gz", ".zst", ".zip", ".xlsx")

_NOT_FILES = (
    (stat.S_ISDIR, "a folder, not a file. Name the files in it."),
    (stat.S_ISFIFO, "a named pipe, not a file. Redirect it to standard input instead: - < PIPE"),
    (stat.S_ISSOCK, "a socket, not a file. Give a text file."),
    (stat.S_ISCHR, "a device, not a file. Give a text file, or - to read standard input."),
    (stat.S_ISBLK, "a device, not a file. Give a text file."),
)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to load; `origin` names it in records and holds no absolute path.

    `path` is as the user gave it: a path, or the address of a web page, which also has a `fetcher`; it is
    empty for standard input and the sample. A folder is an input only if it holds no article; loading it says
    so.
    """

    origin: str
    kind: Literal["file", "folder", "standard-input", "sample", "page"] = "file"
    path: str = ""
    fetcher: "Fetcher | None" = None

    def records(self) -> Iterator[Record]:
        """Read the articles of the input in their order, one record each.

        Whatever cannot be read gives a record that holds the error. There is always at least one. Raises
        nothing.
        """
        if self.fetcher is not None:
            yield self.fetcher.record(self.path)
            return
        try:
            file = self._open()
        except LoadError as error:
            yield Record(self.origin, self._given, error=error)
            return
        with file if self.path else contextlib.nullcontext():  # standard input is not ours to close
            yield from read_records(file, self.origin, self._given, name=self.path)

    @property
    def holds_many(self) -> bool:
        """Whether it may hold more than one article, by its name."""
        kind = None if self.fetcher else format_of_name(self.path)
        return kind is not None and FORMATS[kind].split is not None

    def estimate_size(self) -> float:
        """Estimate its size in bytes when unpacked; 0 if that is not known."""
        try:
            size = os.stat(self.path).st_size
        except (OSError, ValueError):
            return 0.0
        return size * (UNPACKED if self.path.lower().endswith(PACKED_SUFFIXES) else 1)

    def load(self, options: ReadOptions = DEFAULTS) -> Article:
        """Read the one article of the input. Raises LoadError, whose message names it as the user did.

        It is an error if the input has many articles, with code "many-articles".
        """
        records = self.records()
        first = next(records)
        if next(records, None) is not None:
            first = Record(self.origin, self._given, error=many_articles(self.origin))
        return first.load(options)

    @property
    def _given(self) -> str:
        if self.kind in ("standard-input", "sample"):
            return self.kind.replace("-", " ")
        return _printable(self.path) or "''"

    def _open(self) -> BinaryIO:
        if self.kind == "standard-input":
            if sys.stdin is None or sys.stdin.closed:
                raise LoadError(self.origin, "unreadable", "closed. Give a file, or pipe an article in.")
            return sys.stdin.buffer
        if self.kind == "sample":
            sample = resources.files("seeds_analysis.loading") / "sample.txt"
            return io.BytesIO(sample.read_bytes())
        if self.kind == "folder":
            _refuse_folder(self.path, self.origin)
        return _open_file(self.path, self.origin)


def load_article(
    path: str | Path,
    *,
    encoding: str | None = None,
    published: datetime.date | None = None,
    origin: str | None = None,
) -> Article:
    """Read one file as an Article.

    `origin` names it in the summary; by default the path if it is relative, else the file's name.
    Raises LoadError with a code of read_article, "not-found", "not-a-file" (a folder, pipe or device, none of
    which is opened), "unreadable", "truncated" or "corrupt".
    """
    given = os.fspath(path)
    return Input(origin or _origin(given), "file", given).load(ReadOptions(encoding, published))


def find_inputs(arguments: Iterable[str], *, glob: str | None = None) -> Iterator[Input]:
    """Yield the inputs that command line arguments name, in their order, without opening any file.

    A folder means the articles in it and in the folders below it, sorted, without hidden ones; links to
    folders are not followed. Articles are recognised by their suffix or by `glob`: a pattern of file names
    such as `*.html`, or, with a slash in it, of paths within the folder. `-` is standard input.
    """
    for argument in arguments:
        if argument == STANDARD_INPUT:
            yield Input(STANDARD_INPUT, "standard-input")
        elif os.path.isdir(argument):
            yield from _inputs_in(argument, glob)
        else:
            yield Input(_origin(argument), "file", argument)


def web_inputs(urls: Iterable[str], *, allow_private: bool = False) -> Iterator[Input]:
    """Yield pages by their addresses; each is fetched when it is read.

    Pages on machines of this network are fetched only with `allow_private`.
    """
    from seeds_analysis.loading.web.fetching import Fetcher  # its libraries take 25 ms

    fetcher = Fetcher(allow_private)
    for url in urls:
        yield Input(_printable(url), "page", url, fetcher)


def sample_input() -> Input:
    """Give the article that comes with the package: invented, in the seed form."""
    return Input(SAMPLE, "sample")


def _inputs_in(folder: str, glob: str | None) -> Iterator[Input]:
    """Give the articles in a folder and below it, sorted by name in each folder.

    A folder inside that cannot be read is an input too, and so is the folder itself if nothing is found.
    """
    waiting = _entries(folder, "") or []
    empty = True
    while waiting:
        name, is_folder = waiting.pop()
        inside = _entries(folder, name) if is_folder else None
        if inside is not None:
            waiting += inside
        elif is_folder or _is_article(name, glob):
            empty = False
            origin = _printable(PurePath(_origin(folder), name).as_posix())
            yield Input(origin, "folder" if is_folder else "file", os.path.join(folder, name))
    if empty:
        yield Input(_origin(folder), "folder", folder)


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


def _origin(path: str) -> str:
    """Reduce an absolute path to its name: a record must be the same on every machine."""
    pure = PurePath(path)
    if pure.anchor:
        return _printable(pure.name) or "root"
    return _printable(path.replace(os.sep, "/"))


def _printable(path: str) -> str:
    """Replace the bytes of a file name that are not UTF-8, which Python gives as lone surrogates."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _refuse_folder(path: str, origin: str) -> None:
    try:
        os.listdir(path)
    except OSError as error:
        raise _unreadable(origin, error) from error
    suffixes = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
    message = f"a folder without articles ({suffixes}, also .gz and .zst). Name the files to read."
    raise LoadError(origin, "no-articles", message)


def _open_file(path: str, origin: str) -> BinaryIO:
    """Open a regular file, and nothing else: opening a pipe would wait forever."""
    try:
        _refuse_other(os.stat(path), origin)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        file = os.fdopen(os.open(path, flags), "rb")
    except OSError as error:
        raise _unreadable(origin, error) from error
    except ValueError as error:  # a NUL in the name
        raise LoadError(origin, "not-found", "not the name of a file. Check the name.") from error
    try:
        _refuse_other(os.fstat(file.fileno()), origin)  # it may have been replaced in between
    except LoadError:
        file.close()
        raise
    return file


def _refuse_other(status: os.stat_result, origin: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        message = next((text for test, text in _NOT_FILES if test(status.st_mode)), "not a file.")
        raise LoadError(origin, "not-a-file", message)


def _unreadable(origin: str, error: OSError) -> LoadError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        message = "no such file, or a link to one that no longer exists. Check the name."
        return LoadError(origin, "not-found", message)
    message = f"cannot be read: {reason_of(error)}. Check the file and its permissions."
    return LoadError(origin, "unreadable", message)
