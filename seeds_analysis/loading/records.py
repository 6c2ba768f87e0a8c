"""One article as it stands in an input, still as bytes: what is counted, hashed and handed to a worker."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from seeds_analysis.article import Article
from seeds_analysis.errors import LoadError
from seeds_analysis.loading.formats import read_article


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are to be read, where the user says so; what is None is found in the input.

    `fields` maps our names of a JSON record's fields (text, title, date, url, authors) to the user's.
    """

    encoding: str | None = None
    published: datetime.date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


AS_FOUND = Reading()


@dataclass(frozen=True, slots=True)
class Record:
    """One article of an input, or what stands where one should be.

    `origin` names it in the output, on every machine alike; `given` names it in messages, as the user did.
    `data` are its bytes, uncompressed; `error` tells why they cannot be had, whole or at all, and the
    record then stands for the rest of its input. The sample is ours: an encoding given for the user's inputs
    is not meant for it.
    """

    origin: str
    given: str
    data: bytes = b""
    error: LoadError | None = None
    sample: bool = False

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, written `sha256:<hex>`; of what could be read where there is an error."""
        return f"sha256:{hashlib.sha256(self.data).hexdigest()}"

    def load(self, reading: Reading = AS_FOUND) -> Article:
        """Make an Article of it. Raises LoadError, whose text names the record as the user did."""
        try:
            if self.error is not None:
                raise self.error
            encoding = None if self.sample else reading.encoding
            return read_article(self.data, self.origin, encoding=encoding, published=reading.published)
        except LoadError as error:
            raise LoadError(error.origin, error.code, error.message, self.given) from error.__cause__
