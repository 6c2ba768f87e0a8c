"""The page on a terminal: whole, within its width, and safe whatever the article holds."""

import dataclasses
import io
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from seeds_analysis.summary.model import DateMention, Summary
from seeds_analysis.text.article import Notice
from seeds_analysis.views.page.full import MOST_ENTITIES, MOST_WARNINGS
from seeds_analysis.views.page.terminal import Page
from tests.summaries import rich_summary, summary_with
from tests.views.test_golden import printed

HOSTILE = st.text(
    st.sampled_from(
        "ab \n\t\r\x1b\x9b\x00\u202e\u2066\u200b\ufeff[]()/\\:*_`#<>|\"'“”漢é\u0301\U0001f600\udc80"
    )
)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def page(summary: Summary, width: int = 80) -> str:
    return printed(Page(summary, full=True), width)


def short_page(summary: Summary, width: int = 80, height: int = 24) -> str:
    return printed(Page(summary), width, height)


def words_of(page: str) -> str:
    return "".join(page.split())


@pytest.mark.parametrize("width", [80, 100, 120, 160, 200])
def test_rules_and_text_have_one_width(width: int) -> None:
    for shown in (page(rich_summary(), width), short_page(rich_summary(), width)):
        lines = shown.splitlines()
        whole = max(map(cell_len, lines))
        assert whole == max(cell_len(line) for line in lines if line.endswith("─"))


@pytest.mark.parametrize("width", [24, 40, 80, 139, 140, 200, 400])
def test_page_stays_within_its_width(width: int) -> None:
    for shown in (page(rich_summary(), width), short_page(rich_summary(), width)):
        assert all(cell_len(line) <= width for line in shown.splitlines())


@pytest.mark.parametrize("width", [1, 5, 24])
def test_page_is_drawn_on_the_narrowest_terminal(width: int) -> None:
    assert "Oduya" in words_of(page(rich_summary(), width))


@pytest.mark.parametrize("width", [30, 80, 200])
def test_page_shows_all_words_of_every_quotation(width: int) -> None:
    # At 200 columns other columns stand between the lines of a quotation: look for each word alone.
    shown = page(rich_summary(), width)
    for quotation in rich_summary().quotations:
        for word in quotation.text.split():
            assert word in shown, word


@settings(max_examples=60, deadline=None)
@given(HOSTILE, st.sampled_from([24, 80, 200]))
def test_page_of_hostile_text_holds_no_control_character(text: str, width: int) -> None:
    shown = page(summary_with(text), width) + short_page(summary_with(text), width)
    assert all(char == "\n" or not unicodedata.category(char).startswith("C") for char in shown)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcdefghij", min_size=1, max_size=200), min_size=1))
def test_page_shows_words_of_any_length(words: list[str]) -> None:
    # In the one column of 80 cells a folded word is whole once blanks are gone.
    assert f"“{''.join(words)}”" in words_of(page(summary_with(" ".join(words))))


@pytest.mark.parametrize("text", ["[sic]", "[/b]", "[red]so[/red]", ":smile:", "[link=x]y[/link]"])
def test_page_does_not_read_text_as_markup(text: str) -> None:
    assert page(summary_with(text)).count(text) >= 10


def test_page_marks_text_that_is_too_long() -> None:
    assert "…and1,000morecharacters" in words_of(page(summary_with("x" * 21_000)))


def test_page_says_how_many_names_are_left_out() -> None:
    person = rich_summary().entities[0]
    many = tuple(dataclasses.replace(person, id=f"e{n}", name=f"Name{n}") for n in range(MOST_ENTITIES + 3))
    assert "… and 3 more" in page(dataclasses.replace(rich_summary(), entities=many))


def test_page_says_how_many_warnings_are_left_out() -> None:
    many = (Notice("unclosed-mark", "A mark is never closed.", 5, 6),) * (MOST_WARNINGS + 1)
    assert "… and 1 more" in page(dataclasses.replace(rich_summary(), warnings=many))


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp437"])
def test_page_can_be_written_in_other_encodings(encoding: str) -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    Console(file=file, width=80, color_system=None, legacy_windows=False).print(
        Page(rich_summary(), full=True)
    )
    file.flush()
    assert '"Nobody likes an empty boat,"' in raw.getvalue().decode(encoding)


def test_page_colours_nothing_but_the_look() -> None:
    file = io.StringIO()
    console = Console(file=file, width=80, color_system="standard", force_terminal=True, legacy_windows=False)
    console.print(Page(rich_summary(), full=True))
    assert "\x1b[" in file.getvalue()
    assert ESCAPES.sub("", file.getvalue()) == page(rich_summary())


@pytest.mark.parametrize("height", [24, 30, 60])
def test_short_page_fits_the_screen(height: int) -> None:
    many = tuple(
        dataclasses.replace(quotation, id=f"q{copy * 10 + number}")
        for copy in range(5)
        for number, quotation in enumerate(rich_summary().quotations, start=1)
    )
    shown = short_page(dataclasses.replace(rich_summary(), quotations=many), 80, height)
    assert height - 6 <= shown.count("\n") < height


def test_short_page_shows_the_surest_quotation_of_each_speaker_first() -> None:
    shown = short_page(rich_summary())
    assert "“Nobody likes an empty boat,”" in shown
    assert "the route should be closed" not in shown


def test_short_page_counts_the_speakers_that_it_leaves_out() -> None:
    assert "Also quoted: speaker unknown (2)" in short_page(rich_summary())


def test_short_page_marks_a_quotation_that_is_cut() -> None:
    line = next(line for line in short_page(summary_with("word " * 200)).splitlines() if line.endswith("…"))
    assert cell_len(line) <= 80


def test_short_page_fills_its_lines_with_a_word_that_is_too_long() -> None:
    assert "xxx …" in short_page(summary_with("x" * 300))


def test_pages_number_the_paragraph_of_a_quotation() -> None:
    assert "q3   ¶7   “a costly gesture”" in short_page(rich_summary())


def test_paragraph_that_is_not_known_is_not_shown() -> None:
    old = [dataclasses.replace(quotation, paragraph=0) for quotation in rich_summary().quotations]
    assert "¶" not in page(dataclasses.replace(rich_summary(), quotations=tuple(old)))


def test_head_warns_of_dates_that_need_the_day_of_publication() -> None:
    undated = DateMention(0, 6, "Monday", None, None, "no-publication-date")
    shown = short_page(dataclasses.replace(rich_summary(), dates=(undated,)))
    assert "1 date cannot be read without the day of publication. Give it with --date." in shown


def test_head_shows_a_warning_about_the_whole_article_before_the_quotations() -> None:
    doubt = Notice("language-doubtful", "the text hardly looks like English prose")
    for shown in (page, short_page):
        head, _, _ = shown(dataclasses.replace(rich_summary(), warnings=(doubt,))).partition("QUOTATIONS")
        assert "The text hardly looks like English prose.\n" in head


def test_doubts_are_not_in_the_faintest_style() -> None:
    file = io.StringIO()
    console = Console(file=file, width=80, color_system="standard", force_terminal=True, legacy_windows=False)
    console.print(Page(rich_summary(), full=True))
    assert "\x1b[33munsure\x1b[0m" in file.getvalue()


def test_nationalities_are_one_line() -> None:
    group = dataclasses.replace(rich_summary().entities[2], label="NORP", name="Bracken", mention_count=3)
    other = dataclasses.replace(group, name="Oskaran", mention_count=1)
    assert "Bracken (3 times), Oskaran\n" in page(
        dataclasses.replace(rich_summary(), entities=(group, other))
    )
