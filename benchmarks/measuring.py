"""Measure the processor seconds of whole processes."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def processor_seconds(command: Sequence[str], *, exit_code: int = 0) -> float:
    """Run a command without output; return the user and system time of it and its children.

    Raises RuntimeError if it ends with another exit code, because the time of a failure means nothing.
    """
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != exit_code:
        raise RuntimeError(f"exit code {process.returncode} instead of {exit_code}: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime


def alternate(commands: Mapping[str, tuple[Sequence[str], int]], *, rounds: int) -> dict[str, float]:
    """Run all commands in turn, `rounds` times after a first one that is not counted; return median seconds.

    Each command comes with its expected exit code.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, (command, exit_code) in commands.items():
            spent = processor_seconds(command, exit_code=exit_code)
            if number:
                seconds[name].append(spent)
    return {name: statistics.median(values) for name, values in seconds.items()}


def python(*arguments: str) -> list[str]:
    """Build a command for this interpreter."""
    return [sys.executable, *arguments]


def texts_of(folder: str) -> list[str]:
    """Read the `*.txt` files of a folder in order, or all its files if it has none."""
    paths = sorted(Path(folder).glob("*.txt")) or sorted(
        path for path in Path(folder).iterdir() if path.is_file()
    )
    return [path.read_text(encoding="utf-8", errors="replace") for path in paths]
