"""Headlines, bylines, datelines and credits: what is recognised and, above all, what is not."""

import pytest

from seeds_analysis.loading import read_article
from seeds_analysis.loading.stated.furniture import is_byline, is_credit, note_furniture
from seeds_analysis.text.article import Article, TextSpan

STORY = (
    "The northern pier of the harbour will stay closed until May because the divers found worms in most of "
    "its piles, the harbour master said on Tuesday."
)


def _read(text: str) -> Article:
    return read_article(text.encode(), "x")


def _text(span: TextSpan | None) -> str | None:
    return None if span is None else span.text


@pytest.mark.parametrize(
    "headline",
    [
        "Northern pier to stay closed until May",
        "Northern Pier to Stay Closed Until May",
        "Northern Pier to Stay Closed Until May.",
        "Will the Northern Pier Ever Open Again?",
        "Harbour: 'No Crossing Before May'",
        "NORTHERN PIER CLOSED",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n", "\u2029"], ids=repr)
def test_headline_is_a_first_line_before_a_longer_paragraph(headline: str, gap: str) -> None:
    assert _text(_read(f"{headline}{gap}{STORY}").headline) == headline


@pytest.mark.parametrize("between", ["By Ana Ruiz", "Photo: Norlight", "Divers find worms in most piles"])
def test_headline_may_have_a_line_before_the_story(between: str) -> None:
    article = _read(f"date 2024-12-03\nPier Closed Until May\n\n{between}\n\n{STORY}")
    assert _text(article.headline) == "Pier Closed Until May"


@pytest.mark.parametrize(
    "text",
    [
        f"The pier is closed.\n\n{STORY}",
        f"The pier is closed, he said:\n\n{STORY}",
        f"Who closed the pier?\n\n{STORY}",
        f"He said: “It is closed.”\n\n{STORY}",
        f"Harbour Master Ana Ruiz joined Mayor Tom Cole on Pier Nine in Oslo.\n\n{STORY}",
        "Northern pier to stay closed until May",
        f"Northern pier to stay closed until May {STORY}",
        "The master of the harbour met Mayor\nTom Cole on the pier on Tuesday.",
        f"The pier will stay\nclosed until May. {STORY}",
        "A long heading without any end\n\nClosed",
        f"<script>alert(1)</script>\n\n{STORY}",
        f"- closed piers\n\n{STORY}",
        f"https://example.org/pier\n\n{STORY}",
        f"OSLO (AP) — The pier is closed\n\n{STORY}",
        f"By Ana Ruiz\n\n{STORY}",
        f"Closed\n\n{STORY}",
    ],
)
def test_headline_is_not_seen_in_other_first_lines(text: str) -> None:
    assert _read(text).headline is None


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz",
        "BY JANE DOE, Staff Writer",
        "By Ana Ruiz and Tom Cole",
        "By Ana Ruiz, Tom Cole and Li Wei",
        "By Jean-Luc de la Tour",
        "By J. P. O’Hara | Norlight",
        "By Ana Ruiz for the Norlight",
        "by Ana Ruiz",
        "Byline: Ana Ruiz",
    ],
)
def test_byline_is_recognised(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday",
        "By Monday Night",
        "By Any Means Necessary",
        "By the end of May",
        "By then the pier was closed.",
        "By Ana Ruiz, the pier was closed.",
        "Bygone Days Return",
        "By",
        "By 2030",
        "By " + "Ab " * 5000,
    ],
    ids=lambda line: line[:30],
)
def test_byline_is_not_seen_in_other_lines(line: str) -> None:
    assert not is_byline(line)


def test_byline_is_above_the_story_only() -> None:
    assert _text(_read(f"Pier Closed Until May\n\nBy Ana Ruiz\n\n{STORY}").byline) == "By Ana Ruiz"
    assert _read("\n\n".join([STORY] * 6 + ["By Ana Ruiz"])).byline is None


@pytest.mark.parametrize(
    "dateline",
    [
        "GENEVA, Jan. 9, 2021 (Agency) —",
        "LONDON (Reuters) -",
        "WASHINGTON —",
        "NEW YORK --",
        "ST. JOHN'S, N.L. –",
        "PORTLAND, Ore., Sept. 14 (UPI) ―",
        "OSLO/BERGEN, 9 January 2021 (NTB) —",
        "ÅLESUND, Norway —",
        "Port-au-Prince (AFP) –",
        "Oslo, March 3 —",
        "BEIJING, Tuesday, March 3 (Xinhua) --",
        "OSLO, Feb. 5, 2024 /Norlight Wire/ --",
        "OSLO, Feb. 5, 2024:",
        "Oslo, Feb 5:",
        "OSLO (NTB), Feb. 5, 2024 --",
        "Oslo (Norway), Feb 5, 2024 (AFP) -",
        "(Oslo, February 5, 2024) –",
        "OSLO, Feb. 5, 2024.",
    ],
)
def test_dateline_is_recognised_with_its_dash(dateline: str) -> None:
    assert _text(_read(f"{dateline} {STORY}").dateline) == dateline
    assert _text(_read(f"Pier Closed Until May\n\nBy Ana Ruiz\n\n{dateline} {STORY}").dateline) == dateline


@pytest.mark.parametrize(
    "start",
    [
        "EXCLUSIVE —",
        "UPDATE -",
        "Oslo —",
        "OSLO:",
        "Ruiz, Feb. 5, 2024.",
        "(Ana Ruiz) –",
        "OSLO IN 2024.",
        "Ruiz (D-Ohio) —",
        "Ana Ruiz (harbour master) —",
        "PSA—",
        "IS THE PIER CLOSED? -",
        "The pier — closed since May —",
        "X —",
        "(AP) —",
        "—",
        "1990-",
    ],
)
def test_dateline_is_not_seen_in_other_starts(start: str) -> None:
    assert _read(f"{start} {STORY}").dateline is None


def test_dateline_needs_a_story_after_it() -> None:
    assert _read("OSLO —").dateline is None


@pytest.mark.parametrize(
    "line",
    [
        "Source: EFE/EPA",
        "Photo: Ana Ruiz",
        "PHOTO BY ANA RUIZ",
        "Image: Norlight / Ana Ruiz",
        "Photo by Ana Ruiz",
        "Photo credit: City of Oslo",
        "Picture courtesy of the Oslo Museum",
        "(AP Photo/Ana Ruiz)",
        "[Photo: Ana Ruiz]",
        "Ana Ruiz via Getty Images.",
        "Credit: example.org",
    ],
)
def test_credit_is_recognised(line: str) -> None:
    assert is_credit(line)
    article = _read(f"{STORY}\n\n{line}\n\n{STORY}")
    assert [span.text for span in article.credits] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Source: the harbour master said the pier was closed",
        "Image: A man walks past the closed pier in the rain",
        "Photo:",
        "Source: “We close,” he said",
        "Photos show the closed pier",
        "Sources: Pier to Close",
        "The photo by Ana Ruiz hangs on the pier",
        "AP photographers went to the pier",
        "(",
        "Source: " + "Ana " * 30,
    ],
    ids=lambda line: line[:30],
)
def test_credit_is_not_seen_in_other_lines(line: str) -> None:
    assert not is_credit(line)


def test_credit_within_a_sentence_is_not_a_credit() -> None:
    assert _read(f"{STORY} Source: EFE/EPA\n\n{STORY}").credits == ()


def test_dateline_does_not_overlap_a_credit() -> None:
    text = "OSLO - date 2024-02-29Ana Ruiz via Getty Images\ndate 2024-02-29"
    found, _, _ = note_furniture(Article(text, "x.txt"))
    assert [span.text for span in found.credits] == [text.partition("\n")[0]]
    assert found.dateline is None


def test_credit_with_a_date_is_a_dated_line_only() -> None:
    article = read_article(b"The pier closed.\n\nSource: Eastern Wire | 2018-07-12\n", "pier.txt")
    assert [line.text for line in article.date_lines] == ["Source: Eastern Wire | 2018-07-12"]
    assert article.credits == ()
