"""The article as data: decoded text and what the file itself states about it."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Self

from msgspec import Meta


def _says(description: str, **schema: Any) -> Meta:
    """Describe a field, and narrow its type by JSON Schema keywords."""
    return Meta(description=description, extra_json_schema=schema or None)


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A verbatim piece of the article."""

    start: Annotated[int, _says("Where it begins, in code points of the decoded article.", minimum=0)]
    end: Annotated[int, _says("Where it ends: the code point here is not part of it.", minimum=0)]
    text: Annotated[str, _says("The words as the article has them.")]

    @classmethod
    def of(cls, text: str, start: int, end: int, *more: Any) -> Self:
        """Cut the span out of the article's text; `more` are the further fields of a subclass."""
        return cls(start, end, text[start:end], *more)


@dataclass(frozen=True, slots=True)
class Notice:
    """A doubt that the reader should know of; without offsets it concerns the whole article."""

    code: Annotated[str, _says("A stable name of the doubt.", pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    message: Annotated[str, _says("What is doubtful, for people.")]
    start: Annotated[int | None, _says("Where the doubtful piece begins, or null.", minimum=0)] = None
    end: Annotated[int | None, _says("Where the doubtful piece ends, or null.", minimum=0)] = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article; offsets everywhere refer to `text`, which is the decoded input, unchanged.

    `body_start` is where the story begins, after the header (`date 2024-12-03`).
    `headline`, `byline`, `dateline`, `date_lines` and `credits` are the lines recognised as such; `published`
    is a stated date, never a guess. `title`, `url`, `authors` and `metadata` are from a page's metadata or a
    record, and are not part of the text.
    """

    text: str
    origin: str
    encoding: str = "utf-8"
    published: datetime.date | None = None
    body_start: int = 0
    headline: TextSpan | None = None
    byline: TextSpan | None = None
    dateline: TextSpan | None = None
    date_lines: tuple[TextSpan, ...] = ()
    credits: tuple[TextSpan, ...] = ()
    notices: tuple[Notice, ...] = ()
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The SHA-256 of the text as UTF-8, written `sha256:<hex>`."""
        return f"sha256:{hashlib.sha256(self.text.encode('utf-8')).hexdigest()}"
