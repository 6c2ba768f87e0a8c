"""`verify` and `schema` on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from seeds_analysis.cli import app as cli
from seeds_analysis.views.data.json import render_json
from tests.summaries import ARTICLE, rich_summary


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an article and its summary."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE, encoding="utf-8", newline="")
    Path("a.json").write_text(render_json(rich_summary()), encoding="utf-8")


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), input=stdin, prog_name="seeds-analysis")


def spans(value: object) -> int:
    """How many objects of a summary have offsets."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = isinstance(value, dict) and value.get("start") is not None
    return own + sum(map(spans, inner))


def test_verify_counts_the_spans_that_match() -> None:
    result = run("verify", "a.json", "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"OK: {spans(rich_summary().to_dict())} spans match\n"
    assert run("verify", "a.json", "a.txt", "-q").output == ""


def test_verify_reads_the_summary_from_standard_input() -> None:
    assert run("verify", "-", "a.txt", stdin=Path("a.json").read_text(encoding="utf-8")).exit_code == 0


def test_verify_reads_the_article_in_the_encoding_of_the_summary() -> None:
    Path("a.txt").write_bytes(ARTICLE.encode("utf-16-le"))
    values = json.loads(Path("a.json").read_text(encoding="utf-8"))
    values["document"]["encoding"] = "utf-16-le"
    Path("a.json").write_text(json.dumps(values), encoding="utf-8")
    assert run("verify", "a.json", "a.txt").exit_code == 0


def test_verify_prints_one_line_for_a_broken_summary() -> None:
    Path("a.txt").write_text(ARTICLE.replace("Maren", "Karen"), encoding="utf-8", newline="")
    result = run("verify", "a.json", "a.txt")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.count("\n") == 1
    assert result.stdout.startswith("a.json: document.id: ")
    assert result.stdout.endswith(" more problems)\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It rains.", id="no-json"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("[]", id="list"),
        pytest.param("1" * 10_000, id="long-number"),
        pytest.param('{"schema_version": "1.0"', id="cut-off"),
    ],
)
def test_verify_reports_a_file_that_is_not_json(text: str) -> None:
    Path("a.json").write_text(text, encoding="utf-8")
    result = run("verify", "a.json", "a.txt")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith("a.json")


@pytest.mark.parametrize(
    "text", ["null", "{}", '{"document": 1}', '{"document": {"encoding": "hex"}, "quotations": [[1]]}']
)
def test_verify_reports_json_that_is_not_a_summary(text: str) -> None:
    Path("a.json").write_text(text, encoding="utf-8")
    result = run("verify", "a.json", "a.txt")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout


@pytest.mark.parametrize("arguments", [("gone.json", "a.txt"), ("a.json", "gone.txt"), ("a.json", ".")])
def test_verify_reports_a_missing_file(arguments: tuple[str, str]) -> None:
    result = run("verify", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_schema_is_printed_as_json() -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["$schema"].endswith("2020-12/schema")


def with_text(text: str | None = ARTICLE) -> str:
    values = json.loads(Path("a.json").read_text(encoding="utf-8"))
    values["document"]["text"] = text
    return json.dumps(values)


def test_verify_needs_no_article_if_the_summary_contains_its_text() -> None:
    Path("b.json").write_text(with_text(), encoding="utf-8")
    result = run("verify", "b.json")
    assert (result.exit_code, result.stdout[:3]) == (0, "OK:")
    assert run("verify", "-", stdin=with_text()).exit_code == 0


def test_verify_asks_for_the_article_if_the_summary_contains_no_text() -> None:
    result = run("verify", "a.json")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith("a.json: document.text: is missing: name the article too")


def test_verify_compares_the_text_in_the_summary_with_the_article() -> None:
    Path("b.json").write_text(with_text(ARTICLE.replace("Maren", "Karen")), encoding="utf-8")
    assert run("verify", "b.json", "a.txt").stdout.startswith("b.json: document.")
    assert "document.id: " in run("verify", "b.json").stdout


def test_verify_names_the_lines_with_problems() -> None:
    broken = with_text(ARTICLE.replace("Maren", "Karen"))
    failure = json.dumps({"schema_version": "1.1", "document": {"origin": "x"}, "error": {"code": "empty"}})
    lines = [with_text(), failure, broken, "no JSON", with_text(None)]
    Path("all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("verify", "all.jsonl")
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.stdout.splitlines()] == ["all.jsonl#3", "all.jsonl#5"]
    assert result.stderr.startswith("all.jsonl#4: is not JSON")
    assert result.stderr.count("\n") == 1


def test_verify_refuses_an_article_for_several_summaries() -> None:
    Path("all.jsonl").write_text(f"{with_text()}\n{with_text()}\n", encoding="utf-8")
    assert run("verify", "all.jsonl").stdout.endswith(" spans in 2 summaries match\n")
    result = run("verify", "all.jsonl", "a.txt")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith("all.jsonl: contains several summaries")
