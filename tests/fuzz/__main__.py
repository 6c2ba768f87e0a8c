"""Try new inputs for some minutes: `python -m tests.fuzz --minutes 60 --seed 7`.

The smallest form of an input that fails is written to the corpus, which the tests read.
"""

import argparse
import hashlib
import sys
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from spacy.language import Language

from seeds_analysis.pipeline.build import build_pipeline
from tests.fuzz.checking import check_input
from tests.fuzz.kinds import KINDS, Kind

CORPUS = Path(__file__).with_name("corpus")


def main() -> int:
    """Run rounds of all kinds until the time is over or one input fails; the exit code is 1 then."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    nlp = build_pipeline()
    end = time.monotonic() + 60 * options.minutes
    number = options.seed
    while time.monotonic() < end:
        for kind in KINDS.values():
            failed = _round(nlp, kind, number)
            if failed is not None:
                name, data = failed
                path = CORPUS / f"{hashlib.sha256(data).hexdigest()[:12]}-{name}"
                path.write_bytes(data)
                sys.stderr.write(f"seed {number}: {path.name} is in the corpus\n")
                return 1
        number += 1
        rounds = number - options.seed
        tried = ", ".join(f"{rounds * kind.share} {name}" for name, kind in KINDS.items())
        sys.stdout.write(f"seeds {options.seed} to {number - 1}: {tried}: all right\n")
        sys.stdout.flush()
    return 0


def _round(nlp: Language, kind: Kind, number: int) -> tuple[str, bytes] | None:
    """The smallest input that fails in a round, or None."""
    failed: tuple[str, bytes] | None = None

    @seed(number)
    @settings(
        max_examples=kind.share,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(kind.inputs)
    def try_input(made: tuple[str, bytes]) -> None:
        nonlocal failed
        name, data = made
        try:
            check_input(nlp, data, name)
        except BaseException:
            failed = made  # the last one is the smallest
            raise

    try:
        try_input()
    except Exception:  # any fault is what is looked for
        traceback.print_exc()
    return failed


if __name__ == "__main__":
    sys.exit(main())
