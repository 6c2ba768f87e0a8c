"""What `verify` does: saved summaries held against their articles, or against the texts that they carry."""

import contextlib
import json
from typing import TYPE_CHECKING, Any, Literal

from seeds_analysis.cli.output import Messages, one_line, open_output
from seeds_analysis.errors import LoadError
from seeds_analysis.loading import Input, Record, load_article
from seeds_analysis.summary import verify

if TYPE_CHECKING:
    from seeds_analysis.text import Article

STANDARD_INPUT = "-"


def check_summaries(
    summaries: str, article: str | None, *, encoding: str | None, quiet: bool = False
) -> bool:
    """Hold saved summaries against their article, or each against the text it carries.

    True if all holds; else one line is printed for each thing that does not, and of several summaries it
    names which. Error records among several are passed over. Raises LoadError where the only summary or the
    article cannot be read.
    """
    messages = Messages(quiet)
    checked = passed_over = 0
    sound = True
    with open_output(None) as output:
        for record in _records(summaries):
            several = "#" in record.origin
            try:
                values = _read_summary(record)
                if several and article is not None:
                    raise _too_many(record)
                if several and _is_error_record(values):
                    passed_over += 1
                    continue
                text = None if article is None else _article_of(values, article, encoding).text
                problems = verify(values, text)
            except LoadError as error:
                if not several or error.code == _TOO_MANY:
                    raise
                messages.error(str(error))
                sound = False
                continue
            checked += 1
            for problem in problems:
                name = f"{record.given}: " if several else ""
                output.write(one_line(f"{name}{problem.path}: {problem.message}") + "\n")
            sound = sound and not problems
    if sound and output.is_terminal:  # a person wants to see it; a script has the exit code
        messages.note(_all_holds(summaries, article, checked, passed_over))
    return sound


_TOO_MANY = "many-summaries"


def _records(path: str) -> Any:
    kind: Literal["file", "standard-input"] = "standard-input" if path == STANDARD_INPUT else "file"
    return Input(path, kind, "" if kind == "standard-input" else path).records()


def _read_summary(record: Record) -> Any:
    """Read a summary; it comes as any record, so that no pipe, device or long line makes us wait."""
    if record.error is not None:
        message = "holds no summary." if record.error.code == "empty" else record.error.message
        raise LoadError(record.origin, record.error.code, message, record.given) from record.error
    try:
        return json.loads(record.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = "not a summary: no JSON text. Save one with --format json."
        raise LoadError(record.origin, "not-json", message, record.given) from error


def _article_of(values: Any, path: str, encoding: str | None) -> "Article":
    """Read the article; where that gives another text than the summary's, as the encoding it states."""
    document = _document(values)
    stated = document.get("encoding")
    if encoding is not None or not isinstance(stated, str):
        return load_article(path, encoding=encoding)
    with contextlib.suppress(LoadError):
        article = load_article(path)
        if article.id == document.get("id"):
            return article
    with contextlib.suppress(LoadError):
        return load_article(path, encoding=stated)
    return load_article(path)


def _document(values: Any) -> dict[str, Any]:
    document = values.get("document") if isinstance(values, dict) else None
    return document if isinstance(document, dict) else {}


def _is_error_record(values: Any) -> bool:
    return isinstance(values, dict) and "error" in values and "generator" not in values


def _too_many(record: Record) -> LoadError:
    message = (
        "one of several summaries, which are not of one article. Name none: each is held against its text."
    )
    return LoadError(record.origin, _TOO_MANY, message, record.given)


def _all_holds(summaries: str, article: str | None, checked: int, passed_over: int) -> str:
    name = "standard input" if summaries == STANDARD_INPUT else summaries
    place = f"in {article}" if article is not None else "in the text beside it"
    tail = f"; {passed_over} error records passed over" if passed_over else ""
    many = f" of {checked} summaries" if checked > 1 else ""
    return f"{name}: holds. Every span{many} is {place} as the summary has it{tail}."
