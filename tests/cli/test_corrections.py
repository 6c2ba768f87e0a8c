"""Export, import-corrections and score on the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from seeds_analysis.cli import app as cli
from seeds_analysis.corrections import brat_files
from seeds_analysis.views.data.json import render_jsonl
from tests.corrections.invented import TEXT, summary_of
from tests.corrections.test_brat import PIER

GOLD = summary_of(TEXT, PIER)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a corrected article, as brat has it."""
    monkeypatch.chdir(tmp_path)
    Path("checked").mkdir()
    for name, text in brat_files([GOLD]):
        Path("checked", name).write_text(text, encoding="utf-8", newline="")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), prog_name="seeds-analysis")


def test_import_writes_summaries_that_verify() -> None:
    result = run("import-corrections", "checked")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == render_jsonl(GOLD)
    assert json.loads(result.stdout)["generator"]["attribution"] == "human"
    assert run("import-corrections", "checked", "-o", "gold.jsonl").stderr == "gold.jsonl: 1 summary.\n"
    assert run("verify", "gold.jsonl").exit_code == 0


def test_a_bad_file_is_one_line_and_the_others_are_imported() -> None:
    Path("checked/lost.ann").write_text("")
    Path("checked/odd.txt").write_text("Ana said no.")
    Path("checked/odd.ann").write_text("T1\tSource 0 3\tEva\n")
    task = {"data": {"text": "\ud800"}, "annotations": [{"result": []}]}
    Path("checked/odd.json").write_text(json.dumps([{"data": {}}, 1, task]))
    Path("checked/bad.jsonl").write_text('{"error": {}}\n[\n')
    Path("checked/latin.ann").write_bytes(b"\xff")
    Path("checked/latin.txt").write_text("a")
    result = run("import-corrections", "checked")
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    form = "is not a task as Label Studio exports it in the format JSON."
    assert result.stderr.splitlines() == [
        "checked/bad.jsonl#1: is an error record, not a summary.",
        "checked/bad.jsonl#2: is not JSON.",
        "checked/latin.ann: is not UTF-8.",
        "checked/lost.txt: is not there. A file .ann needs its text.",
        "checked/odd.ann: line 1: says 'Eva', but the text has 'Ana' there. Was the text changed?",
        f"checked/odd.json#1: {form}",
        f"checked/odd.json#2: {form}",
        "checked/odd.json#3: holds half characters (lone surrogates).",
    ]


@pytest.mark.parametrize(
    ("path", "fault"), [("nothing.ann", "is not there."), ("checked/pier.txt", "holds no corrections.")]
)
def test_import_of_what_holds_no_corrections_fails(path: str, fault: str) -> None:
    result = run("import-corrections", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{path}: {fault}")


def test_import_writes_no_other_format() -> None:
    assert run("import-corrections", "checked", "-o", "gold.csv").exit_code == 2


def test_score_compares_given_summaries_by_their_text() -> None:
    ours = replace(GOLD, document=replace(GOLD.document, origin="other.txt", text=None))
    Path("ours.jsonl").write_text(render_jsonl(ours), encoding="utf-8")
    result = run("score", "checked", "--found", "ours.jsonl", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["found"] == {"precision": 1, "recall": 1, "f1": 1}
    table = run("score", "checked", "--found", "ours.jsonl", "--format", "table").stdout
    assert "Quotations found                                   100.0   100.0   100.0\n" in table
    assert max(map(len, table.splitlines())) <= 80


def test_score_without_a_summary_of_the_text_fails() -> None:
    Path("ours.jsonl").write_text(render_jsonl(summary_of("Another text.")), encoding="utf-8")
    result = run("score", "checked", "--found", "ours.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "pier.txt: ours.jsonl has no summary of this text.\n"


@pytest.mark.model
def test_score_summarizes_the_articles_itself() -> None:
    result = run("score", "checked", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["articles"] == 1


@pytest.mark.model
def test_brat_is_written_to_a_new_folder_only() -> None:
    assert run("summarize", "checked/pier.txt", "--format", "brat", "-o", "new").exit_code == 0
    assert sorted(path.name for path in Path("new").iterdir()) == ["annotation.conf", "pier.ann", "pier.txt"]
    assert Path("new/pier.txt").read_bytes().decode() == TEXT
    again = run("summarize", "checked/pier.txt", "--format", "brat", "-o", "new")
    assert (again.exit_code, again.stderr) == (2, "new: is not empty. Name a new folder.\n")
    unnamed = run("summarize", "checked/pier.txt", "--format", "brat")
    assert (unnamed.exit_code, unnamed.stderr) == (
        2,
        "--format brat writes a folder. Name it with --output.\n",
    )
