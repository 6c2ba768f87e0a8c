"""Files with many JSON objects: one per line (JSON Lines), in a list, or one after another."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.parts import Part
from seeds_analysis.loading.readers.json_object import parse_json
from seeds_analysis.loading.streams.decompression import CHUNK_BYTES, DecompressedStream, read_whole

_BOM = b"\xef\xbb\xbf"
_WHITE = b" \t\r\n"

# The first key of an object, at the start or in a list: plain text in braces or brackets has none.
_OBJECT = re.compile(rb'(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){0,200}"\s*:')

# Only finds where a value ends; a number of thousands of digits must not raise here.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
_VALUE_BEGINS = re.compile(r"[^ \t\r\n]")
_ITEM_BEGINS = re.compile(r"[^ \t\r\n,]")


def looks_like_lines(head: bytes) -> bool:
    """Recognise JSON Lines by a whole object on the first line and more after it."""
    line, _, rest = head.lstrip(_BOM + _WHITE).partition(b"\n")
    if not line.startswith(b"{") or not rest.strip():
        return False
    try:
        parse_json(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True


def looks_like_json(head: bytes) -> bool:
    """Recognise an object with a key, or a list of such objects."""
    return _OBJECT.match(head.lstrip(_BOM + _WHITE)) is not None


def split_lines(stream: DecompressedStream) -> Iterator[Part]:
    """Give each line of JSON Lines that is not blank, numbered by its line; one is in memory at a time.

    Lines end at a line feed and nowhere else. A line that is too long is an error, and the next one is read.
    If the input is cut off, an error replaces the incomplete line.
    """
    reader = io.BufferedReader(stream, CHUNK_BYTES)
    number = 1
    while line := reader.readline(limits.MAX_RECORD_BYTES + 1):
        too_long = len(line) > limits.MAX_RECORD_BYTES and not line.endswith(b"\n")
        while too_long and line and not line.endswith(b"\n"):
            line = reader.readline(CHUNK_BYTES)
        if stream.fault is not None and not line.endswith(b"\n"):
            break
        if number == 1:
            line = line.removeprefix(_BOM)
        if too_long:
            yield Part(number, error=limits.too_long_record(stream.origin))
        elif line.strip():
            yield Part(number, line.rstrip(b"\r\n"), "json")
        number += 1
    if stream.fault is not None:
        yield Part(number, error=stream.fault)


def split_values(stream: DecompressedStream) -> Iterator[Part]:
    """Give each item of a list, or each of several objects one after another, numbered by its position.

    A single object has no number. The file is read whole. After a value that is not valid JSON none can be
    found: one part holds the rest.
    """
    try:
        text = read_whole(stream).removeprefix(_BOM).strip(_WHITE).decode("latin-1")  # one character per byte
    except LoadError as error:
        yield Part(None, error=error)
        return
    if text.startswith("["):
        yield from _split_list(text, stream)
        return
    parts, end = _find_values(text, 0, _VALUE_BEGINS, stream.origin)
    if stream.fault is not None:
        parts.append(Part(len(parts) + 1, error=stream.fault))
    elif end < len(text):
        parts.append(_part(len(parts) + 1, text[end:], stream.origin))  # loading it says what is wrong
    yield from parts if len(parts) > 1 else (replace(part, number=None) for part in parts)


def _split_list(text: str, stream: DecompressedStream) -> Iterator[Part]:
    parts, end = _find_values(text, 1, _ITEM_BEGINS, stream.origin)
    yield from parts
    number = len(parts) + 1
    rest = text[end:]
    error = stream.fault
    if error is None and rest != "]":
        if rest.startswith("]"):
            code, message = "corrupt", "the list is followed by other data. Remove them."
        elif rest.endswith("]"):
            code = "not-json"
            message = f"item {number} is not valid JSON, so no item from there on can be read. Correct it."
        else:
            code, message = "truncated", "cut off: the list has no end. Fetch it again."
        error = LoadError(stream.origin, code, message)
    if error is not None:
        yield Part(number, error=error)


def _find_values(text: str, start: int, begins: re.Pattern[str], origin: str) -> tuple[list[Part], int]:
    """Find the values from `start` on; also give where the first text begins that is no value."""
    parts: list[Part] = []
    while found := begins.search(text, start):
        try:
            _, end = _DECODER.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            return parts, found.start()
        parts.append(_part(len(parts) + 1, text[found.start() : end], origin))
        start = end
    return parts, len(text)


def _part(number: int, value: str, origin: str) -> Part:
    if len(value) > limits.MAX_RECORD_BYTES:
        return Part(number, error=limits.too_long_record(origin))
    return Part(number, value.encode("latin-1"), "json")
