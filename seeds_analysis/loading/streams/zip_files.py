"""ZIP archives of articles: each member with a known suffix is read as a file of its own."""

import contextlib
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.limits import refuse_ratio, refuse_size
from seeds_analysis.loading.parts import Part
from seeds_analysis.loading.streams.decompression import CHUNK_BYTES, DecompressedStream

_MAGIC = b"PK\x03\x04"
# A member of every Office document, and the first member of every OpenDocument file.
_OFFICE, _OPEN_DOCUMENT = b"[Content_Types].xml", b"mimetype"

LONGEST_NAME = 200


def looks_like_zip(head: bytes) -> bool:
    """Recognise a ZIP archive that is not an office document."""
    return head.startswith(_MAGIC) and _OFFICE not in head and head[30:38] != _OPEN_DOCUMENT


def split_zip(stream: DecompressedStream, is_article: Callable[[str], bool]) -> Iterator[Part]:
    """Give each member that is an article by its name, numbered by its position; hidden ones are left out.

    The list of the members is at the end, so the archive is copied to a temporary file first: it may come
    from a pipe. A damaged, encrypted or too large member is an error, and the next one is read. Together the
    members may have 100 times the size of the archive: members that share their data are a bomb. Raises
    LoadError "too-large".
    """
    total = 0
    try:
        with spooled(stream) as file, zipfile.ZipFile(file) as archive:
            for number, member in enumerate(archive.infolist(), 1):
                name = _shown(member.filename)
                if member.is_dir() or _is_hidden(name) or not is_article(name):
                    continue
                total += member.file_size  # no more than this is read
                refuse_ratio(total, stream.packed, stream.origin)
                try:
                    part = Part(number, _read_member(archive, member, stream.origin), name=name)
                except LoadError as error:
                    part = Part(number, name=name, error=error)
                yield part
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        message = f"a damaged or cut off ZIP archive ({type(error).__name__}). Fetch it again."
        yield Part(None, error=stream.fault or LoadError(stream.origin, "corrupt", message))


@contextlib.contextmanager
def spooled(stream: DecompressedStream) -> Iterator[IO[bytes]]:
    """Copy a stream to a temporary file, which can be read in any order. Raises LoadError, OSError."""
    with tempfile.TemporaryFile() as file:
        while piece := stream.read(CHUNK_BYTES):
            file.write(piece)
            refuse_ratio(stream.unpacked, stream.packed, stream.origin)
        file.seek(0)
        yield file


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str) -> bytes:
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others grow without bounds
        raise _unsupported(origin)
    refuse_size(member.file_size, origin)
    refuse_ratio(member.file_size, member.compress_size, origin)
    pieces = []
    try:
        with archive.open(member) as file:
            while piece := file.read(CHUNK_BYTES):
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise LoadError(origin, "corrupt", "damaged in the ZIP archive. Fetch it again.") from error
    except (RuntimeError, NotImplementedError) as error:
        raise _unsupported(origin) from error
    return b"".join(pieces)


def _unsupported(origin: str) -> LoadError:
    message = "encrypted, or compressed in a way that is not supported. Unpack the archive yourself."
    return LoadError(origin, "unreadable", message)


def _is_hidden(name: str) -> bool:
    parts = (part for part in name.split("/") if part not in (".", ".."))
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _shown(name: str) -> str:
    """Make a name fit for a record: nothing is ever written under it, so `..` does no harm."""
    plain = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return plain[-LONGEST_NAME:]
