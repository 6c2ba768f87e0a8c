"""Excel workbooks: a header, cells as they are, and nothing that a spreadsheet runs."""

import io
from typing import Any

import pytest

from seeds_analysis.errors import OutputError
from seeds_analysis.views.data import workbook
from seeds_analysis.views.data.workbook import render_workbook

openpyxl = pytest.importorskip("openpyxl", reason="needs the extra [excel]")


def sheet(*rows: dict[str, object], columns: tuple[str, ...] = ("text", "number")) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_workbook(rows, columns))).active


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "#N/A"])
def test_text_is_never_a_formula(text: str) -> None:
    cell = sheet({"text": text, "number": 1})["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_numbers_and_missing_values_are_no_text() -> None:
    found = sheet({"text": None, "number": 0.5}, {"text": "é", "number": True})
    assert list(found.iter_rows(values_only=True)) == [("text", "number"), (None, 0.5), ("é", True)]


def test_no_rows_still_give_the_header() -> None:
    assert list(sheet().iter_rows(values_only=True)) == [("text", "number")]


def test_what_a_sheet_cannot_hold_is_replaced_or_cut() -> None:
    assert sheet({"text": "a\x00b\x1b\ud800", "number": 1})["A2"].value == "a\ufffdb\ufffd\ufffd"
    assert len(sheet({"text": "x" * 40_000, "number": 1})["A2"].value) == 32_767


def test_more_rows_than_a_sheet_holds_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    assert sheet({"text": "one", "number": 1})["A2"].value == "one"
    with pytest.raises(OutputError, match="a sheet holds 2 rows"):
        sheet({"text": "one", "number": 1}, {"text": "two", "number": 2})
