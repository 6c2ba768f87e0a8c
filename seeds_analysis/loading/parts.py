"""What a stream of many articles consists of, before the articles get their names."""

from dataclasses import dataclass

from seeds_analysis.errors import LoadError


@dataclass(frozen=True, slots=True)
class ArchiveMetadata:
    """What a web archive says about a page: its address, and the encoding in its HTTP header."""

    url: str | None = None
    charset: str | None = None


NO_METADATA = ArchiveMetadata()


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of one article in an input, or the error in its place.

    `number` is its line, item or record, counted from 1; None if the input is a single article. `kind` is a
    key of FORMATS in formats.py.
    """

    number: int | None
    data: bytes = b""
    kind: str = "text"
    error: LoadError | None = None
    archive: ArchiveMetadata = NO_METADATA
