"""Tables of articles: what becomes of each row of CSV, TSV and Excel workbooks."""

import csv
import datetime
import gzip
import io
import sys
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import ReadOptions, limits
from seeds_analysis.text import Article
from tests.loading.archives import records

STORY = "The pier opens in May, Ilse Brandt said."
HEADER = "id,Title,Date,Outlet,Body\n"
ROW = f'7,Pier to open,2025-03-05,Post,"{STORY}"\n'


def found(data: str | bytes, name: str = "x.csv", **options: Any) -> dict[str, Article | str]:
    """The article of each row, or the code of its error."""
    data = data.encode() if isinstance(data, str) else data
    results: dict[str, Article | str] = {}
    for record in records(data, name):
        try:
            results[record.origin] = record.load(ReadOptions(**options))
        except LoadError as error:
            results[record.origin] = error.code
    return results


def texts(data: str | bytes, name: str = "x.csv", **options: Any) -> dict[str, str]:
    articles = found(data, name, **options)
    return {origin: one if isinstance(one, str) else one.text for origin, one in articles.items()}


def test_row_is_an_article_with_its_metadata() -> None:
    [article] = found(HEADER + ROW).values()
    assert isinstance(article, Article)
    assert (article.text, article.title, article.published) == (
        STORY,
        "Pier to open",
        datetime.date(2025, 3, 5),
    )
    assert article.metadata == {"id": "7", "outlet": "Post"}


def test_rows_are_numbered_as_in_a_spreadsheet() -> None:
    assert list(texts(HEADER + ROW + "\n,,,,\n" + ROW)) == ["x.csv#2", "x.csv#5"]


def test_cell_may_hold_lines_separators_and_marks() -> None:
    text = 'One, "two"; three\r\n\r\nand\u2028four.'
    file = io.StringIO()
    csv.writer(file).writerows([["id", "text"], [1, text]])
    assert texts(file.getvalue()) == {"x.csv#2": text}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_found_in_the_first_row(separator: str) -> None:
    assert texts(separator.join(["id", "text"]) + "\n" + separator.join(["1", "It rains."])) == {
        "x.csv#2": "It rains."
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_table_may_be_in_any_common_encoding(encoding: str) -> None:
    data = "text;id\n“It rains in Orléans …”;1\n".encode(encoding)
    assert texts(data) == {"x.csv#2": "“It rains in Orléans …”"}


def test_single_column_needs_no_marks() -> None:
    assert texts("text\nIt rains, she said; really.\n") == {"x.csv#2": "It rains, she said; really."}


def test_column_is_named_by_the_user() -> None:
    assert texts("story,text\nIt rains.,No.\n", fields={"text": "story"}) == {"x.csv#2": "It rains."}


def test_table_without_a_text_names_its_columns() -> None:
    [record] = records(b"id,story\n1,It rains.\n", "x.csv")
    with pytest.raises(
        LoadError, match=r"Its fields: id, story\. Name the field: --field text=NAME"
    ) as caught:
        record.load()
    assert caught.value.code == "no-text"


BROKEN = {
    "more-cells": ("1,It rains, she said.", "corrupt"),
    "stray-mark": ('1,"It "rains".', "corrupt"),
    "no-text": ("1,", "empty"),
    "short": ("1", "no-text"),
}


@pytest.mark.parametrize(("row", "code"), BROKEN.values(), ids=BROKEN)
def test_broken_row_is_one_error_and_the_next_one_is_read(row: str, code: str) -> None:
    assert texts(f"id,text\n{row}\n2,It pours.\n") == {"x.csv#2": code, "x.csv#3": "It pours."}


def test_mark_that_is_never_closed_is_an_error() -> None:
    assert texts('id,text\n1,"It rains.\n2,It pours.\n') == {"x.csv#2": "corrupt"}


def test_too_long_row_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 70_000)
    data = f'id,text\n1,{"x" * 300_000}\n2,"{"x" * 69_990}\n{"x" * 100}"\n3,It pours.\n'
    results = list(texts(data).values())
    assert results[:2] == ["too-large", "too-large"]
    assert results[-1] == "It pours."


def test_too_long_first_row_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 1_000)
    assert texts("x" * 2_000) == {"x.csv#1": "too-large"}


def test_first_row_that_is_not_valid_is_an_error() -> None:
    assert texts("id,text\rmore\n1,It rains.\n") == {"x.csv#1": "corrupt"}


def test_cut_off_table_ends_with_an_error() -> None:
    data = gzip.compress((HEADER + ROW * 1000).encode())[:-20]
    results = list(texts(data, "x.csv.gz").values())
    assert (results[0], results[-1]) == (STORY, "truncated")


def test_table_is_recognised_by_its_content() -> None:
    assert texts(HEADER + ROW, "-") == {"-#2": STORY}
    assert texts("Date, title and text\nof the day were known.", "-") != {}


@pytest.mark.parametrize(
    "text", ["It rains, she said.\nIt pours, he said.", "text\nIt rains.", "Text, title\n", "a,b\n1,2\n"]
)
def test_prose_is_no_table(text: str) -> None:
    assert list(texts(text, "-")) == ["-"]


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=4))
def test_any_cells_give_articles_or_errors(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["id", "text"], *rows])
    data = file.getvalue().encode("utf-8", "replace")
    for number, article in found(data).items():
        row = next(csv.reader(io.StringIO(data.decode(), newline="")), None)
        assert row is not None
        assert isinstance(article, Article) or article in ("empty", "binary"), number


def workbook(rows: list[list[Any]], *more: list[list[Any]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [excel] is not installed")
    book = openpyxl.Workbook()
    for number, sheet in enumerate((rows, *more)):
        page = book.active if number == 0 else book.create_sheet()
        for row in sheet:
            page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_workbook_gives_the_rows_of_its_first_sheet() -> None:
    day = datetime.datetime(2025, 3, 5)  # noqa: DTZ001 - workbooks have no time zones
    data = workbook(
        [["id", "Date", "Text"], [7, day, STORY], [], [8, None, "It pours."]], [["text"], ["No."]]
    )
    articles = found(data, "x.xlsx")
    assert list(articles) == ["x.xlsx#2", "x.xlsx#4"]
    first = articles["x.xlsx#2"]
    assert isinstance(first, Article)
    assert (first.text, first.published, first.metadata) == (STORY, day.date(), {"id": "7"})


def test_workbook_that_is_none_is_an_error() -> None:
    workbook([])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    for data in (b"PK\x03\x04", b"It rains.", file.getvalue(), workbook([["id", "text"], [1, "x"]])[:2000]):
        assert list(texts(data, "x.xlsx").values()) == ["corrupt"]


def test_workbook_that_grows_without_bounds_is_refused() -> None:
    file = io.BytesIO(workbook([["text"], ["It rains."]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings2.xml", b"0" * 20_000_000)
    assert list(texts(file.getvalue(), "x.xlsx").values()) == ["too-large"]


def test_workbook_without_the_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    [record] = records(b"PK", "x.xlsx")
    assert record.error is not None
    assert record.error.code == "missing-extra"
    assert "seeds-analysis[excel]" in record.error.message
