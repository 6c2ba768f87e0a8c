"""What must hold for every input: it is refused in one line, or its summary keeps every promise."""

import io
import itertools
import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rich.console import Console
from spacy.language import Language

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import read_article
from seeds_analysis.pipeline.build import analyze
from seeds_analysis.summary import read_schema, summarize, verify
from seeds_analysis.views import SUMMARY_VIEWS, load_view


@cache
def _schema() -> Any:
    return Draft202012Validator(json.loads(read_schema()))


def check_input(nlp: Language, data: bytes) -> None:
    """Load, analyze and show an input. Raises AssertionError, or what a part of the program raised."""
    try:
        article = read_article(data, "a.txt")
    except LoadError:
        return
    summary = summarize(article, analyze(nlp, article), with_text=True)
    shown = {name: load_view(home)(summary) for name, home in SUMMARY_VIEWS.items()}
    Console(file=io.StringIO(), width=80).print(shown["text"])
    check_record(json.loads(shown["json"]))
    assert json.loads(shown["jsonl"]) == json.loads(shown["json"])
    _check_furniture(
        [span for span in (article.headline, article.byline, article.dateline) if span is not None],
        [*article.date_lines, *article.credits],
    )


def check_record(record: Any) -> None:
    """Check a summary with its text against the schema and its own offsets."""
    assert [error.message for error in _schema().iter_errors(record)] == []
    assert list(map(str, verify(record))) == []


def _check_furniture(single: list[Any], lines: list[Any]) -> None:
    """No two of headline, byline, dateline, date lines and credits hold the same words."""
    spans = sorted((span.start, span.end) for span in (*single, *lines))
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert end <= start
