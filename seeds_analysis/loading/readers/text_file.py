"""A plain text as an Article: decoded, with what the text states about itself."""

import datetime

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.readers.decoding import decode
from seeds_analysis.loading.reading import Reading, Told
from seeds_analysis.loading.stated.dates import StatedDate, find_header
from seeds_analysis.loading.stated.furniture import find_furniture
from seeds_analysis.text import Article, Notice


def read_text(data: bytes, origin: str, reading: Reading, told: Told) -> Article:  # noqa: ARG001
    """Make an Article of a text in the seed form (`date 2024-12-03`, then the story) or without header.

    Published is, in this order: what the user says, the header's date, a full date in the dateline, None.
    Raises LoadError: "empty", or what decode raises.
    """
    if not data:
        raise LoadError(origin, "empty", "empty. Give a file that holds an article.")
    decoded = decode(data, origin, encoding=reading.encoding)
    return make_article(
        decoded.text,
        origin,
        encoding=decoded.encoding,
        published=reading.published,
        notices=decoded.notices,
    )


def make_article(
    text: str,
    origin: str,
    *,
    encoding: str,
    published: datetime.date | None,
    stated: StatedDate | None = None,
    notices: tuple[Notice, ...] = (),
    title: str | None = None,
    url: str | None = None,
    authors: tuple[str, ...] = (),
) -> Article:
    """Make an Article of decoded text and what stands beside it, with what the text states about itself.

    `stated` is a date beside the text, which goes before that in it. Raises LoadError "empty".
    """
    header = find_header(text)
    if not text[header.end :].strip():
        found = "nothing but a date" if header.end else "nothing but white space"
        raise LoadError(origin, "empty", f"{found}. Give a file that holds an article.")
    furniture = find_furniture(text, header.end)
    # A header that states an impossible date still is the text's statement: the dateline does not replace it.
    inside = header if header.end else furniture.dateline_date
    if published is None:
        for found_date in (stated, inside):
            if found_date is not None and published is None:
                published = found_date.published
                notices += found_date.notices
    return Article(
        text=text,
        origin=origin,
        encoding=encoding,
        published=published,
        body_start=header.end,
        headline=furniture.headline,
        byline=furniture.byline,
        dateline=furniture.dateline,
        credits=furniture.credits,
        notices=notices,
        title=title,
        url=url,
        authors=authors,
    )
