"""Measure how the memory of a process grows with the articles it has summarized."""

import argparse
import gc
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import texts_of

# News keeps bringing new names, so this share of the words is changed into words never seen before.
NEW_WORDS = 0.03


def resident_megabytes() -> float:
    """Read the resident memory of this process in megabytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def with_new_words(text: str, draw: random.Random) -> str:
    """Add random letters to some words."""

    def change(word: re.Match[str]) -> str:
        if draw.random() >= NEW_WORDS:
            return word[0]
        return word[0] + "".join(draw.choices("aeioulnrst", k=6))

    return re.sub(r"[A-Za-z]{4,}", change, text)


def main() -> None:
    """Summarize the texts repeatedly, each time with other words, and print the memory after each pass."""
    from seeds_analysis.loading import Record
    from seeds_analysis.pipeline import fast_pipeline, summarize_records

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--passes", type=int, default=5)
    options = parser.parse_args()
    texts = texts_of(options.folder)
    words = sum(len(text.split()) for text in texts)
    nlp = fast_pipeline(None)
    draw = random.Random(1)

    def records() -> Iterator[Record]:
        for text in texts:
            yield Record("benchmark", "benchmark", with_new_words(text, draw).encode())

    sizes = []
    for number in range(1, options.passes + 1):
        for _ in summarize_records(records(), lambda: nlp):
            pass
        gc.collect()
        sizes.append(resident_megabytes())
        print(f"{number * words:10,} words: {sizes[-1]:6.1f} MB", flush=True)
    grown = (sizes[-1] - sizes[1]) / (words * (len(sizes) - 2)) * 1e6
    print(f"{grown:.1f} MB per million words after the second pass")


if __name__ == "__main__":
    main()
