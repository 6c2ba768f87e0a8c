"""Web pages: which text is the article, what the page states about itself, and how it is encoded."""

import datetime
import re

import pytest
from spacy.language import Language

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import ReadOptions, Record, limits, read_article
from seeds_analysis.loading.parts import ArchiveMetadata
from seeds_analysis.loading.readers import html_page
from seeds_analysis.pipeline.batches import summarize_records
from seeds_analysis.summary.model import Summary
from seeds_analysis.summary.verifying import verify
from seeds_analysis.text.article import Article
from tests.loading.archives import PAGE, STORY, needs_web

PARAGRAPH = (
    "<p>The café will stay open, “whatever comes”, its owner Zoë Lund told the harbour council in May.</p>"
)
PLAIN = (
    "<html><head>{}</head><body><article><p>It rained for days.</p>"
    + PARAGRAPH * 2
    + "</article></body></html>"
)


@pytest.fixture(autouse=True)
def library() -> None:
    needs_web()


def page(text: str | bytes, **options: object) -> Article:
    data = text.encode() if isinstance(text, str) else text
    return read_article(data, "x.html", **options)  # type: ignore[arg-type]


def refusal(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        read_article(data, "x.html")
    return caught.value


def test_page_gives_its_story_in_paragraphs() -> None:
    paragraphs = page(PAGE).text.split("\n\n")
    assert [words.split()[0] for words in paragraphs] == ["Pier", "PORT", "“We", "Builders"]
    assert "Home" not in page(PAGE).text


def test_page_gives_its_metadata() -> None:
    found = page(PAGE)
    assert (found.title, found.url) == ("Pier to open", "https://post.example/pier")
    assert (found.authors, found.published) == (("Ana Ruiz", "Tom Hale"), datetime.date(2025, 3, 5))
    assert found.notices == ()


def test_page_without_metadata_states_none() -> None:
    found = page(PLAIN.format(""))
    assert (found.title, found.url, found.authors, found.published) == (None, None, (), None)


def test_date_in_the_story_is_not_the_date_of_the_page() -> None:
    text = PLAIN.format("").replace("in May", "on 5 March 2021, and on March 6, 2021 again")
    assert page(text).published is None


def test_date_of_the_user_overrides_the_page() -> None:
    day = datetime.date(2020, 1, 1)
    assert page(PAGE, published=day).published == day


def test_comments_and_tables_are_left_out() -> None:
    more = (
        "<table><tr><td>Tide tables of all the ports</td><td>3.4 m</td></tr></table></article>"
        "<div id='comments' class='comments'><p class='comment'>A reader who says things.</p></div>"
    )
    text = page(PAGE.replace(b"</article>", more.encode())).text
    assert "Tide" not in text
    assert "reader" not in text


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "", None),
        ("utf-8", '<meta charset="iso-8859-1">', None),
        ("cp1252", '<meta charset="windows-1252">', None),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', None),
        ("cp1252", "", "latin1"),
        ("mac-roman", "<meta charset=macintosh>", None),
        ("mac-roman", "<meta charset=cp1252>", "macintosh"),
        ("cp1252", "<meta charset=hex>", "no-such-encoding"),
        ("utf-16", "", None),
    ],
)
def test_page_is_decoded_as_its_bytes_header_and_declaration_say(
    encoding: str, declared: str, header: str | None
) -> None:
    data = PLAIN.format(declared).encode(encoding)
    found = Record("x", "x", data, kind="html", archive=ArchiveMetadata(None, header)).load()
    assert "The café will stay open, “whatever comes”, its owner Zoë" in found.text


def test_encoding_of_the_user_overrides_the_page() -> None:
    data = PLAIN.format("<meta charset=cp1252>").encode("mac-roman")
    assert "café" in Record("x", "x", data, kind="html").load(ReadOptions("mac-roman")).text


def test_address_in_the_archive_overrides_the_page() -> None:
    found = Record(
        "x", "x", PAGE, kind="html", archive=ArchiveMetadata("https://post.example/pier?a=1")
    ).load()
    assert found.url == "https://post.example/pier?a=1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \n", "empty", id="blank"),
        pytest.param(b"<html><body></body></html>", "empty", id="no-text"),
        pytest.param(b"<html>" + b"<p>It rains. " * 200_000, "too-large", id="large"),
        pytest.param(b"%PDF-1.7 <html>", "binary", id="pdf"),
        pytest.param(b"<html>\0\0\0", "binary", id="nul"),
    ],
)
def test_page_without_an_article_is_refused(data: bytes, code: str) -> None:
    error = refusal(data)
    assert error.code == code
    assert "\n" not in error.message


def test_page_that_lies_too_deep_is_not_taken_for_an_empty_one() -> None:
    deep = "<div>" * 300
    assert refusal(f"<html><body>{deep}{PARAGRAPH * 3}".encode()).code == "unreadable"
    assert refusal(f"<html><body>{deep}".encode()).code == "unreadable"
    assert refusal(f"<html><body>{deep[:500]}".encode()).code == "empty"


def test_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError

    monkeypatch.setattr(html_page, "_load_library", missing)
    error = refusal(PAGE)
    assert error.code == "missing-extra"
    assert "python -m pip install 'seeds-analysis[web]'" in error.message


def test_failing_extraction_is_this_pages_error(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("secret")

    monkeypatch.setattr(html_page, "_load_library", lambda: fail)
    error = refusal(PAGE)
    assert error.code == "unreadable"
    assert "RecursionError" in error.message
    assert "secret" not in error.message
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000,
        "<p>" * 20_000,
        "<table><td>" * 3_000,
        "<a " * 30_000,
        "<!--" * 9_000,
        "&#0;&#xd800;It rains." * 99,
    ],
    ids=["nested", "paragraphs", "tables", "tags", "comments", "entities"],
)
def test_strange_page_is_read_or_refused(body: str, capfd: pytest.CaptureFixture[str]) -> None:
    try:
        page("<html><body>" + body + STORY)
    except LoadError as error:
        code = error.code
    else:
        code = "empty"
    assert code in ("empty", "binary", "unreadable", "too-large")
    assert capfd.readouterr() == ("", "")


@pytest.mark.model
def test_summary_of_a_page_verifies_with_the_text_it_carries(nlp: Language) -> None:
    (summary,) = summarize_records([Record("x", "x", PAGE, kind="html")], lambda: nlp, with_text=True)
    assert isinstance(summary, Summary)
    assert summary.document.text is not None
    assert verify(summary.to_dict(), summary.document.text) == []


@pytest.mark.parametrize(
    "attributes",
    [
        pytest.param(" {}='1'", id="quoted"),
        pytest.param(' {}=">"', id="greater-than"),
        pytest.param("\n{}", id="bare"),
        pytest.param("/{}", id="slashes"),
        pytest.param(" {} = 1", id="blanks"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_page_with_a_tag_of_too_many_attributes_is_refused(attributes: str, encoding: str) -> None:
    def refused(number: int) -> bool:
        tag = "<p" + "".join(attributes.format(f"a{n}") for n in range(number)) + ">"
        try:
            page(PLAIN.format("").replace("<p>", tag, 1).encode(encoding))
        except LoadError as error:
            return error.code == "too-large"
        return False

    assert [refused(limits.MAX_ATTRIBUTES), refused(limits.MAX_ATTRIBUTES + 1)] == [False, True]


def test_many_tags_have_as_many_attributes_as_they_like() -> None:
    assert page(PLAIN.format("") + "<p a=1 b=2>It rains.</p>" * limits.MAX_ATTRIBUTES).text


def test_page_with_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TAGS", 40)
    text = PLAIN.format("")
    few = text + "<p>It rains." * (limits.MAX_TAGS - len(re.findall("<[a-z]", text)))
    assert page(few).text
    with pytest.raises(LoadError, match="40 tags") as caught:
        page(few + "<p>It rains.")
    assert caught.value.code == "too-large"
