"""Compressed or plain, an input as one stream of bytes that tells when it ends before its end."""

import io
import os
import zlib
from typing import Any, Protocol

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.extras import missing_extra

CHUNK_BYTES = 1 << 16

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_MAGIC_BYTES = 4

# 4 bytes of zstandard may stand for 128 kB: fed in small pieces, a bomb never takes more than 32 MB.
_ZSTD_PIECE = 1 << 10
# A frame may ask for a window of any size; this one is what `zstd --long` takes.
_ZSTD_WINDOW = 1 << 27


class File(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes; none at the end."""


class Flow(io.RawIOBase):
    """The bytes of a file, decompressed where they begin as gzip or zstandard data do.

    Reading raises nothing: where the file cannot be read on, is cut off or damaged, the stream ends, and
    `fault` says why it is not whole. `packed` and `unpacked` count the bytes read and given so far.
    """

    def __init__(self, file: File, name: str, origin: str) -> None:
        super().__init__()
        # A pipe gives what it has, where it may.
        self._read_file = getattr(file, "read1", file.read)
        self._origin = origin
        self._ready = memoryview(b"")
        self.fault: LoadError | None = None
        self.packed = 0
        self.unpacked = 0
        self._pending = self._fetch()
        while 0 < len(self._pending) < _MAGIC_BYTES and (more := self._fetch()):
            self._pending += more
        self.compressed = True
        self._unpacker: _Gzip | _Zstd | None = None
        suffix = os.path.splitext(name)[1].lower()
        if self._pending.startswith(GZIP_MAGIC):
            self._unpacker = _Gzip()
        elif self._pending.startswith(ZSTD_MAGIC):
            self._unpacker = self._zstd()
        elif self._pending and suffix in (".gz", ".zst"):
            self._damaged(f"no {'gzip' if suffix == '.gz' else 'zstandard'} data, as its name says.")
        else:
            self.compressed = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def head(self, size: int) -> bytes:
        """Look at the first bytes, which stay to be read; fewer than `size` if there are no more."""
        found = bytes(self._ready)
        pieces = [found]
        length = len(found)
        while length < size and (more := self._more()):
            pieces.append(more)
            length += len(more)
        everything = b"".join(pieces)
        self._ready = memoryview(everything)
        return everything[:size]

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer with what is there; 0 at the end."""
        if not self._ready:
            self._ready = memoryview(self._more())
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        self.unpacked += size
        return size

    def _more(self) -> bytes:
        """Fetch and decompress until there is something to give; nothing at the end."""
        while self.fault is None:
            data = self._pending or self._fetch()
            self._pending = b""
            unpacker = self._unpacker
            if unpacker is None:
                return data
            if not data:
                if unpacker.open:
                    message = f"cut off: the {unpacker.name} data end before their end. Fetch it again."
                    self.fault = self.fault or LoadError(self._origin, "truncated", message)
                return b""
            try:
                given, self._pending = unpacker.feed(data)
            except _Damage as damage:
                self._damaged(str(damage))
                return b""
            if given:
                return given
        return b""

    def _fetch(self) -> bytes:
        try:
            data: bytes = self._read_file(CHUNK_BYTES) or b""
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            self.fault = LoadError(self._origin, "unreadable", f"cannot be read to its end: {reason}.")
            return b""
        self.packed += len(data)
        return data

    def _damaged(self, what: str) -> None:
        self.fault = LoadError(self._origin, "corrupt", f"{what} Fetch it again.")

    def _zstd(self) -> "_Zstd | None":
        try:
            return _Zstd()
        except ImportError:
            self.fault = missing_extra(self._origin, "zstandard data")
            return None


class _Damage(Exception):  # noqa: N818 -- never leaves this file
    """Bytes that are no compressed data."""


class _Gzip:
    """Members one after another, each ending in a checksum; zeros may fill up the last block of a tape."""

    name = "gzip"

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self._ended = False

    @property
    def open(self) -> bool:
        """More data have to come."""
        return not self._ended

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        """Give what comes of the data, and those that wait."""
        if self._ended:
            data = data.lstrip(b"\0")
            if not data:
                return b"", b""
            if data[:1] != GZIP_MAGIC[:1]:
                raise _Damage("followed by bytes that are no gzip data.")
            self._member = zlib.decompressobj(wbits=31)
            self._ended = False
        try:
            given = self._member.decompress(data, CHUNK_BYTES)
        except zlib.error as error:
            raise _Damage("damaged gzip data, whole only up to here.") from error
        if self._member.eof:
            self._ended = True
            return given, self._member.unused_data
        return given, self._member.unconsumed_tail


class _Zstd:
    """Frames one after another."""

    name = "zstandard"

    def __init__(self) -> None:
        import zstandard  # an extra

        self._library: Any = zstandard
        self._frame: Any = None

    @property
    def open(self) -> bool:
        """More data have to come."""
        return self._frame is not None

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        """Give what comes of the data, and those that wait."""
        if self._frame is None:
            self._frame = self._library.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        piece, rest = data[:_ZSTD_PIECE], data[_ZSTD_PIECE:]
        try:
            given: bytes = self._frame.decompress(piece)
        except self._library.ZstdError as error:
            raise _Damage("damaged zstandard data, whole only up to here.") from error
        if self._frame.eof:
            rest = self._frame.unused_data + rest
            self._frame = None
        return given, rest
