"""Check a saved summary against the article it was made from; trusts nothing in it, not even its types."""

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from seeds_analysis.summary.model import Counts, Document, Quotation, Speaker, Summary
from seeds_analysis.text import Article, TextSpan

WHOLE = "summary"  # the path of a problem with no single part

_VERSION = re.compile(r"([12])\.(0|[1-9][0-9]*)", re.ASCII)
_SHOWN = 40  # characters of a text in a message


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not match, and where: a path such as `quotations[3].cue`."""

    path: str
    message: str


def verify(summary: Any, text: str | None = None) -> list[Problem]:
    """Find what in a summary does not match the article's decoded text; an empty list if all does.

    Without `text`, the text in the summary is used. This checks the shape, the hash and length of the text,
    every span, and what follows from these: joined texts, ids, order, references to entities and counts.
    Raises nothing, whatever JSON values `summary` holds, and takes time linear in their number.
    """
    if not isinstance(summary, dict):
        return [Problem(WHOLE, "is not a JSON object")]
    if "error" in summary and "document" in summary and "generator" not in summary:
        return [Problem("error", "an error record holds no summary to check")]
    version = summary.get("schema_version")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        # Another major version may mean other things by the same keys.
        what = f"{_show(version)} is not a version that is known here (1.x, 2.x)"
        return [Problem("schema_version", what)]
    try:
        known = Summary.from_dict(summary)
    except ValueError as error:
        message, _, path = str(error).partition(" - at `$.")  # as msgspec words it
        return [Problem(path.rstrip("`") or WHOLE, message)]
    text = known.document.text if text is None else text
    if text is None:
        return [
            Problem("document.text", "is missing: name the article too, or make the summary with --with-text")
        ]
    return [
        *_document(known.document, text),
        *_spans(summary, text),
        *_numbers_and_order(known),
        *_texts(known),
        *_quotations(known.quotations, {entity.id for entity in known.entities}),
        *_counts(known),
    ]


def _document(document: Document, text: str) -> Iterator[Problem]:
    try:
        expected = Article(text, origin="").id
    except UnicodeEncodeError:
        yield Problem("document.id", "the article holds lone surrogates and has no hash")
    else:
        if document.id != expected:
            yield Problem("document.id", f"is {_show(document.id)}, the article's is {expected!r}")
    if document.text is not None and document.text != text:
        yield Problem("document.text", "is not the text of the article")
    if document.char_count != len(text):
        yield Problem("document.char_count", f"is {document.char_count}, the article has {len(text)}")


def _spans(summary: dict[str, Any], text: str) -> Iterator[Problem]:
    """Walk everything, also keys of later versions, in order: an object with offsets has to match."""
    waiting: list[tuple[str, Any]] = [("", summary)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            if "start" in value or "end" in value:
                yield from _span(path, value, text)
            inner = [(f"{path}.{key}" if path else str(key), part) for key, part in value.items()]
        else:
            inner = [(f"{path}[{number}]", part) for number, part in enumerate(value)]
        waiting += reversed([(name, part) for name, part in inner if isinstance(part, dict | list)])


def _span(path: str, span: dict[str, Any], text: str) -> Iterator[Problem]:
    start, end = span.get("start"), span.get("end")
    if "text" not in span and start is None and end is None:
        return  # a warning about the whole article
    if not _is_int(start) or not _is_int(end):
        yield Problem(path, f"has the offsets {_show(start)} and {_show(end)}, which are not integers")
    elif not 0 <= start <= end <= len(text):
        yield Problem(path, f"[{start}, {end}) is not in the article")
    elif "text" in span and span["text"] != text[start:end]:
        yield Problem(path, f"has the text {_show(span['text'])}, the article {_show(text[start:end])}")


def _numbers_and_order(summary: Summary) -> Iterator[Problem]:
    for name, letter, ids in (
        ("entities", "e", [entity.id for entity in summary.entities]),
        ("quotations", "q", [quotation.id for quotation in summary.quotations]),
    ):
        for number, found in enumerate(ids):
            if found != f"{letter}{number + 1}":
                yield Problem(f"{name}[{number}].id", f"is {_show(found)}, not '{letter}{number + 1}'")
    lists: dict[str, list[Sequence[TextSpan]]] = {
        "key_sentences": [(span,) for span in summary.key_sentences],
        "entities": [entity.mentions for entity in summary.entities],
        "quotations": [quotation.content for quotation in summary.quotations],
        "marked_phrases": [(phrase,) for phrase in summary.marked_phrases],
        "dates": [(date,) for date in summary.dates],
    }
    for name, items in lists.items():
        starts = [spans[0].start if spans else 0 for spans in items]
        for number, (before, start) in enumerate(itertools.pairwise(starts), start=1):
            if start < before:
                yield Problem(f"{name}[{number}]", "begins before the one before it")


def _texts(summary: Summary) -> Iterator[Problem]:
    for number, quotation in enumerate(summary.quotations):
        if summary.schema_version.startswith("1."):
            expected = " ".join(part.text for part in quotation.content)
        else:
            expected = quotation.readable_text()
        if quotation.text != expected:
            message = f"is {_show(quotation.text)}, by the content {_show(expected)}"
            yield Problem(f"quotations[{number}].text", message)


def _quotations(quotations: Sequence[Quotation], entities: set[str]) -> Iterator[Problem]:
    for number, quotation in enumerate(quotations):
        path = f"quotations[{number}]"
        speaker, via = quotation.speaker, quotation.via
        if (speaker is None or speaker.name is None) == (quotation.unattributed_reason is None):
            yield Problem(f"{path}.speaker", "needs either a name or an unattributed_reason, and not both")
        nameless = speaker and speaker.mention and Speaker(None, None, speaker.mention, None, None)
        if speaker is not None and speaker.name is None and speaker != nameless:
            yield Problem(f"{path}.speaker", "has no name, so it must have a mention and nothing else")
        for role, entity in (("speaker", speaker and speaker.entity), ("via", via and via.entity)):
            if entity is not None and entity not in entities:
                yield Problem(f"{path}.{role}.entity", f"{_show(entity)} is not an entity listed")


def _counts(summary: Summary) -> Iterator[Problem]:
    for number, entity in enumerate(summary.entities):
        if entity.mention_count != len(entity.mentions):
            message = f"is {entity.mention_count}, but {len(entity.mentions)} are listed"
            yield Problem(f"entities[{number}].mention_count", message)
    sentences = max(summary.counts.sentences, len(summary.key_sentences))
    expected = summary.counted(sentences).counts
    for field in dataclasses.fields(Counts):
        stated, found = getattr(summary.counts, field.name), getattr(expected, field.name)
        if stated != found:
            yield Problem(f"counts.{field.name}", f"is {stated}, the summary has {found}")


def _is_int(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _show(value: Any) -> str:
    """Show a value within a message: long texts shortened, lists and objects only by their kind."""
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return "null" if value is None else str(value).lower()
