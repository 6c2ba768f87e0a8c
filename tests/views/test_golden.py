"""Every view against a page that somebody has read. Renew with SEEDS_RENEW_GOLDEN=1, then read the diff."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from seeds_analysis.summary.model import Summary
from seeds_analysis.views.data import rows as records
from seeds_analysis.views.data.json import render_json, render_jsonl
from seeds_analysis.views.page.markdown import render_markdown
from seeds_analysis.views.page.terminal import render_page
from tests.renewing import assert_as_read
from tests.summaries import ARTICLE, empty_summary, rich_summary

GOLDEN = Path(__file__).parent.parent / "golden"


def printed(renderable: RenderableType, width: int) -> str:
    file = io.StringIO()
    Console(file=file, width=width, color_system=None, legacy_windows=False).print(renderable)
    return file.getvalue()


def _csv_of_quotations(summary: Summary) -> str:
    return records.render_csv(records.quotation_rows(summary), records.QUOTATION_COLUMNS)


def _csv_of_entities(summary: Summary) -> str:
    return records.render_csv(records.entity_rows(summary), records.ENTITY_COLUMNS)


def _table_of_quotations(summary: Summary) -> str:
    rows = records.quotation_rows(summary)
    return printed(records.render_table(rows, records.QUOTATION_TABLE_COLUMNS), 80)


def _table_of_entities(summary: Summary) -> str:
    return printed(records.render_table(records.entity_rows(summary), records.ENTITY_TABLE_COLUMNS), 80)


PAGES: dict[str, Callable[[Summary], str]] = {
    "page-80.txt": lambda summary: printed(render_page(summary), 80),
    "page-200.txt": lambda summary: printed(render_page(summary), 200),
    "page.md": render_markdown,
    "summary.json": render_json,
    "summary.jsonl": render_jsonl,
    "quotations.csv": _csv_of_quotations,
    "quotations-table-80.txt": _table_of_quotations,
    "entities.csv": _csv_of_entities,
    "entities-table-80.txt": _table_of_entities,
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
