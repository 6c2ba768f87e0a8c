"""One result for each input, in order, whatever happens to one of them."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from spacy.language import Language

from seeds_analysis import corpus, pipeline, summarizing
from seeds_analysis.article import Article
from seeds_analysis.corpus import Failure, summarize_inputs
from seeds_analysis.errors import LoadError, ModelError
from seeds_analysis.loading import Input
from seeds_analysis.summary import Summary
from tests.summaries import rich_summary

NLP = cast("Language", object())


@dataclass(frozen=True)
class Named:
    """An input that goes as its name says: "lost" is not there, "bad" not analyzed, "worse" breaks."""

    origin: str

    def load(self, *, encoding: object, published: object) -> Article:  # noqa: ARG002
        if self.origin.startswith("lost"):
            raise LoadError(self.origin, "not-found", "no such file.", f"/there/{self.origin}")
        if self.origin.startswith("worse"):
            raise RuntimeError("quotes the article")
        return Article(text=self.origin, origin=self.origin)


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that reads two articles ahead and fails a batch with a bad one in it."""

    def analyze_many(nlp: object, articles: Iterable[Article]) -> Iterator[str]:
        ahead: list[Article] = []
        for article in articles:
            ahead.append(article)
            if len(ahead) == 2:
                yield from [analyze(nlp, each) for each in ahead]
                ahead.clear()
        yield from [analyze(nlp, each) for each in ahead]

    def analyze(nlp: object, article: Article) -> str:
        if article.text.startswith("bad"):
            raise ValueError("quotes the article")
        return article.text

    def summarize(article: Article, doc: str) -> Summary:
        assert doc == article.text
        return cast("Summary", article.origin)

    monkeypatch.setattr(pipeline, "analyze_many", analyze_many)
    monkeypatch.setattr(pipeline, "analyze", analyze)
    monkeypatch.setattr(summarizing, "summarize", summarize)


def run(*names: str, model: Callable[[], Language] = lambda: NLP) -> list[Any]:
    return list(summarize_inputs(cast("list[Input]", [Named(name) for name in names]), model))


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
def test_summarize_inputs_gives_one_result_each_in_order(names: list[str]) -> None:
    codes = {"lost": "not-found", "bad": "internal", "worse": "internal"}
    expected = [
        (name, codes[name.rstrip("12345")]) if name.rstrip("12345") in codes else name for name in names
    ]
    assert told(run(*names)) == expected


@pytest.mark.usefixtures("batch")
def test_summarize_inputs_loads_the_model_only_for_an_article() -> None:
    def missing() -> Language:
        raise ModelError("small", "not installed", "install it")

    assert told(run("lost1", "lost2", model=missing)) == [("lost1", "not-found"), ("lost2", "not-found")]
    with pytest.raises(ModelError):
        run("lost1", "a", model=missing)


@pytest.mark.usefixtures("batch")
def test_summarize_inputs_reads_no_further_than_a_batch() -> None:
    read: list[str] = []

    def inputs() -> Iterator[Input]:
        for name in "abcdef":
            read.append(name)
            yield cast("Input", Named(name))

    first: object = next(summarize_inputs(inputs(), lambda: NLP))
    assert first == "a"
    assert read == ["a", "b"]


def test_summarize_inputs_raises_where_the_pipeline_fails_without_an_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(nlp: object, articles: object) -> Iterator[None]:
        raise OSError("no articles were read")
        yield

    monkeypatch.setattr(pipeline, "analyze_many", broken)
    with pytest.raises(OSError, match="no articles"):
        run("a")


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        pytest.param(
            LoadError("a.txt", "empty", "no text.", "/there/a.txt"),
            Failure("a.txt", "empty", "no text.", "/there/a.txt"),
            id="foreseen",
        ),
        pytest.param(
            LoadError("-", "empty", "no text."), Failure("-", "empty", "no text.", "-"), id="no-given"
        ),
    ],
)
def test_failure_tells_a_load_error_as_it_stands(error: LoadError, failure: Failure) -> None:
    assert Failure.of(Input("a.txt"), error) == failure


def test_failure_keeps_the_words_of_an_unforeseen_error_out() -> None:
    failure = Failure.of(Input("a.txt"), ValueError("words of the article"))
    assert failure.code == corpus.INTERNAL
    assert "ValueError" in failure.message
    assert "words" not in failure.message


@pytest.mark.model
def test_summarize_inputs_gives_the_same_alone_and_among_others(nlp: Language, tmp_path: Any) -> None:
    texts = {"a.txt": "Mayor Ilse Brandt said the bridge was safe.", "b.txt": "“It rains,” Tom Hale said."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    inputs = [Input(name, "file", os.path.join(tmp_path, name)) for name in texts]
    together = list(summarize_inputs(inputs, lambda: nlp))
    alone = [result for item in inputs for result in summarize_inputs([item], lambda: nlp)]
    assert together == alone
    assert type(together[0]) is type(rich_summary())
