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
from seeds_analysis.views import count_of


def check_summaries(path: str, article: str | None, *, encoding: str | None, quiet: bool) -> int:
    """Print one line for each saved summary that does not match, or one that all do; returns the exit code.

    One summary is compared with the article, or each with the text that it contains. Error records among
    several summaries are skipped.
    """
    messages = Messages(quiet)
    checked = skipped = failed = spans = 0
    saved = Input(path, "standard-input") if path == "-" else Input(path, path=path)
    with open_output(None) as output:
        for record in saved.records():
            several = record.origin != path
            if several and article is not None:
                how = "Leave out ARTICLE: each needs its own text (--with-text)."
                raise LoadError(path, "many-summaries", f"contains several summaries. {how}")
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
            checked += 1
            spans += _count_spans(summary)
            if problems := verify(summary, text):
                failed += 1
                more = f" ({len(problems) - 1:,} more problems)" if len(problems) > 1 else ""
                line = f"{record.given}: {problems[0].path}: {problems[0].message}{more}"
                output.write(f"{one_line(line)}\n")
        if not failed and not quiet:
            in_all = f" in {checked:,} summaries" if checked > 1 else ""
            tail = f" ({skipped:,} error records skipped)" if skipped else ""
            output.write(f"OK: {count_of(spans, 'span')}{in_all} match{tail}\n")
    return FAILED if failed else DONE


def _count_spans(summary: Any) -> int:
    """Count the objects with offsets, wherever they are."""
    spans, waiting = 0, [summary]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            spans += value.get("start") is not None
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return spans


def _read_summary(record: Record) -> Any:
    if record.error is not None:
        raise LoadError(record.origin, record.error.code, record.error.message, record.given)
    try:
        return json.loads(record.data)
    except (ValueError, RecursionError) as error:
        message = "is not JSON, so it is not a summary. Save one with --format json."
        raise LoadError(record.origin, "not-json", message, record.given) from error


def _is_error_record(value: Any) -> bool:
    return isinstance(value, dict) and "error" in value and "generator" not in value


def _article_text(path: str, encoding: str | None, summary: Any) -> str:
    """Read the article in the encoding asked for, else in the one that the summary states."""
    if encoding is None:
        with contextlib.suppress(LoadError, KeyError, TypeError):
            return load_article(path, encoding=summary["document"]["encoding"]).text
    return load_article(path, encoding=encoding).text
