"""Results arrive complete or not at all, and a message takes one line."""

import contextlib
import errno
import io
import os
import pickle
import stat
import sys
import threading
from pathlib import Path

import pytest
from rich.text import Text

from seeds_analysis.cli import commands, output
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.output import Output, colors_wanted, open_output
from seeds_analysis.errors import OutputError


class Broken(io.StringIO):
    """A stream that fails as the system does."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def flush(self) -> None:
        raise OSError(self.number, os.strerror(self.number))


def write(target: Path | str, *pieces: str) -> None:
    with open_output(str(target)) as output:
        for piece in pieces:
            output.write(piece)


def test_open_output_makes_a_file_with_the_permissions_of_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write(tmp_path / "new.json", "Åsa\r\n", "two\n")
    finally:
        os.umask(old)
    assert (tmp_path / "new.json").read_bytes() == "Åsa\r\ntwo\n".encode()
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["new.json"]


def test_open_output_keeps_the_permissions_of_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "old.json"
    target.write_text("old")
    target.chmod(0o604)
    write(target, "new")
    assert (target.read_text(), stat.S_IMODE(target.stat().st_mode)) == ("new", 0o604)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, BrokenPipeError])
def test_open_output_keeps_the_old_file_after_an_error(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "old.json").write_text("old")
    with contextlib.suppress(error), open_output(str(tmp_path / "old.json")) as output:
        output.write("half of the new")
        raise error
    assert (tmp_path / "old.json").read_text() == "old"
    assert os.listdir(tmp_path) == ["old.json"]


def test_open_output_keeps_the_old_file_if_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("old")
    write(tmp_path / "old.json")
    assert (tmp_path / "old.json").read_text() == "old"


def test_open_output_replaces_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(Path("far", "real.json"))
    (tmp_path / "new.json").symlink_to(Path("far", "fresh.json"))
    write(tmp_path / "link.json", "one")
    write(tmp_path / "new.json", "two")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "far" / "real.json").read_text() == "one"
    assert (tmp_path / "far" / "fresh.json").read_text() == "two"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        pytest.param("", "not the name of a file", id="empty"),
        pytest.param("folder", "a folder", id="folder"),
        pytest.param("new/", "not the name of a file", id="trailing-slash"),
        pytest.param("absent/a.json", "does not exist", id="missing-folder"),
        pytest.param("file.json/a.json", "not a directory", id="file-for-folder"),
        pytest.param("a\0b", "not the name of a file", id="nul"),
        pytest.param("x" * 300, "name too long", id="too-long"),
    ],
)
def test_open_output_refuses_a_wrong_target_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.json").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match=reason) as caught:
        write(target, "never")
    assert caught.value.usage
    assert sorted(os.listdir(tmp_path)) == ["file.json", "folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_open_output_respects_write_protection(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("old")
    (tmp_path / "old.json").chmod(0o444)
    with pytest.raises(OutputError, match="write-protected"):
        write(tmp_path / "old.json", "new")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_open_output_reports_a_full_device(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/full")
    for target in ("/dev/full", tmp_path / "link"):
        with pytest.raises(OutputError, match="no space left") as caught:
            write(target, "text")
        assert not caught.value.usage


def test_open_output_writes_to_a_device_directly() -> None:
    write(os.devnull, "text")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize("target", [None, "-", "/dev/stdout"])
def test_open_output_opens_standard_output(target: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    with open_output(target) as output:
        output.write("text")
    assert (capsys.readouterr().out, output.is_terminal) == ("text", False)


def test_open_output_reports_closed_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match="closed"), open_output(None):
        pass


def test_output_reports_the_reason_of_the_system() -> None:
    with pytest.raises(OutputError, match="results: cannot be written: no space left on device"):
        Output(Broken(errno.ENOSPC), "results").write("text")
    with pytest.raises(BrokenPipeError):
        Output(Broken(errno.EPIPE), "results").write("text")


def test_output_writes_undecodable_file_names_as_escapes(tmp_path: Path) -> None:
    write(tmp_path / "a.json", '"\udc80"')
    assert (tmp_path / "a.json").read_text() == '"\\udc80"'


@pytest.mark.parametrize(("color", "escapes"), [(True, True), (False, False)])
def test_output_draws_with_escapes_only_if_asked(
    monkeypatch: pytest.MonkeyPatch, color: bool, escapes: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = io.StringIO()
    Output(stream, "page").put(Text("[red]:smile:", style="bold red"), color=color)
    assert "[red]:smile:" in stream.getvalue()
    assert ("\x1b" in stream.getvalue()) is escapes


@pytest.mark.parametrize(
    ("terminal", "written"),
    [
        pytest.param(True, "Ana\N{REPLACEMENT CHARACTER}Ruiz,1 \n", id="terminal"),
        pytest.param(False, "Ana{}Ruiz,1\r\n", id="file"),
    ],
)
@pytest.mark.parametrize("control", ["\x9b", "\u202e", "\x1b"])
def test_output_puts_no_control_characters_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, written: str, control: str
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    Output(stream, "page").put(f"Ana{control}Ruiz,1\r\n", color=False)
    assert stream.getvalue() == written.format(control)


def test_output_draws_in_a_terminal_without_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "0")
    stream = io.StringIO()
    Output(stream, "page").put(Text("It rains."), color=False)
    assert stream.getvalue() == "It rains.\n"


def test_open_output_says_that_it_waits_for_the_reader_of_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[str] = []
    said = threading.Event()

    def read() -> None:
        said.wait(10)
        found.append(pipe.read_text())

    class Waited:
        def error(self, text: str) -> None:
            found.append(text)
            said.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    monkeypatch.setattr(output, "Messages", Waited)
    write(pipe, "text")
    reader.join()
    assert found == [f"{pipe}: waiting for a program that reads from this pipe.", "text"]


@pytest.mark.parametrize(
    ("option", "variable", "wanted"),
    [(False, None, True), (False, "", True), (False, "1", False), (True, None, False)],
)
def test_colors_follow_option_and_variable(
    monkeypatch: pytest.MonkeyPatch, option: bool, variable: str | None, wanted: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable is not None:
        monkeypatch.setenv("NO_COLOR", variable)
    assert colors_wanted(option) is wanted


def test_messages_have_no_notes_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    for quiet in (False, True):
        messages = Messages(quiet)
        messages.note("note")
        messages.error("error")
    assert capsys.readouterr().err == "note\nerror\nerror\n"


def test_messages_ignore_a_closed_or_full_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (None, Broken(errno.ENOSPC)):
        monkeypatch.setattr(sys, "stderr", stream)
        Messages().error("nobody hears")


def test_output_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(OutputError("a", "b", usage=True)))
    assert (str(error), error.usage) == ("a: b", True)


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(MemoryError(), id="python"),
        pytest.param(OSError(errno.ENOMEM, "Cannot allocate memory"), id="system"),
        pytest.param(ImportError("a.so: failed to map segment from shared object"), id="library"),
    ],
)
def test_too_little_memory_is_no_fault_of_the_program(
    capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def stop() -> int:
        raise error

    assert commands.run(stop) == commands.FAILED
    found = capsys.readouterr().err
    assert found.startswith("The program stopped: there is too little memory. Close other programs")
    assert found.count("\n") == 1
