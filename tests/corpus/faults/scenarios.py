"""The faults: each happens to a run at the moment when it is called."""

import contextlib
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.processes import workers


@dataclass(frozen=True, slots=True)
class Scene:
    """A run in progress: its source, its folder of results, the number of its process, and the dice."""

    source: Path
    out: Path
    process: int
    dice: random.Random


def kill(scene: Scene) -> None:
    """A worker, all workers, the program or all of them are killed."""
    children = list(workers(scene.process))
    doomed = [children[:1], children, [scene.process], [scene.process, *children]]
    for number in scene.dice.choice(doomed):
        _signal(number, signal.SIGKILL)


def interrupt(scene: Scene) -> None:
    """Somebody presses Ctrl-C, once or twice, or the machine is shut down."""
    number = scene.dice.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    send = scene.dice.choice([os.kill, os.killpg])
    for _ in range(scene.dice.choice([1, 2])):
        with contextlib.suppress(ProcessLookupError):
            send(scene.process, number)
        time.sleep(scene.dice.uniform(0, 0.1))


def stop(scene: Scene) -> None:
    """A worker, or the whole run, does nothing for some seconds: longer than an article may take, or not."""
    doomed = scene.dice.choice([list(workers(scene.process))[:1], [scene.process]])
    for number in doomed:
        _signal(number, signal.SIGSTOP)
    time.sleep(scene.dice.choice([0.1, 1.5]))
    for number in doomed:
        _signal(number, signal.SIGCONT)


def rewrite(scene: Scene) -> None:
    """A file of the source is emptied, gets other articles in front, or becomes another of equal length."""
    path = scene.dice.choice(sorted(scene.source.iterdir()))
    old = path.read_bytes()
    new = scene.dice.choice([b"", old[: len(old) // 3] + old, old[::-1]])
    if scene.dice.random() < 0.5:
        path.write_bytes(new)
    else:
        other = path.with_name("~")
        other.write_bytes(new)
        other.replace(path)


def vanish(scene: Scene) -> None:
    """A file of the source, the source, a part of the results, or the results are away."""
    places = [*sorted(scene.source.iterdir()), scene.source, *sorted(scene.out.glob("[a-z]*")), scene.out]
    place = scene.dice.choice(places)
    with contextlib.suppress(FileNotFoundError):
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink()


def fill(scene: Scene) -> None:
    """There is no more room: of each new file, only the beginning can be written."""
    room = scene.dice.randrange(0, 4000)
    for number in (scene.process, *workers(scene.process)):
        with contextlib.suppress(OSError):
            resource.prlimit(number, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))


def damage(scene: Scene) -> None:
    """A result is removed, emptied, cut or altered."""
    results = sorted(path for path in scene.out.glob("[a-z]*/*") if path.is_file())
    results += [path for path in [scene.out / "run.json"] if path.exists()]
    with contextlib.suppress(IndexError, FileNotFoundError):
        path = scene.dice.choice(results)
        old = path.read_bytes()
        for new in scene.dice.choice([[], [b""], [old[: len(old) // 2]], [old.swapcase()]]):
            path.write_bytes(new)
            return
        path.unlink()


def wear(scene: Scene) -> None:
    """Nothing but a slow disk, which `disturb` makes for a part of all runs."""


Fault = Callable[[Scene], None]
FAULTS: dict[str, Fault] = {
    "kill": kill,
    "interrupt": interrupt,
    "stop": stop,
    "rewrite": rewrite,
    "vanish": vanish,
    "fill": fill,
    "damage": damage,
    "slow disk": wear,
}
# After these, what a run says about itself may be of a source or of results that are not there any more.
OUTSIDE = frozenset(("rewrite", "vanish", "damage"))


def _signal(number: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, what)
