"""Many JSON objects, in lines or in one list, as records; no more than one of them is in memory."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.formats import JSON
from seeds_analysis.loading.records import Record, Source
from seeds_analysis.loading.streams.compression import CHUNK_BYTES, Flow

_BOM = b"\xef\xbb\xbf"
_WHITE = b" \t\r\n"

_OUTSIDE = re.compile(rb'["{}\[\],]')
_INSIDE = re.compile(rb'["\\]')


def split_lines(flow: Flow, source: Source, start: int) -> Iterator[Record]:
    """Give each line of JSON Lines that is not blank as a record, named by the number of the line.

    Lines end at a line feed and nowhere else. One that is longer than a record may be is passed over as a
    record with an error. Where the input is cut off, the rest of a line is no record but part of the error.
    """
    reader = io.BufferedReader(flow, CHUNK_BYTES)
    number = position = 0
    while line := reader.readline(limits.MAX_RECORD_BYTES + 1):
        number += 1
        too_long = not line.endswith(b"\n") and len(line) > limits.MAX_RECORD_BYTES
        if too_long:
            line = _pass_over(reader)
        if flow.fault is not None and not line.endswith(b"\n"):
            number -= 1
            break  # cut off
        if number == 1:
            line = line.removeprefix(_BOM)
        if not too_long and not line.strip():
            continue
        position += 1
        if position > start and too_long:
            yield source.failed(number, limits.too_long_record(source.origin))
        elif position > start:
            yield source.record(number, line.rstrip(b"\r\n"), JSON)
    if flow.fault is not None and position >= start:
        yield source.failed(number + 1, flow.fault)


def _pass_over(reader: "io.BufferedReader[Flow]") -> bytes:
    """Read to the end of the line; give its last bytes."""
    last = b""
    while (more := reader.readline(CHUNK_BYTES)) and not more.endswith(b"\n"):
        last = more
    return more or last


def split_values(flow: Flow, source: Source, start: int) -> Iterator[Record]:
    """Give each item of a list, or each object of several one behind the other, named by its place.

    A single object is the record of its input and has its name. What stands between commas or behind the
    last object is a record too, and fails when it is loaded.
    """
    values = _Values()
    found = values.of(flow)
    ahead = list(islice(found, 2))
    if len(ahead) == 1 and not values.listed and flow.fault is None:
        if start == 0:
            error = limits.too_long_record(source.origin) if ahead[0] is None else None
            yield Record(source.origin, source.given, ahead[0] or b"", error, kind=JSON)
        return
    place = 0
    for place, value in enumerate(chain(ahead, found), 1):
        if place > start and value is None:
            yield source.failed(place, limits.too_long_record(source.origin))
        elif place > start:
            yield source.record(place, value or b"", JSON)
    error = flow.fault or values.fault(source.origin)
    if error is not None and place >= start:
        yield source.failed(place + 1, error)


@dataclass(slots=True)
class _Values:
    """Finds where the values of a JSON text end, chunk by chunk; what they hold is not looked at.

    `listed` is set where they are items of one list.
    """

    listed: bool = False
    _begun: bool = False
    _ended: bool = False
    _depth: int = 0
    _quoted: bool = False
    _escaped: bool = False
    _pieces: list[bytes] = field(default_factory=list)
    _size: int = 0
    _items: int = 0

    def of(self, flow: Flow) -> Iterator[bytes | None]:
        """Give the values one by one; None for one that is longer than a record may be."""
        while chunk := flow.read(CHUNK_BYTES):
            if not self._begun:
                # White space and the mark of the encoding before the first value are nobody's.
                chunk = chunk.lstrip(_BOM + _WHITE)
                self._begun = bool(chunk)
                self.listed = chunk.startswith(b"[")
                chunk = chunk[int(self.listed) :]
            yield from self._feed(chunk)
        if not self.listed and self._size and flow.fault is None:
            yield self._take()

    def fault(self, origin: str) -> LoadError | None:
        """What is wrong with the list as a whole, once all is read."""
        if not self.listed or (self._ended and not self._size):
            return None
        if self._ended:
            return LoadError(origin, "corrupt", "followed by data behind the end of the list.")
        return LoadError(origin, "truncated", "cut off: the list is not closed. Fetch it again.")

    def _feed(self, chunk: bytes) -> Iterator[bytes | None]:
        first = place = 0
        if self._escaped and chunk:
            self._escaped = False
            place = 1
        while found := (_INSIDE if self._quoted else _OUTSIDE).search(chunk, place):
            place = found.end()
            mark = found[0]
            if self._quoted:
                if mark == b"\\":
                    self._escaped = place == len(chunk)
                    place += 1
                self._quoted = mark == b"\\"
            elif mark == b'"':
                self._quoted = True
            elif self._ends(mark):
                self._keep(chunk[first : place - 1] if self.listed else chunk[first:place])
                first = place
                if mark != b"]" or not self.listed or self._size or self._items:
                    yield self._take()
        self._keep(chunk[first:])

    def _ends(self, mark: bytes) -> bool:
        """Count the brackets; tell whether a value ends here."""
        if mark in b"{[":
            self._depth += 1
            return False
        if mark in b"}]" and self._depth > 0:
            self._depth -= 1
            return self._depth == 0 and not self.listed
        if not self.listed or self._depth or self._ended or mark == b"}":
            return False
        self._ended = mark == b"]"
        return True

    def _keep(self, piece: bytes) -> None:
        if self._size == 0:
            piece = piece.lstrip(_WHITE)
        self._size += len(piece)
        if self._size > limits.MAX_RECORD_BYTES:
            self._pieces.clear()
        else:
            self._pieces.append(piece)

    def _take(self) -> bytes | None:
        value = None if self._size > limits.MAX_RECORD_BYTES else b"".join(self._pieces).rstrip(_WHITE)
        self._pieces.clear()
        self._size = 0
        self._items += 1
        return value
