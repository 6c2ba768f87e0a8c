"""The article as data: decoded text and what the file itself states about it."""

import datetime
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A verbatim piece of the article: half-open character offsets and the text between them."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "TextSpan":
        """Cut the span out of the article's text."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Notice:
    """A doubt about the text; `code` is stable, offsets are None if it concerns the whole text."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article; offsets everywhere refer to `text`, which is the decoded input, unchanged.

    `body_start` is where the story begins, after the header (`date 2024-12-03`).
    `headline`, `byline`, `dateline` and `credits` are the lines recognised as such; `published` is a
    stated date, never a guess. `title`, `url` and `authors` are from a page's metadata or a JSON record, and
    are not part of the text.
    """

    text: str
    origin: str
    encoding: str = "utf-8"
    published: datetime.date | None = None
    body_start: int = 0
    headline: TextSpan | None = None
    byline: TextSpan | None = None
    dateline: TextSpan | None = None
    credits: tuple[TextSpan, ...] = ()
    notices: tuple[Notice, ...] = ()
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The SHA-256 of the text as UTF-8, written `sha256:<hex>`."""
        return f"sha256:{hashlib.sha256(self.text.encode('utf-8')).hexdigest()}"
