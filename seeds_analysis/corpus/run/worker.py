"""What a worker does with a task: read its records, analyze them, write the files of the shard."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.settings import SUMMARIES, Settings
from seeds_analysis.corpus.plan.shards import RecordRange, fingerprint
from seeds_analysis.corpus.run.engine import TIMED_OUT, WORKER_DIED, Sign, Task
from seeds_analysis.corpus.stores import Store
from seeds_analysis.corpus.tables import parquet_files
from seeds_analysis.errors import LoadError, caused_by
from seeds_analysis.loading import Input, Record
from seeds_analysis.pipeline import Failure, Result, fast_pipeline, summarize_records
from seeds_analysis.summary import Summary
from seeds_analysis.views import data

if TYPE_CHECKING:
    from spacy.language import Language

SUMMARY_FOLDER = "summaries"

_GIVEN_UP = {
    WORKER_DIED: "the process that analyzed it died: out of memory or time, or by a fault.",
    TIMED_OUT: "it takes too long. Allow more time with --article-timeout.",
}
# Passing over this many records takes less than a second.
PASSED_OVER = 1_000

# Faults that the next run may not have.
PASSING = frozenset((*_GIVEN_UP, "missing-extra"))


def load_pipeline(settings: Settings) -> "Language":
    """Load the pipeline of a run. Raises ModelError."""
    return fast_pipeline(settings.model)


def run_task(
    task: Task, settings: Settings, store: Store, nlp: "Language", alive: Callable[[Sign], None]
) -> list[manifest.Row]:
    """Run a shard: write its data and its rows of the manifest. A probe writes and returns nothing.

    Batches begin with the first record of the shard, so its output is the same wherever it runs. If a record
    has changed since it was planned, or failed by a fault that may pass, the next run repeats the shard.
    `alive` is called before each record, and now and then while many are passed over. Raises OutputError, or
    ImportError if an extra is missing.
    """
    records = list(_read(task, alive))
    prints = task.shard.prints if task.probe is None else [task.shard.prints[task.probe]]
    as_planned = [fingerprint(record) == planned for record, planned in zip(records, prints, strict=True)]
    if not all(as_planned):
        _READER.forget()  # it may hold a file open that has been replaced
    records = [
        record if same or record.error else _changed(record.origin)
        for record, same in zip(records, as_planned, strict=True)
    ]
    results: list[Result] = []
    size = words = 0

    def take() -> Iterator[Record]:
        """Give the records to analyze, one by one; a record is in hand until it has a result."""
        for number, record in enumerate(records):
            if number not in task.without:
                alive(Sign(len(results), size, words, in_hand=number + 1 - len(results)))
                yield record

    analyzed = summarize_records(take(), lambda: nlp, settings.reading, with_text=settings.with_text)
    for number, record in enumerate(records):
        code = task.without.get(number)
        results.append(result := _given_up(record, code) if code else next(analyzed))
        size += len(record.data)
        words += result.document.word_count if isinstance(result, Summary) else 0
    if task.probe is not None:
        return []
    alive(Sign(len(results), size, words))
    shard = task.shard.id
    rows = [manifest.row_of(record, result, shard) for record, result in zip(records, results, strict=True)]
    final = all(as_planned) and not any(map(_may_pass, records, results))
    manifest.write_shard(store, shard, _files(shard, results, settings), rows, final=final)
    return rows


def _read(task: Task, alive: Callable[[Sign], None]) -> Iterator[Record]:
    first = 0  # the number of the first record of the range in the shard
    for span in task.shard.ranges:
        if task.probe is None:
            yield from _READER.read(span, alive)
        elif 0 <= task.probe - first < span.stop - span.start:
            start = span.start + task.probe - first
            yield from _READER.read(replace(span, start=start, stop=start + 1), alive)
        first += span.stop - span.start


def _files(shard: str, results: list[Result], settings: Settings) -> dict[str, bytes]:
    if settings.output_format == SUMMARIES:
        return {f"{SUMMARY_FOLDER}/{shard}.jsonl": "".join(map(_line, results)).encode()}
    summaries = (result for result in results if isinstance(result, Summary))
    files = parquet_files(summaries, settings.reading.metadata)
    return {f"{name}/{shard}.parquet": content for name, content in files.items()}


def _line(result: Result) -> str:
    if isinstance(result, Failure):
        return data.render_failure(result.origin, result.code, result.message)
    return data.render_jsonl(result)


def _may_pass(record: Record, result: Result) -> bool:
    """Whether the machine may be at fault. Faults of the record itself are found in every plan."""
    return (
        isinstance(result, Failure)
        and record.error is None
        and (result.code in PASSING or caused_by(result.cause, OSError, MemoryError))
    )


def _changed(origin: str) -> Record:
    message = "changed during the run. Run the same command again."
    return Record(origin, origin, error=LoadError(origin, "changed", message))


def _given_up(record: Record, code: str) -> Failure:
    return Failure(record.origin, code, f"not analyzed: {_GIVEN_UP[code]}", record.given)


class _Reader:
    """Reads on where it stopped, so that a .gz is not unpacked from its start for each shard."""

    def __init__(self) -> None:
        self._input: Input | None = None
        self._at = 0
        self._records: Iterator[Record] = iter(())

    def read(self, span: RecordRange, alive: Callable[[Sign], None]) -> Iterator[Record]:
        """Read the records of a range; missing ones become records with an error."""
        if self._input != span.input or self._at > span.start:
            self._input, self._at, self._records = span.input, 0, span.input.records()
        for _ in islice(self._records, span.start - self._at):
            self._at += 1
            if self._at % PASSED_OVER == 0:
                alive(Sign())
        for record in islice(self._records, span.stop - span.start):
            self._at += 1
            yield record
        for number in range(max(self._at, span.start), span.stop):
            yield _changed(f"{span.input.origin}#{number + 1}")
        if self._at < span.stop or span.stop == 1:
            self.forget()  # which closes the input at its end

    def forget(self) -> None:
        """Open the input anew for the next range."""
        self._input, self._records = None, iter(())


_READER = _Reader()
