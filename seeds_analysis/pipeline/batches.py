"""From records to results in batches of words: constant memory, and a failure concerns one record only."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from seeds_analysis.loading import ReadOptions, Record
from seeds_analysis.pipeline.results import Failure, Result
from seeds_analysis.pipeline.speed.collector import gc_frozen
from seeds_analysis.text import Article

if TYPE_CHECKING:
    from spacy.language import Language

# Characters analyzed together, about 4,000 words. Fewer starve the matrix products; more leave the
# processor's cache and cost memory: batches of 8 to 32 news articles measured within 10%, 256 at 1.25 times.
BATCH_LENGTH = 24_000

T = TypeVar("T")


def fast_pipeline(model: str | None) -> "Language":
    """Load the pipeline for a process of our own, whose settings are ours to choose. Raises ModelError."""
    from seeds_analysis.pipeline.speed.blas import use_fast_kernels

    with gc_frozen():
        use_fast_kernels()
        from seeds_analysis.pipeline.build import build_pipeline  # imports spaCy, and NumPy with it

        return build_pipeline(model)


def summarize_records(
    records: Iterable[Record],
    pipeline: Callable[[], "Language"],
    reading: ReadOptions | None = None,
    *,
    with_text: bool = False,
) -> Iterator[Result]:
    """Load, analyze and summarize each record; yield a Summary or a Failure for each, in their order.

    `pipeline` is called once, when the first article has been read, so that a wrong file name is reported
    before the model is loaded. It may raise ModelError. At most one batch of articles is in memory, and the
    words that spaCy adds for a batch are dropped after it. `with_text` puts each article's text into its
    summary.
    """
    loaded = (_load(record, reading or ReadOptions()) for record in records)
    for first in loaded:
        if isinstance(first, Article):
            nlp = pipeline()
            for batch in batches_of(chain((first,), loaded), _length):
                yield from _summaries(nlp, batch, with_text=with_text)
        else:
            yield first


def _load(record: Record, reading: ReadOptions) -> Article | Failure:
    try:
        return record.load(reading)
    except Exception as error:  # one input's fault is its result
        return Failure.of(record, error)


def batches_of(items: Iterable[T], length: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield lists of items, in order, of at least BATCH_LENGTH characters in all but the last."""
    batch: list[T] = []
    total = 0
    for item in items:
        batch.append(item)
        total += length(item)
        if total >= BATCH_LENGTH:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def _length(item: Article | Failure) -> int:
    return len(item.text) if isinstance(item, Article) else 0


def _summaries(nlp: "Language", batch: list[Article | Failure], *, with_text: bool) -> list[Result]:
    """Analyze a batch; where that fails, its articles again one by one."""
    articles = [item for item in batch if isinstance(item, Article)]
    try:
        found = _summarize(nlp, articles, with_text=with_text)
    except Exception:  # whatever it was, the other articles are still done
        found = [_alone(nlp, article, with_text=with_text) for article in articles]
    results = iter(found)
    return [next(results) if isinstance(item, Article) else item for item in batch]


def _alone(nlp: "Language", article: Article, *, with_text: bool) -> Result:
    try:
        return _summarize(nlp, [article], with_text=with_text)[0]
    except Exception as error:
        return Failure.of(article, error)


def _summarize(nlp: "Language", articles: list[Article], *, with_text: bool) -> list[Result]:
    from seeds_analysis.pipeline.build import analyze_many  # imports spaCy
    from seeds_analysis.summary import summarize

    with nlp.memory_zone():  # without it 28 MB of strings stay for every million words
        docs = analyze_many(nlp, articles)
        pairs = zip(articles, docs, strict=True)
        return [summarize(article, doc, with_text=with_text) for article, doc in pairs]
