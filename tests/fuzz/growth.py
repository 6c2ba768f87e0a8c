"""Measure how time grows with repeated texts and pages: `python -m tests.fuzz.growth --kilobytes 16 64 256`.

Prints the processor seconds at each size and the exponents between them: 1 is linear, 2 is quadratic.
The models read pieces of a limited length, so their time is linear. It is left out, which shows better how
the rest grows, and equal pieces are read only once.
"""

import argparse
import contextlib
import itertools
import math
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import read_article
from seeds_analysis.network import running
from seeds_analysis.pipeline import build
from seeds_analysis.summary import summarize
from tests.fuzz.drawing import drawings
from tests.fuzz.patterns import PAGES, TEXTS, page, repeated


def main() -> None:
    """Measure the patterns of texts and pages, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.growth", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--kilobytes", type=int, nargs="+", default=[16, 64, 256])
    parser.add_argument(
        "--enough", type=float, default=60, help="seconds after which no larger size is tried"
    )
    parser.add_argument(
        "--drawn", default="", help="draw only the formats whose name holds this, such as json (default: all)"
    )
    options = parser.parse_args()
    nlp = build.build_pipeline()
    models = _Models()
    _text(nlp, options.drawn, repeated(TEXTS["sentences"], 1000))  # what is loaded only once
    _page(repeated(PAGES["paragraphs"], 1000))
    measure = partial(_measure, options, models)
    for name, pattern in TEXTS.items():
        if not options.names or name in options.names:
            measure(name, pattern, partial(_text, nlp, options.drawn))
    for name, pattern in PAGES.items():
        if not options.names or name in options.names:
            measure(f"page: {name}", pattern, _page)


class _Models:
    """The base pipeline and the network, in their places; equal pieces are read once. Counts the seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0
        base, network = build._run_base, running.session()
        documents = self._remembering(most=1_000)
        windows = self._remembering(most=200)  # of 3 MB each

        def run_base(nlp: Language, pieces: list[Doc]) -> Iterator[Doc]:
            for piece in pieces:
                yield documents(piece.text, partial(_first_of, base, nlp, piece)).copy()

        def run_network(names: None, window: dict[str, NDArray[Any]]) -> Any:
            key = b"".join(values.tobytes() for values in window.values())
            return windows(key, lambda: network.run(names, window))

        build._run_base = run_base
        running.session = cache(lambda: SimpleNamespace(run=run_network))

    def _remembering(self, most: int) -> Callable[[Any, Callable[[], Any]], Any]:
        found: dict[Any, Any] = {}

        def read(key: Any, work: Callable[[], Any]) -> Any:
            if key not in found:
                if len(found) == most:
                    found.clear()
                before = time.process_time()
                found[key] = work()
                self.seconds += time.process_time() - before
            return found[key]

        return read


def _first_of(base: Callable[..., Iterator[Doc]], nlp: Language, piece: Doc) -> Doc:
    return next(base(nlp, [piece]))


def _measure(
    options: argparse.Namespace, models: _Models, name: str, pattern: str, work: Callable[[str], None]
) -> None:
    measured: list[tuple[int, float]] = []
    for size in options.kilobytes:
        text = repeated(pattern, 1000 * size)
        before = time.process_time() - models.seconds
        work(text)
        measured.append((size, time.process_time() - models.seconds - before))
        if measured[-1][1] > options.enough:
            break
    exponents = [
        math.log(seconds / before) / math.log(size / smaller)
        for (smaller, before), (size, seconds) in itertools.pairwise(measured)
    ]
    figures = "  ".join(f"{size} kB {seconds:7.2f} s" for size, seconds in measured)
    sys.stdout.write(f"{name:28} {figures}   {' '.join(f'{value:5.2f}' for value in exponents)}\n")
    sys.stdout.flush()


def _text(nlp: Language, drawn: str, text: str) -> None:
    """All that the commands do with a text."""
    with contextlib.suppress(LoadError):  # it is empty
        article = read_article(text.encode(), "a.txt")
        summary = summarize(article, build.analyze(nlp, article), with_text=True)
        for name, draw in drawings():
            if drawn in name:
                draw(summary)


def _page(article: str) -> None:
    with contextlib.suppress(LoadError):  # it is empty, or not worth the time
        read_article(page(article).encode(), "a.html")


if __name__ == "__main__":
    main()
