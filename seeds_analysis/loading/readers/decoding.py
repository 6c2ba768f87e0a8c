"""Bytes to text: byte order marks, UTF-8, and what to do with other bytes."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.parts import ArchiveMetadata, ReadOptions
from seeds_analysis.loading.stated.dates import NO_DATE, StatedDate
from seeds_analysis.text import Notice

FALLBACK = "cp1252"
REPLACEMENT = "\ufffd"
BOM = "\ufeff"

# More of these characters than this make a file binary. Controls occur in broken articles too (a stray
# BEL, a dozen escape sequences), so a few never count.
BINARY_CONTROLS = 32
BINARY_SHARE = 0.05
_CONTROLS = "".join(chr(code) for code in range(1, 32) if chr(code) not in "\b\t\n\x0b\x0c\r\x1b") + "\x7f"
_SURROGATE = re.compile("[\ud800-\udfff]")

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one article, and the metadata that came with it.

    The text has no byte order mark; `encoding` is the codec that decodes the bytes without one.
    """

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()
    date: StatedDate = NO_DATE
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


def read_text(data: bytes, origin: str, options: ReadOptions, _archive: ArchiveMetadata) -> Extracted:
    """Read a plain text file. Raises what decode raises."""
    return decode(data, origin, encoding=options.encoding)


def decode(data: bytes, origin: str, *, encoding: str | None = None) -> Extracted:
    """Decode bytes: as `encoding` if given, as a byte order mark says, as UTF-8, or else as cp1252.

    Bytes that are invalid in a given encoding are an error; in any other they become U+FFFD with a notice.
    Lone surrogates become U+FFFD one for one. Newlines stay as they are. Raises LoadError:
    "unknown-encoding", "decode", or "binary" for NUL characters and other data that are not text.
    """
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    if encoding is not None:
        decoded = _decode_as(data, origin, encoding)
    elif marked is not None:
        decoded = _decode_damaged(data, marked)
    else:
        _refuse_binary(data, origin)
        decoded = _decode_unmarked(data)
    text, notices = check_text(decoded.text, origin)
    return replace(decoded, text=text, notices=decoded.notices + notices)


def check_text(text: str, origin: str) -> tuple[str, tuple[Notice, ...]]:
    """Replace lone surrogates one for one, with a notice. Raises LoadError "binary" for what is not text."""
    if "\0" in text:
        message = "NUL characters: binary data, or a wrong encoding. Convert it to text first."
        raise LoadError(origin, "binary", message)
    controls = sum(text.count(control) for control in _CONTROLS)
    if controls > BINARY_CONTROLS and controls > BINARY_SHARE * len(text):
        message = f"{controls} control characters: binary data, not text. Convert it to text first."
        raise LoadError(origin, "binary", message)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        # Neither JSON nor a file can hold lone surrogates.
        message = "lone surrogates, which are not characters, are shown as U+FFFD."
        notice = Notice("lone-surrogates", message, error.start, error.start + 1)
        return _SURROGATE.sub(REPLACEMENT, text), (notice,)
    return text, ()


def without_places(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Remove the offsets: they refer to the whole input, and the article's text is only a part of it."""
    return tuple(replace(notice, start=None, end=None) for notice in notices)


def one_line(words: str | None) -> str | None:
    """Put metadata on one line, without lone surrogates; None if nothing is left."""
    return " ".join((words or "").encode("utf-8", "replace").decode("utf-8").split()) or None


def _decode_as(data: bytes, origin: str, encoding: str) -> Extracted:
    try:
        codec = codecs.lookup(encoding).name
        text = data.decode(codec, errors=_errors(codec))
    except LookupError as error:
        message = f"unknown encoding {encoding!r}. Give --encoding a name such as utf-8 or cp1252."
        raise LoadError(origin, "unknown-encoding", message) from error
    except UnicodeDecodeError as error:
        message = f"not valid {encoding} at byte {error.start}. Give another --encoding, or leave it out."
        raise LoadError(origin, "decode", message) from error
    except ValueError as error:  # a name with a NUL; codecs such as idna and undefined
        message = f"cannot be read as {encoding!r}. Give --encoding a name such as utf-8 or cp1252."
        raise LoadError(origin, "decode", message) from error
    if text.startswith(BOM):  # name the codec that removes the mark
        codec = "utf-8-sig" if codec == "utf-8" else codec.removesuffix("-le").removesuffix("-be")
    return Extracted(text.removeprefix(BOM), codec)


def _decode_unmarked(data: bytes) -> Extracted:
    """Decode valid UTF-8, or cp1252 unless most of what is not ASCII is well-formed UTF-8.

    In cp1252 prose, a letter beyond ASCII is alone between ASCII letters, which never occurs in UTF-8. So
    more well-formed sequences than bad bytes mean UTF-8 with some damage (a file cut in mid-character, an
    stray pasted byte); read as cp1252, the text would lose every quotation mark.
    """
    try:
        return Extracted(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first_bad = error.start
    damaged = _decode_damaged(data, "utf-8")
    bad = damaged.text.count(REPLACEMENT)
    ascii_count = len(data.translate(None, delete=bytes(range(128, 256))))
    if len(damaged.text) - ascii_count - bad > bad:
        return damaged
    message = f"not valid UTF-8 at byte {first_bad}, so read as {FALLBACK}. If that is wrong, set --encoding."
    decoded = _decode_damaged(data, FALLBACK)
    return replace(decoded, notices=(Notice("encoding-fallback", message), *decoded.notices))


def _decode_damaged(data: bytes, codec: str) -> Extracted:
    """Decode; invalid bytes become U+FFFD, with a notice."""
    try:
        return Extracted(data.decode(codec, errors=_errors(codec)), codec)
    except UnicodeDecodeError as error:
        first_bad = error.start
    text = data.decode(codec, errors="replace")
    place = text.find(REPLACEMENT)
    message = (
        f"not valid {codec.removesuffix('-sig')} at byte {first_bad}: such bytes are shown as U+FFFD. "
        "If the text looks wrong, set --encoding."
    )
    return Extracted(text, codec, (Notice("undecodable-bytes", message, place, place + 1),))


def _errors(codec: str) -> str:
    """Let lone surrogates of UTF-16 and UTF-32 pass: they are replaced one for one afterwards."""
    return "surrogatepass" if codec.startswith(("utf-16", "utf-32")) else "strict"


def _refuse_binary(data: bytes, origin: str) -> None:
    for magic, kind in _FORMATS:
        if data.startswith(magic):
            raise LoadError(origin, "binary", f"{kind}, not text. Convert it to text first.")
    if b"\0" in data:
        raise LoadError(origin, "binary", _nul_message(data))


def _nul_message(data: bytes) -> str:
    """Suggest UTF-16 if every other byte is NUL."""
    head = data[:4096]
    first, second = head[0::2].count(0), head[1::2].count(0)
    likely, unlikely = max(first, second), min(first, second)
    if 2 * likely > len(head) // 2 and 10 * unlikely <= likely:
        codec = "utf-16-be" if first > second else "utf-16-le"
        return f"NUL bytes, perhaps UTF-16 without a byte order mark. Try --encoding {codec}."
    return "NUL bytes: binary data, not text. Convert it to text first, or set --encoding."
