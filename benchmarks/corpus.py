"""Measure a run of `corpus`: what it adds to the analysis, and how much faster two workers are."""

import argparse
import html
import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import processor_seconds, python, texts_of

# News sites have about this much around the story: a menu, teasers, a cookie box, comments.
AROUND = range(100)
LEAD = "What happened next is told in a few words here, as on every page of this kind, to be clicked on."

SAMPLE = 60  # articles for the shares; the runs take all


def page_of(text: str, number: int) -> bytes:
    """Make a web page of 40 kB around an article; one in four names no author."""
    title, *paragraphs = [html.escape(line) for line in text.splitlines() if line.strip()]
    story = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    author = '<meta name="author" content="Ana Ruiz">' if number % 4 else ""
    menu = "".join(
        f'<li class="menu-item"><a href="/section/{i}">Section number {i}</a></li>\n' for i in AROUND
    )
    teasers = "".join(
        f'<div class="teaser"><a href="/story/{i}"><img src="/picture/{i}.jpg" alt="A picture of story {i}">'
        f"<h4>Another story {i}</h4></a><span>{LEAD}</span></div>\n"
        for i in AROUND
    )
    comments = "".join(f'<div class="comment"><b>Reader {i}</b><p>{LEAD}</p></div>\n' for i in range(12))
    head = (
        f"<title>{title}</title><meta charset='utf-8'>{author}<meta name='keywords' content='one, two'>"
        f"<meta property='article:published_time' content='2024-05-0{1 + number % 9}T08:00:00Z'>"
        "<meta property='article:section' content='Politics'>"
    )
    body = (
        f"<nav><ul>{menu}</ul></nav><div id='cookies'>{LEAD}</div><article><h1>{title}</h1>{story}</article>"
        f"<aside>{teasers}</aside><section id='comments'>{comments}</section><footer>The end.</footer>"
    )
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def write_archive(path: Path, texts: Iterable[str]) -> None:
    """Write the pages of the texts into a WARC file, each record compressed on its own."""
    import gzip

    with path.open("wb") as file:
        for number, text in enumerate(texts):
            page = page_of(text, number)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            header = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
                "WARC-Date: 2024-05-09T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            ).encode()
            file.write(gzip.compress(header + answer + b"\r\n\r\n", mtime=0))


@contextmanager
def adding_to(spent: dict[str, float], name: str) -> Iterator[None]:
    """Add the processor seconds of the block to those of this name."""
    begin = time.process_time()
    yield
    spent[name] = spent.get(name, 0.0) + time.process_time() - begin


def print_shares(texts: list[str]) -> None:
    """Print how long reading an archive and writing results take, compared with the analysis."""
    from seeds_analysis.corpus.plan import manifest
    from seeds_analysis.corpus.stores import LocalStore
    from seeds_analysis.loading import Record, find_inputs
    from seeds_analysis.pipeline import Failure, fast_pipeline, summarize_records
    from seeds_analysis.views.data.json import render_jsonl

    nlp = fast_pipeline(None)
    spent: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "pages.warc.gz")
        write_archive(archive, texts)
        for record in next(find_inputs([str(archive)])).records():  # fills imports and caches
            record.load()
            break
        with adding_to(spent, "reading and extraction of WARC"):
            articles = [record.load() for item in find_inputs([str(archive)]) for record in item.records()]
        plain = [Record(article.origin, article.origin, article.text.encode()) for article in articles]
        with adding_to(spent, "analysis"):
            results = list(summarize_records(plain, lambda: nlp))
        assert not any(isinstance(result, Failure) for result in results)
        with adding_to(spent, "output"):
            store = LocalStore(folder)
            lines = [render_jsonl(result) for result in results if not isinstance(result, Failure)]
            store.write("summaries.jsonl", "".join(lines).encode())
            rows = [manifest.row_of(*pair, "0" * 16) for pair in zip(plain, results, strict=True)]
            manifest.write_shard(store, "0" * 16, {}, rows, final=True)
    for name, seconds in spent.items():
        share = seconds / spent["analysis"]
        print(f"{name}: {share:.1%} of the analysis, {seconds * 1000 / len(texts):.1f} ms a page")


def print_runs(folder: str, words: int) -> None:
    """Print the speed of whole runs with one worker and with two, and of the bare pipeline."""
    found: dict[str, float] = {}
    walls: dict[str, float] = {}

    def run(name: str, *arguments: str) -> None:
        begin = time.perf_counter()
        found[name] = processor_seconds(python("-m", *arguments))
        walls[name] = time.perf_counter() - begin
        print(
            f"{name}: {words / found[name]:,.0f} words per processor second, {walls[name]:.0f} s", flush=True
        )

    with tempfile.TemporaryDirectory() as out:
        for side in ("bare", "best"):
            run(side, "benchmarks.throughput", folder, "--side", side)
        for name in ("1", "2"):
            run(
                name,
                "seeds_analysis",
                "corpus",
                folder,
                "--out",
                os.path.join(out, name),
                "--workers",
                name,
                "-q",
            )
        same = subprocess.run(["diff", "-r", os.path.join(out, "1"), os.path.join(out, "2")], check=False)
    print(
        f"one worker is {found['bare'] / found['1']:.2f} times as fast as the bare pipeline as it comes, "
        f"{found['best'] / found['1']:.2f} times as fast as with the best settings; two are "
        f"{walls['1'] / walls['2']:.2f} times as fast as one; same bytes: {same.returncode == 0}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--shares-only", action="store_true", help="skip the whole runs")
    options = parser.parse_args()
    texts = texts_of(options.folder)
    print_shares(texts[:SAMPLE])
    if not options.shares_only:
        print_runs(options.folder, sum(len(text.split()) for text in texts))


if __name__ == "__main__":
    main()
