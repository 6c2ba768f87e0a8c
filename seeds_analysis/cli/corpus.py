"""What `corpus` and `corpus report` do once their options are known; each gives the exit code."""

import contextlib
import dataclasses
import json
import os
import shlex
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from seeds_analysis.cli.commands import DONE, FAILED
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.output import open_output
from seeds_analysis.cli.progress import MOST_FAILURES, Progress
from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.settings import SUMMARIES, TABLES, Settings
from seeds_analysis.corpus.plan.shards import plan_shards
from seeds_analysis.corpus.report import OVERVIEW_VIEWS, overview
from seeds_analysis.corpus.report.text import overview_lines
from seeds_analysis.corpus.run.engine import Engine
from seeds_analysis.corpus.run.pool import Pool, default_workers
from seeds_analysis.corpus.run.running import Run, StopAtOnceError, Watcher
from seeds_analysis.corpus.run.worker import load_pipeline, run_task
from seeds_analysis.corpus.stores.local import LocalStore, Store
from seeds_analysis.corpus.stores.remote import RemoteStore, is_remote
from seeds_analysis.corpus.tables.writing import require_pyarrow
from seeds_analysis.errors import OutputError, UsageError, reason_of
from seeds_analysis.loading import Input, ReadOptions, find_inputs
from seeds_analysis.pipeline import model_name, model_release
from seeds_analysis.views import data, load_view

# Marks a folder as a run's, and is locked while one is on.
LOCK_FILE = ".seeds-analysis"
RUN_FILE = "run.json"

SIGNALLED = 128  # and the number of the signal, as shells have it


@dataclass(frozen=True, slots=True)
class CorpusJob:
    """The options of a run; `workers` is None for as many as fit."""

    sources: Sequence[str]
    target: str
    output_format: str = SUMMARIES
    workers: int | None = None
    scheduler: str | None = None
    glob: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    published: date | None = None
    encoding: str | None = None
    model: str | None = None
    rules_only: bool = False
    with_text: bool = False
    quiet: bool = False

    @property
    def settings(self) -> Settings:
        """What of it determines the output."""
        return Settings(
            model=model_name(self.model),
            attribution="rules" if self.rules_only else "learned",
            reading=ReadOptions(self.encoding, self.published, self.fields),
            with_text=self.with_text,
            output_format=self.output_format,
        )

    def inputs(self) -> Iterator[Input]:
        """Find the inputs, but not what is in the target; other machines need whole paths."""
        inside = os.path.join(os.path.abspath(self.target), "")
        for item in find_inputs(self.sources, glob=self.glob):
            path = os.path.abspath(item.path)
            if not path.startswith(inside):
                yield dataclasses.replace(item, path=path) if self.scheduler else item


def run_corpus(job: CorpusJob) -> int:
    """Analyze all articles of the sources into the folder `target`, or go on where that was left."""
    if "-" in job.sources:
        raise UsageError("standard input cannot be read again when a run goes on. Name files or folders.")
    messages = Messages(job.quiet)
    settings = job.settings
    release = model_release(settings.model)  # a missing model is told before a worker starts
    if settings.output_format == TABLES:
        require_pyarrow()
    progress = Progress(messages, job.inputs())
    with _opened(job) as store, _engine(job, settings, store, messages) as engine:
        run = Run(plan_shards(job.inputs(), settings), engine, store, _watcher(progress, messages))
        progress.begin()
        try:
            run.go()
            found = overview.of_rows(run.checked(manifest.read_rows(store, run.shards)))
            removed = run.tidy() if run.complete else 0
            store.write(RUN_FILE, _run_text(run, found, settings, release))
        except (StopAtOnceError, KeyboardInterrupt):
            messages.error(f"stopped at once. To go on: {_resuming_command()}")
            return SIGNALLED + (run.stopped_by or signal.SIGINT)
    if removed:
        messages.note(f"{removed:,} files of an earlier run removed: of other inputs, settings or versions.")
    if progress.failures > MOST_FAILURES:
        more = progress.failures - MOST_FAILURES
        messages.error(
            f"{more:,} more failed, as the rows in {os.path.join(job.target, manifest.FOLDER)} tell."
        )
    for line in overview_lines(found):
        messages.note(line)
    if run.stopped_by is not None and not run.complete:
        messages.error(f"interrupted. To go on: {_resuming_command()}")
        return SIGNALLED + run.stopped_by
    return FAILED if found.failed else DONE


def report_corpus(
    folder: str, output_format: str | None, *, top: int, target: str | None, color: bool
) -> int:
    """Write the overview of a run from its manifest."""
    store: Store = RemoteStore(folder) if is_remote(folder) else LocalStore(folder)
    shards = _shards_of(store)
    if not shards:
        raise UsageError(f"{folder}: holds no run. Name the folder that was given to corpus with --out.")
    found = overview.of_rows(manifest.read_rows(store, shards), top=top)
    with open_output(target) as output:
        chosen = output_format or ("table" if output.is_terminal else "json")
        output.put(load_view(OVERVIEW_VIEWS[chosen])(found), color=color)
    return DONE


def _shards_of(store: Store) -> list[str]:
    """The shards of a run in their order; of one that has not ended, those that are done."""
    done = manifest.done_shards(store)
    with contextlib.suppress(FileNotFoundError, ValueError, KeyError, TypeError):
        listed = json.loads(store.read(RUN_FILE))["shards"]
        if done <= set(listed):
            return [shard for shard in listed if shard in done]
    return sorted(done)


@contextlib.contextmanager
def _opened(job: CorpusJob) -> Iterator[Store]:
    """Open the place for the output. On this machine it is made, and held against a second run."""
    if is_remote(job.target):
        yield RemoteStore(job.target)
        return
    target = os.path.abspath(job.target) if job.scheduler else job.target
    try:
        os.makedirs(target, exist_ok=True)
        ours = os.path.exists(os.path.join(target, LOCK_FILE)) or not os.listdir(target)
        if not ours:
            raise UsageError(f"{job.target}: not empty, and not the folder of a run. Name a new one.")
        lock = os.open(os.path.join(target, LOCK_FILE), os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(job.target, f"cannot be written: {reason_of(error)}.", usage=True) from error
    try:
        _lock(lock, job.target)
        store = LocalStore(target)
        store.sweep()  # a killed run left files half written
        try:
            yield store
        finally:
            store.sweep()  # so do workers that are not waited for
    finally:
        os.close(lock)  # which unlocks it


def _lock(lock: int, target: str) -> None:
    try:
        import fcntl
    except ImportError as error:
        raise UsageError("corpus runs on Linux and macOS only.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(f"{target}: another run is writing there. Wait for it, or name another.") from error


@contextlib.contextmanager
def _engine(job: CorpusJob, settings: Settings, store: Store, messages: Messages) -> Iterator[Engine]:
    engine: Any
    if job.scheduler is None:
        engine = Pool(job.workers or default_workers(), settings, store, work=run_task, load=load_pipeline)
    else:
        from seeds_analysis.corpus.cluster.engine import DaskEngine

        engine = DaskEngine(
            job.scheduler, settings, store, work=run_task, load=load_pipeline, tell=messages.note
        )
    with contextlib.closing(engine):
        yield engine


def _watcher(progress: Progress, messages: Messages) -> Watcher:
    def stopping(tasks: int) -> None:
        shards = "1 shard" if tasks == 1 else f"{tasks} shards"
        messages.note(f"finishing {shards}; once more to stop at once.")

    return Watcher(
        planned=progress.planned,
        progress=progress.progress,
        row=progress.row,
        finished=progress.finished,
        stopping=stopping,
        tick=progress.tick,
    )


def _run_text(run: Run, found: overview.Overview, settings: Settings, release: str) -> bytes:
    """What the run was and came to, and its shards in the order of the inputs."""
    values = {
        "complete": run.complete,
        "records": found.records,
        "ok": found.ok,
        "skipped": found.skipped,
        "failed": found.failed,
        "settings": settings.to_dict() | {"model": release},
        "shards": run.shards,
    }
    return (data.dump(values, indent=2) + "\n").encode()


def _resuming_command() -> str:
    return shlex.join(["seeds-analysis", *sys.argv[1:]])
