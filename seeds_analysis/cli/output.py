"""Where results go, standard output or a file replaced in one step, and messages, to standard error."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, TextIO

from seeds_analysis.errors import OutputError, reason_of
from seeds_analysis.views import terminal_safe

if TYPE_CHECKING:
    from rich.console import RenderableType

STANDARD_OUTPUT = ("-", "/dev/stdout")
# Names below are opened as they are: /dev/stderr may be a regular file, which must not be replaced.
DEVICES = "/dev/"

# What a stream cannot encode is written as an escape that JSON, too, understands: "\udc80" of a file name.
ENCODING_ERRORS = "backslashreplace"


@dataclass(slots=True)
class Output:
    """An open target; `is_terminal` is true where a person reads along."""

    stream: TextIO
    name: str
    is_terminal: bool = False
    written: bool = False

    def write(self, text: str) -> None:
        """Write a whole piece and hand it on at once. Raises OutputError, or BrokenPipeError."""
        self.written = True
        try:
            self.stream.write(text)
            self.stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _failed(self.name, error) from error

    def put(self, piece: "str | RenderableType", *, color: bool) -> None:
        """Write text as it is; draw a Rich renderable as wide as the terminal. Raises as `write`.

        Without `color` there is no escape at all in what is drawn, not even for bold.
        """
        if isinstance(piece, str):
            self.write(piece)
            return
        from rich.console import Console  # heavy

        console = Console(
            file=self.stream,
            color_system="auto" if color else None,
            legacy_windows=False,  # the page is captured, so that one place writes and tells what fails
            highlight=False,
            markup=False,
            emoji=False,
        )
        with console.capture() as capture:
            console.print(piece)
        self.write(capture.get())


def prepare_streams() -> None:
    """Write UTF-8 to standard output, but to a terminal in its own encoding; newlines stay as they are."""
    if sys.stdout is not None and hasattr(sys.stdout, "reconfigure"):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors=ENCODING_ERRORS, newline="")


def colors_wanted(no_color: bool) -> bool:
    """Follow --no-color and NO_COLOR (no-color.org: set and not empty); Rich heeds FORCE_COLOR and TERM."""
    return not no_color and not os.environ.get("NO_COLOR")


@contextlib.contextmanager
def open_output(target: str | None) -> Iterator[Output]:
    """Open standard output (None, "-") or a file, which appears whole at the end or not at all.

    A regular file is written beside its place, in the folder of the file that a link leads to, and put
    there by one rename; if anything fails, or nothing is written, what was there before stays. Devices and
    pipes are written directly. Raises OutputError, before anything else where the target is a wrong one.
    """
    if target is None or target in STANDARD_OUTPUT:
        if sys.stdout is None:
            raise OutputError("standard output", "closed: there is nowhere to write.", usage=True)
        yield Output(sys.stdout, "standard output", is_terminal=sys.stdout.isatty())
        return
    name = terminal_safe(target)
    place = _place(target, name)
    if place is None:
        with _closing(_open_text(target, name, os.O_WRONLY), name) as stream:
            yield Output(stream, name, is_terminal=stream.isatty())
        return
    beside = os.path.join(os.path.dirname(place), f".seeds-analysis-{os.urandom(8).hex()}.tmp")
    try:
        with _closing(_open_text(beside, name, os.O_WRONLY | os.O_CREAT | os.O_EXCL), name) as stream:
            output = Output(stream, name)
            yield output
        if output.written:
            _replace(beside, place, name)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(beside)


def _place(target: str, name: str) -> str | None:
    """Find the regular file to replace or make; None for a device or pipe."""
    if not target or target.endswith(os.sep):
        raise OutputError(name, "not the name of a file. Name one.", usage=True)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        mode = None
    except (OSError, ValueError) as error:
        raise OutputError(name, f"cannot be written: {reason_of(error)}.", usage=True) from error
    if target.startswith(DEVICES) or (mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)):
        return None
    if mode is not None and stat.S_ISDIR(mode):
        raise OutputError(name, "a folder. Name a file in it.", usage=True)
    if mode is not None and not os.access(target, os.W_OK):
        raise OutputError(name, "write-protected. Give another name, or lift the protection.", usage=True)
    place = os.path.realpath(target)
    if not os.path.isdir(os.path.dirname(place)):
        raise OutputError(name, "there is no such folder. Make it first.", usage=True)
    return place


def _open_text(path: str, name: str, flags: int) -> TextIO:
    try:
        return open(os.open(path, flags, 0o666), "w", encoding="utf-8", errors=ENCODING_ERRORS, newline="")
    except OSError as error:
        raise OutputError(name, f"cannot be written: {reason_of(error)}.", usage=True) from error


@contextlib.contextmanager
def _closing(stream: TextIO, name: str) -> Iterator[TextIO]:
    """Close a stream, and tell if that fails; after a failed write, closing fails again and says no more."""
    try:
        yield stream
    except BaseException:
        with contextlib.suppress(OSError):
            stream.close()
        raise
    try:
        stream.flush()
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            os.fsync(stream.fileno())
        stream.close()
    except OSError as error:
        raise _failed(name, error) from error


def _replace(beside: str, place: str, name: str) -> None:
    try:
        with contextlib.suppress(FileNotFoundError):
            os.chmod(beside, stat.S_IMODE(os.stat(place).st_mode))
        os.replace(beside, place)
    except OSError as error:
        raise _failed(name, error) from error


def _failed(name: str, error: OSError) -> OutputError:
    return OutputError(name, f"cannot be written: {reason_of(error)}.")


def drop_standard_output() -> None:
    """Send what is still buffered nowhere: Python's own last flush would complain of it a second time."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def flush_standard_output() -> int:
    """Hand on what is still buffered; give the exit code of the attempt."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        return lose_standard_output(error)
    return 0


def leave(code: str | int | None) -> NoReturn:
    """End the process at once: taking a model's memory apart would cost 0.2 seconds, 8% of a short run.

    To be called when all is written: no file is open, and both streams are flushed.
    """
    if "spacy" not in sys.modules or not isinstance(code, int):
        sys.exit(code)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    os._exit(code)


def lose_standard_output(error: OSError) -> int:
    """Say that standard output failed, unless its reader has left; give the exit code."""
    drop_standard_output()
    if isinstance(error, BrokenPipeError):
        return 0
    Messages().error(str(_failed("standard output", error)))
    return 1


@dataclass(slots=True)
class Messages:
    """Lines on standard error, one each, with nothing in them that a terminal would obey."""

    quiet: bool = False
    _progress: int = 0

    @property
    def on_terminal(self) -> bool:
        """Whether a line can be renewed."""
        return sys.stderr is not None and sys.stderr.isatty()

    def note(self, text: str) -> None:
        """Say what --quiet leaves out."""
        if not self.quiet:
            self.error(text)

    def error(self, text: str) -> None:
        """Say what went wrong."""
        self.clear()
        _say(f"{one_line(text)}\n")

    def progress(self, text: str) -> None:
        """Show how far the work is, on one line that the next message takes over; on terminals only."""
        if not self.quiet and self.on_terminal:
            self.clear()
            _say(text)
            self._progress = len(text)

    def clear(self) -> None:
        """Take the progress line away."""
        if self._progress:
            _say(f"\r{' ' * self._progress}\r")
            self._progress = 0


def one_line(text: str) -> str:
    """Make a message fit for one line of a terminal."""
    return terminal_safe(text).replace("\n", " ")


def _say(text: str) -> None:
    """Write to standard error; where that is closed or full there is nobody to tell."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()
