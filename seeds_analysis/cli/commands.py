"""Run the program and its commands; an error becomes one line and an exit code."""

import contextlib
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NoReturn

from seeds_analysis.cli.messages import Messages, write_safely
from seeds_analysis.cli.output import (
    STANDARD_OUTPUT,
    drop_standard_output,
    explain_failure,
    prepare_standard_output,
)
from seeds_analysis.errors import ModelError, OutputError, SeedsError, UsageError, lack_of

DONE, FAILED, WRONG_USAGE, NO_MODEL = 0, 1, 2, 3
SIGNALLED = 128  # plus the number of the signal, as shells do it

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system has the last one
_STOPPING = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]

# For developers: a traceback may show the article's text; a message never does.
DEBUG_VARIABLE = "SEEDS_ANALYSIS_DEBUG"


def run(command: Callable[[], int]) -> int:
    """Run a command and return its exit code."""
    try:
        return command()
    except BrokenPipeError:  # the reader, such as `| head`, has enough
        drop_standard_output()
        return DONE
    except SeedsError as error:
        if isinstance(error, OutputError):
            drop_standard_output()
        Messages().error(str(error))
        return _exit_code(error)
    except Exception as error:
        print_traceback(error)
        fault = f"it has a fault ({type(error).__name__}). Please report it"
        Messages().error(f"The program stopped: {lack_of(error) or fault}.")
        return FAILED


def run_program(app: Callable[..., object]) -> NoReturn:
    """Run the whole command line and end the process with its exit code."""
    try:
        with _signals():
            prepare_standard_output()
            code = run(lambda: _run_app(app))
    except KeyboardInterrupt:
        code = SIGNALLED + signal.SIGINT
    if "spacy" in sys.modules or "multiprocessing" in sys.modules:
        # Saves the 0.2 seconds, 8% of a short run, of freeing the model's memory, and does not wait for a
        # worker that cannot be killed.
        os._exit(code)
    sys.exit(code)


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Unwind on SIGTERM and SIGHUP as on Ctrl-C, so that no temporary file is left.

    Afterwards they all end the process at once. Signals that were ignored stay ignored.
    """

    def stop(number: int, _: FrameType | None) -> NoReturn:
        for other in _STOPPING:
            signal.signal(other, signal.SIG_IGN)  # nothing may interrupt the cleaning up
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(SIGNALLED + number)

    caught = [number for number in _STOPPING if signal.getsignal(number) is not signal.SIG_IGN]
    for number in caught:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, lambda number, _: os._exit(SIGNALLED + number))


def print_traceback(error: Exception | None) -> None:
    """Show developers where an unexpected error comes from."""
    if error is not None and not isinstance(error, SeedsError) and os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(error)


def _exit_code(error: SeedsError) -> int:
    if isinstance(error, ModelError):
        return NO_MODEL
    if isinstance(error, UsageError) or (isinstance(error, OutputError) and error.usage):
        return WRONG_USAGE
    return FAILED


def _run_app(app: Callable[..., object]) -> int:
    code: Any = DONE
    with explain_failure(STANDARD_OUTPUT):  # help on a full disk
        try:
            code = app(standalone_mode=False)
        except SystemExit as end:
            code = end.code
        except Exception as error:
            if not hasattr(error, "show"):  # typer does not export the class of its usage errors
                raise
            shown = io.StringIO()
            error.show(file=shown)
            write_safely(shown.getvalue())  # it quotes what the user typed
            code = WRONG_USAGE
        if sys.stdout is not None:
            sys.stdout.flush()
    return int(code or DONE)
