"""Hold a saved summary against the article it was made from; trusts nothing in it, not even its types."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from seeds_analysis.text import Article

WHOLE = "summary"  # the path of what concerns no single part

# In text order by where they begin; of quotations and entities the first span counts.
_LISTS = {
    "key_sentences": None,
    "entities": "mentions",
    "quotations": "content",
    "marked_phrases": None,
    "dates": None,
    "warnings": None,
}
_IN_TEXT_ORDER = ("key_sentences", "entities", "quotations", "marked_phrases", "dates")
_NUMBERED = {"entities": "e", "quotations": "q"}
_VERSION = re.compile(r"1\.(0|[1-9][0-9]*)", re.ASCII)
_SHOWN = 40  # characters of a text in a message
# A summary is five levels deep; below this nothing of ours lies, and the paths would grow without end.
_MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold, and where: a path such as `quotations[3].cue`."""

    path: str
    message: str


def verify(summary: dict[str, Any], text: str | None = None) -> list[Problem]:
    """Find what in a summary does not match the article's decoded text; an empty list if all does.

    Without `text`, the text that the summary carries is used.

    Checked are the schema version, the hash and length of the text, every span, the joined texts and the ids
    of quotations, references to entities, the order of the lists, and the counts that follow from them. The
    shape is checked only as far as this needs; the JSON Schema does the rest. Raises nothing, whatever JSON
    values `summary` holds, and takes time linear in their number.
    """
    if not isinstance(summary, dict):
        return [Problem(WHOLE, "is no JSON object")]
    if "error" in summary and "document" in summary and "generator" not in summary:
        return [Problem("error", "an error record holds no summary to check")]
    if text is None:
        document = summary.get("document")
        text = document.get("text") if isinstance(document, dict) else None
        if not isinstance(text, str):
            message = "is not there: name the article too, or make the summary with --with-text"
            return [Problem("document.text", message)]
    version = summary.get("schema_version")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        # Another major version may mean other things by the same keys.
        return [Problem("schema_version", f"{_show(version)} is no version that is known here (1.x)")]
    lists = {name: _items(summary, name) for name in _LISTS}
    return [
        *_missing(summary),
        *_document(summary.get("document"), text),
        *_spans(summary, text),
        *_ids(lists),
        *_order(lists),
        *_entities(lists["entities"]),
        *_quotations(lists["quotations"]),
        *_references(lists),
        *_counts(summary.get("counts"), lists),
    ]


def _missing(summary: Mapping[str, Any]) -> Iterator[Problem]:
    for name in ("document", "counts"):
        if not isinstance(summary.get(name), dict):
            yield Problem(name, "is missing or no object")
    for name in _LISTS:
        if not isinstance(summary.get(name), list):
            yield Problem(name, "is missing or no list")


def _document(document: Any, text: str) -> Iterator[Problem]:
    if not isinstance(document, dict):
        return
    try:
        expected = Article(text, origin="").id
    except UnicodeEncodeError:
        yield Problem("document.id", "the article holds lone surrogates and has no hash")
    else:
        if document.get("id") != expected:
            yield Problem("document.id", f"is {_show(document.get('id'))}, the article's is {expected!r}")
    if document.get("text") is not None and document["text"] != text:
        yield Problem("document.text", "is not the text of the article")
    if not _same_number(document.get("char_count"), len(text)):
        yield Problem(
            "document.char_count", f"is {_show(document.get('char_count'))}, the article has {len(text)}"
        )


def _spans(summary: dict[str, Any], text: str) -> Iterator[Problem]:
    """Walk everything, in order and without recursion: an object with offsets has to hold."""
    waiting: list[tuple[str, Any, int]] = [("", summary, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        if isinstance(value, dict):
            if "start" in value or "end" in value:
                yield from _span(path or WHOLE, value, text)
            inner = [(f"{path}.{key}" if path else str(key), part) for key, part in value.items()]
        else:
            inner = [(f"{path}[{number}]", part) for number, part in enumerate(value)]
        nested = [(name, part, depth + 1) for name, part in inner if isinstance(part, dict | list)]
        if nested and depth == _MAX_DEPTH:
            yield Problem(path, f"is nested deeper than {_MAX_DEPTH} levels")
        else:
            waiting += reversed(nested)


def _span(path: str, span: dict[str, Any], text: str) -> Iterator[Problem]:
    start, end = span.get("start"), span.get("end")
    if "text" not in span and start is None and end is None:
        return  # a warning about the whole article
    if not _is_int(start) or not _is_int(end):
        yield Problem(path, f"has the offsets {_show(start)} and {_show(end)}, which are no integers")
    elif not 0 <= start <= end <= len(text):
        yield Problem(path, f"[{_show(start)}, {_show(end)}) does not lie in the article")
    elif "text" in span and span["text"] != text[start:end]:
        yield Problem(path, f"has the text {_show(span['text'])}, the article {_show(text[start:end])}")


def _ids(lists: Mapping[str, list[Any]]) -> Iterator[Problem]:
    for name, letter in _NUMBERED.items():
        for number, item in enumerate(lists[name]):
            expected = f"{letter}{number + 1}"
            if _of(item, "id") != expected:
                yield Problem(
                    f"{name}[{number}].id", f"is {_show(_of(item, 'id'))}, its place asks for {expected!r}"
                )


def _order(lists: Mapping[str, list[Any]]) -> Iterator[Problem]:
    for name in _IN_TEXT_ORDER:
        inner = _LISTS[name]
        before = 0
        for number, item in enumerate(lists[name]):
            first = next(iter(_items(item, inner)), None) if inner else item
            start = _of(first, "start")
            if not _is_int(start):
                continue
            if start < before:
                yield Problem(f"{name}[{number}]", "stands behind what comes later in the article")
            before = max(before, start)


def _entities(entities: Iterable[Any]) -> Iterator[Problem]:
    for number, entity in enumerate(entities):
        mentions = len(_items(entity, "mentions"))
        if not _same_number(_of(entity, "mention_count"), mentions):
            counted = _show(_of(entity, "mention_count"))
            yield Problem(f"entities[{number}].mention_count", f"is {counted}, but {mentions} are listed")


def _quotations(quotations: Iterable[Any]) -> Iterator[Problem]:
    for number, quotation in enumerate(quotations):
        path = f"quotations[{number}]"
        parts = [_of(part, "text") for part in _items(quotation, "content")]
        if not parts:
            yield Problem(f"{path}.content", "is empty")
        elif _of(quotation, "text") != " ".join(part for part in parts if isinstance(part, str)):
            yield Problem(f"{path}.text", "is not the content joined by one space")
        speaker, reason = _of(quotation, "speaker"), _of(quotation, "unattributed_reason")
        name = _of(speaker, "name")
        if (name is None) == (reason is None):
            yield Problem(
                f"{path}.speaker", "either its name or unattributed_reason has to be null, and not both"
            )
        if name is None and isinstance(speaker, dict):
            yield from _nameless(f"{path}.speaker", speaker)


def _nameless(path: str, speaker: Mapping[str, Any]) -> Iterator[Problem]:
    """A speaker without a name is a mention, nothing else."""
    if _of(speaker, "mention") is None:
        yield Problem(path, "has neither a name nor a mention")
    for key in ("entity", "role", "resolved_by"):
        if _of(speaker, key) is not None:
            yield Problem(f"{path}.{key}", f"is {_show(_of(speaker, key))} for a speaker without a name")


def _references(lists: Mapping[str, list[Any]]) -> Iterator[Problem]:
    known = {found for entity in lists["entities"] if isinstance(found := _of(entity, "id"), str)}
    for number, quotation in enumerate(lists["quotations"]):
        for role in ("speaker", "via"):
            entity = _of(_of(quotation, role), "entity")
            if entity is not None and not (isinstance(entity, str) and entity in known):
                yield Problem(f"quotations[{number}].{role}.entity", f"{_show(entity)} is no entity listed")


def _counts(counts: Any, lists: Mapping[str, list[Any]]) -> Iterator[Problem]:
    if not isinstance(counts, dict):
        return
    quotations = lists["quotations"]
    speakers = [speaker for quotation in quotations if isinstance(speaker := _of(quotation, "speaker"), dict)]
    named = [speaker for speaker in speakers if _of(speaker, "name") is not None]
    expected = {name: len(lists[name]) for name in ("entities", "quotations")}
    for kind in ("direct", "mixed", "indirect"):
        expected[kind] = sum(_of(quotation, "kind") == kind for quotation in quotations)
    expected["speakers"] = len({_who(speaker) for speaker in named})
    expected["unattributed"] = len(quotations) - len(named)
    expected["quoted_words"] = sum(
        len(words.split())
        for quotation in quotations
        for part in _items(quotation, "content")
        if _of(part, "closed") is not None and isinstance(words := _of(part, "text"), str)
    )
    expected |= {name: len(lists[name]) for name in ("marked_phrases", "dates", "warnings")}
    for name, number in expected.items():
        if not _same_number(counts.get(name), number):
            yield Problem(f"counts.{name}", f"is {_show(counts.get(name))}, the summary has {number}")
    sentences = counts.get("sentences")
    if not _is_int(sentences) or sentences < len(lists["key_sentences"]):
        yield Problem("counts.sentences", f"is {_show(sentences)}, less than there are key sentences")


def _who(speaker: Mapping[str, Any]) -> str:
    """Name a speaker as the count does: by entity, else by the words, in whatever letters."""
    entity, name = speaker.get("entity"), speaker.get("name")
    if isinstance(entity, str) and entity:
        return entity
    return name.casefold() if isinstance(name, str) else repr(type(name))


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _items(value: Any, key: str) -> list[Any]:
    found = _of(value, key)
    return found if isinstance(found, list) else []


def _is_int(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _same_number(value: Any, expected: int) -> bool:
    return _is_int(value) and value == expected


def _show(value: Any) -> str:
    """Show a value within a message; large ones only by their kind, for a deep one cannot be written."""
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, int):
        # Python refuses to write integers of thousands of digits.
        return str(value) if abs(value) < 10**_SHOWN else "a huge number"
    return "a list" if isinstance(value, list) else "an object"
