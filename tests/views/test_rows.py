"""Flat records: one shape, verbatim cells, and CSV that every reader gives back."""

import csv
import io
import json
from dataclasses import dataclass
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from seeds_analysis.text import TextSpan
from seeds_analysis.views.data import tables
from seeds_analysis.views.data.rows import (
    flat_columns,
    flat_rows,
    render_csv,
    render_rows_json,
    render_rows_jsonl,
)
from tests.summaries import rich_summary, summary_with


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@dataclass
class _Item:
    id: str
    mood: Annotated[str | None, Meta(description="The mood.")]
    parts: tuple[TextSpan, ...]


def test_field_that_no_path_reaches_becomes_a_column() -> None:
    *_, first, second = tables.flat_columns(_Item, "id=item")
    assert (first.name, first.kind, first.nullable) == ("item", "string", False)
    assert (second.name, second.kind, second.nullable) == ("mood", "string", True)
    assert second.meaning == "The mood."
    assert second.value(rich_summary(), _Item("i1", "calm", ())) == "calm"


def test_csv_can_go_on_without_a_header() -> None:
    rows = flat_rows("entities", rich_summary())
    both = render_csv(rows[:1], flat_columns("entities")) + render_csv(
        rows[1:], flat_columns("entities"), header=False
    )
    assert both == render_csv(rows, flat_columns("entities"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_csv_cells_are_verbatim(text: str) -> None:
    assert read(render_csv([{"text": text}], ["text"])) == [["text"], [text]]


@given(st.lists(st.tuples(st.text(), st.text('a,"\r\n \x85\u2028')), max_size=4))
def test_csv_gives_every_text_back(cells: list[tuple[str, str]]) -> None:
    rows = [{"one": one, "two": two} for one, two in cells]
    assert read(render_csv(rows, ["one", "two"], header=False)) == [list(pair) for pair in cells]


def test_csv_can_be_encoded_whatever_the_file_name() -> None:
    text = render_csv(flat_rows("quotations", summary_with("a\udc80")), flat_columns("quotations"))
    assert "a\N{REPLACEMENT CHARACTER}" in text
    text.encode()


def test_rows_as_json_are_an_array() -> None:
    rows = flat_rows("entities", rich_summary())
    assert json.loads(render_rows_json(rows)) == rows
    assert render_rows_json([]) == "[]\n"


def test_rows_as_jsonl_are_one_a_line() -> None:
    rows = flat_rows("quotations", rich_summary())
    lines = render_rows_jsonl(rows).splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert render_rows_jsonl([]) == ""
