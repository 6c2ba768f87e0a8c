"""Try new articles for some minutes: `python -m tests.fuzz --minutes 60 --seed 7`.

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
from tests.fuzz.articles import articles
from tests.fuzz.checking import check_input

CORPUS = Path(__file__).with_name("corpus")
ROUND = 200


def main() -> int:
    """Run rounds of articles until the time is over or one fails; the exit code is 1 then."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    nlp = build_pipeline()
    end = time.monotonic() + 60 * options.minutes
    number = options.seed
    while time.monotonic() < end:
        failed = _round(nlp, number)
        if failed is not None:
            name = f"{hashlib.sha256(failed).hexdigest()[:12]}.txt"
            (CORPUS / name).write_bytes(failed)
            sys.stderr.write(f"seed {number}: {name} is in the corpus\n")
            return 1
        number += 1
    sys.stdout.write(
        f"{(number - options.seed) * ROUND} articles, seeds {options.seed} to {number - 1}: all right\n"
    )
    return 0


def _round(nlp: Language, number: int) -> bytes | None:
    """The smallest input that fails in a round, or None."""
    failed: bytes | None = None

    @seed(number)
    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(articles())
    def try_article(text: str) -> None:
        nonlocal failed
        data = text.encode("utf-8", "surrogatepass")
        try:
            check_input(nlp, data)
        except BaseException:
            failed = data  # the last one is the smallest
            raise

    try:
        try_article()
    except Exception:  # any fault is what is looked for
        traceback.print_exc()
    return failed


if __name__ == "__main__":
    sys.exit(main())
