"""The HTML page in a real browser: nothing is asked for, nothing is refused, and clicks and keys work."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from seeds_analysis.views.html.page import html_pieces
from tests.corpus.test_pictures import hostile
from tests.summaries import empty_summary, rich_summary, summary_with
from tests.views.chromium import COMMAND, Page, browser
from tests.views.test_html_view import FERRY, GOLDEN, HOSTILE, self_contained

pytestmark = pytest.mark.skipif(COMMAND is None, reason="no Chromium is installed")

CURRENT = "[...document.querySelectorAll('li.current')].map((entry) => entry.id)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "ferry.html"
    path.write_text("".join(html_pieces([FERRY])), encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def pages(ferry: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One article, several, and the report on an archive."""
    folder = tmp_path_factory.mktemp("pages")
    written = {
        "several": "".join(html_pieces([self_contained(empty_summary()), self_contained(empty_summary())])),
        "report": (GOLDEN / "town-pictures.html").read_text(encoding="utf-8"),
    }
    for name, text in written.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    return {"ferry": ferry, **{name: folder / f"{name}.html" for name in written}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440, 2560])
def test_page_fits_the_window_and_asks_for_nothing(page: Page, ferry: Path, width: int, scheme: str) -> None:
    page.requests.clear()
    page.open(ferry, width=width, scheme=scheme)
    assert page.read("document.documentElement.scrollWidth") <= width
    assert page.requests == [ferry.as_uri()]
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ["ferry", "several", "report"])
def test_page_has_no_barriers(page: Page, pages: dict[str, Path], name: str, width: int, scheme: str) -> None:
    page.open(pages[name], width=width, scheme=scheme)
    assert page.barriers() == []


def test_report_fits_a_small_window_and_asks_for_nothing(page: Page, pages: dict[str, Path]) -> None:
    page.requests.clear()
    page.open(pages["report"], width=360)
    assert page.read("document.documentElement.scrollWidth") <= 360
    assert page.requests == [pages["report"].as_uri()]
    assert page.complaints == []


def test_table_of_a_report_can_be_saved_as_csv(page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["report"])
    address = page.read("document.querySelector('a[download]').href")
    assert unquote(address).startswith("data:text/csv;charset=utf-8,\ufeffsource,quotations,share,words\n")


def test_report_of_hostile_words_shows_words(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(hostile(HOSTILE), encoding="utf-8")
    page.open(path)
    assert page.read("document.querySelectorAll('script, img, iframe, svg style').length") == 0
    assert page.read("window.hacked") is None


def test_words_of_an_article_stay_words(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text("".join(html_pieces([self_contained(summary_with(HOSTILE))])), encoding="utf-8")
    page.open(path)
    assert page.read("document.querySelectorAll('script, style, img, svg, iframe').length") == 2
    assert page.read("window.hacked") is None


def test_long_words_fit_a_small_window(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    summary = self_contained(summary_with("x" * 2_000))
    path.write_text("".join(html_pieces([summary, summary])), encoding="utf-8")
    page.open(path, "#a1q1", width=360)
    assert page.read("document.documentElement.scrollWidth") <= 360


def test_link_to_a_quotation_shows_its_evidence(page: Page, ferry: Path) -> None:
    page.open(ferry, "#a1q3")
    assert page.read(CURRENT) == ["a1q3e"]
    assert "Northern Transport Agency" in page.read("document.querySelector('.panel').innerText")


def test_keys_walk_from_the_most_doubtful_quotation(page: Page, ferry: Path) -> None:
    page.open(ferry)
    doubtful = sorted(rich_summary().quotations, key=lambda quotation: quotation.confidence)
    walked = []
    for key in "jjk":
        page.press(key)
        walked += page.read(CURRENT)
    assert walked == [f"a1{doubtful[place].id}e" for place in (0, 1, 0)]


def test_keys_can_be_turned_off(page: Page, ferry: Path) -> None:
    page.open(ferry)
    page.read("document.querySelector('.keys').click()")
    page.press("j")
    assert page.read(CURRENT) == []


def test_click_on_words_shows_their_quotation(page: Page, ferry: Path) -> None:
    page.open(ferry)
    page.read("document.querySelector('.text .cue').click()")
    assert page.read(CURRENT) == ["a1q1e"]


def test_speaker_who_is_opened_stands_alone(page: Page, ferry: Path) -> None:
    page.open(ferry)
    faded = (
        "[...document.querySelectorAll('.text mark')].filter((m) => getComputedStyle(m).opacity < 1).length"
    )
    assert page.read(faded) == 0
    page.read("document.querySelector('summary').click()")
    alone = page.read("document.querySelectorAll('.text mark:not(.s1, .o1)').length")
    assert page.read(faded) == alone > 0
    page.read("document.querySelector('summary').click()")
    assert page.read(faded) == 0


def test_names_are_shown_on_request(page: Page, ferry: Path) -> None:
    page.open(ferry)
    weight = "getComputedStyle(document.querySelector('.text .name')).fontWeight"
    before = page.read(weight)
    page.read("document.querySelector('.show-names').click()")
    assert (before, page.read(weight)) == ("400", "700")
