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
from rich.console import Console

from seeds_analysis.text import TextSpan
from seeds_analysis.views.data.rows import (
    ENTITY_COLUMNS,
    ENTITY_TABLE_COLUMNS,
    QUOTATION_COLUMNS,
    QUOTATION_TABLE_COLUMNS,
    entity_rows,
    quotation_rows,
    render_csv,
    render_rows_json,
    render_rows_jsonl,
    render_table,
)
from seeds_analysis.views.data.tables import flat_columns
from tests.summaries import ARTICLE, empty_summary, rich_summary, summary_with


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_quotation_rows_have_the_columns_in_order() -> None:
    rows = quotation_rows(rich_summary())
    assert len(rows) == 10
    assert all(tuple(row) == QUOTATION_COLUMNS for row in rows)


def test_entity_rows_have_the_columns_in_order() -> None:
    rows = entity_rows(rich_summary())
    assert len(rows) == 10
    assert all(tuple(row) == ENTITY_COLUMNS for row in rows)


def test_quotation_row_spans_all_its_content() -> None:
    row = quotation_rows(rich_summary())[0]
    start, end = row["start"], row["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert ARTICLE[start:end].startswith("We did not come")
    assert ARTICLE[start:end].endswith("nine in the evening.")
    assert row["content_spans"] == 2


def test_quotation_row_without_a_speaker_gives_the_reason() -> None:
    row = quotation_rows(rich_summary())[7]
    assert (row["speaker"], row["unattributed_reason"]) == (None, "no-cue")


def test_quotation_row_without_a_name_keeps_the_mention() -> None:
    row = quotation_rows(rich_summary())[8]
    assert (row["speaker"], row["speaker_mention"], row["resolved_by"]) == (None, "she", None)


def test_entity_row_joins_the_aliases() -> None:
    assert [row["aliases"] for row in entity_rows(rich_summary())][:2] == ["Bracken", "NTA"]


@dataclass
class _Item:
    id: str
    mood: Annotated[str | None, Meta(description="The mood.")]
    parts: tuple[TextSpan, ...]


def test_field_that_no_path_reaches_becomes_a_column() -> None:
    *_, first, second = flat_columns(_Item, "id=item")
    assert (first.name, first.kind, first.nullable) == ("item", "string", False)
    assert (second.name, second.kind, second.nullable, second.meaning) == (
        "mood",
        "string",
        True,
        "The mood.",
    )
    assert second.value(rich_summary(), _Item("i1", "calm", ())) == "calm"


def test_csv_of_nothing_is_the_header() -> None:
    assert render_csv([], QUOTATION_COLUMNS) == ",".join(QUOTATION_COLUMNS) + "\n"


def test_csv_can_go_on_without_a_header() -> None:
    rows = entity_rows(rich_summary())
    both = render_csv(rows[:1], ENTITY_COLUMNS) + render_csv(rows[1:], ENTITY_COLUMNS, header=False)
    assert both == render_csv(rows, ENTITY_COLUMNS)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_csv_cells_are_verbatim(text: str) -> None:
    assert read(render_csv([{"text": text}], ["text"])) == [["text"], [text]]


@given(st.lists(st.tuples(st.text(), st.text('a,"\r\n \x85\u2028')), max_size=4))
def test_csv_gives_every_text_back(cells: list[tuple[str, str]]) -> None:
    rows = [{"one": one, "two": two} for one, two in cells]
    assert read(render_csv(rows, ["one", "two"], header=False)) == [list(pair) for pair in cells]


def test_csv_leaves_missing_values_empty() -> None:
    assert render_csv([{"a": None, "b": 0.5}], ["a", "b"], header=False) == ",0.5\n"


def test_csv_can_be_encoded_whatever_the_file_name() -> None:
    text = render_csv(quotation_rows(summary_with("a\udc80")), QUOTATION_COLUMNS)
    assert "a\N{REPLACEMENT CHARACTER}" in text
    text.encode()


def test_rows_as_json_are_an_array() -> None:
    rows = entity_rows(rich_summary())
    assert json.loads(render_rows_json(rows)) == rows
    assert render_rows_json([]) == "[]\n"


def test_rows_as_jsonl_are_one_a_line() -> None:
    rows = quotation_rows(rich_summary())
    lines = render_rows_jsonl(rows).splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert render_rows_jsonl([]) == ""


@pytest.mark.parametrize("width", [80, 200])
def test_table_shows_all_words(width: int) -> None:
    file = io.StringIO()
    console = Console(file=file, width=width, color_system=None, legacy_windows=False)
    rows = quotation_rows(rich_summary())
    console.print(render_table(rows, QUOTATION_TABLE_COLUMNS))
    for row in rows:
        for word in str(row["text"]).split():
            assert word in file.getvalue()


def test_table_shows_the_file_only_where_there_are_several() -> None:
    one = entity_rows(rich_summary())
    two = [{**one[0], "origin": "other.txt"}]
    assert "file" not in _headings(one)
    assert "file" in _headings([*one, *two])


def test_table_of_nothing_has_its_headings() -> None:
    rows = entity_rows(empty_summary())
    assert "name" in _headings(rows)


@given(st.text(st.characters()))
def test_table_of_hostile_text_holds_no_escape(text: str) -> None:
    file = io.StringIO()
    console = Console(file=file, width=80, color_system=None, legacy_windows=False)
    console.print(render_table(quotation_rows(summary_with(f"\x1b{text}")), QUOTATION_TABLE_COLUMNS))
    assert "\x1b" not in file.getvalue()


def _headings(rows: list[dict[str, object]]) -> list[str]:
    return [str(column.header) for column in render_table(rows, ENTITY_TABLE_COLUMNS).columns]
