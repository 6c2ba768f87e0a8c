"""Every view against a page that somebody has read. Renew with SEEDS_RENEW_GOLDEN=1, then read the diff."""

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from seeds_analysis.corrections.brat import brat_annotations
from seeds_analysis.corrections.label_studio import label_studio_pieces
from seeds_analysis.summary.model import Summary
from seeds_analysis.views.data import rows as records
from seeds_analysis.views.data.json import render_json, render_jsonl
from seeds_analysis.views.data.tei import tei_pieces
from seeds_analysis.views.page.listing import list_rows
from seeds_analysis.views.page.markdown import render_markdown
from seeds_analysis.views.page.terminal import Page
from tests.renewing import assert_as_read
from tests.summaries import ARTICLE, empty_summary, rich_summary

GOLDEN = Path(__file__).parent.parent / "golden"


def printed(renderable: RenderableType, width: int, height: int = 24) -> str:
    file = io.StringIO()
    Console(file=file, width=width, height=height, color_system=None, legacy_windows=False).print(renderable)
    return file.getvalue()


def _with_text(summary: Summary) -> Summary:
    text = ARTICLE if summary.quotations else ""
    return dataclasses.replace(summary, document=dataclasses.replace(summary.document, text=text))


def _csv(table: str) -> Callable[[Summary], str]:
    return lambda summary: records.render_csv(records.flat_rows(table, summary), records.flat_columns(table))


PAGES: dict[str, Callable[[Summary], str]] = {
    "page-80.txt": lambda summary: printed(Page(summary), 80),
    "page-120.txt": lambda summary: printed(Page(summary), 120, 40),
    "full-page-80.txt": lambda summary: printed(Page(summary, full=True), 80),
    "full-page-120.txt": lambda summary: printed(Page(summary, full=True), 120),
    "full-page-200.txt": lambda summary: printed(Page(summary, full=True), 200),
    "page.md": render_markdown,
    "brat.ann": lambda summary: brat_annotations(_with_text(summary)),
    "labelstudio.json": lambda summary: "".join(label_studio_pieces([_with_text(summary)])),
    "tei.xml": lambda summary: "".join(tei_pieces([_with_text(summary)])),
    "summary.json": render_json,
    "summary.jsonl": render_jsonl,
    "quotations.csv": _csv("quotations"),
    "quotations-table-80.txt": lambda summary: printed(list_rows("quotations", [summary]), 80),
    "entities.csv": _csv("entities"),
    "entities-table-80.txt": lambda summary: printed(list_rows("entities", [summary]), 80),
    "dates.csv": _csv("dates"),
    "dates-table-80.txt": lambda summary: printed(list_rows("dates", [summary]), 80),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("article", "make"), [("ferry", rich_summary), ("empty", empty_summary)])
def test_golden_page_is_as_read(article: str, make: Callable[[], Summary], name: str) -> None:
    assert_as_read(GOLDEN / f"{article}-{name}", PAGES[name](make()))


def test_golden_summary_is_verbatim() -> None:
    pending: list[object] = [rich_summary().to_dict()]
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending += value
        elif isinstance(value, dict):
            pending += value.values()
            if isinstance(value.get("start"), int) and "text" in value:
                assert value["text"] == ARTICLE[value["start"] : value["end"]]
