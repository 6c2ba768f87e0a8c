"""What pages say in words."""

import dataclasses

import pytest

from seeds_analysis.summary.model import ContentSpan
from seeds_analysis.text.article import Notice, TextSpan
from seeds_analysis.views.codes import count_of
from seeds_analysis.views.page import wording
from tests.summaries import empty_summary, rich_summary

QUOTATION = rich_summary().quotations[0]
SPEAKER = QUOTATION.speaker


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 quotations"), (1, "1 quotation"), (12, "12 quotations"), (1204, "1,204 quotations")],
)
def test_count_agrees_with_its_number(number: int, words: str) -> None:
    assert count_of(number, "quotation") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-03-11", "2025-03-11"),
        ("2025-03-13/2025-03-15", "2025-03-13 to 2025-03-15"),
        ("../2025", "until 2025"),
        ("2025/..", "from 2025"),
        ("2025/", "from 2025"),
        ("P20Y", "20 years"),
        ("P1M", "1 month"),
        ("P1Y6M", "1 year, 6 months"),
        ("PT36H", "36 hours"),
        ("PT5M", "5 minutes"),
        ("P", "P"),
        ("PXY", "PXY"),
        ("", ""),
    ],
)
def test_value_reads_as_words(value: str, words: str) -> None:
    assert wording.value_in_words(value) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("vague", "too vague for a calendar"),
        ("made-up-code", "made up code"),
        (None, "no reason is recorded"),
    ],
)
def test_reason_reads_as_words(code: str | None, words: str) -> None:
    assert wording.reason_in_words(code) == words


def test_quotation_counts_name_the_kinds_there_are() -> None:
    counts = dataclasses.replace(empty_summary().counts, quotations=2, mixed=2)
    assert wording.quotation_counts(counts) == "2: 2 mixed"


@pytest.mark.parametrize(
    ("mention", "resolved_by", "told"),
    [
        pytest.param("She", "pronoun", True, id="pronoun"),
        pytest.param("Ms Oduya", "subject", False, id="short-name"),
        pytest.param("The chair", "role", True, id="description"),
        pytest.param("Mother Lamp", "subject", False, id="alias"),
        pytest.param("a letter from Maren Oduya", "document-issuer", True, id="document"),
    ],
)
def test_notes_tell_how_the_speaker_was_reached(mention: str, resolved_by: str, told: bool) -> None:
    assert SPEAKER is not None
    speaker = dataclasses.replace(
        SPEAKER, mention=TextSpan(0, len(mention), mention), resolved_by=resolved_by
    )
    notes = wording.quotation_notes(dataclasses.replace(QUOTATION, speaker=speaker), ("Mother Lamp",))
    assert (f"in the text: {mention}" in notes) is told


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.95, ()), (0.9, ()), (0.89, ("likely",)), (0.7, ("likely",)), (0.6, ("unsure",))],
)
def test_confidence_is_a_word_where_it_is_not_sure(confidence: float, words: tuple[str, ...]) -> None:
    assert wording.quotation_doubts(dataclasses.replace(QUOTATION, confidence=confidence)) == words


def test_quotation_of_nobody_is_doubted_for_its_reason() -> None:
    nobody = dataclasses.replace(QUOTATION, speaker=None, unattributed_reason="no-cue", confidence=0.5)
    assert wording.quotation_doubts(nobody) == ("nothing nearby says who said it",)


@pytest.mark.parametrize(
    ("parts", "paragraphs"),
    [
        pytest.param(["0 5 Come, explicit", "20 25 now. explicit"], ("<Come,> ~ <now.>",), id="cue-between"),
        pytest.param(["0 4 an None", "6 9 odd explicit"], ("an <odd>",), id="marks-between"),
        pytest.param(["0 3 So. implied", "6 9 And explicit"], ("<So.", "<And>"), id="paragraphs"),
        pytest.param(["0 3 So. missing"], ("<So.",), id="unclosed"),
        pytest.param([], (), id="nothing"),
    ],
)
def test_quotation_paragraphs_show_the_marks_there_are(parts: list[str], paragraphs: tuple[str, ...]) -> None:
    content = []
    for part in parts:
        start, end, text, closed = part.split()
        content.append(ContentSpan(int(start), int(end), text, None if closed == "None" else closed))
    quotation = dataclasses.replace(QUOTATION, content=tuple(content))
    assert wording.quotation_paragraphs(quotation, "<", ">", "~") == paragraphs


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(None, None, ""), (7, 8, "character 7"), (7, None, "character 7"), (7, 19, "characters 7 to 19")],
)
def test_place_of_a_warning_reads_as_words(start: int | None, end: int | None, words: str) -> None:
    assert wording.place_in_words(Notice("code", "message", start, end)) == words


def test_page_is_headed_by_headline_title_or_origin() -> None:
    rich, empty = rich_summary(), empty_summary()
    untitled = dataclasses.replace(rich.document, headline=None)
    assert wording.head_line(rich) == "Ferry town votes to keep its night boat"
    assert wording.head_line(dataclasses.replace(rich, document=untitled)) == "Night boat stays | Coastwire"
    assert wording.head_line(empty) == "empty.txt"


def test_head_names_the_authors_where_there_is_no_byline() -> None:
    rich = rich_summary()
    unsigned = dataclasses.replace(rich, document=dataclasses.replace(rich.document, byline=None))
    assert wording.head_facts(rich)[0] == "By Ines Holloway"
    assert wording.head_facts(unsigned)[0] == "Ines Holloway"


def test_head_names_the_option_for_the_date_if_a_date_needs_it() -> None:
    rich = rich_summary()
    undated = dataclasses.replace(rich, document=dataclasses.replace(rich.document, published=None))
    assert "no publication date stated" in wording.head_facts(undated)
    needing = dataclasses.replace(rich.dates[0], value=None, anchor=None, reason="no-publication-date")
    undated = dataclasses.replace(undated, dates=(needing,))
    [warning, *_] = wording.head_warnings(undated)
    assert warning == "1 date cannot be read without the day of publication. Give it with --date."
