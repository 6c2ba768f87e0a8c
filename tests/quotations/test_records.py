"""Records made of hand-tagged words: parts at the marks, kinds, which contents are one quotation."""

import re

import pytest
import spacy

from seeds_analysis.doc import Positions, QuotationAnnotation
from seeds_analysis.network.encoding import MAX_PARAGRAPH, Encoded, encode
from seeds_analysis.quotations.decoding import Tagged, WordRange
from seeds_analysis.quotations.pieces import read_pieces
from seeds_analysis.quotations.records import SURE_PART, make_records
from seeds_analysis.text import pair_marks

_TAG = re.compile(r"<(/?)([csuv])(\d+)>")


def records(
    marked: str, *, chances: dict[int, float] | None = None, links: dict[int, float] | None = None
) -> tuple[str, list[QuotationAnnotation]]:
    """Make records of a text with marks <c1>, <u1>, <s1>, <v1>; each content links to the cue of its number.

    `chances` and `links` are the chances of single contents and of their links, by their order; else 0.99.
    """
    text, places = "", []
    last = 0
    opened: dict[tuple[str, str], int] = {}
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        key = tag[2], tag[3]
        if tag[1]:
            places.append((key, (opened.pop(key), len(text))))
        else:
            opened[key] = len(text)
    text += marked[last:]
    stretches = pair_marks(text)[0]
    encoded = encode(text, stretches)
    by_role = {key: words_of(encoded, span) for key, span in places if key[0] != "c"}
    contents = sorted((span, number) for (role, number), span in places if role == "c")
    tagged = [
        Tagged(
            content=words_of(encoded, span),
            cue=by_role.get(("u", number)),
            source=by_role.get(("s", number)),
            via=by_role.get(("v", number)),
            negated=0.0,
            tag_chance=(chances or {}).get(order, 0.99),
            head_chance=(links or {}).get(order, 0.99),
            source_chance=0.99,
        )
        for order, (span, number) in enumerate(contents)
    ]
    positions = Positions(spacy.blank("en")(text))
    pieces = read_pieces(positions, [stretch for stretch in stretches if stretch.depth == 0])
    return text, make_records(positions, pieces, encoded, tagged)[0]


def words_of(encoded: Encoded, span: tuple[int, int]) -> WordRange:
    return encoded.words(*span)


def cut(marked: str, **options: dict[int, float]) -> list[tuple[str, str]]:
    """Kind and parts of each record."""
    text, found = records(marked, **options)
    return [(r.kind, " … ".join(text[start:end] for start, end in r.content)) for r in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "<c1>“We go,”</c1> <s1>she</s1> <u1>said</u1>. <c1>“Now.”</c1>",
            [("direct", "We go, … Now.")],
            id="broken-by-its-cue",
        ),
        pytest.param(
            "<c1>The road</c1>, <s1>she</s1> <u1>said</u1>, <c1>will close</c1>.",
            [("indirect", "The road … will close")],
            id="inserted-cue",
        ),
        pytest.param(
            "<s1>She</s1> <u1>said</u1> <c1>it was “a gift” to all</c1>.",
            [("mixed", "it was … a gift … to all")],
            id="marks-in-a-clause",
        ),
        pytest.param(
            "<s1>She</s1> <u1>said</u1> <c1>it was late</c1>. <c1>“I drive there daily.”</c1>",
            [("indirect", "it was late"), ("direct", "I drive there daily.")],
            id="sentence-between",
        ),
        pytest.param(
            "<c1>It was late</c1>, <s1>she</s1> <u1>said</u1>. <c1>“I drive there daily.”</c1>",
            [("indirect", "It was late"), ("direct", "I drive there daily.")],
            id="sentence-in-marks-after-the-cue",
        ),
        pytest.param(
            "<c1>“Too late,”</c1> <s1>she</s1> <u1>said</u1>. <c1>She drove there daily</c1>.",
            [("direct", "Too late,"), ("indirect", "She drove there daily")],
            id="sentence-without-marks-after-the-cue",
        ),
        pytest.param(
            "<c1>The road</c1>, <u1>said</u1> <s1>Mr. Lee</s1>, <c1>“is closed”</c1>.",
            [("mixed", "The road … is closed")],
            id="marks-after-an-inserted-cue",
        ),
        pytest.param(
            "<c1>“We go,”</c1> <s1>she</s1> <u1>said</u1>.\n\n<c1>It rained</c1>.",
            [("direct", "We go,"), ("indirect", "It rained")],
            id="other-paragraph-without-marks",
        ),
        pytest.param(
            "<c1>“We go,”</c1> <s1>she</s1> <u1>said</u1>.\n\n<c1>“Nobody came.”</c1>",
            [("direct", "We go,"), ("direct", "Nobody came.")],
            id="other-paragraph-after-the-cue",
        ),
        pytest.param(
            "<s1>She</s1> <u1>said</u1> two things:\n\n<c1>“We go.”</c1>\n\n<c1>“Nobody came.”</c1>",
            [("direct", "We go."), ("direct", "Nobody came.")],
            id="paragraphs-in-marks-after-one-cue",
        ),
    ],
)
def test_contents_of_one_cue_are_one_quotation_if_nothing_parts_them(
    marked: str, expected: list[tuple[str, str]]
) -> None:
    assert cut(marked) == expected


def test_reopened_marks_continue_without_a_cue() -> None:
    first = (
        "<c1>“We began early in the year,”</c1> <s1>she</s1> <u1>said</u1>. <c1>“Nobody came to help.</c1>"
    )
    marked = f"{first}\n\n<c2>“Then the rain came.”</c2>"
    whole = "We began early in the year, … Nobody came to help. … Then the rain came."
    assert cut(marked) == [("direct", whole)]


def test_content_does_not_end_within_a_compound() -> None:
    marked = "<s1>She</s1> <u1>planned</u1> <c1>“an end” to a five</c1>-year-old plan."
    assert cut(marked) == [("mixed", "an end … to a five-year-old")]


def test_unsure_part_outside_marks_is_dropped() -> None:
    marked = "<c1>A storm</c1> came as <s1>she</s1> <u1>said</u1> <c1>it was late</c1>."
    assert cut(marked, chances={0: SURE_PART - 0.1}) == [("indirect", "it was late")]
    assert cut(marked) == [("indirect", "A storm … it was late")]


def test_single_word_between_two_parts_belongs_to_them() -> None:
    marked = "<s1>She</s1> <u1>said</u1> <c1>the bridge</c1> was <c1>late again</c1>."
    assert cut(marked) == [("indirect", "the bridge was late again")]


@pytest.mark.parametrize(
    ("marked", "sources"),
    [
        pytest.param(
            "<s1>she</s1> <u1>said</u1> <c1>it was late</c1>. <c1>“I drive there daily.”</c1>",
            ["she", None],
            id="cue-of-another-quotation",
        ),
        pytest.param(
            "<c1>“And then?”</c1>\n\n<c1>“I drove,”</c1> <s1>she</s1> <u1>said</u1>.",
            [None, "she"],
            id="cue-in-the-next-paragraph",
        ),
        pytest.param(
            "Late at night <s1>she</s1> <u1>spoke</u1>.\n\n<c1>“I drove.”</c1>",
            [None],
            id="cue-in-the-paragraph-before",
        ),
        pytest.param(
            "Late at night <s1>she</s1> <u1>said</u1>:\n\n<c1>“I drove.”</c1>",
            ["she"],
            id="cue-that-leads-in",
        ),
    ],
)
def test_only_a_cue_of_its_own_gives_a_quotation_its_source(marked: str, sources: list[str | None]) -> None:
    text, found = records(marked)
    assert [record.source and text[slice(*record.source)] for record in found] == sources


def test_cue_of_the_second_paragraph_is_that_of_a_quotation_over_two() -> None:
    marked = (
        "<c1>“We began early in the year.</c1>\n\n<c1>“Then the rain came,”</c1> <s1>she</s1> <u1>said</u1>."
    )
    text, [record] = records(marked)
    assert record.source is not None
    assert text[slice(*record.source)] == "she"


def test_record_has_cue_lemma_and_relay() -> None:
    text, [record] = records("<c1>“No,”</c1> <s1>she</s1> <u1>told</u1> <v1>Radio Leiva</v1>.")
    assert record.via is not None
    assert (text[slice(*record.via)], record.closed) == ("Radio Leiva", ("explicit",))


def test_quotation_that_ends_in_a_run_of_letters_does_not_hold_the_run() -> None:
    run = "a" * MAX_PARAGRAPH
    _, [record] = records(f"<u1>Says</u1> <c1>{run[:-5]}</c1>{run}")
    assert record.content[0][1] < MAX_PARAGRAPH + 100
