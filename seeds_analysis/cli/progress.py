"""How far a run is, on standard error: a renewed line on a terminal, else a line a minute."""

import time
from typing import TYPE_CHECKING, Any

from seeds_analysis.cli.messages import Messages
from seeds_analysis.corpus import Progress, Watcher

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LINE_SECONDS = 60.0
MOST_FAILURES = 20  # shown one by one


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
