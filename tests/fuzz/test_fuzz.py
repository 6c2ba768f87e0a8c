"""Inputs of all kinds of disorder, files made to do harm, and every input that ever failed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from spacy.language import Language
from typer.testing import CliRunner

from seeds_analysis.cli import app as cli
from seeds_analysis.errors import LoadError
from seeds_analysis.loading import NO_PAGE
from tests.fuzz.checking import check_input, check_record
from tests.fuzz.files import WITH_END, whole_files
from tests.fuzz.hostile import hostile_files
from tests.fuzz.kinds import KINDS, Kind
from tests.loading.archives import records

CORPUS = Path(__file__).with_name("corpus")
INPUTS = sorted(CORPUS.iterdir())
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.model
@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_input_that_once_failed_keeps_every_promise(nlp: Language, path: Path) -> None:
    check_input(nlp, path.read_bytes(), path.name)


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_input_in_disorder_keeps_every_promise(nlp: Language, kind: Kind) -> None:
    @settings(
        max_examples=max(kind.share // 8, 5),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(kind.inputs)
    def check(made: tuple[str, bytes]) -> None:
        name, data = made
        check_input(nlp, data, name)

    check()


def errors(data: bytes, name: str) -> set[str]:
    """What is wrong with the records of a file, but not that a server did not have a page."""
    found = set()
    for record in records(data, name):
        try:
            record.load()
        except LoadError as error:
            found.add(error.code)
    return found - {"http-status"}


@pytest.mark.parametrize("name", WITH_END)
def test_file_that_is_cut_off_anywhere_says_so(name: str) -> None:
    whole = whole_files()[name]
    assert not errors(whole, name)
    assert [end for end in range(1, len(whole) - 1, 50) if not errors(whole[:end], name)] == []


def file_of(record: Any) -> str:
    """The file that a summary or an error is about, which may hold many articles."""
    origin: str = record["document"]["origin"]
    return origin.partition("#")[0]


@pytest.mark.model
def test_program_reads_all_files_that_do_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = hostile_files() | {path.name: path.read_bytes() for path in INPUTS}
    for name, data in files.items():
        Path(name).write_bytes(data)
    arguments = ["summarize", *files, "--quiet", "--with-text", "-f", "jsonl", "-o", "out.jsonl"]
    result = CliRunner().invoke(cli.app, arguments, prog_name="seeds-analysis")
    assert result.exit_code == 1
    assert not {"Traceback", "fault"} & set(result.stderr.split())
    assert not CONTROLS.search(result.stderr)
    text = Path("out.jsonl").read_text(encoding="utf-8")
    assert "root:" not in text
    summaries = [json.loads(line) for line in text.splitlines()]
    assert {file_of(record) for record in summaries} == set(files)
    failed = [record for record in summaries if "error" in record and record["error"]["code"] not in NO_PAGE]
    assert [re.split("[#:]", line)[0] for line in result.stderr.splitlines()] == list(map(file_of, failed))
    for record in summaries:
        if "error" not in record:
            check_record(record)
