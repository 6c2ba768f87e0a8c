"""Disturb runs one after the other, put the source back, and compare the results with those of no fault."""

import random
import shutil
import signal
import time
from pathlib import Path

from tests.corpus.faults.archive import make_archive
from tests.corpus.faults.scenarios import FAULTS, OUTSIDE, Scene
from tests.corpus.processes import TIMEOUT, group_is_gone, run, start, wait_for
from tests.corpus.stand_ins import contents

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What a run may end with: done, failed, wrong usage (the source is away), killed, interrupted. While Python
# itself starts, a signal kills it.
EXIT_CODES = {
    0,
    1,
    2,
    -signal.SIGKILL,
    *(-number for number in SIGNALS),
    *(128 + number for number in SIGNALS),
}
OPTIONS = ("--workers", 2, "--article-timeout", 1)
SLOW = {"SLOW_DISK": "0.05"}


class Place:
    """A folder with an archive, its results, and what the results must be."""

    def __init__(self, folder: Path) -> None:
        self.source, self.out = folder / "source", folder / "out"
        self._kept = make_archive(folder / "kept")
        self.heal()
        result = run(self.source, "--out", self.out, *OPTIONS)
        assert (result.returncode, result.stdout) == (0, "")
        self.expected = contents(self.out)
        self.clear()

    def heal(self) -> None:
        """Put the source back, with its times of change."""
        shutil.rmtree(self.source, ignore_errors=True)
        shutil.copytree(self._kept, self.source)

    def clear(self) -> None:
        """Remove the results."""
        shutil.rmtree(self.out, ignore_errors=True)

    def try_schedule(self, names: list[str], dice: random.Random) -> int:
        """Disturb one run for each name; then the same command ends with the same bytes.

        Returns how many of the faults came before the end of their run.
        """
        self.clear()
        early = 0
        for name in names:
            early += self.disturb(name, dice)
            self.heal()
        result = run(self.source, "--out", self.out, *OPTIONS)
        assert result.returncode == 0, result.stderr
        self._compare()
        return early

    def disturb(self, name: str, dice: random.Random) -> bool:
        """Let one fault happen at a random moment of a run, and look at what the run says about itself.

        Returns whether the run was not over yet.
        """
        slow = SLOW if name == "slow disk" or dice.random() < 0.3 else {}
        process = start(self.source, "--out", self.out, *OPTIONS, variables=slow)
        try:
            shards = dice.randrange(sum(path.startswith("checksums") for path in self.expected))
            done = self.out / "checksums"
            wait_for(lambda: process.poll() is not None or len(list(done.glob("*"))) >= shards, TIMEOUT)
            time.sleep(dice.uniform(0, 0.1))
            early = process.poll() is None
            FAULTS[name](Scene(self.source, self.out, process.pid, dice))
            _, errors = process.communicate(timeout=TIMEOUT)
        finally:
            process.kill()
        assert process.returncode in EXIT_CODES, (process.returncode, errors)
        assert not {"Traceback", "fault"} & set(errors.split()), errors
        wait_for(lambda: group_is_gone(process.pid))
        if process.returncode == 0 and name not in OUTSIDE:
            self._compare()
        return early

    def _compare(self) -> None:
        found = contents(self.out)
        names = found.keys() | self.expected.keys()
        assert sorted(name for name in names if found.get(name) != self.expected.get(name)) == []
