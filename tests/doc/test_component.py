"""seeds_layout: tokens parted at quotation marks, boundaries preset, and a parser that keeps them."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc.component import MAX_SPLIT
from seeds_analysis.text.breaks import paragraphs
from seeds_analysis.text.mark_pairing import pair_marks

TEXTS = st.text(st.sampled_from("ab I'’‘\"“”«»‹›.,?!()-\n\t\u200f…0"), max_size=60)


def blank_pipeline() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("seeds_layout")
    return blank


BLANK = blank_pipeline()


def words(doc: Doc) -> list[str]:
    return [token.text for token in doc]


def sentences(nlp: Language, text: str) -> list[str]:
    kept = ("seeds_layout", "tok2vec", "parser")
    return [
        sent.text for sent in nlp(text, disable=[name for name in nlp.pipe_names if name not in kept]).sents
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'She is "done."Now rest.', ["She", "is", '"', "done", ".", '"', "Now", "rest", "."], id="stop"
        ),
        pytest.param('so "it"is', ["so", '"', "it", '"', "is"], id="word-after"),
        pytest.param("a ‹soft›, b", ["a", "‹", "soft", "›", ",", "b"], id="single-guillemets"),
        pytest.param("He doesn't“yet”go", ["He", "does", "n't", "“", "yet", "”", "go"], id="exception"),
    ],
)
def test_layout_parts_tokens_glued_around_marks(text: str, expected: list[str]) -> None:
    assert words(BLANK(text)) == expected


@pytest.mark.parametrize("text", ["the workers' rights", "it's the '90s", "O'Hara can't", "rock 'n' roll"])
def test_layout_leaves_apostrophes_whole(text: str) -> None:
    assert words(BLANK(text)) == words(BLANK.make_doc(text))


def test_layout_keeps_the_norm_of_parted_words() -> None:
    doc = BLANK("He doesn't“yet”go")
    assert [token.norm_ for token in doc if token.text == "n't"] == ["not"]


@given(TEXTS)
def test_layout_keeps_text_and_offsets(text: str) -> None:
    doc = BLANK(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(TEXTS)
def test_layout_makes_double_marks_tokens_of_their_own(text: str) -> None:
    assert not [token for token in BLANK(text) if len(token) > 1 and set(token.text) & set('"“”«»‹›')]


@given(TEXTS)
def test_layout_starts_a_sentence_at_each_paragraph_but_the_first(text: str) -> None:
    doc = BLANK(text)
    starts = {token.idx for token in doc if token.is_sent_start}
    assert {start for start, _ in paragraphs(text)[1:]} <= starts


def boundaries(text: str) -> dict[str, bool | None]:
    """Read the preset boundary of each token after the first; texts here repeat no token."""
    return {token.text: token.is_sent_start for token in list(BLANK(text))[1:]}


@pytest.mark.parametrize(
    ("text", "token"),
    [
        pytest.param("He said “no.” Then", "”", id="closing-mark"),
        pytest.param("(It was “odd”.) Then", ")", id="bracket-after-it"),
        pytest.param("He said “no” again", "no", id="word-after-opening-mark"),
        pytest.param("“Fine,” Smith said", "Smith", id="name-after-comma"),
        pytest.param("“Why?” asked Smith", "asked", id="small-letter"),
        pytest.param("One.\n\nTwo.", "\n\n", id="white-space"),
        pytest.param(" One. Two.", "One", id="first-word-after-white-space"),
    ],
)
def test_layout_forbids_a_sentence_to_start(text: str, token: str) -> None:
    assert boundaries(text)[token] is False


@pytest.mark.parametrize(
    ("text", "token"),
    [
        pytest.param("He said “no.” Then", "Then", id="sentence-after-closing-mark"),
        pytest.param("He left. “No.”", "“", id="opening-mark"),
        pytest.param("“One. Two.”", "Two", id="sentence-inside"),
    ],
)
def test_layout_leaves_the_choice_to_the_parser(text: str, token: str) -> None:
    assert boundaries(text)[token] is None


def test_layout_keeps_what_an_earlier_component_decided() -> None:
    doc = BLANK.make_doc("“Fine,” Smith said")
    doc[4].is_sent_start = True
    assert BLANK.get_pipe("seeds_layout")(doc)[4].is_sent_start is True


def test_layout_takes_an_empty_doc() -> None:
    assert len(BLANK("")) == 0


def test_layout_stops_parting_in_a_text_made_to_hurt() -> None:
    text = 'a"a ' * (MAX_SPLIT + 10)
    doc = BLANK(text)
    assert doc.text == text
    assert words(doc).count('a"a') == 10


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“We waited long. Now we act,” Smith said. “The bridge must open.”",
            ["“We waited long.", "Now we act,” Smith said.", "“The bridge must open.”"],
            id="several-sentences-inside",
        ),
        pytest.param(
            '"Why now?" he asked. "Nobody told us." Then he left.',
            ['"Why now?" he asked.', '"Nobody told us."', "Then he left."],
            id="question",
        ),
        pytest.param(
            "The mayor called it 'theft'. The council met on Monday.",
            ["The mayor called it 'theft'.", "The council met on Monday."],
            id="stop-after-single-mark",
        ),
        pytest.param(
            "Prices rose again.\nSource: Wire/Getty\n\nThe bank said so.",
            ["Prices rose again.\n", "Source: Wire/Getty\n\n", "The bank said so."],
            id="credit-line",
        ),
        pytest.param(
            '"We cannot pay the bill."The mayor had been clear on that point.',
            ['"We cannot pay the bill."', "The mayor had been clear on that point."],
            id="glued",
        ),
    ],
)
def test_layout_gives_sentences_that_respect_marks_and_paragraphs(
    nlp: Language, text: str, expected: list[str]
) -> None:
    assert sentences(nlp, text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        '"One." "Two." "Three?" "Four!" five. "Six"',
        "‘Go.’ (“Stay.”) “‘No.’” she said. ‘Why?’",
        "«Oui.» he said. „Nein.“ “Yes”. Him. “”. “.” “!” Her.",
        'A "b." "c" "." "?" D "e.") F. "g"... "h"! I said "j".',
    ],
)
def test_layout_is_kept_by_the_parser(nlp: Language, text: str) -> None:
    starts = {sent.start_char for sent in nlp(text).sents}
    stretches, _ = pair_marks(text)
    assert len(stretches) > 2
    assert not starts & {stretch.end for stretch in stretches if stretch.closed == "explicit"}


@pytest.mark.model
def test_layout_added_late_leaves_the_parse(nlp: Language) -> None:
    doc = nlp('She "goes"and he stays.', disable=["seeds_layout"])
    before = doc.to_json()
    assert nlp.get_pipe("seeds_layout")(doc).to_json() == before
