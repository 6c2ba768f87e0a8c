"""Flat records: one shape, verbatim cells, and CSV that every reader gives back."""

import csv
import dataclasses
import io
import json
from dataclasses import dataclass
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from seeds_analysis.summary.model import ContentSpan, Quotation
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


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_cells_are_verbatim_unless_they_are_made_safe(text: str) -> None:
    rows = [{"text": text, "number": -1.5}]
    assert read(render_csv(rows, ["text", "number"])) == [["text", "number"], [text, "-1.5"]]
    safe = read(render_csv(rows, ["text", "number"], safe=True))
    assert safe == [["text", "number"], [f"'{text}", "-1.5"]]


def quotation(kind: str, *parts: tuple[int, str, str | None], negated: bool = False) -> Quotation:
    content = tuple(ContentSpan(start, start + len(text), text, closed) for start, text, closed in parts)
    first = rich_summary().quotations[0]
    text = " ".join(part.text for part in content)
    return dataclasses.replace(first, kind=kind, text=text, content=content, negated=negated)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (quotation("direct", (9, "It is safe,", "explicit")), "It is safe,"),
        (quotation("indirect", (9, "it is safe", None)), "it is safe"),
        (quotation("mixed", (9, "a trap", "explicit")), "“a trap”"),
        (
            quotation("direct", (9, "It is safe,", "explicit"), (40, "We built it.", "explicit")),
            "“It is safe,” … “We built it.”",
        ),
        (
            quotation("mixed", (9, "it was", None), (17, "a trap", "explicit"), (25, "for all", None)),
            "it was “a trap” for all",
        ),
        (quotation("indirect", (9, "it is safe", None), (40, "it is new", None)), "it is safe … it is new"),
        (quotation("direct", (9, "One", "explicit"), (40, "Two", "explicit"), negated=True), "“One” … “Two”"),
    ],
    ids=["direct", "indirect", "mixed-part", "split", "mixed", "split-indirect", "negated"],
)
def test_flat_text_can_be_copied(found: Quotation, text: str) -> None:
    [row] = flat_rows("quotations", dataclasses.replace(rich_summary(), quotations=(found,)))
    assert row["text"] == text


def test_flat_records_have_an_id_and_say_which_article_they_are_from() -> None:
    summary = rich_summary()
    for table, item in (("quotations", "q1"), ("entities", "e1")):
        row = flat_rows(table, summary, ["id", "outlet", "desk"])[0]
        assert row["id"] == f"{summary.document.id}#{item}"
        assert (row["title"], row["url"]) == (summary.document.title, summary.document.url)
        assert (row["authors"], row["meta_outlet"], row["meta_desk"]) == ("Ines Holloway", "Coastwire", None)


@pytest.mark.parametrize("table", tables.TABLES)
def test_columns_are_no_reserved_words_of_sql(table: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    names = [column.name for column in tables.TABLES[table].columns(["id"])]
    assert len({name.casefold() for name in names}) == len(names)
    duckdb.sql(f"select {', '.join(names)} from (select {', '.join(f'1 as {name}' for name in names)})")


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
