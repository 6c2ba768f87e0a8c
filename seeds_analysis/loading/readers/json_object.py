"""Read one record, a JSON object: the text in one of its fields, and the other fields about it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.parts import ArchiveMetadata, ReadOptions
from seeds_analysis.loading.readers.decoding import Extracted, decode, one_line, without_places
from seeds_analysis.loading.stated.dates import read_date
from seeds_analysis.text import Notice

# The names of each field in common formats, in the order in which they are looked up.
FIELDS = {
    "text": ("text", "body", "content", "maintext", "article", "full_text", "fulltext", "article_text"),
    "title": ("title", "headline"),
    "date": ("date", "date_published", "date_publish", "publish_date", "published", "pub_date"),
    "url": ("url", "link"),
    "authors": ("authors", "author", "byline"),
}

# Metadata are repeated in every flat row. No title or address is this long.
MOST_CHARACTERS = 2_000

# What messages call the values of JSON.
_KINDS: dict[type, str] = {type(None): "null", bool: "true or false", int: "a number", float: "a number"}
_KINDS |= {str: "a text", list: "a list", dict: "an object"}


def read_object(data: bytes, origin: str, options: ReadOptions, _archive: ArchiveMetadata) -> Extracted:
    """Take the text from its field, unchanged; a field that cannot be used is left out with a notice.

    Raises LoadError: "not-json", "no-text", "empty", or what decode raises.
    """
    decoded = decode(data, origin, encoding=options.encoding)
    record = _parse(decoded.text, origin)
    return describe(replace(decoded, text=_text(record, origin, options)), record, options)


def describe(article: Extracted, record: Mapping[str, Any], options: ReadOptions) -> Extracted:
    """Add what the fields of a record say about its text."""
    notices = list(without_places(article.notices))
    return replace(
        article,
        date=read_date(_value(record, "date", options)),
        title=_words("title", _value(record, "title", options), notices),
        url=_words("url", _value(record, "url", options), notices),
        authors=_authors(record, options, notices),
        metadata={
            name: words
            for name in options.metadata
            if (words := _words(name, _as_text(_get(record, name)), notices))
        },
        notices=tuple(notices),
    )


def parse_json(text: str) -> Any:
    """Read JSON strictly: no NaN, and no key twice, because one of the values would be lost.

    Raises ValueError, also for a number with thousands of digits, or RecursionError.
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
        raise _not_json(origin, "it has a number with thousands of digits") from error
    if not isinstance(record, dict):
        raise _not_json(origin, f"{_KINDS[type(record)]}, not an object with an article in its fields")
    return record


def _not_json(origin: str, what: str) -> LoadError:
    return LoadError(origin, "not-json", f"{what}. Correct it, or save the article as a .txt file.")


def _text(record: dict[str, Any], origin: str, options: ReadOptions) -> str:
    present = [name for name in _names("text", options) if _get(record, name) is not None]
    if not present:
        fields = ", ".join((one_line(name) or "''")[:20] for name in islice(record, 5))
        message = f"a record without a text. Its fields: {fields}. Name the field: --field text=NAME."
        raise LoadError(origin, "no-text", message)
    for name in present:
        value = _get(record, name)
        if not isinstance(value, str):
            what = f"its field {name} is {_KINDS[type(value)]}, not text."
            raise LoadError(origin, "no-text", f"{what} Name another field: --field text=NAME.")
        if value.strip():
            return value
    message = f"its field {present[0]} is empty. Name another field: --field text=NAME."
    raise LoadError(origin, "empty", message)


def _names(field: str, options: ReadOptions) -> Sequence[str]:
    return (options.fields[field],) if field in options.fields else FIELDS[field]


def _get(record: Mapping[str, Any], name: str) -> Any:
    """Give the field of this name, or else of this name in any case: tables have Text and Title."""
    if name in record:
        return record[name]
    return next((value for key, value in record.items() if key.casefold() == name.casefold()), None)


def _value(record: Mapping[str, Any], field: str, options: ReadOptions) -> Any:
    """Give the first value that is there; None if there is none."""
    values = (_get(record, name) for name in _names(field, options))
    return next((value for value in values if value not in (None, "")), None)


def _words(field: str, value: Any, notices: list[Notice]) -> str | None:
    if value is None or (isinstance(value, str) and len(value) <= MOST_CHARACTERS):
        return one_line(value)
    notices.append(_unusable(field, value))
    return None


def _as_text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _authors(record: Mapping[str, Any], options: ReadOptions, notices: list[Notice]) -> tuple[str, ...]:
    """Read one author or a list of them, each a name or, as in JSON-LD, an object with a name."""
    value = _value(record, "authors", options)
    items = value if isinstance(value, list) else value.split(";") if isinstance(value, str) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    found = [name for name in names if isinstance(name, str)]
    if value not in (None, []) and not found:
        notices.append(_unusable("authors", value))
    return tuple(name for words in found if (name := _words("authors", words, notices)))


def _unusable(field: str, value: Any) -> Notice:
    what = "too long" if isinstance(value, str) else _KINDS[type(value)]
    return Notice("metadata-unreadable", f"the record's {field} is {what}, so it is left out.")
