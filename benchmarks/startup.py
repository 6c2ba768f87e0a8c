"""Measure what one call of the command costs, compared with a bare script that uses the same model."""

import argparse

from benchmarks.measuring import alternate, python
from seeds_analysis.pipeline import model_name

BARE = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
nlp(open(sys.argv[2], encoding="utf-8").read())
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article")
    parser.add_argument("--model", default=model_name())
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    ours = python("-m", "seeds_analysis")
    summarize = [*ours, "summarize", options.article, "--model", options.model]
    commands = {
        "bare script": (python("-c", BARE, options.model, options.article), 0),
        "--help": ([*ours, "--help"], 0),
        "--version": ([*ours, "--version"], 0),
        "usage error": ([*ours, "summarize", "--no-such-option"], 2),
        "summarize, JSON": ([*summarize, "--format", "json"], 0),
        "summarize, text": ([*summarize, "--format", "text"], 0),
    }
    seconds = alternate(commands, rounds=options.rounds)
    for name, spent in seconds.items():
        print(f"{name:16} {spent:7.3f} s  ratio {spent / seconds['bare script']:.3f}")


if __name__ == "__main__":
    main()
