"""The way from the bytes of one article to an Article."""

import datetime

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.formats import FORMATS, format_of_name, sniff_format
from seeds_analysis.loading.options import DEFAULTS, ReadOptions
from seeds_analysis.loading.parts import NO_METADATA, ArchiveMetadata
from seeds_analysis.loading.readers.decoding import check_text
from seeds_analysis.loading.stated.dates import find_header
from seeds_analysis.loading.stated.furniture import find_furniture
from seeds_analysis.text import Article


def read_article(
    data: bytes, origin: str, *, encoding: str | None = None, published: datetime.date | None = None
) -> Article:
    """Make an Article of its bytes; `origin` is their name in the summary, and its suffix is their format.

    If the suffix is not known, the first bytes decide. Raises LoadError with code "empty", "binary",
    "decode", "unknown-encoding", "too-large", "not-json", "no-text", "unreadable", "missing-extra", or
    "many-articles" for JSON Lines and archives.
    """
    kind = format_of_name(origin) or sniff_format(data)
    return make_article(kind, data, origin, ReadOptions(encoding, published))


def make_article(
    kind: str,
    data: bytes,
    origin: str,
    options: ReadOptions = DEFAULTS,
    archive: ArchiveMetadata = NO_METADATA,
) -> Article:
    """Make an Article of bytes in a known format: extract the text, then find what it states about itself.

    The publication date is the first of these: what the user says, the date beside the text (in a page's
    metadata or a JSON record), the header, a full date in the dateline. Raises LoadError, as read_article
    does.
    """
    limits.refuse_size(len(data), origin)
    read = FORMATS[kind].read
    if read is None:
        raise many_articles(origin)
    if not data.strip():
        raise _empty(origin, "empty")
    extracted = read(data, origin, options, archive)
    text, notices = check_text(extracted.text, origin)
    notices = extracted.notices + notices

    header = find_header(text)
    if not text[header.end :].strip():
        raise _empty(origin, "nothing but a date" if header.end else "nothing but white space")
    furniture = find_furniture(text, header.end)

    published = options.published
    # A header with an impossible date is still the text's own statement: the dateline does not replace it.
    for stated in (extracted.date, header if header.end else furniture.dateline_date):
        if published is None and stated is not None:
            published = stated.published
            notices += stated.notices
    return Article(
        text=text,
        origin=origin,
        encoding=extracted.encoding,
        published=published,
        body_start=header.end,
        headline=furniture.headline,
        byline=furniture.byline,
        dateline=furniture.dateline,
        credits=furniture.credits,
        notices=notices,
        title=extracted.title,
        url=extracted.url,
        authors=extracted.authors,
    )


def many_articles(origin: str) -> LoadError:
    """Say that an input holds many articles where one is wanted."""
    return LoadError(origin, "many-articles", "holds many articles, not one. Give a file with one article.")


def _empty(origin: str, what: str) -> LoadError:
    return LoadError(origin, "empty", f"{what}. Give a file that holds an article.")
