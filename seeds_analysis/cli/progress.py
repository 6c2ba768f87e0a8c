"""How far a run is, on standard error: a line that renews itself on a terminal, else a line a minute."""

import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from seeds_analysis.cli.messages import Messages
from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.loading import Input

RENEWED = 0.25  # seconds
LINE_EVERY = 60.0

MOST_FAILURES = 20  # told one by one

# How much larger a text is than its compressed file: news measured 3 to 4.
UNPACKED = 3.5


@dataclass(slots=True)
class Progress:
    """Counts what is done and tells it; `inputs` are looked at once more to know how much there is."""

    messages: Messages
    inputs: Iterable[Input]
    total: float = 0.0
    failures: int = 0
    _records: int = 0
    _words: int = 0
    _done: int = 0
    _new: int = 0
    _begin: float = field(default_factory=time.monotonic)
    _told: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        """Add up the sizes of the inputs meanwhile: of millions of files that takes a while."""
        threading.Thread(target=self._add_up, daemon=True).start()

    def planned(self, shard: Shard, done: bool) -> None:
        """Take in that a shard is planned, or that it was done before."""
        if done:
            self._records += shard.records
            self._done += shard.size

    def progress(self, records: int, words: int) -> None:
        """Take in that so much is analyzed."""
        self._records += records
        self._words += words

    def finished(self, shard: Shard) -> None:
        """Take in that a shard is written."""
        self._done += shard.size
        self._new += shard.size

    def row(self, row: manifest.Row) -> None:
        """Tell of a record that failed."""
        if row["status"] == manifest.FAILED:
            self.failures += 1
            if self.failures <= MOST_FAILURES:
                self.messages.error(f"{row['origin']}: {row['message']}")

    def tick(self) -> None:
        """Tell how far it is, if it is time to."""
        now = time.monotonic()
        if self.messages.on_terminal:
            if now - self._told >= RENEWED:
                self._told = now
                self.messages.progress(self._line(now))
        elif now - self._told >= LINE_EVERY:
            self._told = now
            self.messages.note(self._line(now))

    def _line(self, now: float) -> str:
        seconds = max(now - self._begin, 0.001)
        parts = [f"{self._records:,} articles", f"{self._words / seconds:,.0f} words/s"]
        if self.total and self._new:
            left = max(self.total - self._done, 0) * seconds / self._new
            parts.append(f"about {_duration(left)} left")
        if self.failures:
            parts.append(f"{self.failures:,} failed")
        return ", ".join(parts)

    def _add_up(self) -> None:
        total = 0.0
        for item in self.inputs:
            try:
                size = os.stat(item.path).st_size
            except (OSError, ValueError):
                continue
            total += size * (UNPACKED if item.path.lower().endswith((".gz", ".zst")) else 1)
        self.total = total


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h {seconds % 3600 / 60:.0f} min"
