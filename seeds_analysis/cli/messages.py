"""Messages to the user, on standard error."""

import contextlib
import sys
from dataclasses import dataclass

from seeds_analysis.views import safe


@dataclass(slots=True)
class Messages:
    """Writes each message on one line, without anything that a terminal would obey."""

    quiet: bool = False

    @property
    def on_terminal(self) -> bool:
        """Whether standard error is a terminal."""
        return sys.stderr is not None and sys.stderr.isatty()

    def note(self, text: str) -> None:
        """Print a message unless --quiet is given."""
        if not self.quiet:
            self.error(text)

    def error(self, text: str) -> None:
        """Print a message."""
        _write(f"{one_line(text)}\n")


def one_line(text: str) -> str:
    """Make text fit for one line of a terminal."""
    return safe.terminal_safe(text).replace("\n", " ")


def write_safely(text: str) -> None:
    """Write to standard error, without anything that a terminal would obey."""
    _write(safe.terminal_safe(text))


def _write(text: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):  # closed or full: there is nowhere else to write
            sys.stderr.write(text)
            sys.stderr.flush()
