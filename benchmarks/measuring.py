"""Processor seconds of whole processes, and how runs are compared."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def processor_seconds(command: Sequence[str], *, standard_input: str = "") -> float:
    """Run a command to its end, output thrown away; user and system time of it and its children."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None
    process.stdin.write(standard_input)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def alternate(commands: Mapping[str, Sequence[str]], *, rounds: int) -> dict[str, float]:
    """Run all commands in turn, `rounds` times, after one round to warm the caches; medians in seconds."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            spent = processor_seconds(command)
            if number:
                seconds[name].append(spent)
    return {name: statistics.median(values) for name, values in seconds.items()}


def python(*arguments: str) -> list[str]:
    """Put together a command for this interpreter."""
    return [sys.executable, *arguments]


def texts_of(folder: str) -> list[str]:
    """Read the `*.txt` files of a folder, or of one without such names all files, sorted."""
    paths = sorted(Path(folder).glob("*.txt")) or sorted(
        path for path in Path(folder).iterdir() if path.is_file()
    )
    return [path.read_text(encoding="utf-8", errors="replace") for path in paths]
