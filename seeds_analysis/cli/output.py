"""Where results go: standard output, perhaps in a pager, or files that appear complete or not at all."""

import contextlib
import errno
import os
import shlex
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias

from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.naming import DEVICES
from seeds_analysis.errors import OutputError, UsageError, reason_of
from seeds_analysis.views import files, safe

if TYPE_CHECKING:
    from rich.console import RenderableType

# Text or bytes to write as they are, something for Rich to draw, or name and text of a file in a folder.
Piece: TypeAlias = "str | bytes | RenderableType | tuple[str, str]"

STANDARD_OUTPUT = "standard output"

# Characters without an encoding become escapes that JSON understands too: "\udc80" in a file name.
ENCODING_ERRORS = "backslashreplace"
TEXT: dict[str, Any] = {"encoding": "utf-8", "errors": ENCODING_ERRORS, "newline": ""}

# As git sets them: colours pass, a page that fits is not held, and it stays on the screen afterwards.
_SETTINGS = {"LESS": "FRX", "LV": "-c"}


@dataclass(slots=True)
class Output:
    """An open target for results."""

    stream: TextIO
    name: str
    written: bool = False

    @property
    def is_terminal(self) -> bool:
        """Whether the output goes to a terminal."""
        return self.stream.isatty()

    def write(self, content: str | bytes) -> None:
        """Write at once. Raises OutputError, also for bytes on a terminal, or BrokenPipeError."""
        if isinstance(content, bytes) and self.is_terminal:
            raise OutputError(self.name, "cannot show a binary file. Name a file with --output.", usage=True)
        self.written = True
        with explain_failure(self.name):
            if isinstance(content, bytes):
                self.stream.buffer.write(content)
            else:
                self.stream.write(content)
            self.stream.flush()

    def put(self, piece: Piece, *, color: bool, pager: bool = False) -> None:
        """Write text or bytes, and draw a Rich renderable to the width of the terminal. Raises as `write`.

        Text stays as it is, but on a terminal it loses what a terminal would obey: cells of CSV are verbatim.
        Without `color`, a drawing has no escape codes at all, not even for bold. With `pager`, a drawing
        longer than the terminal is shown in a pager.
        """
        if isinstance(piece, str) and self.is_terminal:
            piece = safe.terminal_safe(piece)
        if isinstance(piece, str | bytes):
            self.write(piece)
            return
        from rich.console import Console  # heavy

        console = Console(
            file=self.stream,
            color_system="auto" if color else None,
            legacy_windows=False,  # which would write past `capture`
            highlight=False,
            markup=False,
            emoji=False,
        )
        if not console.width:  # COLUMNS=0: nothing at all would be drawn
            console.width = 80
        with console.capture() as capture:
            console.print(piece)
        drawn = capture.get()
        long = pager and self.is_terminal and drawn.count("\n") >= console.height
        if not (long and _show_in_pager(drawn, console.encoding)):
            self.write(drawn)


def _show_in_pager(text: str, encoding: str) -> bool:
    """Show text until the reader leaves; returns False if there is no pager.

    As in git, the pager is what PAGER names, else less; there is none if PAGER is empty or cat.
    """
    command = shlex.split(os.environ.get("PAGER", "less"))
    if not command or command[0] == "cat" or os.environ.get("TERM") == "dumb" or not shutil.which(command[0]):
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager
    try:
        subprocess.run(  # noqa: S603 - the user names the program
            command, input=text.encode(encoding, "replace"), env={**_SETTINGS, **os.environ}, check=False
        )
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def colors_wanted(no_color: bool) -> bool:
    """Whether colour may be used, by the option --no-color and the variable NO_COLOR."""
    return not (no_color or os.environ.get("NO_COLOR"))


@contextlib.contextmanager
def open_output(target: str | None) -> Iterator[Output]:
    """Open standard output (None or "-") or a file.

    A regular file is replaced at the end, if something was written and nothing went wrong. Devices and pipes
    are written directly. Raises OutputError, with `usage` set if the target itself is wrong.
    """
    if target is None or target in ("-", "/dev/stdout"):
        if sys.stdout is None:
            raise OutputError(STANDARD_OUTPUT, "is closed. Name a file with --output.", usage=True)
        yield Output(sys.stdout, STANDARD_OUTPUT)
        return
    name = safe.terminal_safe(target)
    with contextlib.ExitStack() as opened:
        with explain_failure(name, usage=True):
            path = _file_to_replace(target, name)
            opening: Any = _open_device(target) if path is None else files.open_part(path, "x", **TEXT)
            stream = opened.enter_context(opening)
        output = Output(stream, name)
        yield output
        if path is not None and output.written:
            with explain_failure(name):
                files.put_in_place(stream, path)


@dataclass(frozen=True, slots=True)
class Folder:
    """A new folder for files, each of which appears complete or not at all."""

    path: str
    is_terminal: bool = False

    def put(self, piece: Any, **_: bool) -> None:
        """Write a file, given as its name and its text. Raises OutputError."""
        name, text = piece
        path = os.path.join(self.path, name)
        with explain_failure(safe.terminal_safe(path)), files.open_part(path, "x", **TEXT) as part:
            part.write(text)
            files.put_in_place(part, path)


def is_folder(target: str | None) -> bool:
    """Whether a target is a folder: it ends with a slash, or there is one."""
    return target is not None and (target.endswith(("/", os.sep)) or os.path.isdir(target))


@contextlib.contextmanager
def open_folder(target: str | None) -> Iterator[Folder]:
    """Make the folder. Raises OutputError if it cannot be made or holds something already."""
    if target is None:
        raise UsageError("--format brat writes a folder. Name it with --output.")
    name = safe.terminal_safe(target)
    with explain_failure(name, usage=True):
        os.makedirs(target, exist_ok=True)
        if os.listdir(target):
            raise OutputError(name, "is not empty. Name a new folder.", usage=True)
    yield Folder(target)


@contextlib.contextmanager
def explain_failure(name: str, *, usage: bool = False) -> Iterator[None]:
    """Turn an error of the system into an OutputError, except BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(name, f"cannot be written: {reason_of(error)}.", usage) from error


def _file_to_replace(target: str, name: str) -> str | None:
    """Find the regular file that `target` leads to, or None for a device or pipe. Raises OSError too."""
    if not target or target.endswith(os.sep) or "\0" in target:
        raise OutputError(name, "is not the name of a file. Name a file.", usage=True)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        mode = 0
    if stat.S_ISDIR(mode):
        raise OutputError(name, "is a folder. Name a file in it.", usage=True)
    if target.startswith(DEVICES) or (mode and not stat.S_ISREG(mode)):
        return None
    if mode and not os.access(target, os.W_OK):
        message = "is write-protected. Name another file or change its permissions."
        raise OutputError(name, message, usage=True)
    path = os.path.realpath(target)
    if not os.path.isdir(os.path.dirname(path)):
        raise OutputError(name, "is in a folder that does not exist. Make the folder first.", usage=True)
    return path


@contextlib.contextmanager
def _open_device(target: str) -> Iterator[TextIO]:
    stream = open(_descriptor(target), "w", **TEXT)  # noqa: SIM115 - closed below
    try:
        yield stream
    finally:
        with contextlib.suppress(OSError):  # closing fails again after a failed write
            stream.close()


def _descriptor(target: str) -> int:
    """Open a device or pipe; say so before waiting for somebody to read a pipe. Raises OSError."""
    if not hasattr(os, "O_NONBLOCK"):  # such systems have no named pipes either
        return os.open(target, os.O_WRONLY)
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        Messages().error(f"{target}: waiting for a program that reads from this pipe.")
        return os.open(target, os.O_WRONLY)
    os.set_blocking(descriptor, True)
    return descriptor


def prepare_standard_output() -> None:
    """Write UTF-8, but to a terminal its own encoding; newlines stay as they are."""
    if sys.stdout is not None and hasattr(sys.stdout, "reconfigure"):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors=ENCODING_ERRORS, newline="")


def drop_standard_output() -> None:
    """Discard what is still buffered; otherwise Python complains about it again at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
