"""The page for a browser: it needs nothing from outside, and the words of the article stay words."""

import base64
import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from seeds_analysis.cli.app import app
from seeds_analysis.summary.model import Summary
from seeds_analysis.text import paragraphs
from seeds_analysis.views.html.page import html_pieces, view_of
from seeds_analysis.views.html.segments import Mark, Segment, cut, look
from tests.renewing import assert_as_read
from tests.summaries import ARTICLE, empty_summary, rich_summary, summary_with

GOLDEN = Path(__file__).parent.parent / "golden"
HOSTILE = (
    "</p></style></script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
    "<svg/onload=window.hacked=1><style>*{display:none}</style><a href=https://a.example>a</a>"
    "\" onclick='window.hacked=1' {{ 7 * 7 }} {% raw %} <!-- \x00\x1b\x9b\u202eb\u2066\ud800"
)
FERRY = dataclasses.replace(
    rich_summary(), document=dataclasses.replace(rich_summary().document, text=ARTICLE)
)


def self_contained(summary: Summary) -> Summary:
    """The summary with its headline as the text, which is what `summary_with` makes its spans of."""
    headline = summary.document.headline
    text = headline.text if headline else ""
    return dataclasses.replace(summary, document=dataclasses.replace(summary.document, text=text))


def render(*summaries: Summary) -> str:
    return "".join(html_pieces(summaries))


class Reader(HTMLParser):
    """The elements with their attributes, and the text, without the labels before quotations."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"a", "b"} & set(self.open):
            self.words.append(data)


def article_of(page: str) -> Reader:
    return Reader(page.partition('<div class="text">')[2].partition("</div>")[0])


def shape(page: str) -> Counter[tuple[str, tuple[str, ...]]]:
    return Counter((tag, tuple(attributes)) for tag, attributes in Reader(page).elements)


def texts(rows: Iterator[tuple[Segment, ...]]) -> list[list[str]]:
    return [[segment.text for segment in row] for row in rows]


def test_page_is_as_read() -> None:
    assert_as_read(GOLDEN / "ferry-page.html", render(FERRY))


def test_page_shows_the_whole_article() -> None:
    words = "".join(article_of(render(FERRY)).words)
    headline = FERRY.document.headline
    assert headline is not None
    rest = [ARTICLE[a:b] for a, b in paragraphs(ARTICLE) if (a, b) != (headline.start, headline.end)]
    assert words.split() == " ".join(rest).split()


# Segments.


def test_cut_gives_overlapping_marks_a_segment_of_their_own() -> None:
    one = Mark(0, 5, ("direct",), "q1", 1)
    other = Mark(3, 8, ("indirect",), "q2", 2)
    (row,) = cut("abcdefgh", [(0, 8)], [one, other])
    assert [(s.text, s.quoted) for s in row] == [
        ("abc", "direct s1 q1"),
        ("de", "direct indirect s2 q2 o1 q1"),
        ("fgh", "indirect s2 q2"),
    ]


def test_inner_quotation_has_the_colour_and_the_outer_one_a_line() -> None:
    outer, inner = Mark(0, 9, ("indirect",), "q1", 1), Mark(3, 6, ("direct",), "q2", 2)
    (row,) = cut("abcdefghi", [(0, 9)], [inner, outer])
    assert row[1].quoted == "indirect direct s2 q2 o1 q1"


def test_cut_splits_a_mark_between_paragraphs() -> None:
    rows = list(cut("abc\n\ndef", [(0, 3), (5, 8)], [Mark(1, 7, ("direct",), "q1", opens="1")]))
    assert texts(iter(rows)) == [["a", "bc"], ["de", "f"]]
    assert [len(segment.opening) for row in rows for segment in row] == [0, 1, 0, 0]


BOUNDS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


@given(st.lists(BOUNDS), st.integers(0, 10), st.integers(10, 20))
def test_cut_keeps_the_text_and_covers_each_mark(bounds: list[list[int]], gap: int, rest: int) -> None:
    text = "abcdefghijklmnopqrst"
    marks = [Mark(start, end, ("name",), title=str(n)) for n, (start, end) in enumerate(bounds)]
    rows = list(cut(text, [(0, gap), (rest, 20)], marks))
    assert ["".join(row) for row in texts(iter(rows))] == [text[:gap], text[rest:]]
    for mark in marks:
        covered = "".join(s.text for row in rows for s in row if mark in s.marks)
        assert covered == text[mark.start : min(mark.end, gap)] + text[max(mark.start, rest) : mark.end]


def test_ninth_speaker_has_the_first_colour_with_another_line() -> None:
    assert [look(number) for number in (0, 1, 8, 9, 17, 33)] == ["s0", "s1", "s8", "s1 p1", "s1 p2", "s1"]


# What is shown.


def test_speakers_are_ranked_by_words_and_those_without_a_name_come_last_by_reason() -> None:
    voices = view_of(FERRY).voices
    named = [voice for voice in voices if voice.number]
    assert [voice.words for voice in named] == sorted((voice.words for voice in named), reverse=True)
    assert [voice.group.name for voice in voices[len(named) :]] == ["Speaker unknown"] * 2
    assert len({voice.group.role for voice in voices[len(named) :]}) == 2
    assert sum(voice.share for voice in voices) == pytest.approx(1)


def test_words_that_somebody_did_not_say_count_for_nobody() -> None:
    quotations = tuple(dataclasses.replace(q, negated=True) for q in FERRY.quotations)
    denied = dataclasses.replace(FERRY, quotations=quotations)
    assert {voice.words for voice in view_of(denied).voices} == {0}
    assert "Did not say:" in render(denied)


def test_walk_begins_with_the_most_doubtful_quotation() -> None:
    walk = re.findall(r'data-walk="([^"]*)"', render(FERRY))[0].split()
    confidence = {quotation.id: quotation.confidence for quotation in FERRY.quotations}
    assert sorted(walk) == sorted(confidence)
    assert [confidence[name] for name in walk] == sorted(confidence.values())


def test_every_link_leads_to_a_place_in_the_page() -> None:
    elements = Reader(render(FERRY, FERRY)).elements
    names = [attributes["id"] for _, attributes in elements if "id" in attributes]
    links = {attributes["href"] for tag, attributes in elements if tag == "a"}
    assert len(names) == len(set(names))
    assert links <= {f"#{name}" for name in names}


def test_several_articles_have_an_index() -> None:
    page = render(FERRY, self_contained(empty_summary()))
    index = page.partition("<nav")[2].partition("</nav>")[0]
    assert re.findall(r'href="#(\w+)"', index) == ["a1", "a2"]
    assert page.count("<article") == 2
    assert "<nav" not in render(FERRY)


def test_no_article_gives_no_page() -> None:
    assert render() == ""


def test_summary_without_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="text"):
        render(rich_summary())


# What a page from outside could do.


def test_hostile_words_change_nothing_but_words() -> None:
    assert shape(render(self_contained(summary_with(HOSTILE)))) == shape(
        render(self_contained(summary_with("harmless words")))
    )


@settings(deadline=None, max_examples=50)
@given(st.text(st.sampled_from("ab<>&\"'/=!-{}%# \n\x00\u202e\ud800é"), min_size=1))
def test_page_has_one_shape_whatever_the_words(text: str) -> None:
    page = render(self_contained(summary_with(f"a{text.replace(chr(10), ' ')}a")))
    assert shape(page) == shape(render(self_contained(summary_with("aa"))))


def test_controls_are_replaced_and_joiners_stay() -> None:
    page = render(self_contained(summary_with("a\u202eb\x1bc\x9b\x00\ud800 👩\u200d🚒 می\u200cخواهم שלום")))
    assert not set("\u202e\x1b\x9b\x00\ud800") & set(page)
    assert "a\ufffdb\ufffdc\ufffd\ufffd\ufffd 👩\u200d🚒 می\u200cخواهم שלום" in page


def test_policy_allows_only_the_style_and_the_script_of_the_page() -> None:
    page = render(FERRY)
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert found is not None
    rules = found[1].replace("&#39;", "'").split("; ")
    assert "default-src 'none'" in rules
    for name in ("style", "script"):
        (content,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in rules


def test_page_asks_for_nothing() -> None:
    page = render(FERRY)
    assert not re.search(r"https?://|@import|url\(|\bsrc=|fetch\(|innerHTML", page)
    for tag, attributes in Reader(page).elements:
        assert not {"src", "style", "action"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
        assert tag not in {"link", "img", "iframe", "object", "form", "base"}


@pytest.mark.parametrize("text", [ARTICLE, "word " * 1_000_000], ids=["article", "line-of-5-MB"])
def test_page_has_at_most_four_times_the_text_and_60_kb(text: str) -> None:
    summary = FERRY if text is ARTICLE else self_contained(empty_summary())
    summary = dataclasses.replace(summary, document=dataclasses.replace(summary.document, text=text))
    assert len(render(summary)) <= 4 * len(text) + 60_000


# Contrast, by the formulas of WCAG 2.2.

STYLE = Path(__file__).parents[2].joinpath("seeds_analysis/views/html/page.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    {name: tuple(bytes.fromhex(value)) for name, value in re.findall(r"--(\w+): #(\w{6})", block)}
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
)


def luminance(colour: tuple[int, ...]) -> float:
    parts = [value / 255 for value in colour]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_the_contrast_of_aa(colours: dict[str, tuple[int, ...]]) -> None:
    ground = colours["ground"]
    hues = [colours[f"h{number}"] for number in range(9)]
    for text in (colours["ink"], colours["faint"], colours["link"], *hues):
        assert contrast(text, ground) >= 4.5
    shares = [
        int(share) / 100 for share in re.findall(r"background: color-mix\(in srgb, var\(--c\) (\d+)%", STYLE)
    ]
    assert shares
    for hue in hues:
        for share in shares:
            tint = tuple(round(share * c + (1 - share) * g) for c, g in zip(hue, ground, strict=True))
            assert contrast(colours["ink"], tint) >= 4.5


@pytest.mark.model
def test_command_writes_a_page_of_the_articles_that_it_can_read(tmp_path: Path) -> None:
    article, missing, target = (str(tmp_path / name) for name in ("a.txt", "b.txt", "report.html"))
    Path(article).write_text("“The harbour is <b>open</b>,” said Ana Ruiz, the mayor.", encoding="utf-8")
    result = CliRunner().invoke(app, ["summarize", article, missing, "-o", target])
    page = Path(target).read_text(encoding="utf-8")
    assert result.exit_code == 1
    assert re.search(r'<mark class="direct s1 q1">.*?The harbour is &lt;b&gt;open&lt;/b&gt;,</mark>', page)
    assert "<bdi>Ana Ruiz</bdi>" in page
