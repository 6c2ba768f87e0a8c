"""The program as a process: what it imports, its streams, signals and terminals. No model is loaded."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from seeds_analysis.corpus.database import export_database
from tests.runs import write_run

PROGRAM = (sys.executable, "-m", "seeds_analysis")
TIMEOUT = 60

needs_full_device = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    settings = {"capture_output": True, "text": True, "encoding": "utf-8", "stdin": subprocess.DEVNULL}
    if "stdout" in options:
        settings = {**settings, "capture_output": False, "stderr": subprocess.PIPE}
    return subprocess.run([*PROGRAM, *arguments], timeout=TIMEOUT, check=False, **{**settings, **options})


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["--help"], 0, id="help"),
        pytest.param(["summarize", "--help"], 0, id="command-help"),
        pytest.param(["search", "--help"], 0, id="search-help"),
        pytest.param(["corpus", "export", "--help"], 0, id="export-help"),
        pytest.param(["-V"], 0, id="version"),
        pytest.param(["summarize", "--nonsense"], 2, id="usage-error"),
        pytest.param(["summarize", "gone.txt"], 1, id="missing-file"),
    ],
)
def test_help_and_usage_errors_import_neither_spacy_nor_rich(arguments: Sequence[str], code: int) -> None:
    result = run(*arguments, env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"})
    lines = result.stderr.splitlines()
    imported = {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}
    assert result.returncode == code
    assert "typer" in imported
    assert not {"spacy", "numpy", "thinc", "rich", "rich.table", "jinja2"} & imported


def test_search_imports_no_spacy_and_no_rich_in_a_pipe(tmp_path: Path) -> None:
    export_database(write_run(tmp_path / "results"), str(tmp_path / "archive.db"))
    imports = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    result = run("search", str(tmp_path / "archive.db"), "lamps", env=imports)
    assert len(result.stdout.splitlines()) == 2
    assert not re.search(r"\| +(spacy|numpy|thinc|onnxruntime|rich)$", result.stderr, re.MULTILINE)


def test_completion_is_quick_and_offers_commands() -> None:
    code = "from seeds_analysis.cli.app import app; app(prog_name='seeds-analysis')"
    asked = {"_SEEDS_ANALYSIS_COMPLETE": "complete_bash", "COMP_WORDS": "x s", "COMP_CWORD": "1"}
    command = [sys.executable, "-X", "importtime", "-c", code]
    result = subprocess.run(
        command, env={**os.environ, **asked}, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    assert result.stdout.split() == ["summarize", "schema", "search", "score"]
    assert "spacy" not in result.stderr


def test_null_device_is_no_input() -> None:
    result = run("summarize")
    assert (result.returncode, result.stdout) == (2, "")
    assert "--sample" in result.stderr
    assert result.stderr.count("\n") == 1


def test_closed_standard_input_is_no_input() -> None:
    result = run("summarize", stdin=None, preexec_fn=lambda: os.close(0))
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_closed_standard_output_is_reported() -> None:
    result = run("schema", stdout=None, preexec_fn=lambda: os.close(1))
    assert (result.returncode, result.stderr) == (
        2,
        "standard output: is closed. Name a file with --output.\n",
    )


@needs_full_device
@pytest.mark.parametrize("argument", ["schema", "--help"])
def test_full_disk_is_reported_on_one_line(argument: str) -> None:
    with open("/dev/full", "w") as full:
        result = run(argument, stdout=full)
    assert result.returncode == 1
    assert result.stderr == "standard output: cannot be written: no space left on device.\n"


def test_broken_pipe_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = run("schema", stdout=writer)
    finally:
        os.close(writer)
    assert (result.returncode, result.stderr) == (0, "")


def test_interrupt_exits_130_without_a_message() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "summarize", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    # More than a pipe holds: that it was written means that the program is reading.
    process.stdin.write(b"It rains. " * 20_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=TIMEOUT)
    assert (process.returncode, output, errors) == (130, b"", b"")


def test_usage_error_shows_no_control_characters() -> None:
    result = run("summarize", "--\u202egpj.exe", "\x9b31m")
    assert result.returncode == 2
    assert result.stderr.endswith("No such option: --\N{REPLACEMENT CHARACTER}gpj.exe\n")


INTERRUPTING = """
import importlib.abc, os, signal, sys

class Interrupting(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == os.environ["INTERRUPTED"]:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
"""


@pytest.mark.parametrize(
    "module", ["seeds_analysis.cli", "typer", "seeds_analysis.cli.options", "seeds_analysis.cli.summarize"]
)
def test_interrupt_while_modules_are_imported_exits_130_without_a_message(
    tmp_path: Path, module: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(INTERRUPTING)
    here = str(Path(__file__).parents[2])
    found = os.pathsep.join([str(tmp_path), here])
    result = run("summarize", "gone.txt", env={**os.environ, "PYTHONPATH": found, "INTERRUPTED": module})
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


WRITING = """
import time
from seeds_analysis.cli.commands import run_program
from seeds_analysis.cli.output import open_output

def write(**_):
    with open_output("out.json") as output:
        output.write("half")
        print("ready", flush=True)
        time.sleep(60)

run_program(write)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_leaves_no_temporary_file(tmp_path: Path, number: signal.Signals) -> None:
    heeded = f"import signal; signal.signal({number:d}, signal.SIG_DFL)\n"  # nohup has SIGHUP ignored
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING if number == signal.SIGINT else heeded + WRITING],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(number)
    _, errors = process.communicate(timeout=TIMEOUT)
    assert (process.returncode, errors, os.listdir(tmp_path)) == (128 + number, b"", [])


def test_output_is_utf_8_in_any_locale() -> None:
    odd = os.fsdecode(b"caf\xc3\xa9\xff.txt")
    result = run(
        "summarize", odd, "--format", "jsonl", env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    )
    assert result.returncode == 1
    assert json.loads(result.stdout)["document"]["origin"].startswith("café")
