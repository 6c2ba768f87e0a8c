"""One JSON object as an Article: the text as it stands in a field, and what the other fields state."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.readers.decoding import check_text, decode
from seeds_analysis.loading.readers.text_file import make_article
from seeds_analysis.loading.reading import Reading, Told
from seeds_analysis.loading.stated.dates import read_date
from seeds_analysis.text import Article, Notice

# What each field is called in the wild, in the order in which they are looked for.
FIELDS = {
    "text": ("text", "body", "maintext"),
    "title": ("title",),
    "date": ("date", "date_published", "date_publish"),
    "url": ("url",),
    "authors": ("authors",),
}

# JSON-LD and others write an author as an object.
_AUTHOR_NAME = "name"


def read_record(data: bytes, origin: str, reading: Reading, told: Told) -> Article:  # noqa: ARG001
    """Make an Article of a JSON object; its text is the field's value, unchanged.

    Published is, in this order: what the user says, the record's date, what the text states, None. A field
    that cannot be used is left out with a notice.
    Raises LoadError: "not-json", "no-text", "empty", "binary", or what decode raises.
    """
    if not data.strip():
        raise LoadError(origin, "empty", "empty. Give a file that holds an article.")
    decoded = decode(data, origin, encoding=reading.encoding)
    record = _parse(decoded.text, origin)
    checked = check_text(_text(record, origin, reading), origin)
    metadata = _Metadata(record, reading)
    title, url = metadata.words("title"), metadata.words("url")
    authors, date = metadata.authors(), metadata.value("date")
    stated = None if date is None else read_date(date)
    return make_article(
        checked.text,
        origin,
        encoding=decoded.encoding,
        published=reading.published,
        stated=stated,
        notices=(*decoded.notices, *checked.notices, *metadata.notices),
        title=title,
        url=url,
        authors=authors,
    )


def parse_json(text: str) -> Any:
    """Read JSON as its standard has it: no NaN, and no key twice, of which one would be lost.

    Raises ValueError, also for numbers of thousands of digits, or RecursionError.
    """
    return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _TwiceError(f"the key {_short(twice)} stands twice in an object")
    return found


class _TwiceError(ValueError):
    """Two values for one key; the message is ours and may be shown."""


def _refuse_constant(name: str) -> None:
    raise _TwiceError(f"{name} is no JSON value")


def _parse(text: str, origin: str) -> dict[str, Any]:
    try:
        record = parse_json(text)
    except _TwiceError as error:
        raise LoadError(origin, "not-json", f"not valid JSON: {error}.") from error
    except json.JSONDecodeError as error:
        place = f"at character {error.pos + 1}"
        raise LoadError(origin, "not-json", f"not valid JSON {place}: {error.msg.lower()}.") from error
    except RecursionError as error:
        raise LoadError(origin, "not-json", "nested too deeply for an article.") from error
    except ValueError as error:  # a number that Python refuses to read
        raise LoadError(origin, "not-json", "holds a number of thousands of digits.") from error
    if not isinstance(record, dict):
        raise LoadError(origin, "not-json", f"{_kind(record)}, not an object with an article in its fields.")
    return record


def _text(record: dict[str, Any], origin: str, reading: Reading) -> str:
    names = _names("text", reading)
    present = [name for name in names if record.get(name) is not None]
    if not present:
        wanted = " or ".join(names)
        message = f"an object without the field {wanted}. Name the one with the article: --field text=NAME."
        raise LoadError(origin, "no-text", message)
    for name in present:
        value = record[name]
        if not isinstance(value, str):
            raise LoadError(origin, "no-text", f"its field {name} is {_kind(value)}, not a text.")
        if value.strip():
            return value
    raise LoadError(origin, "empty", f"its field {present[0]} is empty.")


def _names(ours: str, reading: Reading) -> Sequence[str]:
    return (reading.fields[ours],) if ours in reading.fields else FIELDS[ours]


class _Metadata:
    """The fields beside the text, with a notice for each that cannot be used."""

    def __init__(self, record: dict[str, Any], reading: Reading) -> None:
        self._record = record
        self._reading = reading
        self.notices: tuple[Notice, ...] = ()

    def value(self, ours: str) -> Any:
        """The first value there is; None if there is none."""
        names = _names(ours, self._reading)
        return next((self._record[name] for name in names if self._record.get(name) is not None), None)

    def words(self, ours: str) -> str | None:
        """A text, or None."""
        value = self.value(ours)
        if value is None or isinstance(value, str):
            return _clean(value or "") or None
        self._doubt(ours, value)
        return None

    def authors(self) -> tuple[str, ...]:
        """Names, from one or a list of them."""
        value = self.value("authors")
        found = tuple(_clean(name) for name in _author_names(value))
        if value is not None and not found and value not in ("", []):
            self._doubt("authors", value)
        return tuple(name for name in found if name)

    def _doubt(self, ours: str, value: Any) -> None:
        message = f"the record's {ours} is {_kind(value)} and left out."
        self.notices += (Notice("metadata-unreadable", message),)


def _author_names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else (value,):
        name = item.get(_AUTHOR_NAME) if isinstance(item, dict) else item
        if isinstance(name, str):
            yield name


def _clean(words: str) -> str:
    """Put what stands beside the text on one line, as text that can be written."""
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split())


def _kind(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a text" if isinstance(value, str) else "a list" if isinstance(value, list) else "an object"


def _short(key: str) -> str:
    return repr(key if len(key) <= 40 else f"{key[:40]}…")
