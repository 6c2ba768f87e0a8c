"""How far the work is, on standard error: one renewed line on a terminal, elsewhere a line a minute."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from seeds_analysis.cli.messages import Messages
from seeds_analysis.corpus import Progress
from seeds_analysis.loading import Input, Record
from seeds_analysis.pipeline import Result
from seeds_analysis.summary import Summary

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LINE_SECONDS = 60.0

# Before, a speed means nothing: batches take seconds, and the workers end theirs one after the other.
SETTLED_SECONDS = 15.0


@dataclass(slots=True)
class Pace:
    """Speed and time left, by bytes, from the first sign of work on, without the start-up."""

    # Time, bytes and words when the work first and last moved; between two moves, nothing is known.
    first: tuple[float, int, int] | None = None
    last: tuple[float, int, int] | None = None

    def see(self, progress: Progress, now: float) -> None:
        """Take note of what is done now."""
        if progress.new_bytes and (self.last is None or self.last[1] != progress.new_bytes):
            self.last = now, progress.new_bytes, progress.words
            self.first = self.first or self.last

    def speeds(self) -> tuple[float, float] | None:
        """Bytes and words a second; None if nothing is known yet."""
        if self.first is None or self.last is None or self.last[0] < self.first[0] + SETTLED_SECONDS:
            return None
        seconds, size, words = (last - first for first, last in zip(self.first, self.last, strict=True))
        return max(size, 0) / seconds, max(words, 0) / seconds

    def left(self, progress: Progress, now: float) -> float | None:
        """How many seconds are left; None if nothing is known yet."""
        speeds = self.speeds()
        if not (speeds and speeds[0] and progress.total_bytes and self.last is not None):
            return None
        rest = progress.total_bytes - progress.old_bytes - self.last[1]
        return max(rest / speeds[0] - (now - self.last[0]), 0.0)


class ProgressDisplay:
    """Shows the progress, if `shown` is set and --quiet is not given. A context manager.

    On a terminal the line stays at the end, and messages are printed above it.
    """

    def __init__(self, messages: Messages, *, shown: bool = True) -> None:
        self.messages = messages
        self._silent = messages.quiet or not shown
        self._pace = Pace()
        self._shown = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if self.messages.on_terminal and not self._silent:
            self._bar = _make_bar()
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, progress: Progress) -> None:
        """Renew the line, or write one if the last is a minute old."""
        if self._silent:
            return
        now = time.monotonic()
        self._pace.see(progress, now)
        line = progress_line(progress, self._pace, now)
        if self._bar is not None:
            share = share_of(progress)
            total = None if share is None else 1
            self._bar.update(self._bar.task_ids[0], completed=share or 0, total=total, description=line)
        elif now - self._shown >= LINE_SECONDS:
            self._shown = now
            self.messages.note(f"{line}.")


class Work:
    """The progress of a command with a result for each record. `total` counts them, None if unknown."""

    def __init__(self, inputs: Iterable[Input], total: int | None) -> None:
        size = sum(item.estimate_size() for item in inputs)
        self._progress = Progress(total_bytes=size, total_records=total)
        self._sizes: deque[int] = deque()  # of records without a result yet

    def reading(self, records: Iterable[Record]) -> Iterator[Record]:
        """Take note of the records as they are read."""
        for record in records:
            self._sizes.append(len(record.data))
            yield record

    def showing(self, results: Iterable[Result], display: ProgressDisplay) -> Iterator[Result]:
        """Show the progress as results come."""
        for result in results:
            self._progress.records += 1
            self._progress.new_bytes += self._sizes.popleft()
            if isinstance(result, Summary):
                self._progress.words += result.document.word_count
            display.update(self._progress)
            yield result


def _make_bar() -> "Bar":
    from rich.console import Console  # heavy
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    # While the bar is shown, Rich prints what others write to standard error above it.
    text = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True))
    bar = BarColumn(bar_width=None, table_column=Column(ratio=1, max_width=30))
    made = Bar(bar, text, console=Console(stderr=True), redirect_stdout=False, expand=True)
    made.add_task("0 articles", total=None)
    return made


def share_of(progress: Progress) -> float | None:
    """Give the share that is done, 0 to 1; None while the total is not known."""
    if not progress.total_bytes:
        return None
    return min((progress.old_bytes + progress.new_bytes) / progress.total_bytes, 1.0)


def progress_line(progress: Progress, pace: Pace, now: float) -> str:
    """Say how far the work is: share, articles, speed, time left, failures."""
    share, missing = share_of(progress), progress.missing
    articles = f"{progress.records:,}"
    if progress.total_records is not None:
        articles += f" of {progress.total_records:,}"
    elif missing:
        number = progress.records + missing
        articles += f" of about {round(number, 2 - len(str(number))):,}"  # two digits: it is an estimate
    parts = [f"{articles} articles"]
    if share is not None:
        parts.insert(0, f"{share:.0%}")
    if speeds := pace.speeds():
        parts.append(f"{speeds[1]:,.0f} words/s")
    if (left := pace.left(progress, now)) is not None and left >= 1:
        parts.append(f"{_duration(left)} left")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h {seconds % 3600 / 60:.0f} min"
