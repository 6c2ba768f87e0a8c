"""Records, the bytes of one article each, and the way from the bytes to an Article."""

import datetime
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.formats import FORMATS, HEAD_BYTES, format_of_name, sniff_format
from seeds_analysis.loading.parts import DEFAULTS, NO_METADATA, ArchiveMetadata, Part, ReadOptions
from seeds_analysis.loading.readers.decoding import check_text
from seeds_analysis.loading.stated.dated_lines import choose_date
from seeds_analysis.loading.stated.dates import NO_DATE, date_in_name, find_header
from seeds_analysis.loading.stated.furniture import note_furniture
from seeds_analysis.loading.streams.decompression import DecompressedStream, read_whole
from seeds_analysis.text import Article


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one article, or the error in their place.

    `origin` is its name in the output, the same on every machine; `given` is its name in messages, as the
    user wrote it. One article of many is `origin#7`: line, item, row or record 7; a file in a ZIP archive is
    `origin#7/name`. `data` is decompressed: a file, a line, a page. `kind` is its format, such as "text".
    With an `error`, the data are missing or incomplete. An input that is cut off or damaged ends with such a
    record.
    """

    origin: str
    given: str
    data: bytes = b""
    error: LoadError | None = None
    kind: str = "text"
    archive: ArchiveMetadata = NO_METADATA

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, written `sha256:<hex>`; with an error, of those that could be read."""
        return f"sha256:{hashlib.sha256(self.data).hexdigest()}"

    def load(self, options: ReadOptions = DEFAULTS) -> Article:
        """Make an Article of the bytes. Raises LoadError, whose message names the record as the user did."""
        try:
            if self.error is not None:
                raise self.error
            return _make_article(self, options)
        except LoadError as error:
            raise LoadError(error.origin, error.code, error.message, self.given) from error.__cause__


def read_records(file: BinaryIO, origin: str, given: str, *, name: str = "") -> Iterator[Record]:
    """Read an opened input record by record; there is always at least one. Raises nothing.

    The suffix of `name` decides the format, or else the first bytes of the data. An input without any article
    gives one record with an error.
    """
    stream = DecompressedStream(file, name, origin)
    kind = format_of_name(name) or sniff_format(stream.head(HEAD_BYTES))
    split = FORMATS[kind].split
    empty = True
    try:
        for part in split(stream) if split else [Part(None, read_whole(stream), kind, stream.fault)]:
            empty = False
            place = "" if part.number is None else f"#{part.number}"
            place += f"/{part.name}" if part.name else ""
            names = f"{origin}{place}", f"{given}{place}"
            if part.name and part.error is None:
                yield from read_records(io.BytesIO(part.data), *names, name=part.name)
            else:
                error = part.error and LoadError(names[0], part.error.code, part.error.message)
                yield Record(*names, part.data, error, part.kind, part.archive)
        if empty:
            raise LoadError(origin, "empty", "holds no article. Give a file that holds one.")
    except LoadError as error:
        yield Record(origin, given, error=error)


def read_article(
    data: bytes, origin: str, *, encoding: str | None = None, published: datetime.date | None = None
) -> Article:
    """Make an Article of its bytes; `origin` is their name in the summary, and its suffix is their format.

    If the suffix is not known, the first bytes decide. Raises LoadError with code "empty", "binary",
    "decode", "unknown-encoding", "too-large", "not-json", "no-text", "unreadable", "missing-extra", or
    "many-articles" for JSON Lines and archives.
    """
    kind = format_of_name(origin) or sniff_format(data)
    return _make_article(Record(origin, origin, data, kind=kind), ReadOptions(encoding, published))


def _make_article(record: Record, options: ReadOptions) -> Article:
    """Make an Article of a record: extract the text, then find what it states about itself.

    The publication date is the first of these: what the user says, the date in the file's name if the user
    wants it, the earliest date in metadata, header and dated lines, a full date in the dateline, the day of
    an update. Raises LoadError, as read_article does.
    """
    origin = record.origin
    limits.refuse_size(len(record.data), origin)
    read = FORMATS[record.kind].read
    if read is None:
        raise many_articles(origin)
    if not record.data.strip():
        raise _empty(origin, "empty")
    extracted = read(record.data, origin, options, record.archive)
    text, notices = check_text(extracted.text, origin)
    notices = extracted.notices + notices

    header = find_header(text)
    if not text[header.end :].strip():
        raise _empty(origin, "nothing but a date" if header.end else "nothing but white space")
    article = Article(
        text,
        origin,
        extracted.encoding,
        body_start=header.end,
        title=extracted.title,
        url=extracted.url,
        authors=extracted.authors,
        metadata=extracted.metadata,
    )
    article, dates, dateline_date = note_furniture(article)

    published = options.published
    if published is None and options.date_from_name is not None:
        named = date_in_name(origin, options.date_from_name)
        published = named.published
        notices += named.notices
    if published is None:
        # A header with an impossible date is still the text's own statement, which no dateline replaces.
        stated = choose_date([extracted.date, header, *dates], NO_DATE if header.end else dateline_date)
        published = stated.published
        notices += stated.notices
    return replace(article, published=published, notices=notices)


def many_articles(origin: str) -> LoadError:
    """Say that an input holds many articles where one is wanted."""
    return LoadError(origin, "many-articles", "holds many articles, not one. Give a file with one article.")


def _empty(origin: str, what: str) -> LoadError:
    return LoadError(origin, "empty", f"{what}. Give a file that holds an article.")
