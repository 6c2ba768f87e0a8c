"""Read one JSON object: the text in one of its fields, and the other fields about it."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.parts import ArchiveMetadata, ReadOptions
from seeds_analysis.loading.readers.decoding import Extracted, decode, one_line
from seeds_analysis.loading.stated.dates import read_date
from seeds_analysis.text import Notice

# The names of each field in common formats, in the order in which they are looked up.
FIELDS = {
    "text": ("text", "body", "maintext"),
    "title": ("title",),
    "date": ("date", "date_published", "date_publish"),
    "url": ("url",),
    "authors": ("authors",),
}


def read_object(data: bytes, origin: str, options: ReadOptions, _archive: ArchiveMetadata) -> Extracted:
    """Take the text from its field, unchanged; a field that cannot be used is left out with a notice.

    Raises LoadError: "not-json", "no-text", "empty", or what decode raises.
    """
    decoded = decode(data, origin, encoding=options.encoding)
    record = _parse(decoded.text, origin)
    text = _text(record, origin, options)
    notices = list(decoded.notices)
    title = _words(record, "title", options, notices)
    url = _words(record, "url", options, notices)
    authors = _authors(record, options, notices)
    date = _value(record, "date", options)
    stated = None if date is None else read_date(date)
    return Extracted(text, decoded.encoding, tuple(notices), stated, title, url, authors)


def parse_json(text: str) -> Any:
    """Read JSON strictly: no NaN, and no key twice, because one of the values would be lost.

    Raises ValueError, also for numbers of thousands of digits, or RecursionError.
    """
    return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)


class _StrictError(ValueError):
    """JSON that Python would accept; the message is ours and may be shown."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise _StrictError(f"an object has the key {twice[:40]!r} twice")
    return found


def _refuse_constant(name: str) -> None:
    raise _StrictError(f"{name} is not a JSON value")


def _parse(text: str, origin: str) -> dict[str, Any]:
    try:
        record = parse_json(text)
    except _StrictError as error:
        raise _not_json(origin, f"not valid JSON: {error}") from error
    except json.JSONDecodeError as error:
        message = f"not valid JSON at character {error.pos + 1}: {error.msg.lower()}"
        raise _not_json(origin, message) from error
    except RecursionError as error:
        raise _not_json(origin, "nested too deeply for an article") from error
    except ValueError as error:  # a number that Python refuses to read
        raise _not_json(origin, "it has a number of thousands of digits") from error
    if not isinstance(record, dict):
        raise _not_json(origin, f"{_kind(record)}, not an object with an article in its fields")
    return record


def _not_json(origin: str, what: str) -> LoadError:
    return LoadError(origin, "not-json", f"{what}. Correct it, or save the article as a .txt file.")


def _text(record: dict[str, Any], origin: str, options: ReadOptions) -> str:
    names = _names("text", options)
    present = [name for name in names if record.get(name) is not None]
    if not present:
        message = f"an object without the field {' or '.join(names)}. Name the field: --field text=NAME."
        raise LoadError(origin, "no-text", message)
    for name in present:
        value = record[name]
        if not isinstance(value, str):
            message = f"its field {name} is {_kind(value)}, not text. Name another field: --field text=NAME."
            raise LoadError(origin, "no-text", message)
        if value.strip():
            return value
    message = f"its field {present[0]} is empty. Name another field: --field text=NAME."
    raise LoadError(origin, "empty", message)


def _names(field: str, options: ReadOptions) -> Sequence[str]:
    return (options.fields[field],) if field in options.fields else FIELDS[field]


def _value(record: dict[str, Any], field: str, options: ReadOptions) -> Any:
    """Give the first value that is not null; None if there is none."""
    return next((record[name] for name in _names(field, options) if record.get(name) is not None), None)


def _words(record: dict[str, Any], field: str, options: ReadOptions, notices: list[Notice]) -> str | None:
    value = _value(record, field, options)
    if value is None or isinstance(value, str):
        return one_line(value)
    notices.append(_unusable(field, value))
    return None


def _authors(record: dict[str, Any], options: ReadOptions, notices: list[Notice]) -> tuple[str, ...]:
    """Read one author or a list of them, each a name or, as in JSON-LD, an object with a name."""
    value = _value(record, "authors", options)
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    found = [name for name in names if isinstance(name, str)]
    if value not in (None, []) and not found:
        notices.append(_unusable("authors", value))
    return tuple(name for name in map(one_line, found) if name)


def _unusable(field: str, value: Any) -> Notice:
    return Notice("metadata-unreadable", f"the record's {field} is {_kind(value)}, so it is left out.")


def _kind(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a text" if isinstance(value, str) else "a list" if isinstance(value, list) else "an object"
