"""Runs of `corpus` as processes, with the stand-in for the model."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

PROGRAM = [sys.executable, "-m", "tests.corpus.program", "corpus"]
ROOT = Path(__file__).parents[2]
TIMEOUT = 60


def command(*arguments: object) -> list[str]:
    return [*PROGRAM, *map(str, arguments)]


def start(*arguments: object, variables: Mapping[str, str] | None = None) -> "subprocess.Popen[str]":
    """Start a run as the leader of a group of processes, as a shell does."""
    return subprocess.Popen(
        command(*arguments),
        cwd=ROOT,
        env={**os.environ, **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    process = start(*arguments)
    out, err = process.communicate(timeout=TIMEOUT)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.005)


def workers(parent: int) -> Iterator[int]:
    """The workers of a run that are there now."""
    tasks = Path(f"/proc/{parent}/task/{parent}/children")
    with contextlib.suppress(OSError):  # it has ended meanwhile
        for child in map(int, tasks.read_text().split()):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield child


def group_is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False
