"""Measure `corpus export` and `search` on a made-up run with the proportions of real articles."""

import argparse
import hashlib
import itertools
import json
import multiprocessing
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.invented import SYLLABLES
from seeds_analysis.corpus.database import Query, export_database, search
from seeds_analysis.corpus.database.export import group_quotations
from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.stores import LocalStore

# Of each article; a news article of 600 words has about so many.
QUOTATIONS, ENTITIES, MENTIONS, DATES = 10, 12, 18, 5
CHARACTERS = 3_600
ARTICLES_PER_SHARD = 100
# So many quotations repeat one of the last ones: whole, cut, or with a word left out.
REPEATED, REMEMBERED = 0.3, 5_000
VERSIONS = {"name": "x", "version": "1", "spacy": "1", "model": "x", "model_version": "1"}


class Chance:
    """Words and names that occur as often as words and names do: by Zipf's law."""

    def __init__(self) -> None:
        self.random = random.Random(1)
        self.words = ["".join(self.random.choices(SYLLABLES, k=1 + n % 4)) for n in range(50_000)]
        self.word_sums = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.names = [f"{self.name()} {self.name()}" for _ in range(20_000)]
        self.name_sums = list(itertools.accumulate(1 / (rank + 30) for rank in range(len(self.names))))
        self.said: list[str] = []

    def name(self) -> str:
        """Make a name of one word."""
        return "".join(self.random.choices(SYLLABLES, k=2)).capitalize()

    def text(self, words: int) -> str:
        """Make a text of so many words."""
        return " ".join(self.random.choices(self.words, cum_weights=self.word_sums, k=words))

    def words_said(self) -> str:
        """Make the words of a quotation, or repeat some."""
        if self.said and self.random.random() < REPEATED:
            words = self.random.choice(self.said).split()
            first = self.random.choice((0, 0, len(words) // 2))
            words = words[first:]
            if self.random.random() < REPEATED:
                del words[len(words) // 2]
            return " ".join(words)
        self.said = [*self.said[-REMEMBERED:], self.text(self.random.randint(8, 40))]
        return self.said[-1]


def span(start: int, text: str, **more: Any) -> dict[str, Any]:
    """Make a span as parsed JSON."""
    return {"start": start, "end": start + len(text), "text": text, **more}


def article(chance: Chance, number: int) -> dict[str, Any]:
    """Make a summary as parsed JSON."""
    names = list(dict.fromkeys(chance.random.choices(chance.names, cum_weights=chance.name_sums, k=ENTITIES)))
    entities = [entity(chance, i, name) for i, name in enumerate(names)]
    quotations = [quotation(chance, i, names) for i in range(QUOTATIONS)]
    dates = [span(i, "Tuesday", value="2024-05-07", anchor="2024-05-09", reason=None) for i in range(DATES)]
    year, day = divmod(number % 3_650, 365)
    published = f"{2015 + year}-{1 + day % 12:02}-{1 + day % 28:02}"
    counts = ("sentences", "direct", "mixed", "indirect", "speakers", "unattributed", "quoted_words")
    listed = {"entities": len(entities), "quotations": QUOTATIONS, "dates": DATES}
    return {
        "schema_version": "2.0",
        "generator": {**VERSIONS, "attribution": "learned"},
        "document": {
            "id": f"sha256:{hashlib.sha256(str(number).encode()).hexdigest()}",
            "origin": f"news/{published}/{number}.html",
            "headline": None,
            "byline": None,
            "published": published,
            "dateline": None,
            "credits": [],
            "language": "en",
            "word_count": 600,
            "char_count": CHARACTERS,
            "encoding": "utf-8",
            "title": chance.text(8),
            "url": f"https://paper{number % 20}.example/{published}/{number}",
        },
        "counts": dict.fromkeys((*counts, "marked_phrases", "warnings"), 0) | listed,
        "key_sentences": [span(0, chance.text(20))],
        "entities": entities,
        "quotations": quotations,
        "marked_phrases": [],
        "dates": dates,
        "warnings": [],
    }


def entity(chance: Chance, number: int, name: str) -> dict[str, Any]:
    """Make an entity; the first is named most, and four have an alias."""
    surname = name.split()[1]
    times = MENTIONS - ENTITIES if number == 0 else 1
    return {
        "id": f"e{number + 1}",
        "label": chance.random.choice(("PERSON", "PERSON", "ORG", "GPE")),
        "name": name,
        "aliases": [surname] if number < 4 else [],
        "role": None,
        "salience": 0.25,
        "mention_count": times,
        "mentions": [span(100 * number + i, surname) for i in range(times)],
    }


def quotation(chance: Chance, number: int, names: list[str]) -> dict[str, Any]:
    """Make a quotation of one of four speakers."""
    speaker = chance.random.randrange(4)
    parts, start = [], 300 * number + 1_000
    for _ in range(2 if number == 0 else 1):
        parts.append(span(start, chance.words_said(), closed="explicit"))
        start = parts[-1]["end"] + 30
    name = names[speaker % len(names)]
    return {
        "id": f"q{number + 1}",
        "kind": chance.random.choice(("direct", "direct", "mixed", "indirect")),
        "text": " ".join(part["text"] for part in parts),
        "content": parts,
        "cue": span(start, "said", lemma="say"),
        "speaker": {
            "name": name,
            "entity": f"e{names.index(name) + 1}",
            "mention": span(start + 5, name.split()[1]),
            "role": None,
            "resolved_by": "subject",
        },
        "via": None,
        "unattributed_reason": None,
        "confidence": 0.9,
        "negated": number == 9 and chance.random.random() < 0.1,
    }


def write_run(folder: Path, quotations: int) -> Iterator[int]:
    """Write the results of a run; yields the bytes of the words of its quotations, shard by shard."""
    chance, store, shards = Chance(), LocalStore(str(folder)), []
    for number in range(0, quotations // QUOTATIONS, ARTICLES_PER_SHARD):
        articles = [article(chance, i) for i in range(number, number + ARTICLES_PER_SHARD)]
        shards.append(f"{number:016x}")
        lines = "".join(json.dumps(one) + "\n" for one in articles)
        summaries = {f"summaries/{shards[-1]}.jsonl": lines.encode()}
        manifest.write_shard(store, shards[-1], summaries, [{"status": "ok"}] * len(articles), final=True)
        yield sum(len(q["text"]) for one in articles for q in one["quotations"])
    store.write("run.json", json.dumps({"complete": True, "shards": shards}).encode())


def questions(file: str, chance: Chance) -> Iterator[tuple[str, Query]]:
    """Give questions for words that ever more quotations hold, and others."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("create virtual table temp.terms using fts5vocab ('main', 'quotations_fts', 'row')")
        sql = "select term, doc from temp.terms where doc <= ? order by doc desc limit 1"
        terms = [database.execute(sql, (most,)).fetchone() for most in (100, 1_000, 10_000, 50_000, 1e9)]
    for term, number in terms:
        yield f"a word in {number:,} quotations", Query(term)
    yield "two of these words", Query(f"{terms[2][0]} {terms[3][0]}")
    yield "a phrase", Query(f'"{chance.words[100]} {chance.words[3]}"')
    yield (
        "a word, a speaker, a year",
        Query(terms[-1][0], speaker=chance.names[5], since="2020", until="2020"),
    )
    yield "the speaker who is quoted most", Query(speaker=chance.names[0])
    yield "a speaker by surname", Query(speaker=chance.names[500].split()[1])


def measure_repeats(file: str) -> None:
    """Group the quotations of an archive again, alone in a process, and print its time and memory."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        number, spent, most = pool.apply(group, (file,))
    print(f"repeats {spent:.1f} s of processor time, {most:,} MB: {number:,} quotations in groups")


def group(file: str) -> tuple[int, float, int]:
    """Give how many quotations are in groups, the processor time, and the most memory in MB."""
    with closing(sqlite3.connect(file)) as database:
        begin = time.process_time()
        number = sum(1 for _ in group_quotations(database))
        return number, time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotations", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run, file = Path(folder, "run"), str(Path(folder, "archive.db"))
        run.mkdir()
        text = sum(write_run(run, options.quotations))
        begin, processor = time.perf_counter(), time.process_time()
        exported = export_database(str(run), file)
        spent, processor = time.perf_counter() - begin, time.process_time() - processor
        size, number = os.path.getsize(file), exported.quotations
        print(f"{number:,} quotations of {exported.articles:,} articles")
        speed = f"{number / spent:,.0f} quotations/s, {number / processor:,.0f} by processor time"
        print(f"export {spent:.1f} s: {speed}")
        ratios = f"{size / text:.2f} times the text of the quotations"
        articles = CHARACTERS * exported.articles
        print(f"file {size / 1e6:,.0f} MB: {ratios}, {size / articles:.2f} times that of the articles")
        measure_repeats(file)
        for name, query in questions(file, Chance()):
            hits, times = search(file, query), []
            for _ in range(options.rounds):
                begin = time.process_time()
                search(file, query)
                times.append(time.process_time() - begin)
            print(f"{1_000 * statistics.median(times):8.1f} ms  {len(hits):3} hits  {name}")


if __name__ == "__main__":
    main()
