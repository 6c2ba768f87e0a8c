"""An input as one stream of bytes, compressed or not, which notices if the input ends too early."""

import io
import os
import stat
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from seeds_analysis.errors import LoadError, reason_of
from seeds_analysis.loading.limits import refuse_ratio, refuse_size
from seeds_analysis.loading.parts import missing_extra

CHUNK_BYTES = 1 << 16

# Any suffix of a format may be followed by one of these.
PACKED_SUFFIXES = {".gz": "gzip", ".zst": "zstandard"}
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"

# 4 bytes of zstandard may become 128 kB: in small pieces, a bomb never takes more than 32 MB.
_ZSTD_PIECE = 1 << 10
# A frame may ask for a window of any size; this is the largest that `zstd --long` makes.
_ZSTD_WINDOW = 1 << 27


class DecompressedStream(io.RawIOBase):
    """The bytes of a file, decompressed if they begin as gzip or zstandard data do.

    Reading raises nothing: if the file cannot be read further, is cut off or damaged, the stream ends, and
    `fault` says why it is incomplete. `packed` and `unpacked` count the bytes read from the file and
    from the stream.
    """

    def __init__(self, file: BinaryIO, name: str, origin: str) -> None:
        super().__init__()
        self.origin = origin
        self.fault: LoadError | None = None
        self.packed = 0
        self.unpacked = 0
        self._chunks = self._decompressed(file, os.path.splitext(name)[1].lower())
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It can be read."""
        return True

    def head(self, size: int) -> bytes:
        """Look ahead at the first bytes; fewer than `size` if there are no more."""
        ready = bytearray(self._ready)
        while len(ready) < size and (more := self._next_chunk()):
            ready += more
        self._ready = memoryview(ready)
        return bytes(ready[:size])

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer with the bytes at hand; 0 at the end."""
        if not self._ready:
            self._ready = memoryview(self._next_chunk())
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        self.unpacked += size
        return size

    def _next_chunk(self) -> bytes:
        try:
            return next(self._chunks, b"")
        except LoadError as error:
            self.fault = error
        except OSError as error:
            message = f"cannot be read to its end: {reason_of(error)}. Check the disk or the connection."
            self.fault = LoadError(self.origin, "unreadable", message)
        return b""

    def _decompressed(self, file: BinaryIO, suffix: str) -> Iterator[bytes]:
        start = b""
        chunks = self._read_chunks(file)
        while len(start) < len(ZSTD_MAGIC) and (more := next(chunks, b"")):
            start += more
        chunks = chain((start,), chunks)
        if start.startswith(GZIP_MAGIC):
            yield from _gunzip(chunks, self.origin)
        elif start.startswith(ZSTD_MAGIC):
            yield from _unzstd(chunks, self.origin)
        elif start and suffix in PACKED_SUFFIXES:
            raise _damaged(self.origin, f"not {PACKED_SUFFIXES[suffix]} data, although its name says so")
        else:
            yield from chunks

    def _read_chunks(self, file: BinaryIO) -> Iterator[bytes]:
        before = _state(file)
        read = getattr(file, "read1", file.read)  # read1 does not wait until a pipe has filled a whole chunk
        while chunk := read(CHUNK_BYTES):
            self.packed += len(chunk)
            yield chunk
        if _state(file) != before:  # some of the bytes may be old and some new
            message = "changed while it was read. Read it again once nothing writes to it."
            raise LoadError(self.origin, "changed", message)


def _state(file: BinaryIO) -> tuple[int, int] | None:
    """Give the size of a regular file and when it was last changed; None for anything else."""
    try:
        found = os.fstat(file.fileno())
    except (OSError, ValueError):  # bytes in memory
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def read_whole(stream: DecompressedStream) -> bytes:
    """Read an input that holds one article. Raises LoadError "too-large"."""
    pieces = []
    while piece := stream.read(CHUNK_BYTES):
        pieces.append(piece)
        refuse_size(stream.unpacked, stream.origin)
        refuse_ratio(stream.unpacked, stream.packed, stream.origin)
    return b"".join(pieces)


def _gunzip(chunks: Iterator[bytes], origin: str) -> Iterator[bytes]:
    """Decompress gzip members, one after another; zeros may follow, as they fill the last block of a tape."""
    member = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        data = chunk
        while data:
            if member.eof:
                data = data.lstrip(b"\0")
                if not data:
                    break
                if not GZIP_MAGIC.startswith(data[:1]):
                    raise _damaged(origin, "the gzip data are followed by other data")
                member = zlib.decompressobj(wbits=31)
            try:
                piece = member.decompress(data, CHUNK_BYTES)
            except zlib.error as error:
                raise _damaged(origin, "damaged gzip data, read only up to the damage") from error
            data = member.unused_data if member.eof else member.unconsumed_tail
            if piece:
                yield piece
    if not member.eof:
        raise _cut_off(origin, "gzip")


def _unzstd(chunks: Iterator[bytes], origin: str) -> Iterator[bytes]:
    """Decompress zstandard frames, one after another."""
    try:
        import zstandard  # an extra
    except ImportError as error:
        raise missing_extra(origin, "zstandard data") from error
    frame = None
    for chunk in chunks:
        data = chunk
        while data:
            if frame is None:
                frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
            piece, data = data[:_ZSTD_PIECE], data[_ZSTD_PIECE:]
            try:
                piece = frame.decompress(piece)
            except zstandard.ZstdError as error:
                raise _damaged(origin, "damaged zstandard data, read only up to the damage") from error
            if frame.eof:
                data = frame.unused_data + data
                frame = None
            if piece:
                yield piece
    if frame is not None:
        raise _cut_off(origin, "zstandard")


def _damaged(origin: str, what: str) -> LoadError:
    return LoadError(origin, "corrupt", f"{what}. Fetch it again.")


def _cut_off(origin: str, kind: str) -> LoadError:
    return LoadError(origin, "truncated", f"cut off: the {kind} data end too early. Fetch it again.")
