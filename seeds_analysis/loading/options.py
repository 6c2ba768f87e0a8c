"""How the user wants inputs to be read."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the inputs; whatever is None is taken from the input itself.

    `fields` maps our names for the fields of a JSON record (text, title, date, url, authors) to the user's.
    """

    encoding: str | None = None
    published: datetime.date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


DEFAULTS = ReadOptions()
