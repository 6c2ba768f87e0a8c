"""Bytes to text: byte order marks, UTF-8, and what to do with bytes that are neither."""

import codecs
import re
from dataclasses import dataclass

from seeds_analysis.errors import LoadError
from seeds_analysis.text import Notice

FALLBACK = "cp1252"
REPLACEMENT = "\ufffd"
BOM = "\ufeff"

# More of these characters than this make a file binary. Controls occur in broken articles too (a stray
# BEL, a dozen escape sequences), so few never count.
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
# The codec that leaves the byte order mark out of the text; where a codec is not listed, its own name.
_WITH_MARK = {
    "utf-8": "utf-8-sig",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
    "utf-32-le": "utf-32",
    "utf-32-be": "utf-32",
}
_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark; `encoding` is the codec that gives just this text from the bytes."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, origin: str, *, encoding: str | None = None) -> Decoded:
    """Turn bytes to text: as `encoding` if given, as a byte order mark states, as UTF-8, else as cp1252.

    Bytes that a stated or supposed encoding cannot hold become U+FFFD with a notice; under a given one they
    are an error. Lone surrogates become U+FFFD one for one. Newlines stay as they are.
    Raises LoadError: "unknown-encoding", "decode", or "binary" for NUL characters and other non-text.
    """
    if encoding is not None:
        decoded = _decode_as(data, origin, encoding)
    else:
        marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
        if marked is None:
            _refuse_binary(data, origin)
        decoded = _decode_stated(data, marked) if marked else _decode_unstated(data)
    checked = check_text(decoded.text, origin)
    return Decoded(checked.text, decoded.encoding, (*decoded.notices, *checked.notices))


def check_text(text: str, origin: str) -> Decoded:
    """Refuse what is no text, and replace lone surrogates one for one; for text that came decoded.

    Raises LoadError "binary" for NUL characters and many other controls.
    """
    _refuse_controls(text, origin)
    return _without_surrogates(Decoded(text, "utf-8"))


def _decode_as(data: bytes, origin: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
        text = data.decode(codec, errors=_errors(codec))
    except LookupError as error:
        message = f"no text encoding is called {encoding!r}. Give one such as utf-8 or cp1252 to --encoding."
        raise LoadError(origin, "unknown-encoding", message) from error
    except UnicodeDecodeError as error:
        message = (
            f"not valid {encoding} at byte {error.start}. "
            "Give another encoding to --encoding, or leave it out to have it found."
        )
        raise LoadError(origin, "decode", message) from error
    except ValueError as error:  # a name with a NUL; codecs such as idna and undefined
        message = f"cannot be read as {encoding!r}. Give an encoding such as utf-8 or cp1252 to --encoding."
        raise LoadError(origin, "decode", message) from error
    if text.startswith(BOM):
        return Decoded(text[1:], _WITH_MARK.get(codec, codec))
    return Decoded(text, codec)


def _decode_stated(data: bytes, codec: str) -> Decoded:
    """Follow a byte order mark, even where some bytes are damaged."""
    try:
        return Decoded(data.decode(codec, errors=_errors(codec)), codec)
    except UnicodeDecodeError as error:
        return _replacing(data, codec, error.start)


def _decode_unstated(data: bytes) -> Decoded:
    """UTF-8 if valid; else cp1252, unless most of what is not ASCII is well-formed UTF-8.

    In cp1252 prose a letter beyond ASCII stands alone between ASCII letters, which UTF-8 never has. So
    more well-formed sequences than bad bytes mean UTF-8 with some damage (a file cut in mid-character, an
    odd pasted byte): read as cp1252, every quotation mark in it would be lost.
    """
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first_bad = error.start
    damaged = _replacing(data, "utf-8", first_bad)
    bad = damaged.text.count(REPLACEMENT)
    ascii_count = len(data.translate(None, delete=bytes(range(128, 256))))
    if len(damaged.text) - ascii_count - bad > bad:
        return damaged
    fallback = Notice(
        "encoding-fallback",
        f"not valid UTF-8 at byte {first_bad}: read as {FALLBACK}. "
        "If that is wrong, name the encoding with --encoding.",
    )
    try:
        return Decoded(data.decode(FALLBACK), FALLBACK, (fallback,))
    except UnicodeDecodeError as error:
        replaced = _replacing(data, FALLBACK, error.start)
        return Decoded(replaced.text, FALLBACK, (fallback, *replaced.notices))


def _replacing(data: bytes, codec: str, first_bad: int) -> Decoded:
    text = data.decode(codec, errors="replace")
    place = text.find(REPLACEMENT)
    message = (
        f"not valid {codec.removesuffix('-sig')} at byte {first_bad}: such bytes are shown as U+FFFD. "
        "If the text looks wrong, name the encoding with --encoding."
    )
    return Decoded(text, codec, (Notice("undecodable-bytes", message, place, place + 1),))


def _errors(codec: str) -> str:
    """Let lone surrogates of UTF-16 and UTF-32 through: they are replaced one for one afterwards."""
    return "surrogatepass" if codec.startswith(("utf-16", "utf-32")) else "strict"


def _without_surrogates(decoded: Decoded) -> Decoded:
    try:
        decoded.text.encode("utf-8")
    except UnicodeEncodeError as error:
        # Lone surrogates are not text: neither JSON nor a file can hold them. The length stays.
        text = _SURROGATE.sub(REPLACEMENT, decoded.text)
        message = "lone surrogates, which are no characters, are shown as U+FFFD."
        notice = Notice("lone-surrogates", message, error.start, error.start + 1)
        return Decoded(text, decoded.encoding, (*decoded.notices, notice))
    return decoded


def _refuse_binary(data: bytes, origin: str) -> None:
    for magic, kind in _FORMATS:
        if data.startswith(magic):
            raise LoadError(origin, "binary", f"{kind}, not a text. Convert it to text first.")
    if b"\0" in data:
        raise LoadError(origin, "binary", _nul_message(data))


def _nul_message(data: bytes) -> str:
    """Tell UTF-16 without a mark, where every other byte is NUL, from other binary data."""
    head = data[:4096]
    first, second = head[0::2].count(0), head[1::2].count(0)
    likely, unlikely = max(first, second), min(first, second)
    if 2 * likely > len(head) // 2 and 10 * unlikely <= likely:
        codec = "utf-16-be" if first > second else "utf-16-le"
        return f"NUL bytes: UTF-16 without a byte order mark? Try --encoding {codec}."
    return (
        "NUL bytes: binary data, not a text. Convert it to text first, or name its encoding with --encoding."
    )


def _refuse_controls(text: str, origin: str) -> None:
    if "\0" in text:
        message = "NUL characters: binary data, or not the right encoding. Convert it to text first."
        raise LoadError(origin, "binary", message)
    controls = sum(text.count(control) for control in _CONTROLS)
    if controls > BINARY_CONTROLS and controls > BINARY_SHARE * len(text):
        message = f"{controls} control characters: binary data, not a text. Convert it to text first."
        raise LoadError(origin, "binary", message)
