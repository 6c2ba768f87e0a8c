"""`corpus report` over a manifest made by hand, on this machine and in an object store."""

import json
import os
import sys
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from seeds_analysis.cli import app as cli
from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.report.overview import of_rows
from seeds_analysis.corpus.stores import LocalStore, RemoteStore, Store
from tests.overviews import ok_row, town_rows
from tests.runs import write_run


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["corpus", *arguments], prog_name="seeds-analysis")


def fill(store: Store) -> None:
    """A run of two shards."""
    rows = town_rows()
    manifest.write_shard(store, "0" * 16, {}, rows[:4], final=True)
    manifest.write_shard(store, "1" * 16, {}, rows[4:], final=True)
    run = {"complete": True, "missing": 0, "shards": ["0" * 16, "1" * 16]}
    store.write("run.json", json.dumps(run).encode())


@pytest.fixture
def folder(tmp_path: Path) -> str:
    fill(LocalStore(str(tmp_path)))
    return str(tmp_path)


def test_report_in_a_pipe_is_json(folder: str) -> None:
    done = run("report", folder)
    assert (done.exit_code, json.loads(done.stdout)) == (0, of_rows(town_rows()).to_dict())


def test_report_as_table_is_a_page(folder: str) -> None:
    done = run("report", folder, "-f", "table", "--no-color")
    assert "9 records: 5 analyzed, 3 skipped, 1 failed." in done.stdout
    assert "\x1b" not in done.stdout


def test_report_lists_as_many_as_asked(folder: str) -> None:
    found = json.loads(run("report", folder, "--top", "1").stdout)
    assert (len(found["speakers"]), len(found["entities"])) == (1, 1)


def test_report_reads_an_object_store() -> None:
    pytest.importorskip("fsspec", reason="needs the extra [dask]")
    url = f"memory://report-{uuid.uuid4().hex}"
    fill(RemoteStore(url))
    assert json.loads(run("report", url).stdout)["records"] == 9


@pytest.mark.parametrize(
    ("missing", "words"),
    [(12, "about 12 records are missing"), (None, "an unknown number of records are missing")],
)
def test_report_says_what_is_missing(folder: str, missing: int | None, words: str) -> None:
    state: dict[str, object] = {"complete": False, "missing": missing, "shards": []}
    Path(folder, "run.json").write_text(json.dumps(state))
    found = json.loads(run("report", folder).stdout)
    assert (found["complete"], found["missing"]) == (False, missing)
    assert f"Not complete: {words}." in run("report", folder, "-f", "table").stdout
    assert "total,complete,,,,,,False" in run("report", folder, "-f", "csv").stdout


def test_report_on_no_run_is_wrong_usage(tmp_path: Path) -> None:
    done = run("report", str(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "holds no run" in done.stderr


def test_overview_of_a_file_names_the_reports_that_read_one(summaries: str, tmp_path: Path) -> None:
    archive = str(tmp_path / "archive.db")
    run("export", summaries, archive)
    done = run("report", archive)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is a file" in done.stderr
    assert "--format html" in done.stderr


@pytest.mark.parametrize(
    "damage", [Path.unlink, partial(os.truncate, length=0), partial(os.truncate, length=900)]
)
def test_report_names_a_damaged_manifest_on_one_line(folder: str, damage: Callable[[Path], None]) -> None:
    damage(Path(folder, "manifest", "1" * 16 + ".jsonl"))
    done = run("report", folder)
    assert done.exit_code == 1
    assert done.stderr.startswith(
        "manifest/1111111111111111.jsonl: missing or damaged. Run the same corpus command"
    )
    assert done.stderr.count("\n") == 1


def test_report_passes_over_foreign_files(folder: str) -> None:
    Path(folder, "manifest", "notes.jsonl").write_text("{}\n")
    assert json.loads(run("report", folder).stdout)["records"] == 9


def test_corpus_names_the_missing_extra_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.txt").write_text("The harbour is open.")
    done = run(str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--format", "parquet")
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "install 'seeds-analysis[parquet]'" in done.stderr


@pytest.fixture
def summaries(tmp_path: Path) -> str:
    return write_run(tmp_path / "results")


@pytest.mark.parametrize("asked", [["--repeats"], ["--speaker", "oduya"]])
@pytest.mark.parametrize("output_format", ["json", "csv", "table"])
def test_report_on_quotations_reads_a_run_or_its_archive(
    summaries: str, tmp_path: Path, asked: list[str], output_format: str
) -> None:
    archive = str(tmp_path / "archive.db")
    run("export", summaries, archive)
    one, other = (run("report", source, *asked, "-f", output_format) for source in (summaries, archive))
    assert (one.exit_code, one.stderr) == (0, "")
    assert "count lamps" in one.stdout
    assert one.stdout == other.stdout


def test_report_on_quotations_in_a_pipe_is_json(summaries: str) -> None:
    found = json.loads(run("report", summaries, "--repeats", "--top", "1").stdout)
    assert (found["groups"], len(found["repeats"]), found["repeats"][0]["articles"]) == (7, 1, 2)


def test_report_on_quotations_of_an_interrupted_run_says_what_is_missing(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "results", complete=False, missing=1200)
    done = run("report", folder, "--repeats")
    assert (done.exit_code, json.loads(done.stdout)["groups"]) == (1, 7)
    assert done.stderr.endswith("missing: about 1,200. Run the same corpus command again.\n")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--repeats", "--speaker", "oduya"], "are two reports. Ask for one."),
        (["--speaker", " "], "name a word to look for, or a --speaker."),
    ],
)
def test_report_on_quotations_that_cannot_be_done_is_wrong_usage(
    summaries: str, asked: list[str], said: str
) -> None:
    done = run("report", summaries, *asked)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize("source", ["results", "archive.db"])
def test_report_in_html_reads_a_run_or_its_archive(summaries: str, tmp_path: Path, source: str) -> None:
    run("export", summaries, str(tmp_path / "archive.db"))
    target = tmp_path / "report.html"
    done = run("report", str(tmp_path / source), "-o", str(target), "--top", "1")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("Maren Oduya</bdi><svg") == 1
    assert "By outlet" in page


def test_report_in_html_counts_by_a_field_of_the_articles(summaries: str) -> None:
    assert "By id</h2>" in run("report", summaries, "-f", "html", "--by", "id").stdout
    done = run("report", summaries, "-f", "html", "--by", "desk")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no article has the field 'desk'. The archive has: outlet, id." in done.stderr


def test_report_in_html_of_an_interrupted_run_says_so(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "results", complete=False, missing=1200)
    done = run("report", folder, "-f", "html")
    assert done.exit_code == 1
    assert "The run is not complete: about 1,200 records are missing here." in done.stdout
    assert done.stderr.endswith("missing: about 1,200. Run the same corpus command again.\n")


@pytest.mark.parametrize(
    "asked", [["--repeats", "-f", "html"], ["--by", "outlet"], ["--by", "outlet", "-f", "csv"]]
)
def test_report_refuses_what_does_not_go_together(summaries: str, asked: list[str]) -> None:
    done = run("report", summaries, *asked)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--format html and --by" in done.stderr


def test_report_keeps_names_apart_on_request(tmp_path: Path) -> None:
    rows = [
        {**ok_row(n, speakers=((name, "PERSON", 1, 5),)), "published": "2025-03-11"}
        for n, name in enumerate(("Ilse Brandt", "Brandt"))
    ]
    manifest.write_shard(LocalStore(str(tmp_path)), "0" * 16, {}, rows, final=True)
    counted = [
        [one["name"] for one in json.loads(run("report", str(tmp_path), *options).stdout)["speakers"]]
        for options in ([], ["--no-join"])
    ]
    assert counted == [["Ilse Brandt"], ["Brandt", "Ilse Brandt"]]
