"""The overview of a run as page, JSON, CSV and lines."""

import dataclasses
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from seeds_analysis.corpus.report.overview import Overview, of_rows
from seeds_analysis.corpus.report.page import overview_page
from seeds_analysis.corpus.report.text import overview_csv, overview_lines, render_overview
from tests.overviews import ok_row, other_row, town_rows
from tests.renewing import assert_as_read
from tests.views.test_golden import GOLDEN, printed

PAGES: dict[str, Callable[[Overview], str]] = {
    "80.txt": lambda overview: printed(overview_page(overview), 80),
    "lines.txt": lambda overview: "".join(f"{line}\n" for line in overview_lines(overview)),
    "table.csv": overview_csv,
    "table.json": lambda overview: str(render_overview(overview, "json")),
}


def hostile(text: str) -> Overview:
    rows = [
        ok_row(1, speakers=((text, text, 1, 1),), entities=((text, text, 1),), warnings={text: 1}),
        other_row(2, "failed", text),
    ]
    return of_rows(rows)


@pytest.mark.parametrize("name", PAGES)
def test_golden_overview_is_as_read(name: str) -> None:
    assert_as_read(GOLDEN / f"town-overview-{name}", PAGES[name](of_rows(town_rows())))


@pytest.mark.parametrize("width", [1, 24, 40, 60, 80, 139, 140, 200])
@pytest.mark.parametrize("overview", [of_rows([]), of_rows(town_rows()), hostile("船" * 90)])
def test_page_fits_the_width(overview: Overview, width: int) -> None:
    shown = printed(overview_page(overview), width)
    assert all(cell_len(line) <= max(width, 2) for line in shown.splitlines())


@given(st.text(st.characters(), max_size=30))
def test_page_of_hostile_text_holds_no_escape(text: str) -> None:
    assert "\x1b" not in printed(overview_page(hostile(f"\x1b[red]{text}")), 80)


def test_page_can_be_encoded_in_ascii() -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Console(file=file, width=80, color_system=None, legacy_windows=False).print(
        overview_page(hostile("Ines “Ö” Łamp"))
    )
    file.flush()


def test_page_says_where_names_were_too_many() -> None:
    short = dataclasses.replace(of_rows(town_rows()), entities_short_by=3)
    assert "short by 3 articles" in " ".join(printed(overview_page(short), 80).split())


def test_json_is_the_plain_overview() -> None:
    overview = of_rows(town_rows())
    assert json.loads(str(render_overview(overview, "json"))) == overview.to_dict()
