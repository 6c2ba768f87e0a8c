"""Many articles, one result each: what is read in batches comes out in order, and one failure stays one."""

import datetime
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from seeds_analysis.article import Article
from seeds_analysis.errors import LoadError
from seeds_analysis.summary import Summary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from seeds_analysis.loading import Input

INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input without a summary: `code` is that of the LoadError, or "internal" for a fault of ours.

    `given` names the input as the user did; `cause` is the exception behind it.
    """

    origin: str
    code: str
    message: str
    given: str
    cause: Exception | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, item: "Input | Article", error: Exception) -> "Failure":
        """Describe an error; the message of an unforeseen one may quote the article, so it is left out."""
        if isinstance(error, LoadError):
            return cls(error.origin, error.code, error.message, error.given or error.origin, error)
        message = f"not analyzed, by a fault of this program ({type(error).__name__}). Please report it."
        return cls(item.origin, INTERNAL, message, item.origin, error)


Result: TypeAlias = Summary | Failure


def summarize_inputs(
    inputs: Iterable["Input"],
    pipeline: Callable[[], "Language"],
    *,
    encoding: str | None = None,
    published: datetime.date | None = None,
) -> Iterator[Result]:
    """Load, analyze and summarize each input; yield a Summary or a Failure for each, in their order.

    `pipeline` is called once, when the first article has been read: a wrong file name is told without the
    seconds a model takes to load. It may raise ModelError. No more than one batch of articles is in memory.
    """
    loaded = (_load(item, encoding, published) for item in inputs)
    for first in loaded:
        if isinstance(first, Article):
            yield from _summaries(pipeline(), chain((first,), loaded))
        else:
            yield first


def _load(item: "Input", encoding: str | None, published: datetime.date | None) -> Article | Failure:
    try:
        return item.load(encoding=encoding, published=published)
    except Exception as error:  # one input's fault is told as its result
        return Failure.of(item, error)


def _summaries(nlp: "Language", loaded: Iterable[Article | Failure]) -> Iterator[Result]:
    """Analyze in batches; where a batch fails, its articles again by themselves, and on with the rest."""
    from seeds_analysis.pipeline import analyze_many  # imports spaCy

    source = iter(loaded)
    ahead: deque[Article | Failure] = deque()  # what the pipeline has read, and what failed in between

    def articles() -> Iterator[Article]:
        for item in source:
            ahead.append(item)
            if isinstance(item, Article):
                yield item

    docs = analyze_many(nlp, articles())
    while True:
        try:
            doc = next(docs, None)
        except Exception:  # whatever it was, the other articles are still done
            if not ahead:
                raise
            while ahead:
                yield _result(nlp, ahead.popleft())
            docs = analyze_many(nlp, articles())
            continue
        while ahead and isinstance(ahead[0], Failure):
            yield _result(nlp, ahead.popleft())
        if doc is None:
            return
        yield _result(nlp, ahead.popleft(), doc)


def _result(nlp: "Language", item: Article | Failure, doc: "Doc | None" = None) -> Result:
    """Summarize an article, analyzing it by itself if that has not been done; a failure stays one."""
    from seeds_analysis.pipeline import analyze
    from seeds_analysis.summarizing import summarize

    if isinstance(item, Failure):
        return item
    try:
        return summarize(item, analyze(nlp, item) if doc is None else doc)
    except Exception as error:
        return Failure.of(item, error)
