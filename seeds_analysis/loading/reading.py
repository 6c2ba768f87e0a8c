"""How inputs are to be read, where the user says so."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


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
class Told:
    """What the archive that holds a page says of it: its address, and the encoding in its HTTP header."""

    url: str | None = None
    charset: str | None = None


NOTHING_TOLD = Told()
