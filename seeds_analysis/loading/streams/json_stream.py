"""Files with many JSON objects: one per line (JSON Lines), in a list, or one after another."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.parts import Part
from seeds_analysis.loading.readers.json_object import parse_json
from seeds_analysis.loading.streams.decompression import CHUNK_BYTES, DecompressedStream, read_whole

_BOM = b"\xef\xbb\xbf"
_WHITE = b" \t\r\n"

# The first key of an object, at the start or in a list: plain text in braces or brackets has none.
_OBJECT = re.compile(rb'(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){0,200}"\s*:')

# Only finds where a value ends; a number with thousands of digits must not raise here.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
_BEFORE_ITEM = re.compile(r"[ \t\r\n,]*+(?=[^\]])")
_BEFORE_OBJECT = re.compile(r"[ \t\r\n]*+(?=\{)")


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

    A single object has no number. The file is read whole. After a value that is not valid JSON, no other can
    be found, so one part holds the rest. Raises LoadError "too-large".
    """
    text = read_whole(stream).removeprefix(_BOM).strip(_WHITE).decode("latin-1")  # one character per byte
    parts = _split(text, stream)
    first_two = list(islice(parts, 2))
    if len(first_two) == 1 and not text.startswith("["):
        first_two = [replace(first_two[0], number=None)]
    yield from chain(first_two, parts)


def _split(text: str, stream: DecompressedStream) -> Iterator[Part]:
    listed = text.startswith("[")
    before_value = _BEFORE_ITEM if listed else _BEFORE_OBJECT
    number = 1
    place = int(listed)
    while gap := before_value.match(text, place):
        try:
            _, end = _DECODER.raw_decode(text, gap.end())
        except (ValueError, RecursionError):
            break
        yield _part(number, text[gap.end() : end], stream.origin)
        number += 1
        place = end
    rest = text[place:].lstrip(" \t\r\n," if listed else " \t\r\n")
    error = stream.fault or (_list_error(rest, number, stream.origin) if listed else None)
    if error is not None:
        yield Part(number, error=error)
    elif rest and not listed:
        yield _part(number, rest, stream.origin)  # loading it says what is wrong


def _list_error(rest: str, number: int, origin: str) -> LoadError | None:
    """Say what is wrong with a list if its items are followed by more than its end."""
    if rest == "]":
        return None
    if rest.startswith("]"):
        return LoadError(origin, "corrupt", "the list is followed by other data. Remove them.")
    if rest.endswith("]"):
        message = f"item {number} is not valid JSON, so it and all items after it are left out. Correct it."
        return LoadError(origin, "not-json", message)
    return LoadError(origin, "truncated", "cut off: the list has no end. Fetch it again.")


def _part(number: int, value: str, origin: str) -> Part:
    if len(value) > limits.MAX_RECORD_BYTES:
        return Part(number, error=limits.too_long_record(origin))
    return Part(number, value.encode("latin-1"), "json")
