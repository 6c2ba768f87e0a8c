"""What the steps of loading hand to each other: the user's options, and the parts of an input."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from seeds_analysis.errors import LoadError

# Fields that every record may have, and that no other key of the summary holds.
_METADATA = ("id", "outlet", "section")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the inputs; whatever is None is taken from the input itself.

    `fields` maps our names for the fields of a record (text, title, date, url, authors) to the user's; `keep`
    names further fields that go into the article's metadata.
    `date_from_name` is a pattern with the directives of strptime, such as %Y-%m-%d, for the names of files.
    """

    encoding: str | None = None
    published: datetime.date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    date_from_name: str | None = None
    keep: tuple[str, ...] = ()

    @property
    def metadata(self) -> tuple[str, ...]:
        """The names of the metadata, each once in any case: to a database, ID and id are one name."""
        names: dict[str, str] = {}
        for name in (*_METADATA, *self.keep):
            names.setdefault(name.casefold(), name)
        return tuple(names.values())


DEFAULTS = ReadOptions()


@dataclass(frozen=True, slots=True)
class ArchiveMetadata:
    """What a web archive says about a page: its address, and the encoding in its HTTP header."""

    url: str | None = None
    charset: str | None = None


NO_METADATA = ArchiveMetadata()


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of one article in an input, or the error in its place.

    `number` is its line, item, row or record, counted from 1; None if the input is a single article. `kind`
    is a key of FORMATS in formats.py. A part with a `name` is a file in an archive: its name decides.
    """

    number: int | None
    data: bytes = b""
    kind: str = "text"
    error: LoadError | None = None
    archive: ArchiveMetadata = NO_METADATA
    name: str = ""


def missing_extra(origin: str, what: str, extra: str = "web") -> LoadError:
    """Name the command that installs the library for reading `what`."""
    message = f"{what} need an extra. To install it: python -m pip install 'seeds-analysis[{extra}]'"
    return LoadError(origin, "missing-extra", message)
