"""A plain text as an Article: decoded, with what the text states about itself."""

import datetime

from seeds_analysis.article import Article
from seeds_analysis.errors import LoadError
from seeds_analysis.loading.decoding import decode
from seeds_analysis.loading.furniture import find_furniture
from seeds_analysis.loading.stated_dates import find_header


def read_text(
    data: bytes, origin: str, *, encoding: str | None = None, published: datetime.date | None = None
) -> Article:
    """Make an Article of a text in the seed form (`date 2024-12-03`, then the story) or without header.

    Published is, in this order: the argument, the header's date, a full date in the dateline, None.
    Raises LoadError: "empty", or what decode raises.
    """
    if not data:
        raise LoadError(origin, "empty", "empty. Give a file that holds an article.")
    decoded = decode(data, origin, encoding=encoding)
    text = decoded.text
    header = find_header(text)
    if not text[header.end :].strip():
        found = "nothing but a date" if header.end else "nothing but white space"
        raise LoadError(origin, "empty", f"{found}. Give a file that holds an article.")
    furniture = find_furniture(text, header.end)
    # A header that states an impossible date still is the text's statement: the dateline does not replace it.
    stated = header if header.end else furniture.dateline_date
    notices = decoded.notices
    if published is None:
        published = stated.published
        notices += stated.notices
    return Article(
        text=text,
        origin=origin,
        encoding=decoded.encoding,
        published=published,
        body_start=header.end,
        headline=furniture.headline,
        byline=furniture.byline,
        dateline=furniture.dateline,
        credits=furniture.credits,
        notices=notices,
    )
