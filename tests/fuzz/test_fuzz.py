"""Disorderly articles, and every input that ever failed."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from spacy.language import Language
from typer.testing import CliRunner

from seeds_analysis.cli import app as cli
from tests.fuzz.articles import articles
from tests.fuzz.checking import check_input, check_record

CORPUS = Path(__file__).with_name("corpus")
INPUTS = sorted(CORPUS.iterdir())
EXAMPLES = 120  # about half a minute


@pytest.mark.model
@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_input_that_once_failed_keeps_every_promise(nlp: Language, path: Path) -> None:
    check_input(nlp, path.read_bytes())


@pytest.mark.model
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(text=articles())
def test_disorderly_article_keeps_every_promise(nlp: Language, text: str) -> None:
    check_input(nlp, text.encode("utf-8", "surrogatepass"))


@pytest.mark.model
def test_program_reads_all_inputs_that_once_failed(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ["summarize", *map(str, INPUTS), "--with-text", "-o", str(out)]
    result = CliRunner().invoke(cli.app, arguments, prog_name="seeds-analysis")
    assert result.exit_code in (0, 1)
    assert not {"Traceback", "fault"} & set(result.stderr.split())
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(records) == len(INPUTS)
    for record in records:
        if "error" not in record:
            check_record(record)
