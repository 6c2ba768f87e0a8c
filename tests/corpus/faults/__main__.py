"""Try random faults at random moments: `python -m tests.corpus.faults --schedules 200 --seed 1`."""

import argparse
import random
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from tests.corpus.faults.scenarios import FAULTS
from tests.corpus.faults.schedules import Place

MOST_FAULTS = 3


def main() -> int:
    """Try schedules of up to three faults; the exit code is 1 if one ends with other bytes."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.faults", description=__doc__)
    parser.add_argument("--schedules", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    failed = early = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        for number in range(options.seed, options.seed + options.schedules):
            dice = random.Random(number)
            names = dice.choices(sorted(FAULTS), k=dice.randint(1, MOST_FAULTS))
            counts.update(names)
            try:
                early += place.try_schedule(names, dice)
            except Exception:  # any fault is what is looked for
                failed += 1
                sys.stderr.write(f"seed {number}: {', '.join(names)}\n{traceback.format_exc(limit=-2)}")
    listed = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    sys.stdout.write(
        f"{options.schedules} schedules, {failed} failed; {early} faults during a run, of {listed}\n"
    )
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
