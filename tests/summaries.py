"""Summaries without an analysis: a rich one of an invented article, an empty one, and one of hostile text.

The first two are the golden JSON files, which are therefore edited by hand when a field is added.
"""

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from seeds_analysis.summary.model import (
    ContentSpan,
    Counts,
    Cue,
    DateMention,
    Entity,
    MarkedPhrase,
    Quotation,
    Speaker,
    Summary,
    Via,
)
from seeds_analysis.text.article import Notice, TextSpan
from seeds_analysis.views.data.parquet import typed_rows
from seeds_analysis.views.data.tables import TABLES

HERE = Path(__file__).parent
ARTICLE = (HERE / "ferry.txt").read_text(encoding="utf-8")


def rich_values() -> dict[str, Any]:
    """The rich summary as parsed JSON."""
    values: dict[str, Any] = json.loads((HERE / "golden" / "ferry-summary.json").read_text(encoding="utf-8"))
    return values


def changed_values(path: str, value: Any) -> dict[str, Any]:
    """The rich summary as parsed JSON with one value changed; a path such as `entities.0.id`."""
    values = rich_values()
    *outer, last = path.split(".")
    inner: Any = values
    for step in outer:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner[int(last) if last.isdigit() else last] = value
    return values


def rich_summary() -> Summary:
    """Every part of a summary filled, for ARTICLE."""
    return Summary.from_dict(rich_values())


def empty_summary(*, origin: str = "empty.txt") -> Summary:
    """A text in which nothing was found."""
    values = json.loads((HERE / "golden" / "empty-summary.json").read_text(encoding="utf-8"))
    values["document"]["origin"] = origin
    return Summary.from_dict(values)


def table_rows(summary: Summary, metadata: Sequence[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """The rows of each flat table, with days as dates."""
    return {name: typed_rows(name, summary, metadata) for name in TABLES}


def summary_with(text: str) -> Summary:
    """A summary with `text` wherever a page shows words from outside; offsets and counts do not hold."""
    span = TextSpan(0, len(text), text)
    quoted = Quotation(
        id="q1",
        kind="direct",
        text=text,
        content=(ContentSpan(0, len(text), text, "explicit"),),
        cue=Cue(0, len(text), text, text),
        speaker=Speaker(text, "e1", span, span, "subject"),
        via=Via(text, None, span),
        unattributed_reason=None,
        confidence=0.9,
    )
    unknown = dataclasses.replace(quoted, id="q2", kind="indirect", speaker=None, unattributed_reason=text)
    unknown = dataclasses.replace(unknown, content=(ContentSpan(0, len(text), text, None),))
    empty = empty_summary(origin=text)
    return dataclasses.replace(
        empty,
        document=dataclasses.replace(
            empty.document,
            headline=span,
            byline=span,
            dateline=span,
            credits=(span,),
            title=text,
            url=text,
            authors=(text,),
        ),
        counts=Counts(*[1] * len(dataclasses.fields(Counts))),
        key_sentences=(span,),
        entities=(Entity("e1", text, text, (text,), span, 0.5, 1, (span,)),),
        quotations=(quoted, unknown),
        marked_phrases=(MarkedPhrase(0, len(text), text, text),),
        dates=(DateMention(0, 1, text, text, None, None), DateMention(0, 1, text, None, None, text)),
        warnings=(Notice(text, text, 0, 1),),
    )
