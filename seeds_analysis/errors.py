"""What can go wrong, as a small tree.

    SeedsError
    |- LoadError      an input cannot be read as an article
    |- ModelError     the spaCy pipeline or the network is missing or unfit
    |- OutputError    a result cannot be written
    |- UsageError     the arguments contradict each other or are incomplete
    |- RunError       a run over an archive cannot continue
    |- ClusterError   the cluster cannot be reached or cannot do this work
    `- VersionError   a worker of the cluster has other versions

Each says in one or two lines what, where, and what to do next; users see this text unchanged.
"""

import errno
import importlib.util
import shlex
import sys
from pathlib import Path


class SeedsError(Exception):
    """Base of every error this package raises on purpose."""


class LoadError(SeedsError):
    """An input cannot be read as an article; `code` is stable and machine-readable.

    `origin` and `message` hold no absolute path and may appear in a record; `given` is the input as the user
    named it, for the line that the user reads.
    """

    def __init__(self, origin: str, code: str, message: str, given: str | None = None) -> None:
        super().__init__(origin, code, message, given)
        self.origin = origin
        self.code = code
        self.message = message
        self.given = given

    def __str__(self) -> str:
        return f"{self.given or self.origin}: {self.message}"


class ModelError(SeedsError):
    """The spaCy pipeline, the network or a package for it is missing or unfit.

    `model` names it, and `remedy` is the exact command that fixes it.
    """

    def __init__(self, model: str, reason: str, remedy: str) -> None:
        super().__init__(model, reason, remedy)
        self.model = model
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.model}: {self.reason}. To fix it: {self.remedy}"


class OutputError(SeedsError):
    """A result cannot be written; `usage` is set if the target itself is wrong."""

    def __init__(self, target: str, message: str, usage: bool = False) -> None:
        super().__init__(target, message, usage)
        self.target = target
        self.message = message
        self.usage = usage

    def __str__(self) -> str:
        return f"{self.target}: {self.message}"


class UsageError(SeedsError):
    """The arguments contradict each other or are incomplete."""


class RunError(SeedsError):
    """A run cannot continue; finished work is kept."""


class ClusterError(SeedsError):
    """The cluster cannot be reached, or cannot do this work."""

    def __init__(self, scheduler: str, reason: str) -> None:
        super().__init__(scheduler, reason)
        self.scheduler = scheduler
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.scheduler}: {self.reason}"


class VersionError(SeedsError):
    """A worker has other versions than the machine that gives it work."""


_MEMORY = "there is too little memory. Close other programs, use fewer --workers, or raise `ulimit -v`"
_LACKS = {
    "cannot allocate memory": _MEMORY,
    "failed to map segment": _MEMORY,
    "can't start new thread": _MEMORY,
    "too many open files": "too many files are open. Raise the limit: ulimit -n 1024",
}


def lack_of(error: BaseException | None) -> str | None:
    """Say which limit of the machine an error or its cause comes from, and the remedy; None for any other."""
    if error is None:
        return None
    if isinstance(error, MemoryError):
        return _MEMORY
    said = str(error).lower()  # an ImportError names the reason only in its text
    lack = next((lack for words, lack in _LACKS.items() if words in said), None)
    return lack or lack_of(error.__cause__ or error.__context__)


def caused_by(error: BaseException | None, *kinds: type[BaseException]) -> bool:
    """Whether an error, or one that led to it, is of these kinds."""
    while error is not None and not isinstance(error, kinds):
        error = error.__cause__ or error.__context__
    return error is not None


def is_misplaced(error: Exception) -> bool:
    """Whether nothing can be written there at all: no permission, a read-only disk, no such folder."""
    wrong = PermissionError, FileNotFoundError, NotADirectoryError
    return isinstance(error, wrong) or getattr(error, "errno", None) == errno.EROFS


def reason_of(error: Exception) -> str:
    """Give the system's reason for a failure."""
    return (getattr(error, "strerror", None) or type(error).__name__).lower()


def install_command(*arguments: str) -> str:
    """Give the command that installs packages where this program runs, with `pip install`'s arguments.

    Programs that pipx installed have an environment of their own, and those of uv have no pip.
    """
    packages = shlex.join(arguments)
    environment = Path(sys.prefix)
    if environment.parts[-3:-1] == ("pipx", "venvs"):
        return f"pipx runpip {environment.name} install {packages}"
    python = shlex.quote(sys.executable)
    if importlib.util.find_spec("pip") is None:
        return f"uv pip install --python {python} {packages}"
    return f"{python} -m pip install {packages}"
