"""Records: the bytes of one article each, which are counted, hashed and sent to a worker."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.formats import FORMATS, HEAD_BYTES, format_of_name, sniff_format
from seeds_analysis.loading.options import DEFAULTS, ReadOptions
from seeds_analysis.loading.parts import NO_METADATA, ArchiveMetadata, Part
from seeds_analysis.loading.reading import make_article
from seeds_analysis.loading.streams.decompression import DecompressedStream, File, read_whole
from seeds_analysis.text import Article


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one article, or the error in their place.

    `origin` is its name in the output, the same on every machine; `given` is its name in messages, as the
    user wrote it. One article of many is `origin#7`: line 7, item 7 or record 7 of the archive. `data` is
    decompressed: a file, a line, a page. `kind` is its format, "text", "html" or "json". With an `error` the
    data are missing or incomplete; an input that is cut off or damaged ends with a record for the rest.
    """

    origin: str
    given: str
    data: bytes = b""
    error: LoadError | None = None
    kind: str = "text"
    archive: ArchiveMetadata = NO_METADATA

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, written `sha256:<hex>`; with an error, of those that could be read."""
        return f"sha256:{hashlib.sha256(self.data).hexdigest()}"

    def load(self, options: ReadOptions = DEFAULTS) -> Article:
        """Make an Article of the bytes. Raises LoadError, whose message names the record as the user did."""
        try:
            if self.error is not None:
                raise self.error
            return make_article(self.kind, self.data, self.origin, options, self.archive)
        except LoadError as error:
            raise LoadError(error.origin, error.code, error.message, self.given) from error.__cause__


def read_records(file: File, origin: str, given: str, *, name: str = "") -> Iterator[Record]:
    """Read an opened input record by record; there is always at least one. Raises nothing.

    The suffix of `name` decides the format, or else the first bytes of the data. An input without any article
    gives one record with an error.
    """
    stream = DecompressedStream(file, name, origin)
    kind = format_of_name(name) or sniff_format(stream.head(HEAD_BYTES))
    split = FORMATS[kind].split
    empty = True
    for part in split(stream) if split else [_only_part(stream, kind)]:
        empty = False
        yield _record(part, origin, given)
    if empty:
        error = LoadError(origin, "empty", "holds no article. Give a file that holds one.")
        yield Record(origin, given, error=error)


def _only_part(stream: DecompressedStream, kind: str) -> Part:
    try:
        return Part(None, read_whole(stream), kind, stream.fault)
    except LoadError as error:
        return Part(None, kind=kind, error=error)


def _record(part: Part, origin: str, given: str) -> Record:
    number = "" if part.number is None else f"#{part.number}"
    error = part.error and LoadError(f"{origin}{number}", part.error.code, part.error.message)
    return Record(f"{origin}{number}", f"{given}{number}", part.data, error, part.kind, part.archive)
