"""From corrected files to summaries: a folder of brat, an export of Label Studio, summaries."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from seeds_analysis.corrections.brat import read_brat
from seeds_analysis.corrections.label_studio import read_task
from seeds_analysis.corrections.making import human_summary
from seeds_analysis.errors import LoadError, reason_of
from seeds_analysis.summary import Summary

_BRAT, _SUMMARIES = ".ann", ".jsonl"
_SUFFIXES = (_BRAT, ".json", _SUMMARIES)


def read_corrections(path: str) -> Iterator[Summary | LoadError]:
    """Give the summary of each corrected article, or why there is none; summaries stay as they are.

    `path` is a file .ann (next to its .txt), .json (Label Studio) or .jsonl (summaries), or a folder of them.
    """
    if not os.path.exists(path):
        yield LoadError(path, "not-found", "is not there. Check the name.")
        return
    named = sorted(Path(path).rglob("*")) if os.path.isdir(path) else [Path(path)]
    files = [file for file in named if file.suffix in _SUFFIXES]
    if not files:
        what = "Name a file .ann or .jsonl, an export of Label Studio (.json), or a folder with such files."
        yield LoadError(path, "no-articles", f"holds no corrections. {what}")
    for file in files:
        try:
            if file.suffix == _BRAT:
                yield _read_pair(file)
            else:
                yield from _read_items(file)
        except LoadError as error:
            yield error


def _read_pair(file: Path) -> Summary:
    article = file.with_suffix(".txt")
    text, annotations = _read(article), _read(file)
    try:
        return human_summary(text, article.name, read_brat(text, annotations))
    except ValueError as error:
        raise LoadError(str(file), "corrupt", str(error)) from error


def _read_items(file: Path) -> Iterator[Summary | LoadError]:
    """Read summaries, one per line, or the tasks of an export."""
    content = _read(file)
    items: list[Any] = [line for line in content.split("\n") if line.strip()]
    if file.suffix != _SUMMARIES:
        tasks = _parse(content, str(file))
        items = tasks if isinstance(tasks, list) else [tasks]
    for number, item in enumerate(items, start=1):
        place = f"{file}#{number}"
        try:
            if isinstance(item, str):
                yield _summary(_parse(item, place))
            else:
                text, origin, marked = read_task(item)
                yield human_summary(text, str(origin or Path(place).name), marked)
        except LoadError as error:
            yield error
        except UnicodeError:
            yield LoadError(place, "decode", "holds half characters (lone surrogates).")
        except ValueError as error:
            yield LoadError(place, "corrupt", str(error))
        except (TypeError, LookupError, AttributeError):
            yield LoadError(place, "corrupt", "is not a task as Label Studio exports it in the format JSON.")


def _summary(values: Any) -> Summary:
    if isinstance(values, dict) and "error" in values:
        raise ValueError("is an error record, not a summary.")
    return Summary.from_dict(values)


def _parse(content: str, place: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise LoadError(place, "not-json", "is not JSON.") from error


def _read(file: Path) -> str:
    """Read a file as UTF-8, with its line breaks as they are."""
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise LoadError(str(file), "not-found", "is not there. A file .ann needs its text.") from error
    except UnicodeDecodeError as error:
        raise LoadError(str(file), "decode", "is not UTF-8.") from error
    except OSError as error:
        raise LoadError(str(file), "unreadable", f"cannot be read: {reason_of(error)}.") from error
