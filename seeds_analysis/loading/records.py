"""One article as it stands in an input, still as bytes: what is counted, hashed and handed to a worker."""

import hashlib
from dataclasses import dataclass, replace

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.formats import TEXT, read_as
from seeds_analysis.loading.reading import AS_FOUND, NOTHING_TOLD, Reading, Told
from seeds_analysis.text import Article

__all__ = ["AS_FOUND", "Reading", "Record", "Source"]


@dataclass(frozen=True, slots=True)
class Record:
    """One article of an input, or what stands where one should be.

    `origin` names it in the output, on every machine alike; `given` names it in messages, as the user did;
    one of many is `origin#7`: line 7, item 7 or record 7 of the archive. `data` are its bytes, uncompressed:
    a file, a line, a page; `kind` is their format, "text", "html" or "json", and `told` what an archive says
    of a page. `error` tells why they cannot be had, whole or at all; where an input is cut off or damaged,
    the record stands for the rest of it. The sample is ours: an encoding given for the user's inputs is not
    meant for it.
    """

    origin: str
    given: str
    data: bytes = b""
    error: LoadError | None = None
    sample: bool = False
    kind: str = TEXT
    told: Told = NOTHING_TOLD

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, written `sha256:<hex>`; of what could be read where there is an error."""
        return f"sha256:{hashlib.sha256(self.data).hexdigest()}"

    def load(self, reading: Reading = AS_FOUND) -> Article:
        """Make an Article of it. Raises LoadError, whose text names the record as the user did."""
        try:
            if self.error is not None:
                raise self.error
            if self.sample:
                reading = replace(reading, encoding=None)
            return read_as(self.kind, self.data, self.origin, reading, self.told)
        except LoadError as error:
            raise LoadError(error.origin, error.code, error.message, self.given) from error.__cause__


@dataclass(frozen=True, slots=True)
class Source:
    """What records come from: its names."""

    origin: str
    given: str

    def record(self, number: int, data: bytes, kind: str, told: Told = NOTHING_TOLD) -> Record:
        """Make the record of one of many."""
        return Record(f"{self.origin}#{number}", f"{self.given}#{number}", data, kind=kind, told=told)

    def failed(self, number: int, error: LoadError) -> Record:
        """Make the record of one of many that cannot be had."""
        origin = f"{self.origin}#{number}"
        return Record(origin, f"{self.given}#{number}", error=LoadError(origin, error.code, error.message))
