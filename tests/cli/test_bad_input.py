"""Bad input gets the right summary or one clear line, and the other inputs are still summarized."""

import gzip
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from seeds_analysis.loading import Record, find_inputs
from seeds_analysis.pipeline import Failure
from seeds_analysis.pipeline.batches import summarize_records
from seeds_analysis.summary import verify
from seeds_analysis.views.data.json import render_json
from seeds_analysis.views.page.markdown import render_markdown

PROGRAM = (sys.executable, "-m", "seeds_analysis")
TIMEOUT = 120

GOOD = "date 2025-03-03\n\nMayor Ilse Brandt said on Monday: “The bridge is safe.”\n"


def sparse(size: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with open(path, "wb") as file:
            file.truncate(size)

    return make


def folder(path: Path) -> None:
    path.mkdir()
    (path / "notes.pdf").write_text("no article")


FAILING: list[tuple[str, bytes | Callable[[Path], Any], str]] = [
    ("empty.txt", b"", "empty"),
    ("white.txt", b" \r\n\t\n\x0c \xe2\x80\xa8 ", "empty"),
    ("nul.txt", b"It rains.\0It pours.", "binary"),
    ("huge.txt", sparse(1 << 40), "too-large"),
    ("cut-off.txt.gz", gzip.compress(GOOD.encode())[:-9], "truncated"),
    ("bomb.txt.gz", gzip.compress(bytes(50_000_000)), "too-large"),
    ("deep.json", b'{"text": ' + b"[" * 200_000, "not-json"),
    ("no-text.json", b'{"title": "It rains."}', "no-text"),
    ("no-lines.jsonl", b"\n\n", "empty"),
    ("no-archive.warc", GOOD.encode(), "corrupt"),
    ("folder", folder, "no-articles"),
    ("broken-link.txt", lambda path: path.symlink_to("gone.txt"), "not-found"),
    ("pipe.txt", os.mkfifo, "not-a-file"),
    ("device.txt", lambda path: path.symlink_to("/dev/zero"), "not-a-file"),
    ("gone.txt", lambda _: None, "not-found"),
    ("x" * 300, lambda _: None, "unreadable"),
]

HOSTILE = {
    "good": GOOD,
    "quotes": "“" * 1_200 + " said " + "”" * 1_200,
    "straight-quotes": '" ' * 1_500 + "said.",
    "apostrophes": "' " * 1_500,
    "brackets": "([{" * 600 + "said" + ")" * 600,
    "nested": "".join("“‘"[i % 2] + "she said " for i in range(200)) + "’”" * 100,
    "unbroken": "a" * 60_000,
    "dollars": "$" * 1_500,
    "one-line": "Mayor Ilse Brandt said that it rains. " * 60,
    "blank-lines": "It rains.\n" + "\n" * 20_000 + "“It pours,” said Tom Hale.",
    "right-to-left": "Mayor \u202eesoR\u202c said: “\u05e9\u05dc\u05d5\u05dd.” \u0627\u0644\u0633",
    "zero-width": "Ilse\u200b Brandt\u200d said\ufeff “it\u00ad rains”\u2060.",
    "terminal": "Ilse Brandt said: “\x1b[31mred\x1b[0m \x1b]8;;x\x07link \x9b2J”.",
    "markup": "Ilse Brandt said: “[red]no[/b] :smile: <script>alert(1)</script> **bold** | `x`”.",
    "numbers": "9" * 2_000 + " " + "1994 " * 200 + "2024-13-99 " * 100,
    "newlines": "Ilse Brandt said\rit\x0brains.\x85Tom Hale\u2028left.\u2029“Yes,” he said.\r\n",
    "emoji": "👩‍👩‍👧‍👦 said “🏳️‍🌈” " * 50,
    "header-only": "date 2025-03-03",
    "odd-header": "date 9999-12-31 Next year, last Tuesday and in 400 years it will rain, Ilse Brandt said.",
    "first-day": "date 0001-01-01\n\nYesterday, last year and two decades ago it rained, Tom Hale said.",
    "title": "MAYOR ILSE BRANDT",
    "marks-only": "“”‘’\"'«»„“‹›",
}


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bad")
    for name, content, _ in FAILING:
        if callable(content):
            content(place / name)
        else:
            (place / name).write_bytes(content)
    (place / "first.txt").write_text(GOOD, encoding="utf-8")
    (place / "last.txt").write_bytes(GOOD.encode("utf-16"))
    return place


@pytest.mark.model
def test_bad_inputs_fail_one_by_one(bad_folder: Path) -> None:
    names = ["first.txt", *(name for name, _, _ in FAILING), "last.txt"]
    command = [*PROGRAM, "summarize", *names]
    result = subprocess.run(
        command, cwd=bad_folder, capture_output=True, encoding="utf-8", timeout=TIMEOUT, check=False
    )
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 1
    assert [record["document"]["origin"].partition("#")[0] for record in records] == names
    codes = [record.get("error", {}).get("code") for record in records]
    assert codes == [None, *(code for _, _, code in FAILING), None]
    reported = [line.partition(":")[0].partition("#")[0] for line in result.stderr.splitlines()]
    assert reported == names[1:-1]


def records_of(path: Path) -> Iterator[Record]:
    """Read the records of one file or folder."""
    return chain.from_iterable(item.records() for item in find_inputs([str(path)]))


@pytest.mark.model
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_summarized_verbatim(nlp: Any, tmp_path: Path, name: str) -> None:
    text = HOSTILE[name]
    path = tmp_path / f"{name}.txt"
    path.write_bytes(text.encode("utf-8"))
    (summary,) = summarize_records(records_of(path), lambda: nlp)
    if isinstance(summary, Failure):
        assert summary.code == "empty"
        return
    assert verify(summary.to_dict(), text) == []
    assert not set("\x1b\x9b\u202e") & set(render_markdown(summary))
    assert json.loads(render_json(summary)) == summary.to_dict()


def test_full_disk_keeps_the_old_output(tmp_path: Path) -> None:
    """A size limit of the process takes the place of a full disk."""
    (tmp_path / "old.json").write_text("old")
    code = (
        "import sys; from seeds_analysis.cli.output import open_output\n"
        "with open_output(sys.argv[1]) as output: output.write('x' * 100_000)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "old.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )
    assert "OutputError: old.json: cannot be written: file too large." in result.stderr
    assert (tmp_path / "old.json").read_text() == "old"
    assert os.listdir(tmp_path) == ["old.json"]
