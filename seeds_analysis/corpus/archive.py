"""A run over an archive from options to outcome, and the report on a run."""

import contextlib
import dataclasses
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.settings import TABLES, Settings
from seeds_analysis.corpus.plan.shards import estimate_bytes, plan_shards
from seeds_analysis.corpus.report.overview import Overview, of_rows
from seeds_analysis.corpus.run.engine import Engine
from seeds_analysis.corpus.run.pool import Pool, default_workers
from seeds_analysis.corpus.run.running import Run, StopAtOnceError, Watcher
from seeds_analysis.corpus.run.worker import load_pipeline
from seeds_analysis.corpus.stores import Store, open_for_run, open_store
from seeds_analysis.errors import RunError, UsageError
from seeds_analysis.loading import Input, find_inputs
from seeds_analysis.pipeline import model_release
from seeds_analysis.views import data

RUN_FILE = "run.json"


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """The options of a run. `workers` None means as many as fit; `scheduler` is that of a Dask cluster.

    `article_timeout` is in seconds; by default it depends on the size of the article.
    """

    paths: Sequence[str]
    target: str
    settings: Settings
    workers: int | None = None
    scheduler: str | None = None
    glob: str | None = None
    article_timeout: float | None = None

    def inputs(self) -> Iterator[Input]:
        """Find the inputs, without those in the target. Other machines need absolute paths."""
        inside = os.path.join(os.path.realpath(self.target), "")
        for item in find_inputs(self.paths, glob=self.glob):
            if not os.path.realpath(item.path).startswith(inside):
                path = os.path.abspath(item.path) if self.scheduler else item.path
                yield dataclasses.replace(item, path=path)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    `stopped_by` is the signal that ended it early, `overview` is None if it stopped at once, and `removed`
    counts the files of earlier runs that were deleted.
    """

    overview: Overview | None = None
    complete: bool = False
    stopped_by: int | None = None
    removed: int = 0


def run_corpus(options: CorpusOptions, watcher: Watcher) -> Outcome:
    """Analyze all articles in `paths` into the folder `target`, or resume an earlier run there.

    Raises SeedsError; finished shards stay valid.
    """
    if "-" in options.paths:
        raise UsageError("standard input cannot be read again to resume a run. Name files or folders.")
    settings = options.settings
    release = model_release(settings.model)  # report a missing model before a worker starts
    if settings.output_format == TABLES:
        data.require("parquet")
    with (
        open_for_run(options.target) as store,
        contextlib.closing(_start_engine(options, store, watcher)) as engine,
    ):
        run = Run(plan_shards(options.inputs(), settings), engine, store, watcher)
        threading.Thread(target=_estimate_total, args=(run, options), daemon=True).start()
        try:
            run.run()
            overview = of_rows(manifest.read_rows(store, run.shards))
            if overview.records != run.progress.records:
                rows = f"{overview.records:,} rows for {run.progress.records:,} records"
                raise RunError(f"the manifest holds {rows}. Please report this.")
            removed = run.remove_stale_files() if run.complete else 0
            store.write(RUN_FILE, _run_text(run, overview, settings, release))
        except (StopAtOnceError, KeyboardInterrupt):
            return Outcome(stopped_by=run.stopped_by or signal.SIGINT)
    return Outcome(overview, run.complete, run.stopped_by, removed)


def report(folder: str, *, top: int) -> Overview:
    """Summarize a run from its manifest; `top` is how many speakers and names are listed."""
    store = open_store(folder)
    shards = sorted(
        manifest.shards_in(store, manifest.FOLDER) | manifest.shards_in(store, manifest.CHECKSUMS)
    )
    if not shards:
        raise UsageError(f"{folder}: holds no run. Name the folder that was given to corpus with --out.")
    return of_rows(manifest.read_rows(store, shards), top=top)


def _start_engine(options: CorpusOptions, store: Store, watcher: Watcher) -> Engine:
    if options.scheduler is None:
        count = options.workers or default_workers()
        shared = (options.settings, store, load_pipeline)
        return Pool(count, *shared, note=watcher.note, timeout=options.article_timeout)
    from seeds_analysis.corpus.cluster.engine import DaskEngine  # needs an extra

    return DaskEngine(
        options.scheduler,
        options.settings,
        store,
        load_pipeline,
        note=watcher.note,
        timeout=options.article_timeout,
    )


def _estimate_total(run: Run, options: CorpusOptions) -> None:
    """Add up the sizes of the inputs in a thread: with millions of files this takes a while."""
    run.progress.total_bytes = estimate_bytes(options.inputs())


def _missing(run: Run) -> int:
    """Estimate how many records are not analyzed, by the sizes of the inputs; 0 if nothing is known yet."""
    done = run.progress.old_bytes + run.progress.new_bytes
    return round(run.progress.records * max(run.progress.total_bytes - done, 0) / done) if done else 0


def _run_text(run: Run, overview: Overview, settings: Settings, release: str) -> bytes:
    """Write what the run did, and its shards in the order of the inputs."""
    values = {
        "complete": run.complete,
        "records": overview.records,
        "ok": overview.ok,
        "skipped": overview.skipped,
        "failed": overview.failed,
        "missing": 0 if run.complete else _missing(run),
        "settings": settings.to_dict() | {"model": release},
        "shards": run.shards,
    }
    return (data.dump(values, indent=2) + "\n").encode()
