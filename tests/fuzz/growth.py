"""Measure how time grows with repeated texts and pages: `python -m tests.fuzz.growth --kilobytes 16 64 256`.

Prints the processor seconds at each size and the exponents between them: 1 is linear, 2 is quadratic.
"""

import argparse
import contextlib
import itertools
import math
import sys
import time
from collections.abc import Callable
from functools import partial

from spacy.language import Language

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import read_article
from seeds_analysis.pipeline.build import analyze, build_pipeline
from seeds_analysis.summary import summarize
from tests.fuzz.drawing import draw_all
from tests.fuzz.patterns import PAGES, TEXTS, page, repeated


def main() -> None:
    """Measure the patterns of texts and pages, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.growth", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--kilobytes", type=int, nargs="+", default=[16, 64, 256])
    parser.add_argument(
        "--enough", type=float, default=60, help="seconds after which no larger size is tried"
    )
    options = parser.parse_args()
    nlp = build_pipeline()
    _text(nlp, repeated(TEXTS["sentences"], 1000))  # what is loaded only once
    _page(repeated(PAGES["paragraphs"], 1000))
    measure = partial(_measure, options.kilobytes, options.enough)
    for name, pattern in TEXTS.items():
        if not options.names or name in options.names:
            measure(name, pattern, partial(_text, nlp))
    for name, pattern in PAGES.items():
        if not options.names or name in options.names:
            measure(f"page: {name}", pattern, _page)


def _measure(
    kilobytes: list[int], enough: float, name: str, pattern: str, work: Callable[[str], None]
) -> None:
    measured: list[tuple[int, float]] = []
    for size in kilobytes:
        before = time.process_time()
        work(repeated(pattern, 1000 * size))
        measured.append((size, time.process_time() - before))
        if measured[-1][1] > enough:
            break
    exponents = [
        math.log(seconds / before) / math.log(size / smaller)
        for (smaller, before), (size, seconds) in itertools.pairwise(measured)
    ]
    figures = "  ".join(f"{size} kB {seconds:7.2f} s" for size, seconds in measured)
    sys.stdout.write(f"{name:28} {figures}   {' '.join(f'{value:5.2f}' for value in exponents)}\n")
    sys.stdout.flush()


def _text(nlp: Language, text: str) -> None:
    """All that the commands do with a text, in every format."""
    with contextlib.suppress(LoadError):  # it is empty
        article = read_article(text.encode(), "a.txt")
        draw_all(summarize(article, analyze(nlp, article), with_text=True))


def _page(article: str) -> None:
    with contextlib.suppress(LoadError):  # it is empty, or not worth the time
        read_article(page(article).encode(), "a.html")


if __name__ == "__main__":
    main()
