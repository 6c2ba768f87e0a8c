"""The progress of a run on standard error, with and without a terminal."""

import io
import random
import sys
import time
from collections.abc import Iterator

import pytest

from seeds_analysis.cli.corpus import MOST_FAILURES, RunDisplay
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.progress import Pace, ProgressDisplay, Work, progress_line
from seeds_analysis.corpus import Progress
from seeds_analysis.loading import Record
from tests.summaries import empty_summary

BEGIN = Progress(new_bytes=1, total_bytes=1_000_000.0)
PROGRESS = Progress(
    records=1200, words=90_000, failed=2, old_bytes=100_000, new_bytes=600_000, total_bytes=1_000_000.0
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def make_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> Terminal:
    """Take the place of standard error; not as a fixture, because pytest replaces that after them."""
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(columns))
    return terminal


@pytest.mark.parametrize(
    ("progress", "seconds", "line"),
    [
        pytest.param(Progress(), 0, "0 articles", id="begin"),
        pytest.param(PROGRESS, 60, "1,500 words/s, 30 s left, 2 failed", id="seconds"),
        pytest.param(PROGRESS, 600, "150 words/s, 5 min left, 2 failed", id="minutes"),
        pytest.param(PROGRESS, 9000, "10 words/s, 1 h 15 min left, 2 failed", id="hours"),
        pytest.param(
            Progress(records=3, words=600, new_bytes=9), 60, "3 articles, 10 words/s", id="no-total"
        ),
        pytest.param(PROGRESS, 14, "2 failed", id="too-early"),
    ],
)
def test_progress_line_has_counts_speed_and_time_left(progress: Progress, seconds: int, line: str) -> None:
    pace = Pace()
    pace.see(BEGIN, 100)
    pace.see(progress, 100 + seconds)
    shown = progress_line(progress, pace, 100 + seconds)
    assert shown == (line if "articles" in line else f"70%, 1,200 of about 1,700 articles, {line}")


def test_progress_line_has_the_exact_number_if_it_is_known() -> None:
    assert progress_line(Progress(records=3, total_records=12), Pace(), 0) == "3 of 12 articles"


def archive(chance: random.Random) -> list[int]:
    """Sizes of articles in bytes: most are short, some are books."""
    return [round(chance.lognormvariate(8, 1.2)) for _ in range(6_000)]


def work(sizes: list[int], chance: random.Random) -> Iterator[tuple[float, Progress]]:
    """Two workers that begin after half a minute; each does some 15,000 bytes a second."""
    begin, total = 30.0, sum(sizes)
    clocks, done = [begin, begin + 5], [0, 0]
    for size in accumulate_to(sizes, 24_000):
        worker = clocks.index(min(clocks))
        clocks[worker] += size / 15_000 * chance.uniform(0.6, 1.6)
        done[worker] += size
        yield max(clocks), Progress(new_bytes=sum(done), words=sum(done) // 6, total_bytes=total)


def accumulate_to(sizes: list[int], least: int) -> Iterator[int]:
    """Join sizes to batches."""
    batch = 0
    for size in sizes:
        batch += size
        if batch >= least:
            yield batch
            batch = 0
    yield batch


@pytest.mark.parametrize("seed", range(5))
def test_time_left_is_right_within_half_after_the_first_minute(seed: int) -> None:
    chance = random.Random(seed)
    moments = list(work(archive(chance), chance))
    end = moments[-1][0]
    pace, ratios = Pace(), []
    for now, progress in moments:
        pace.see(progress, now)
        if now >= 90 and end - now >= 10:
            left = pace.left(progress, now)
            assert left is not None
            ratios.append(left / (end - now))
    assert len(ratios) > 100
    assert 1 / 1.5 < min(ratios) < max(ratios) < 1.5


def test_time_left_does_not_count_what_was_done_before() -> None:
    pace = Pace()
    for now in range(0, 100, 10):
        progress = Progress(old_bytes=500, new_bytes=now, total_bytes=1_000)
        pace.see(progress, now)
    assert pace.left(progress, 90) == pytest.approx(410)


def test_time_left_goes_down_while_an_article_takes_long() -> None:
    pace = Pace()
    for now in (0, 20):
        pace.see(progress := Progress(new_bytes=1 + now, total_bytes=121), now)
    assert [pace.left(progress, now) for now in (20, 70, 200)] == [100, 50, 0]


def test_progress_without_a_terminal_is_a_line_a_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with ProgressDisplay(Messages()) as display:
        for now in range(0, 150, 10):  # noqa: B007 - the clock reads it
            display.update(PROGRESS)
    err = capsys.readouterr().err
    assert err.count("\n") == err.count("1,200 of about 1,700 articles") == 2


def test_progress_on_a_terminal_is_renewed_and_stays_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = make_terminal(monkeypatch, 80)
    with RunDisplay(Messages()) as display:
        display.update(BEGIN)
        display.failed({"origin": "a.txt", "message": "empty."})
        display.update(PROGRESS)
    shown = terminal.getvalue()
    assert "a.txt: empty.\n" in shown
    *_, last = shown.split("\x1b[2K")
    assert "70%, 1,200 of about 1,700 articles" in last
    assert "\n" in last


@pytest.mark.parametrize("columns", [20, 60, 80, 200])
def test_progress_on_a_terminal_takes_one_line(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    terminal = make_terminal(monkeypatch, columns)
    with RunDisplay(Messages()) as display:
        display.update(PROGRESS)
    assert "\x1b[1A" not in terminal.getvalue()  # no line above is erased


def test_progress_in_quiet_shows_failures_only(capsys: pytest.CaptureFixture[str]) -> None:
    with RunDisplay(Messages(quiet=True)) as display:
        display.note("waiting.")
        for number in range(MOST_FAILURES + 2):
            display.failed({"origin": f"{number}.txt", "message": "empty."})
    err = capsys.readouterr().err.splitlines()
    assert err[0] == "0.txt: empty."
    assert err[MOST_FAILURES:] == ["2 more failed; see the rows in the folder manifest."]


def test_work_counts_a_record_once_its_result_is_there() -> None:
    shown: list[Progress] = []

    class Display(ProgressDisplay):
        def update(self, progress: Progress) -> None:
            shown.append(Progress(progress.records, new_bytes=progress.new_bytes))

    work = Work((), 2)
    read = list(work.reading(Record(name, name, name.encode()) for name in ("a", "bcd")))
    list(work.showing([empty_summary() for _ in read], Display(Messages())))
    assert shown == [Progress(1, new_bytes=1), Progress(2, new_bytes=4)]
