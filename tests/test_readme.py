"""Every command, program and query that the documentation shows is run."""

import gzip
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from seeds_analysis.loading import sample_input
from tests.loading.archives import PAGE, archive, response
from tests.preloaded import CLIENT

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
)
FENCE = re.compile(
    r"^(<!-- not run: [^\n]+ -->\n)?```(\w+)\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
RUN = ("sh", "python", "sql")
SQLITE = (
    "import sqlite3, sys; [print(*row, sep='|') for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])]"
)
# The walk through an archive makes many articles. These are analyzed; with SEEDS_WALK=1, all of them are.
WALK, WALKED = "news", "c0_0[12]_*"
ALL = os.environ.get("SEEDS_WALK") == "1"
# jq is the reader's; without it the commands around it still run. SQLite is in Python.
SHELL = f"""
set -euo pipefail
python() {{ PYTHONPATH={shlex.quote(str(ROOT))} {shlex.quote(sys.executable)} "$@"; }}
sqlite3() {{ python -c {shlex.quote(SQLITE)} "$@"; }}
seeds-analysis() {{ {shlex.quote(sys.executable)} -SEc {shlex.quote(CLIENT)} "$SERVER" "$@"; }}
command -v jq >/dev/null || jq() {{ true; }}
"""


class Block(NamedTuple):
    page: str
    language: str
    code: str
    answer: str = ""  # of a command, as the page shows it


def blocks(page: str) -> list[Block]:
    """The fenced blocks to be run, in order; a comment on the line before leaves one out."""
    text = (ROOT / page).read_text(encoding="utf-8")
    matches = (match for match in FENCE.finditer(text) if not match[1])
    found = [Block(page, match[2], match[3], match[4] or "") for match in matches]
    return [block for block in found if block.language in RUN]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands name; a page may use what it made itself, but nothing of another's."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "seeds_analysis").symlink_to(ROOT / "seeds_analysis")
    (folder / "articles").mkdir()
    (folder / "articles" / "one.txt").write_text("Ana Ruiz said no.", encoding="utf-8")
    (folder / "article.txt").write_text(sample_input().load().text, encoding="utf-8", newline="")
    (folder / "page.html").write_bytes(PAGE)
    (folder / "records.jsonl").write_text('{"content": "Tom Hale said yes.", "day": "2025-03-14"}\n')
    (folder / "news.jsonl").write_text('{"text": "Tom Hale said yes.", "outlet": "Post"}\n')
    (folder / "news.csv").write_text("id,text\n1,Tom Hale said yes.\n")
    (folder / "news.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Tom Hale said yes."}\n'))
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(archive(response())))
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A process that runs the commands, at a socket whose path is short."""
    path = tmp_path_factory.mktemp("server") / "socket"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.preloaded", path],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    while not path.exists():
        assert process.poll() is None
        time.sleep(0.05)
    yield path
    process.kill()
    process.wait()


@pytest.mark.model
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)])
def test_blocks_of_a_page_run(page: str, desk: Path, server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SERVER", str(server))
    shutil.rmtree("results", ignore_errors=True)  # of another page, with other options
    for block in blocks(page):
        run(block)


def run(block: Block) -> None:
    if block.language == "sh":
        output = run_shell(block.code)
        if block.answer:
            assert form(output) == form(block.answer), output
        if Path(WALK).exists() and not ALL:
            for path in {*Path(WALK).iterdir()}.difference(Path(WALK).glob(WALKED)):
                path.unlink()
    elif block.language == "python":
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r".*W095")
            exec(compile(block.code, block.page, "exec"), {})
    elif find_spec("duckdb"):
        import_module("duckdb").sql(block.code)


def form(answer: str) -> tuple[set[int], bool, bool]:
    """How many cells the rows have, and whether there are quotations with the facts about them."""
    return {line.count("|") for line in answer.splitlines()}, "“" in answer, " · " in answer


def run_shell(code: str) -> str:
    done = subprocess.run(
        ["bash", "-c", SHELL + code],
        capture_output=True,
        text=True,
        timeout=3600 if ALL else 120,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{code}\n{done.stderr}"
    return done.stdout
