"""`corpus export` and `search` as commands: what they write, where, and how they end."""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from seeds_analysis.cli import app as cli
from seeds_analysis.corpus.database import BEGIN, COLUMNS, END
from seeds_analysis.views.page.hits import Hits
from tests.runs import write_run

PAGE = """\
Maren Oduya
“We did not come here to count lamps. We came here to keep a promise,” … “And a promise does
not end at nine in the evening.”
direct · said · 2025-03-11 · Night boat stays | Coastwire
https://coastwire.example/night-boat · also in 1 other article

Maren Oduya
“We did not come here to count lamps. We came here to keep a promise,” … “And a promise does
not end at nine in the evening.”
direct · said · 2024-12-31 · Night boat stays | Coastwire
https://coastwire.example/night-boat · also in 1 other article
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), prog_name="seeds-analysis")


@pytest.fixture(autouse=True)
def _archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    write_run(Path("results"))
    run("corpus", "export", "results", "archive.db")


def test_export_says_what_it_wrote_and_what_failed() -> None:
    done = run("corpus", "export", "results", "archive.db")
    assert (done.exit_code, done.stdout, done.stderr.splitlines()) == (
        0,
        "",
        [
            "archive.db: 3 articles, 20 quotations.",
            "results: 1 article failed in the run: see corpus report.",
        ],
    )


def test_export_of_an_interrupted_run_says_how_many_articles_are_missing() -> None:
    write_run(Path("part"), complete=False, missing=1200)
    done = run("corpus", "export", "part", "archive.db", "--quiet")
    assert (done.exit_code, done.stderr) == (
        1,
        "part: the run is not complete. Articles missing: about 1,200. "
        "Run the same corpus command again, then export again.\n",
    )


def test_export_of_no_run_is_wrong_usage() -> None:
    done = run("corpus", "export", ".", "archive.db")
    assert (done.exit_code, done.stderr.partition(".")[2][:22]) == (2, ": holds no summaries. ")


def test_search_in_a_pipe_is_json_lines() -> None:
    done = run("search", "archive.db", "lamps", "--limit", "1")
    (hit,) = map(json.loads, done.stdout.splitlines())
    assert tuple(hit) == COLUMNS
    assert hit["marked"].startswith("“We did not come here to count **lamps**. We")


def test_search_as_csv_has_the_same_columns() -> None:
    done = run("search", "archive.db", "lamps", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(tuple(row), row["speaker"]) for row in rows] == [(COLUMNS, "Maren Oduya")] * 2


def test_search_without_hits_writes_a_header_and_a_note() -> None:
    done = run("search", "archive.db", "giraffe", "-o", "hits.csv")
    assert (done.exit_code, done.stderr) == (0, "no quotation was found.\n")
    assert Path("hits.csv").read_text() == ",".join(COLUMNS) + "\n"


def test_search_as_table_is_a_list() -> None:
    done = run("search", "archive.db", "--speaker", "oduya", "--kind", "direct", "-f", "table", "--no-color")
    assert (done.exit_code, done.stdout) == (0, PAGE)


def drawn(**changes: object) -> str:
    hit = json.loads(run("search", "archive.db", "lamps", "--limit", "1").stdout)
    console = Console(width=100, file=io.StringIO(), force_terminal=True, color_system="standard")
    with console.capture() as capture:
        console.print(Hits([hit | changes], BEGIN, END))
    return capture.get()


def test_list_shows_the_words_in_bold() -> None:
    marked = f"  count \n {BEGIN}lamps\x1b[2J{END} and {BEGIN}more{END}"
    assert "count \x1b[1mlamps�[2J\x1b[0m and \x1b[1mmore\x1b[0m" in drawn(marked=marked)


def test_list_says_what_was_not_said() -> None:
    assert "Did not say: “count lamps”" in drawn(marked="count lamps", negated=True)


def test_list_says_what_is_not_sure() -> None:
    assert "unsure" in drawn(confidence=0.5)
    assert "Speaker unknown" in drawn(speaker=None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["archive.db"], "name a word to look for, or a --speaker."),
        (["gone.db", "lamps"], "gone.db: cannot be read: no such file or directory."),
        (["archive.db", "lamps", "--since", "March"], "'March' is not a day, month or year"),
        (["archive.db", "lamps", "--until", "2024-13"], "'2024-13' is not a day, month or year"),
        (["archive.db", "lamps", "-o", "hits.md"], ".md cannot hold these results."),
    ],
)
def test_search_that_cannot_be_done_is_wrong_usage(arguments: list[str], said: str) -> None:
    done = run("search", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
