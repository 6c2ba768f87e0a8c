"""From records to results in batches of words: constant memory, and a failure concerns one record only."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from seeds_analysis.errors import LoadError, lack_of
from seeds_analysis.loading import ReadOptions, Record
from seeds_analysis.pipeline.speed.process import gc_frozen, use_fast_kernels
from seeds_analysis.summary import Summary
from seeds_analysis.text import Article

if TYPE_CHECKING:
    from spacy.language import Language

# Characters analyzed together, about 4,000 words. Fewer starve the matrix products; more leave the
# processor's cache and cost memory: batches of 8 to 32 news articles measured within 10%, 256 at 1.25 times.
BATCH_LENGTH = 24_000

INTERNAL = "internal"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input without a summary: `code` is that of the LoadError, or "internal" for a fault of this program.

    `given` is the name of the input that the user gave; `cause` is the exception.
    """

    origin: str
    code: str
    message: str
    given: str
    cause: Exception | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, item: Record | Article, error: Exception) -> "Failure":
        """Describe an error; the message of an unexpected one is left out, since it may quote the article."""
        if isinstance(error, LoadError):
            return cls(error.origin, error.code, error.message, error.given or error.origin, error)
        fault = f"not analyzed, by a fault of this program ({type(error).__name__}). Please report it."
        lack = lack_of(error)
        message = f"not analyzed: {lack}." if lack else fault
        return cls(item.origin, INTERNAL, message, item.origin, error)


Result: TypeAlias = Summary | Failure


def fast_pipeline(model: str | None) -> "Language":
    """Load the pipeline for a process of our own, whose settings are ours to choose. Raises ModelError."""
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
        found = iter(_summarize(nlp, articles, with_text=with_text))
    except Exception as error:  # whatever it was, the other articles are still done
        if len(batch) == 1:
            return [Failure.of(articles[0], error)]
        return [result for item in batch for result in _summaries(nlp, [item], with_text=with_text)]
    return [next(found) if isinstance(item, Article) else item for item in batch]


def _summarize(nlp: "Language", articles: list[Article], *, with_text: bool) -> list[Result]:
    from seeds_analysis.pipeline.build import analyze_many  # imports spaCy
    from seeds_analysis.summary import summarize

    with nlp.memory_zone():  # without it 28 MB of strings stay for every million words
        docs = analyze_many(nlp, articles)
        pairs = zip(articles, docs, strict=True)
        return [summarize(article, doc, with_text=with_text) for article, doc in pairs]
