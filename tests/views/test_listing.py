"""The lists on a terminal: whole words, safe, and each file named once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.views.page.listing import list_rows
from tests.summaries import empty_summary, rich_summary, summary_with
from tests.views.test_golden import printed

TABLES = ["quotations", "entities", "dates"]


@pytest.mark.parametrize("table", TABLES)
def test_list_names_each_of_several_files_once(table: str) -> None:
    shown = printed(list_rows(table, [rich_summary(), empty_summary()]), 80)
    assert (shown.count("ferry.txt"), shown.count("empty.txt")) == (1, 1)
    assert "ferry.txt" not in printed(list_rows(table, [rich_summary()]), 80)


@pytest.mark.parametrize("width", [50, 80, 200])
def test_list_breaks_no_word(width: int) -> None:
    words = set(printed(list_rows("entities", [rich_summary()]), width).split())
    for entity in rich_summary().entities:
        assert set(entity.name.split()) <= words


def test_list_says_what_a_name_is_in_words() -> None:
    shown = printed(list_rows("entities", [rich_summary()]), 80)
    assert "country or city" in shown
    assert "GPE" not in shown


@given(st.text(st.characters()))
def test_list_of_hostile_text_holds_no_escape(text: str) -> None:
    for table in TABLES:
        assert "\x1b" not in printed(list_rows(table, [summary_with(f"\x1b{text}")]), 80)
