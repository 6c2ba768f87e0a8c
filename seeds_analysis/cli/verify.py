"""What verify does: compare saved summaries with their articles."""

import contextlib
import json
from typing import Any

from seeds_analysis.cli.commands import DONE, FAILED
from seeds_analysis.cli.messages import Messages, one_line
from seeds_analysis.cli.output import open_output
from seeds_analysis.errors import LoadError
from seeds_analysis.loading import Input, Record, load_article
from seeds_analysis.summary import verify


def check_summaries(path: str, article: str | None, *, encoding: str | None, quiet: bool = False) -> int:
    """Print one line for each problem of the saved summaries; returns the exit code.

    One summary is compared with the article, or each with the text that it contains. Error records among
    several summaries are skipped.
    """
    messages = Messages(quiet)
    checked = skipped = failed = 0
    saved = Input(path, "standard-input") if path == "-" else Input(path, path=path)
    with open_output(None) as output:
        for record in saved.records():
            several = record.origin != path
            if several and article is not None:
                message = (
                    "contains several summaries. Leave out ARTICLE: each needs its own text (--with-text)."
                )
                raise LoadError(path, "many-summaries", message)
            try:
                summary = _read_summary(record)
                if several and _is_error_record(summary):
                    skipped += 1
                    continue
                text = None if article is None else _article_text(article, encoding, summary)
            except LoadError as error:
                messages.error(str(error))
                failed += 1
                continue
            problems = verify(summary, text)
            for problem in problems:
                name = f"{record.given}: " if several else ""
                output.write(one_line(f"{name}{problem.path}: {problem.message}") + "\n")
            checked += 1
            failed += bool(problems)
    if not failed and output.is_terminal:  # a script has the exit code
        spans = f"Every span of {checked} summaries" if checked > 1 else "Every span"
        tail = f" Skipped {skipped} error records." if skipped else ""
        messages.note(f"{record.given}: OK. {spans} matches {article or 'the text in the summary'}.{tail}")
    return FAILED if failed else DONE


def _read_summary(record: Record) -> Any:
    if record.error is not None:
        raise LoadError(record.origin, record.error.code, record.error.message, record.given)
    try:
        return json.loads(record.data)
    except (ValueError, RecursionError) as error:
        message = "is not JSON, so it is not a summary. Save one with --format json."
        raise LoadError(record.origin, "not-json", message, record.given) from error


def _is_error_record(summary: Any) -> bool:
    return isinstance(summary, dict) and "error" in summary and "generator" not in summary


def _article_text(path: str, encoding: str | None, summary: Any) -> str:
    """Read the article in the encoding asked for, else in the one that the summary states."""
    if encoding is None:
        with contextlib.suppress(LoadError, KeyError, TypeError):
            return load_article(path, encoding=summary["document"]["encoding"]).text
    return load_article(path, encoding=encoding).text
