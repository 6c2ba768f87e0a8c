"""What the commands of `corpus` do once their options are known, and the progress of a run."""

import shlex
import sys
import time
from typing import TYPE_CHECKING, Any

from seeds_analysis.cli.commands import DONE, FAILED, SIGNALLED
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.output import note_format, open_output
from seeds_analysis.corpus import (
    CorpusOptions,
    Progress,
    Watcher,
    database,
    overview_lines,
    render_overview,
    report,
    run_corpus,
)
from seeds_analysis.views import count_of

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LINE_SECONDS = 60.0
MOST_FAILURES = 20  # shown one by one


def run(options: CorpusOptions, *, quiet: bool) -> int:
    """Run over an archive; show progress, then what was found or how to resume."""
    messages = Messages(quiet)
    with ProgressDisplay(messages) as display:
        outcome = run_corpus(options, display)
    resume = f"To resume: {shlex.join(['seeds-analysis', *sys.argv[1:]])}"
    if outcome.overview is None:
        messages.error(f"stopped at once. {resume}")
    else:
        if outcome.removed:
            files = f"{outcome.removed:,} files of an earlier run"
            messages.note(f"removed {files}: of other inputs, settings or versions.")
        for line in overview_lines(outcome.overview):
            messages.note(line)
        if outcome.complete or outcome.stopped_by is None:
            return FAILED if outcome.overview.failed else DONE
        messages.error(f"interrupted. {resume}")
    return SIGNALLED + (outcome.stopped_by or 0)


def write_report(folder: str, output_format: str | None, *, top: int, target: str | None, color: bool) -> int:
    """Write the overview of a run."""
    overview = report(folder, top=top)
    with open_output(target) as output:
        chosen = output_format or ("table" if output.is_terminal else "json")
        if output_format is None:
            note_format(Messages(), target, chosen)
        output.put(render_overview(overview, chosen), color=color)
    return DONE


def write_answer(
    source: str,
    output_format: str | None,
    *,
    top: int,
    speaker: str | None,
    target: str | None,
    color: bool,
    pager: bool,
) -> int:
    """Write what a speaker is quoted with, or without one what most articles print."""
    with database.archive_of(source) as (path, made), open_output(target) as output:
        chosen = output_format or ("table" if output.is_terminal else "json")
        if speaker is None:
            page = database.render_repeats(path, chosen, top=top)
        else:
            page = database.render_speaker(path, speaker, chosen)
        output.put(page, color=color, pager=pager)
    return _say_missing(source, made, Messages())


def write_archive(results: str, target: str, *, quiet: bool) -> int:
    """Write a run into one file; say what is in it and what is not."""
    messages = Messages(quiet)
    made = database.export_database(results, target)
    messages.note(
        f"{target}: {count_of(made.articles, 'article')}, {count_of(made.quotations, 'quotation')}."
    )
    if made.failed:
        messages.note(f"{results}: {count_of(made.failed, 'article')} failed in the run: see corpus report.")
    if made.metadata_kept:
        messages.note(f"{database.METADATA}: is not ours, and was left as it is.")
    return _say_missing(results, made, messages)


def _say_missing(results: str, made: database.Exported, messages: Messages) -> int:
    """Say how many articles are not in what was made; give the exit code."""
    if made.complete:
        return DONE
    missing = f"about {made.missing:,}" if made.missing else "an unknown number"
    how = "Give the same corpus command again, then export again."
    messages.error(f"{results}: the run is not complete. Articles that are missing: {missing}. {how}")
    return FAILED


class ProgressDisplay(Watcher):
    """Shows the progress, the failures and the messages of a run. A context manager."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._failures = 0
        self._begin = self._shown = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> "ProgressDisplay":
        if self._messages.on_terminal and not self._messages.quiet:
            from rich.console import Console  # heavy
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as Bar

            # While the bar is shown, Rich prints what others write to standard error above it.
            columns = (BarColumn(bar_width=20), TextColumn("{task.description}", markup=False))
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
            self._bar.add_task("0 articles", total=None)
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._failures > MOST_FAILURES:
            more = self._failures - MOST_FAILURES
            self._messages.error(f"{more:,} more failed; see the rows in the folder manifest.")

    def update(self, progress: Progress) -> None:
        """Renew the bar, or write a line if the last one is a minute old."""
        now = time.monotonic()
        line = progress_line(progress, now - self._begin)
        if self._bar is not None:
            done = progress.old_bytes + progress.new_bytes
            total = progress.total_bytes or None
            self._bar.update(self._bar.task_ids[0], completed=done, total=total, description=line)
        elif now - self._shown >= LINE_SECONDS:
            self._shown = now
            self._messages.note(line)

    def failed(self, row: dict[str, Any]) -> None:
        """Show one of the first failures."""
        self._failures += 1
        if self._failures <= MOST_FAILURES:
            self._messages.error(f"{row['origin']}: {row['message']}")

    def stopping(self, shards: int) -> None:
        """Say how to stop at once."""
        shown = "1 shard" if shards == 1 else f"{shards} shards"
        self.note(f"finishing {shown}; interrupt again to stop at once.")

    def note(self, message: str) -> None:
        """Show a message."""
        self._messages.note(message)


def progress_line(progress: Progress, seconds: float) -> str:
    """Say how far a run is after so many seconds: articles, speed, time left, failures."""
    seconds = max(seconds, 0.001)
    parts = [f"{progress.records:,} articles", f"{progress.words / seconds:,.0f} words/s"]
    if progress.total_bytes and progress.new_bytes:
        left = max(progress.total_bytes - progress.old_bytes - progress.new_bytes, 0)
        parts.append(f"about {_duration(left * seconds / progress.new_bytes)} left")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h {seconds % 3600 / 60:.0f} min"
