"""Which reader makes an Article of which bytes: a table by suffix."""

import datetime
import os
from typing import Protocol

from seeds_analysis.article import Article
from seeds_analysis.errors import LoadError
from seeds_analysis.loading.text_file import read_text

# Far beyond any article: a text of this size takes hours and about 100 GB. It stops mistakes early.
MAX_BYTES = 200_000_000


class Reader(Protocol):
    """Makes an Article of bytes, or raises LoadError."""

    def __call__(
        self, data: bytes, origin: str, *, encoding: str | None, published: datetime.date | None
    ) -> Article:
        """Read one article; `published` overrides what the text states."""


# A new format is one file beside this one and one line here; folders are searched for these suffixes.
READERS: dict[str, Reader] = {
    ".txt": read_text,
}


def read_article(
    data: bytes, origin: str, *, encoding: str | None = None, published: datetime.date | None = None
) -> Article:
    """Make an Article of bytes; `origin` names them in the summary and picks the reader by its suffix.

    Raises LoadError with code "empty", "binary", "decode", "unknown-encoding" or "too-large".
    """
    refuse_size(len(data), origin)
    reader = READERS.get(os.path.splitext(origin)[1].lower(), read_text)
    return reader(data, origin, encoding=encoding, published=published)


def refuse_size(size: int, origin: str) -> None:
    """Raise LoadError "too-large" if more bytes than MAX_BYTES are to be read."""
    if size > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        message = f"larger than {limit}, the limit for one article. Split it into one file per article."
        raise LoadError(origin, "too-large", message)
