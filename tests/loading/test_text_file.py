"""The seed form, stated dates, and what holds for any bytes."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import read_article
from seeds_analysis.text.article import Article, TextSpan

DAY = datetime.date(2024, 2, 29)
STORY = "The pier is closed until May, the harbour master said."


def _read(text: str, published: datetime.date | None = None) -> Article:
    return read_article(text.encode(), "pier.txt", published=published)


@pytest.mark.parametrize(
    "header",
    [
        "date 2024-02-29 ",
        " date 2024-02-29 ",
        "\n\r\n  date 2024-02-29\r\n",
        "date: 2024-02-29\n\n",
        "Date : 2024-02-29\n",
        "DATE\t2024-02-29\n\n\n",
        "date 2024-02-29.\n",
        "\ufeffdate 2024-02-29\u2029",
    ],
    ids=repr,
)
def test_header_states_the_date_and_ends_where_the_story_begins(header: str) -> None:
    article = _read(header + STORY)
    assert (article.published, article.notices) == (DAY, ())
    assert article.text[article.body_start :] == STORY


@pytest.mark.parametrize(
    "start",
    [
        "date 2024-2-9 ",
        "dates 2024-02-29 ",
        "date2024-02-29 ",
        "date 2024-02-291 ",
        "date 2024-02-29-1 ",
        "date\n2024-02-29 ",
        "The date 2024-02-29 ",
        "2024-02-29 ",
    ],
    ids=repr,
)
def test_anything_else_is_no_header(start: str) -> None:
    article = _read(start + STORY)
    assert (article.published, article.body_start) == (None, 0)


@pytest.mark.parametrize("date", ["2024-02-30", "2023-13-01", "0000-01-01", "2023-02-29"])
def test_impossible_date_is_none_with_a_notice(date: str) -> None:
    article = _read(f"date {date}\nOSLO, Feb. 29, 2024 (AP) — {STORY}")
    (notice,) = article.notices
    assert (article.published, article.body_start, notice.code) == (None, 16, "impossible-date")
    assert article.text[notice.start : notice.end] == date


@pytest.mark.parametrize("text", [STORY, f"date 2021-05-05 {STORY}", f"date 2021-02-31 {STORY}"])
def test_given_date_overrides(text: str) -> None:
    article = _read(text, DAY)
    assert (article.published, article.notices) == (DAY, ())


def test_dateline_states_the_date_where_nothing_else_does() -> None:
    assert _read(f"OSLO, Feb. 29, 2024 (AP) — {STORY}").published == DAY
    assert _read(f"date 2024-03-01\nOSLO, Feb. 29, 2024 (AP) — {STORY}").published == datetime.date(
        2024, 3, 1
    )


def test_impossible_date_of_a_dateline_is_none_with_a_notice() -> None:
    article = _read(f"OSLO, Feb. 30, 2024 (AP) — {STORY}")
    assert (article.published, [notice.code for notice in article.notices]) == (None, ["impossible-date"])


@pytest.mark.parametrize(
    "text",
    [STORY, f"OSLO, Feb. 29 (AP) — {STORY}", f"{STORY} It was 29 February 2024.", "20240229-pier " + STORY],
)
def test_date_is_never_guessed(text: str) -> None:
    assert _read(text).published is None


@pytest.mark.parametrize(
    "text", ["", " ", "\r\n\t\u2029", "\ufeff", "date 2024-02-29", "\n date: 2024-02-29 \n"], ids=repr
)
def test_text_without_a_story_is_refused(text: str) -> None:
    with pytest.raises(LoadError) as caught:
        _read(text)
    assert (caught.value.code, caught.value.origin) == ("empty", "pier.txt")


def _spans(article: Article) -> list[TextSpan]:
    found = (article.headline, article.byline, article.dateline, *article.credits)
    return [span for span in found if span is not None]


PIECES = st.sampled_from(
    [
        "date 2024-02-29", "date 2024-02-30", "OSLO, Feb. 29, 2024 (AP) — ", "OSLO - ", "By Ana Ruiz", "By ",
        "Pier Closed", "Source: AP/EFE", "(AP Photo/Ana Ruiz)", "Photo: ", "Ana Ruiz via Getty Images", STORY,
        "\n", "\n\n", "\r\n", "\r", "\u2029", " ", "—", "(", ",", "\x1b", "\u200b", "é", "a",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
@example("A\n(\n.")
def test_spans_slice_back_and_keep_apart(text: str) -> None:
    try:
        article = _read(text)
    except LoadError:
        return
    assert article.text == text
    spans = sorted(_spans(article), key=lambda span: span.start)
    place = article.body_start
    for span in spans:
        assert place <= span.start < span.end
        assert article.text[span.start : span.end] == span.text
        place = span.end


@given(st.binary() | st.text().map(str.encode), st.sampled_from([None, "utf-8", "utf-16", "utf-7", "cp1252"]))
def test_any_bytes_give_an_article_or_a_load_error(data: bytes, encoding: str | None) -> None:
    try:
        article = read_article(data, "x", encoding=encoding)
    except LoadError:
        return
    assert article.text.strip()
    assert article.id.startswith("sha256:")
    assert 0 <= article.body_start < len(article.text)
    for span in _spans(article):
        assert article.text[span.start : span.end] == span.text


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\x85\u2028"), min_size=1)
)
def test_text_comes_back_unchanged(text: str) -> None:
    try:
        article = _read(text)
    except LoadError:
        return
    assert article.text == text.removeprefix("\ufeff")
