"""Measure `corpus` on an archive of many articles, which is made of those of a folder with other words."""

import argparse
import itertools
import json
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.invented import altered
from benchmarks.measuring import python, texts_of
from seeds_analysis.corpus import Settings, report
from seeds_analysis.corpus.plan.shards import plan_shards
from seeds_analysis.loading import find_inputs
from seeds_analysis.pipeline import model_name

ARTICLES_PER_FILE = 10_000


def write_archive(folder: Path, texts: list[str], number: int) -> int:
    """Write so many articles as JSON Lines into a folder; return how many words they have."""
    chance, words = random.Random(1), 0
    copies = (altered(text, chance) for text in itertools.islice(itertools.cycle(texts), number))
    for first in range(0, number, ARTICLES_PER_FILE):
        with (folder / f"{first:09}.jsonl").open("w", encoding="utf-8") as file:
            for text in itertools.islice(copies, ARTICLES_PER_FILE):
                words += len(text.split())
                file.write(json.dumps({"text": text}) + "\n")
    return words


def measured(name: str, work: Callable[[], int]) -> int:
    """Print the time of some work in this process, and what it counted."""
    begin, processor = time.perf_counter(), time.process_time()
    number = work()
    spent, processor = time.perf_counter() - begin, time.process_time() - processor
    print(f"{name}: {number:,} in {spent:.1f} s, {processor:.1f} s of processor time", flush=True)
    return number


def print_run(program: str, source: str, out: str, words: int, arguments: list[str]) -> None:
    """Run the command; print its speed, its memory and the size of its results."""
    begin = time.perf_counter()
    command = python("-m", program, "corpus", source, "--out", out, *arguments)
    _, status, usage = os.wait4(os.spawnv(os.P_NOWAIT, command[0], command), 0)
    spent, processor = time.perf_counter() - begin, usage.ru_utime + usage.ru_stime
    code = os.waitstatus_to_exitcode(status)
    print(f"run: {spent:.0f} s, {processor:.0f} s of processor time, exit code {code}")
    print(f"{words / spent:,.0f} words a second, {words / processor:,.0f} a second of processor time")
    print(f"largest process: {usage.ru_maxrss / 1024:,.0f} MB")
    for folder in sorted(path for path in Path(out).iterdir() if path.is_dir()):
        print(f"{folder.name}: {sum(map(os.path.getsize, folder.iterdir())) / 1e6:,.1f} MB")


def shards(source: str) -> Iterator[int]:
    """Plan a run; give the number of records of each shard."""
    yield from (shard.records for shard in plan_shards(find_inputs([source]), Settings(model_name())))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="articles as text files")
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--plan-only", action="store_true", help="cut the archive into shards, and no more")
    without = "tests.corpus.program, with SHARD_RECORDS=100 in the environment, leaves the analysis out"
    parser.add_argument("--program", default="seeds_analysis", help=f"module to run; {without}")
    options, arguments = parser.parse_known_args()  # others are for corpus, such as --workers 2
    with tempfile.TemporaryDirectory() as place:
        source, out = Path(place, "source"), str(Path(place, "out"))
        source.mkdir()
        words = write_archive(source, texts_of(options.folder), options.articles)
        size = sum(path.stat().st_size for path in source.iterdir())
        print(f"{options.articles:,} articles, {words:,} words, {size / 1e6:,.0f} MB")
        measured("records planned", lambda: sum(shards(str(source))))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"memory of this process, which has read the whole folder: {peak / 1024:,.0f} MB", flush=True)
        if not options.plan_only:
            print_run(options.program, str(source), out, words, arguments)
            measured("records reported", lambda: report(out, top=10).records)


if __name__ == "__main__":
    main()
