"""What must hold for every input: each record is refused in one line, or its summary keeps every promise."""

import io
import itertools
import json
from typing import Any

from spacy.language import Language

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import Record
from seeds_analysis.loading.records import read_records
from seeds_analysis.pipeline.build import analyze
from seeds_analysis.summary import summarize, verify
from seeds_analysis.text import Article
from tests.fuzz.drawing import draw_all
from tests.summary.test_schema import CLOSED


def check_input(nlp: Language, data: bytes, name: str = "a.txt") -> None:
    """Read, analyze and show all that a file holds. Raises AssertionError, or what the program raised."""
    records = list(read_records(io.BytesIO(data), name, name, name=name))
    assert records
    for record in records:
        article = _load(record)
        if isinstance(article, LoadError):
            assert len(str(article).splitlines()) == 1
        else:
            _check_article(nlp, article)


def _load(record: Record) -> Article | LoadError:
    try:
        return record.load()
    except LoadError as error:
        return error


def _check_article(nlp: Language, article: Article) -> None:
    drawn = draw_all(summarize(article, analyze(nlp, article), with_text=True))
    (whole,), (line,) = (drawn[f"summaries as {form}"] for form in ("json", "jsonl"))
    check_record(json.loads(str(whole)))
    assert json.loads(str(line)) == json.loads(str(whole))
    _check_furniture(article)


def check_record(record: Any) -> None:
    """Check a summary with its text against the schema and its own offsets."""
    assert [error.message for error in CLOSED.iter_errors(record)] == []
    assert list(map(str, verify(record))) == []


def _check_furniture(article: Article) -> None:
    """No two of headline, byline, dateline, date lines and credits hold the same words.

    But a byline may begin a dated line: "By Ana Ruiz | March 3, 2025".
    """
    dated = {line.start for line in article.date_lines}
    byline = None if article.byline and article.byline.start in dated else article.byline
    single = [span for span in (article.headline, byline, article.dateline) if span is not None]
    spans = sorted((span.start, span.end) for span in (*single, *article.date_lines, *article.credits))
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert end <= start
