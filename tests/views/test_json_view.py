"""JSON for programs: whole, on its lines, and without anything that a reader could stumble over."""

import dataclasses
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.summary.model import Summary
from seeds_analysis.views.data.json import render_failure, render_json, render_jsonl
from tests.summaries import empty_summary, rich_summary, summary_with

LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@pytest.mark.parametrize("render", [render_json, render_jsonl], ids=["json", "jsonl"])
def test_json_gives_the_summary_back(render: object) -> None:
    assert callable(render)
    assert Summary.from_dict(json.loads(render(rich_summary()))) == rich_summary()


def test_json_keeps_letters_as_they_are() -> None:
    assert "Åse – “ja”" in render_json(summary_with("Åse – “ja”"))


@given(st.text(st.characters()) | st.text(LINE_ENDS + 'a\r\n"\\'))
def test_jsonl_is_one_line_for_every_reader(text: str) -> None:
    line = render_jsonl(summary_with(text))
    assert line.splitlines() == [line[:-1]]
    assert json.loads(line)["quotations"][0]["text"] == text


@pytest.mark.parametrize("char", ["\x9b", "\x7f", "\u202e", "\u2066", "\udc80"], ids=ascii)
def test_json_escapes_what_drives_a_terminal_or_cannot_be_encoded(char: str) -> None:
    text = render_json(empty_summary(origin=f"a{char}b"))
    assert char not in text
    assert json.loads(text)["document"]["origin"] == f"a{char}b"
    text.encode()


def test_json_refuses_nan() -> None:
    quotation = dataclasses.replace(rich_summary().quotations[0], confidence=float("nan"))
    with pytest.raises(ValueError, match="not JSON compliant"):
        render_json(dataclasses.replace(rich_summary(), quotations=(quotation,)))


def test_failure_is_a_record_of_the_same_stream() -> None:
    line = render_failure("a\nb.txt", "decode", "not “text”")
    assert line.count("\n") == 1
    assert json.loads(line) == {
        "schema_version": "2.0",
        "document": {"origin": "a\nb.txt"},
        "error": {"code": "decode", "message": "not “text”"},
    }


def test_json_view_leaves_rich_and_spacy_unloaded() -> None:
    code = (
        "import sys; import seeds_analysis.views.data.json, seeds_analysis.views.data.rows; "
        "import seeds_analysis.views.page.markdown; "
        "sys.exit(bool({'rich', 'spacy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
