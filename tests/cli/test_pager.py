"""A pager is opened for a page that is longer than the terminal, and only there."""

import io
from pathlib import Path

import pytest
from rich.text import Text

from seeds_analysis.cli.output import Output

LONG = Text("\n".join(map(str, range(100))))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def paged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the pager that PAGER names writes what it is given."""
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\ncat > {tmp_path / 'paged'}\n")
    pager.chmod(0o755)
    monkeypatch.setenv("PAGER", str(pager))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LINES", "24")
    return tmp_path / "paged"


def test_long_page_is_shown_in_the_pager(paged: Path) -> None:
    terminal = Terminal()
    Output(terminal, "page").put(LONG, color=False, pager=True)
    assert paged.read_text().splitlines()[-1] == "99"
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(
    ("stream", "text", "pager"),
    [
        pytest.param(Terminal(), Text("short"), True, id="fits-the-screen"),
        pytest.param(io.StringIO(), LONG, True, id="no-terminal"),
        pytest.param(Terminal(), LONG, False, id="no-pager"),
    ],
)
def test_page_is_written_directly(paged: Path, stream: io.StringIO, text: Text, pager: bool) -> None:
    Output(stream, "page").put(text, color=False, pager=pager)
    assert stream.getvalue()
    assert not paged.exists()


@pytest.mark.parametrize("command", ["", "cat", "no-such-pager"])
def test_page_is_written_where_there_is_no_pager(
    paged: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("PAGER", command)
    terminal = Terminal()
    Output(terminal, "page").put(LONG, color=False, pager=True)
    assert terminal.getvalue().splitlines()[-1] == "99"
    assert not paged.exists()
