"""What the user names, file, folder or standard input, as inputs that can be loaded one by one."""

import datetime
import errno
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from seeds_analysis.article import Article
from seeds_analysis.errors import LoadError
from seeds_analysis.loading.formats import MAX_BYTES, READERS, refuse_size
from seeds_analysis.loading.records import AS_FOUND, Reading, Record

STANDARD_INPUT = "-"
SAMPLE = "sample"

CHUNK_BYTES = 1 << 20

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

    `path` is the way to it as the user gave it, empty for standard input and the sample. A folder is an
    input only if it holds no article, so that loading it says so.
    """

    origin: str
    kind: Literal["file", "folder", "standard-input", "sample"] = "file"
    path: str = ""

    def records(self) -> Iterator[Record]:
        """Read the articles of the input, one record each, in their order; raises nothing.

        What cannot be read is a record with the error in it.
        """
        try:
            yield Record(self.origin, self._given, self._read(), sample=self.kind == "sample")
        except LoadError as error:
            yield Record(self.origin, self._given, error=error)

    def load(self, reading: Reading = AS_FOUND) -> Article:
        """Read the one article of the input. Raises LoadError, whose text names it as the user did."""
        return next(self.records()).load(reading)

    @property
    def _given(self) -> str:
        if self.kind in ("standard-input", "sample"):
            return self.kind.replace("-", " ")
        return _printable(self.path) or "''"

    def _read(self) -> bytes:
        if self.kind == "sample":
            return (resources.files("seeds_analysis") / "data" / "sample.txt").read_bytes()
        if self.kind == "standard-input":
            return _read_standard_input(self.origin)
        if self.kind == "folder":
            _refuse_folder(self.path, self.origin)
        return _read_file(self.path, self.origin)


def load_article(
    path: str | Path,
    *,
    encoding: str | None = None,
    published: datetime.date | None = None,
    origin: str | None = None,
) -> Article:
    """Read one file as an Article.

    `origin` names it in the summary; by default the path if it is relative, else the file's name.
    Raises LoadError; beyond the codes of read_article these are "not-found", "not-a-file" (a folder, pipe
    or device: none is ever opened) and "unreadable".
    """
    given = os.fspath(path)
    return Input(origin or _origin(given), "file", given).load(Reading(encoding, published))


def expand_inputs(arguments: Sequence[str]) -> tuple[Input, ...]:
    """Make inputs of command line arguments, in their order; nothing is read or refused before `load`.

    A folder stands for its text files, sorted by name, without those in folders inside it and without
    hidden ones; `-` is standard input.
    """
    return tuple(found for argument in arguments for found in _expand(argument))


def sample_input() -> Input:
    """Give the article that comes with the package: invented, in the seed form."""
    return Input(SAMPLE, "sample")


def _expand(argument: str) -> list[Input]:
    if argument == STANDARD_INPUT:
        return [Input(STANDARD_INPUT, "standard-input")]
    if not _is_folder(argument):
        return [Input(_origin(argument), "file", argument)]
    try:
        names = _article_names(argument)
    except OSError:
        names = []  # loading the folder says why
    if not names:
        return [Input(_origin(argument), "folder", argument)]
    folder = _origin(argument)
    return [
        Input(_printable(PurePath(folder, name).as_posix()), "file", os.path.join(argument, name))
        for name in names
    ]


def _is_folder(path: str) -> bool:
    try:
        return os.path.isdir(path)
    except ValueError:  # a NUL in the name
        return False


def _article_names(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(
            entry.name
            for entry in entries
            if os.path.splitext(entry.name)[1].lower() in READERS
            and not entry.name.startswith(".")
            and not _is_folder(entry.path)
        )


def _origin(path: str) -> str:
    """Reduce an absolute path to its name: a record must be the same on every machine."""
    pure = PurePath(path)
    if pure.anchor:
        return _printable(pure.name) or "root"
    return _printable(path.replace(os.sep, "/"))


def _printable(path: str) -> str:
    """Replace bytes of a file name that are no UTF-8, which Python hands on as lone surrogates."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if _escaped(path) else path


def _escaped(path: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in path)


def _refuse_folder(path: str, origin: str) -> None:
    try:
        os.listdir(path)
    except OSError as error:
        raise _unreadable(origin, error) from error
    suffixes = ", ".join(f"*{suffix}" for suffix in READERS)
    raise LoadError(origin, "no-articles", f"a folder without articles ({suffixes}). Name the files to read.")


def _read_file(path: str, origin: str) -> bytes:
    """Read a regular file. Opening a pipe would wait for ever: look first, and never wait on opening."""
    try:
        _refuse_other(os.stat(path), origin)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _refuse_other(os.fstat(file.fileno()), origin)  # it may have been replaced in between
            return _read_limited(file)
    except OSError as error:
        raise _unreadable(origin, error) from error
    except ValueError as error:  # a NUL in the name
        raise LoadError(origin, "not-found", "not the name of a file.") from error


def _refuse_other(status: os.stat_result, origin: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        reason = next((text for test, text in _NOT_FILES if test(status.st_mode)), "not a file.")
        raise LoadError(origin, "not-a-file", reason)
    refuse_size(status.st_size, origin)


def _unreadable(origin: str, error: OSError) -> LoadError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        message = "no such file, or a link to one that is gone. Check the name."
        return LoadError(origin, "not-found", message)
    reason = (error.strerror or type(error).__name__).lower()
    return LoadError(origin, "unreadable", f"cannot be read: {reason}.")


def _read_limited(file: BinaryIO) -> bytes:
    """Read to the end, or just beyond MAX_BYTES: a pipe may never end, and a file may grow."""
    chunks = []
    left = MAX_BYTES + 1
    while left > 0 and (chunk := file.read(min(left, CHUNK_BYTES))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _read_standard_input(origin: str) -> bytes:
    try:
        if sys.stdin is None:
            raise LoadError(origin, "unreadable", "closed. Give a file, or pipe an article in.")
        return _read_limited(sys.stdin.buffer)
    except OSError as error:
        raise _unreadable(origin, error) from error
    except ValueError as error:
        raise LoadError(origin, "unreadable", "closed. Give a file, or pipe an article in.") from error
