"""The progress of a run on standard error, with and without a terminal."""

import io
import sys
import time

import pytest

from seeds_analysis.cli.corpus import MOST_FAILURES, ProgressDisplay, progress_line
from seeds_analysis.cli.messages import Messages
from seeds_analysis.corpus import Progress

PROGRESS = Progress(
    records=1200, words=90_000, failed=2, old_bytes=100_000, new_bytes=600_000, total_bytes=1_000_000.0
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("progress", "seconds", "line"),
    [
        pytest.param(Progress(), 0.0, "0 articles, 0 words/s", id="begin"),
        pytest.param(PROGRESS, 60, "1,200 articles, 1,500 words/s, about 30 s left, 2 failed", id="seconds"),
        pytest.param(PROGRESS, 600, "1,200 articles, 150 words/s, about 5 min left, 2 failed", id="minutes"),
        pytest.param(
            PROGRESS, 9000, "1,200 articles, 10 words/s, about 1 h 15 min left, 2 failed", id="hours"
        ),
        pytest.param(
            Progress(records=3, words=60, new_bytes=9), 6, "3 articles, 10 words/s", id="total-unknown"
        ),
    ],
)
def test_progress_line_has_counts_speed_and_time_left(progress: Progress, seconds: float, line: str) -> None:
    assert progress_line(progress, seconds) == line


def test_progress_without_a_terminal_is_a_line_a_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with ProgressDisplay(Messages()) as display:
        for now in range(0, 150, 10):  # noqa: B007 - the clock reads it
            display.update(PROGRESS)
    err = capsys.readouterr().err
    assert err.count("\n") == err.count("1,200 articles") == 2


def test_progress_on_a_terminal_is_renewed_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with ProgressDisplay(Messages()) as display:
        display.update(PROGRESS)
        display.failed({"origin": "a.txt", "message": "empty."})
    shown = terminal.getvalue()
    assert "1,200 articles" in shown
    assert "a.txt: empty.\n" in shown
    assert shown.endswith("\x1b[2K")  # the line is erased


def test_progress_in_quiet_shows_failures_only(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressDisplay(Messages(quiet=True)) as display:
        display.note("waiting.")
        for number in range(MOST_FAILURES + 2):
            display.failed({"origin": f"{number}.txt", "message": "empty."})
    err = capsys.readouterr().err.splitlines()
    assert err[0] == "0.txt: empty."
    assert err[MOST_FAILURES:] == ["2 more failed; see the rows in the folder manifest."]
