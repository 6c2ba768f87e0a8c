"""Parquet tables: what they hold, how others read them, and that equal input gives equal bytes."""

import datetime
import io
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.corpus.tables import parquet_files
from seeds_analysis.errors import OutputError
from seeds_analysis.views.data.parquet import arrow_schema
from seeds_analysis.views.data.rows import flat_columns, flat_rows
from seeds_analysis.views.data.tables import TABLES
from tests.renewing import assert_as_read
from tests.summaries import ARTICLE, empty_summary, rich_summary, summary_with, table_rows

pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra [parquet]")

DOCS = Path(__file__).parents[2] / "docs" / "tables.md"


def read(data: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist()
    return rows


@pytest.mark.parametrize("name", TABLES)
def test_table_gives_its_rows_back(name: str) -> None:
    summaries = [rich_summary(), empty_summary(), rich_summary()]
    written = [row for summary in summaries for row in table_rows(summary)[name]]
    assert read(parquet_files(summaries)[name]) == written


@pytest.mark.parametrize("name", TABLES)
def test_table_has_the_schema_it_states(name: str) -> None:
    for summaries in ([], [rich_summary()]):
        assert pq.read_schema(io.BytesIO(parquet_files(summaries)[name])).equals(arrow_schema(name))


def test_equal_summaries_give_equal_bytes() -> None:
    assert parquet_files([rich_summary(), empty_summary()]) == parquet_files(
        [rich_summary(), empty_summary()]
    )


def test_missing_extra_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"install 'seeds-analysis\[parquet\]'") as caught:
        parquet_files([rich_summary()])
    assert caught.value.usage


def test_file_tells_no_time_and_no_place() -> None:
    metadata = pq.ParquetFile(io.BytesIO(parquet_files([rich_summary()])["articles"])).metadata
    assert set(metadata.metadata or {}) <= {b"ARROW:schema"}
    assert metadata.num_row_groups == 1


@pytest.mark.parametrize("name", ["quotations", "entities", "dates"])
def test_table_begins_with_the_flat_record_with_lists_as_lists(name: str) -> None:
    columns = tuple(column.name for column in TABLES[name].columns(["outlet"]))
    assert columns[: len(flat_columns(name, ["outlet"]))] == flat_columns(name, ["outlet"])
    rows = table_rows(rich_summary(), ["outlet"])[name]
    for row, flat in zip(rows, flat_rows(name, rich_summary(), ["outlet"]), strict=True):
        for key, value in flat.items():
            cell = " | ".join(row[key]) or None if isinstance(row[key], list) else row[key]
            assert str(cell) == str(value), key


def test_metadata_are_columns_also_where_no_article_has_them() -> None:
    for summary, outlet in ((rich_summary(), "Coastwire"), (empty_summary(), None)):
        [row] = read(parquet_files([summary], ["outlet"])["articles"])
        assert row["meta_outlet"] == outlet


def test_quotation_has_its_parts_and_words() -> None:
    row = table_rows(rich_summary())["quotations"][0]
    assert [ARTICLE[part["start"] : part["end"]] for part in row["parts"]] == [
        p["text"] for p in row["parts"]
    ]
    assert (row["content_spans"], row["speaker_label"], row["words"]) == (2, "PERSON", 26)
    assert ARTICLE[row["cue_start"] : row["cue_end"]] == row["cue"]
    assert ARTICLE[row["speaker_mention_start"] : row["speaker_mention_end"]] == row["speaker_mention"]


def test_mentions_are_verbatim_and_belong_to_an_entity() -> None:
    rows = table_rows(rich_summary())
    assert all(ARTICLE[row["start_char"] : row["end_char"]] == row["text"] for row in rows["mentions"])
    counts = {row["entity"]: row["mention_count"] for row in rows["entities"]}
    assert len(rows["mentions"]) == sum(counts.values())
    assert {row["entity"] for row in rows["mentions"]} == set(counts)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("March 11, 2025", datetime.date(2025, 3, 11), id="day"),
        pytest.param("1987", None, id="year"),
        pytest.param("June", None, id="month"),
        pytest.param("Thursday through Saturday", None, id="interval"),
        pytest.param("at least 18 months", None, id="duration"),
        pytest.param("last autumn", None, id="no-value"),
    ],
)
def test_date_is_a_day_only_where_it_is_a_whole_one(text: str, day: datetime.date | None) -> None:
    rows = {row["text"]: row for row in read(parquet_files([rich_summary()])["dates"])}
    assert rows[text]["day"] == day


def test_published_is_a_date_or_null() -> None:
    rows = read(parquet_files([rich_summary(), empty_summary()])["articles"])
    assert [row["published"] for row in rows] == [datetime.date(2025, 3, 11), None]


@given(st.text(st.characters(), max_size=20))
def test_tables_hold_any_text(text: str) -> None:
    files = parquet_files([summary_with(f"a{text}\udc80")])
    shown = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", f"a{text}\udc80")
    assert read(files["articles"])[0]["origin"] == shown
    assert read(files["quotations"])[0]["parts"][0]["text"] == shown


def test_duckdb_reads_many_files_as_one_table(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    for number, summaries in enumerate([[rich_summary()], [], [empty_summary()]]):
        for name, data in parquet_files(summaries).items():
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / f"{number}.parquet").write_bytes(data)
    found = duckdb.sql(
        f"select q.speaker, e.label, len(q.parts), q.published from '{tmp_path}/quotations/*.parquet' q"
        f" join '{tmp_path}/entities/*.parquet' e on (q.document, q.origin, q.speaker_entity)"
        " = (e.document, e.origin, e.entity) order by q.start_char limit 1"
    ).fetchall()
    assert found == [("Maren Oduya", "PERSON", 2, datetime.date(2025, 3, 11))]


def describe_columns(table: str) -> str:
    """The columns of a table as a Markdown table."""
    kinds = {"date": "date32", "strings": "list of string", "parts": "list of struct"}
    lines = ["| column | type | null | meaning |", "| --- | --- | --- | --- |"]
    for column in TABLES[table].columns():
        null = "yes" if column.nullable else ""
        kind = kinds.get(column.kind, column.kind)
        lines.append(f"| `{column.name}` | {kind} | {null} | {column.meaning} |")
    return "\n".join(lines) + "\n"


def test_documentation_has_the_columns() -> None:
    text = DOCS.read_text(encoding="utf-8")
    head = text.partition("\n## ")[0].rstrip("\n") + "\n"
    page = head + "".join(f"\n## {name}\n\n{describe_columns(name)}" for name in TABLES)
    assert_as_read(DOCS, page)
