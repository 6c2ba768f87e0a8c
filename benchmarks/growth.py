"""Measure how time grows with the length of an article: the text once against 100 times the text."""

import argparse
import resource
import statistics
import time
from pathlib import Path

from seeds_analysis.pipeline import fast_pipeline

TIMES = 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article")
    parser.add_argument("--model")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    nlp = fast_pipeline(options.model)
    from seeds_analysis.pipeline import analyze
    from seeds_analysis.summary import summarize
    from seeds_analysis.text import Article

    text = Path(options.article).read_text(encoding="utf-8").strip() + "\n\n"

    def seconds(text: str) -> tuple[float, float]:
        article = Article(text, "benchmark")
        begin = time.process_time()
        doc = analyze(nlp, article)
        analyzed = time.process_time()
        summarize(article, doc)
        return analyzed - begin, time.process_time() - analyzed

    seconds(text)
    once = [seconds(text) for _ in range(options.rounds)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    many = seconds(text * TIMES)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, step in enumerate(("analyze", "summarize")):
        median = statistics.median(run[number] for run in once)
        ratio = many[number] / median
        print(f"{step:10} {median:8.4f} s once, {many[number]:8.3f} s for {TIMES} times: {ratio:6.1f}")
    median = statistics.median(sum(run) for run in once)
    print(f"{'together':10} ratio {sum(many) / median:.1f} at {len(text) * TIMES:,} characters")
    print(f"peak memory {before / 1024:,.0f} MB before, {after / 1024:,.0f} MB after")


if __name__ == "__main__":
    main()
