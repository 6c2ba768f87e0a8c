"""An input as the records in it: one, or as many as its format holds."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.formats import (
    HEAD_BYTES,
    JSON,
    LINES,
    WARC,
    name_format,
    sniff_format,
)
from seeds_analysis.loading.records import Record, Source
from seeds_analysis.loading.streams.compression import CHUNK_BYTES, File, Flow
from seeds_analysis.loading.streams.json_stream import split_lines, split_values
from seeds_analysis.loading.streams.warc import split_archive

Splitter: TypeAlias = Callable[[Flow, Source, int], Iterator[Record]]

# The formats that hold many articles; `start` is how many records are left out.
SPLITTERS: dict[str, Splitter] = {
    JSON: split_values,
    LINES: split_lines,
    WARC: split_archive,
}


def read_records(
    file: File, origin: str, given: str, *, name: str = "", size: int = 0, start: int = 0
) -> Iterator[Record]:
    """Give the records of an opened input from number `start` on, as they are read.

    `name` tells the format by its suffix; where that tells nothing, how the data begin does. `size` is how
    many bytes the file has, if it is known. Always at least one record comes from number 0 on: an input that
    holds no article is one with an error. Raises nothing.
    """
    flow = Flow(file, name, origin)
    kind = name_format(name) or _sniff(flow)
    if kind not in SPLITTERS:
        if start == 0:
            yield _whole(flow, origin, given, kind, size)
        return
    empty = True
    for record in SPLITTERS[kind](flow, Source(origin, given), start):
        empty = False
        yield record
    if empty and start == 0:
        error = LoadError(origin, "empty", "holds no article. Give a file that holds one.")
        yield Record(origin, given, error=error)


def _sniff(flow: Flow) -> str:
    head = flow.head(HEAD_BYTES + 1)
    return sniff_format(head[:HEAD_BYTES], whole=len(head) <= HEAD_BYTES)


def _whole(flow: Flow, origin: str, given: str, kind: str, size: int) -> Record:
    """Read the one article of an input, which is small, or too large."""
    try:
        if not flow.compressed:
            limits.refuse_size(size, origin)
        data = _read(flow, origin)
    except LoadError as error:
        return Record(origin, given, error=error, kind=kind)
    return Record(origin, given, data, flow.fault, kind=kind)


def _read(flow: Flow, origin: str) -> bytes:
    pieces = []
    while piece := flow.read(CHUNK_BYTES):
        pieces.append(piece)
        limits.refuse_size(flow.unpacked, origin)
        if flow.compressed:
            limits.refuse_ratio(flow.unpacked, flow.packed, origin)
    return b"".join(pieces)
