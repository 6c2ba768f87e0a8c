"""Standard input, kept in the folder of a run, so that other processes and later runs can read it."""

import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial

from seeds_analysis.corpus.plan.scope import another_run
from seeds_analysis.corpus.stores import is_remote
from seeds_analysis.errors import OutputError, UsageError, is_misplaced, reason_of
from seeds_analysis.views import files

SPOOL = "standard-input"
CHUNK = 1 << 20


def spool_input(folder: str, *, replace: bool) -> None:
    """Write what is piped in to a file of the folder.

    If nothing is piped in, the file of an earlier run is used. Otherwise the input must begin with what that
    file holds, unless `replace` is set. Raises UsageError or OutputError.
    """
    place = spool_of(folder)
    try:
        _spool(folder, place, replace=replace)
    except OSError as error:
        raise OutputError(place, f"cannot be written: {reason_of(error)}.", is_misplaced(error)) from error


def _spool(folder: str, place: str, *, replace: bool) -> None:
    chunks = _piped_in()
    first = next(chunks, None)
    if first is None:
        if os.path.exists(place):
            return
        raise UsageError("standard input is empty. Pipe articles in: cat FILE | seeds-analysis corpus - …")
    has_old = os.path.exists(place) and not replace
    with files.open_part(place) as part, open(place, "rb") if has_old else nullcontext() as old:
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
        raise UsageError(f"{folder}: standard input can only be kept in a folder of this machine.")
    return os.path.join(folder, SPOOL)


def _piped_in() -> Iterator[bytes]:
    """Read standard input, unless it is a terminal or closed."""
    if sys.stdin is not None and not sys.stdin.closed and not sys.stdin.isatty():
        yield from iter(partial(sys.stdin.buffer.read, CHUNK), b"")
