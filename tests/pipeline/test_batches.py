"""One result for each input, in order, whatever happens to one of them."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from spacy.language import Language

from seeds_analysis.errors import LoadError, ModelError
from seeds_analysis.loading import ReadOptions, Record
from seeds_analysis.pipeline import INTERNAL, Failure, batches
from seeds_analysis.pipeline import build as pipeline
from seeds_analysis.pipeline.batches import summarize_records
from seeds_analysis.summary import making as summarizing
from seeds_analysis.summary.model import Summary
from seeds_analysis.text.article import Article
from tests.summaries import rich_summary


class Zoned:
    """A pipeline that does nothing but forget."""

    def memory_zone(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()


NLP = cast("Language", Zoned())


@dataclass(frozen=True)
class Named:
    """An input that goes as its name says: "lost" is not there, "bad" not analyzed, "worse" breaks."""

    origin: str

    def load(self, reading: ReadOptions) -> Article:  # noqa: ARG002
        if self.origin.startswith("lost"):
            raise LoadError(self.origin, "not-found", "no such file.", f"/there/{self.origin}")
        if self.origin.startswith("worse"):
            raise RuntimeError("quotes the article")
        return Article(text=self.origin, origin=self.origin)


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that fails a batch with a bad one in it; a batch is two articles."""

    def analyze_many(_: object, articles: Iterable[Article]) -> Iterator[str]:
        for article in articles:
            if article.text.startswith("bad"):
                raise ValueError("quotes the article")
            yield article.text

    def summarize(article: Article, doc: str, **_: object) -> Summary:
        assert doc == article.text
        return cast("Summary", article.origin)

    monkeypatch.setattr(pipeline, "analyze_many", analyze_many)
    monkeypatch.setattr(batches, "BATCH_LENGTH", 2)
    monkeypatch.setattr(summarizing, "summarize", summarize)


def run(*names: str, model: Callable[[], Language] = lambda: NLP) -> list[Any]:
    return list(summarize_records(cast("list[Record]", [Named(name) for name in names]), model))


def told(results: Iterable[object]) -> list[object]:
    return [(r.origin, r.code) if isinstance(r, Failure) else r for r in results]


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize(
    "names",
    [
        pytest.param([], id="none"),
        pytest.param(["a"], id="one"),
        pytest.param(["lost"], id="one-lost"),
        pytest.param(["a", "b", "c"], id="good"),
        pytest.param(["lost1", "a", "lost2", "b", "lost3", "lost4", "c", "lost5"], id="lost-between"),
        pytest.param(["a", "bad1", "b", "bad2", "bad3", "c"], id="bad-between"),
        pytest.param(["bad1", "lost1", "worse1", "a", "bad2"], id="all-kinds"),
        pytest.param(["worse1", "lost1"], id="nothing-loads"),
    ],
)
def test_summarize_records_gives_one_result_each_in_order(names: list[str]) -> None:
    codes = {"lost": "not-found", "bad": "internal", "worse": "internal"}
    expected = [
        (name, codes[name.rstrip("12345")]) if name.rstrip("12345") in codes else name for name in names
    ]
    assert told(run(*names)) == expected


@pytest.mark.usefixtures("batch")
def test_summarize_records_loads_the_model_only_for_an_article() -> None:
    def missing() -> Language:
        raise ModelError("small", "not installed", "install it")

    assert told(run("lost1", "lost2", model=missing)) == [("lost1", "not-found"), ("lost2", "not-found")]
    with pytest.raises(ModelError):
        run("lost1", "a", model=missing)


@pytest.mark.usefixtures("batch")
def test_summarize_records_reads_no_further_than_a_batch() -> None:
    read: list[str] = []

    def records() -> Iterator[Record]:
        for name in "abcdef":
            read.append(name)
            yield cast("Record", Named(name))

    first: object = next(summarize_records(records(), lambda: NLP))
    assert first == "a"
    assert read == ["a", "b"]


def test_failure_reports_a_load_error_as_it_is() -> None:
    record, error = Record("a.txt", "a.txt"), LoadError("a.txt", "empty", "no text.", "/there/a.txt")
    assert Failure.of(record, error) == Failure("a.txt", "empty", "no text.", "/there/a.txt")
    assert Failure.of(record, LoadError("-", "empty", "no text.")) == Failure("-", "empty", "no text.", "-")


def test_failure_keeps_the_words_of_an_unforeseen_error_out() -> None:
    failure = Failure.of(Record("a.txt", "a.txt"), ValueError("words of the article"))
    assert failure.code == INTERNAL
    assert "ValueError" in failure.message
    assert "words" not in failure.message


@pytest.mark.model
def test_summarize_records_gives_the_same_alone_and_among_others(nlp: Language) -> None:
    texts = {"a.txt": "Mayor Ilse Brandt said the bridge was safe.", "b.txt": "“It rains,” Tom Hale said."}
    records = [Record(name, name, text.encode()) for name, text in texts.items()]
    together = list(summarize_records(records, lambda: nlp))
    alone = [result for record in records for result in summarize_records([record], lambda: nlp)]
    assert together == alone
    assert type(together[0]) is type(rich_summary())
