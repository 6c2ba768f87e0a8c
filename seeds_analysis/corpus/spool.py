"""Standard input, kept in the folder of a run: it can be read again, to resume and by other processes."""

import contextlib
import itertools
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from seeds_analysis.corpus.plan.scope import another_run
from seeds_analysis.corpus.stores import is_remote
from seeds_analysis.errors import OutputError, UsageError, is_misplaced, reason_of
from seeds_analysis.views import files

SPOOL = "standard-input"
CHUNK = 1 << 20


def spool_input(folder: str, *, replace: bool) -> None:
    """Write what is piped in to a file of the folder.

    If nothing is piped in, a file of an earlier run is used; if there is one, it may only grow, unless
    `replace` is set. Raises UsageError or OutputError.
    """
    place = spool_of(folder)
    try:
        _spool(folder, place, replace=replace)
    except OSError as error:
        raise OutputError(place, f"cannot be written: {reason_of(error)}.", is_misplaced(error)) from error


def _spool(folder: str, place: str, *, replace: bool) -> None:
    chunks = _chunks(_standard_input())
    first = next(chunks, None)
    if first is None:
        if os.path.exists(place):
            return
        raise UsageError("standard input is empty. Pipe articles in: cat FILE | seeds-analysis corpus - …")
    with files.open_part(place) as part, _open_old(place, ignore=replace) as old:
        for chunk in itertools.chain((first,), chunks):
            if old is not None and not chunk.startswith(old.read(len(chunk))):
                raise another_run(folder, "standard input")
            part.write(chunk)
        if old is not None and old.read(1):
            raise another_run(folder, "standard input")
        files.put_in_place(part, place)


def spool_of(folder: str) -> str:
    """Name the file. Raises UsageError for a folder that is not of this machine."""
    if is_remote(folder):
        raise UsageError(f"{folder}: standard input can be kept in a folder of this machine only.")
    return os.path.join(folder, SPOOL)


def _standard_input() -> BinaryIO | None:
    """Give standard input, if something is or may be piped in."""
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        return None
    return sys.stdin.buffer


def _chunks(stream: BinaryIO | None) -> Iterator[bytes]:
    if stream is not None:
        yield from iter(lambda: stream.read(CHUNK), b"")


@contextlib.contextmanager
def _open_old(place: str, *, ignore: bool) -> Iterator[BinaryIO | None]:
    if ignore or not os.path.exists(place):
        yield None
        return
    with open(place, "rb") as file:
        yield file
