"""Read a plain text file."""

from seeds_analysis.loading.options import ReadOptions
from seeds_analysis.loading.parts import ArchiveMetadata
from seeds_analysis.loading.readers.decoding import Extracted, decode


def read_text(data: bytes, origin: str, options: ReadOptions, _archive: ArchiveMetadata) -> Extracted:
    """Decode a text. Raises what decode raises."""
    return decode(data, origin, encoding=options.encoding)
