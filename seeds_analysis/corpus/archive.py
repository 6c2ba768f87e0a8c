"""A run over an archive from options to outcome, and the report on a run."""

import contextlib
import dataclasses
import hashlib
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.scope import Part, Scope, read_run, refuse_other, write_run
from seeds_analysis.corpus.plan.settings import TABLES, Settings
from seeds_analysis.corpus.plan.shards import plan_shards
from seeds_analysis.corpus.report.overview import Overview, of_rows
from seeds_analysis.corpus.run.engine import Engine
from seeds_analysis.corpus.run.pool import Pool, default_workers
from seeds_analysis.corpus.run.running import Run, StopAtOnceError, Watcher, stale_files
from seeds_analysis.corpus.run.worker import load_pipeline
from seeds_analysis.corpus.spool import spool_input, spool_of
from seeds_analysis.corpus.stores import Store, open_for_run, open_store
from seeds_analysis.errors import RunError, UsageError
from seeds_analysis.loading import Input, find_inputs
from seeds_analysis.views import data

STANDARD_INPUT = "-"

# An input that was missing. Its earlier results are kept, because it may be back tomorrow.
AWAY = frozenset(("no-articles", "not-found"))


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """The options of a run. `workers` None means as many as fit; `scheduler` is the address of Dask.

    `article_timeout` is in seconds; by default it depends on the size of the article. `part` is written like
    "3/16". With `replace`, results of another run in the target are removed when this one is complete.
    """

    paths: Sequence[str]
    target: str
    settings: Settings
    workers: int | None = None
    scheduler: str | None = None
    glob: str | None = None
    article_timeout: float | None = None
    part: str | None = None
    replace: bool = False

    def inputs(self) -> Iterator[Input]:
        """Find the inputs, without those in the target. Other machines need absolute paths."""
        inside = os.path.join(os.path.realpath(self.target), "")
        for item in find_inputs(self.paths, glob=self.glob):
            if item.kind == "standard-input":
                yield dataclasses.replace(item, kind="file", path=os.path.abspath(spool_of(self.target)))
            elif not os.path.realpath(item.path).startswith(inside):
                path = os.path.abspath(item.path) if self.scheduler else item.path
                yield dataclasses.replace(item, path=path)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    `stopped_by` is the signal that ended it early, and `overview` is None if it stopped at once. `stale`
    counts the files of earlier runs; they were removed, or `kept` because an input is missing.
    """

    overview: Overview | None = None
    complete: bool = False
    stopped_by: int | None = None
    stale: int = 0
    kept: bool = False


def run_corpus(options: CorpusOptions, watcher: Watcher) -> Outcome:
    """Analyze all articles in `paths` into the folder `target`, or resume an earlier run there.

    Raises SeedsError, such as UsageError if the target holds another run; finished shards stay valid.
    """
    part = Part.parse(options.part) if options.part else Part()
    settings = options.settings.to_dict()  # reports a missing model before a worker starts
    scope = Scope.of(options.paths, options.glob, part, settings)
    if options.settings.output_format == TABLES:
        data.require("parquet")
    with open_for_run(options.target) as store:
        if not options.replace:
            refuse_other(store, options.target, scope)
        if STANDARD_INPUT in options.paths:
            spool_input(options.target, replace=options.replace)
        earlier = read_run(store)
        write_run(store, scope, earlier["shards"] if earlier else ())
        with contextlib.closing(_start_engine(options, store, watcher)) as engine:
            planned = hashlib.sha256()
            plan = part.take(plan_shards(options.inputs(), options.settings), planned.update)
            run = Run(plan, engine, store, watcher, lambda: _checkpoint(run, scope))
            threading.Thread(target=_estimate_total, args=(run, options, part.of), daemon=True).start()
            try:
                run.run()
                return _finish(run, options, scope, planned.hexdigest()[:16])
            except (StopAtOnceError, KeyboardInterrupt):
                return Outcome(stopped_by=run.stopped_by or signal.SIGINT)


def report(folder: str, *, top: int, join: bool = True) -> Overview:
    """Summarize a run from its manifest; `top` and `join` are those of of_rows."""
    if os.path.isfile(folder):
        how = "Name the folder of a run, or ask for --format html, --repeats or --speaker."
        raise UsageError(f"{folder}: is a file, and the overview is made from a folder. {how}")
    store = open_store(folder)
    shards = manifest.shards_in(store, manifest.FOLDER) | manifest.shards_in(store, manifest.CHECKSUMS)
    run = read_run(store)
    if not shards and run is None:
        raise UsageError(f"{folder}: holds no run. Name the folder that was given to corpus with --out.")
    overview = of_rows(manifest.read_rows(store, sorted(shards)), top=top, join=join)
    complete = run is not None and run["complete"] and shards == set(run["shards"])
    missing = None if run is None or run["complete"] else run["missing"]
    return dataclasses.replace(overview, complete=complete, missing=0 if complete else missing)


def _start_engine(options: CorpusOptions, store: Store, watcher: Watcher) -> Engine:
    shared = (options.settings, store, load_pipeline)
    if options.scheduler is None:
        count = options.workers or default_workers()
        return Pool(count, *shared, note=watcher.note, timeout=options.article_timeout)
    from seeds_analysis.corpus.cluster.engine import DaskEngine  # needs an extra

    return DaskEngine(options.scheduler, *shared, note=watcher.note, timeout=options.article_timeout)


def _estimate_total(run: Run, options: CorpusOptions, parts: int) -> None:
    """Add up the sizes of the inputs in a thread: with millions of files this takes a while."""
    total = sum(item.estimate_size() for item in options.inputs()) / parts
    if not run.progress.total_bytes:  # with few inputs, the plan knows it first
        run.progress.total_bytes = total


def _checkpoint(run: Run, scope: Scope) -> None:
    write_run(run.store, scope, run.shards, missing=run.progress.missing)


def _finish(run: Run, options: CorpusOptions, scope: Scope, planned: str) -> Outcome:
    """Count the rows, remove what earlier runs left, and write run.json. Raises RunError."""
    store = run.store
    overview = of_rows(manifest.read_rows(store, run.shards))
    if overview.records != run.progress.records:
        rows = f"{overview.records:,} rows for {run.progress.records:,} records"
        raise RunError(f"the manifest holds {rows}. Please report this.")
    stale = stale_files(store, run.shards) if run.complete else []
    kept = bool(stale) and not options.replace and any(r.code in AWAY for r in overview.reasons)
    if not kept:
        for path in stale:
            store.remove(path)
    missing = 0 if run.complete else run.progress.missing
    overview = dataclasses.replace(overview, complete=run.complete, missing=missing)
    plan = planned if run.complete and not kept else None
    write_run(store, scope, run.shards, plan=plan, overview=overview, missing=missing)
    return Outcome(overview, run.complete, run.stopped_by, len(stale), kept)
