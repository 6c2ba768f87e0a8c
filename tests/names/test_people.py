"""Names of people that a model cut short; on Docs made by hand, so that no model decides."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from seeds_analysis.names.runs import complete_runs

BLANK = spacy.blank("en")


def made(words: str, *names: tuple[str, str]) -> Doc:
    """A Doc of blank-separated tokens, "+" before what follows without a blank; capitals are proper nouns."""
    tokens = words.split()
    texts = [token.removeprefix("+") for token in tokens]
    spaces = [not following.startswith("+") for following in [*tokens[1:], "+"]]
    pos = ["PUNCT" if not t[0].isalnum() else "PROPN" if t[0].isupper() else "NOUN" for t in texts]
    heads = [min(i + 1, len(texts) - 1) for i in range(len(texts))]
    starts: list[bool | int | None] = [i == 0 or texts[i - 1] == "." for i in range(len(texts))]
    doc = Doc(BLANK.vocab, texts, spaces, pos=pos, deps=["dep"] * len(texts), heads=heads, sent_starts=starts)
    places = [(doc.text.index(name), name, label) for name, label in names]
    spans = [doc.char_span(start, start + len(name), label=label) for start, name, label in places]
    doc.ents = [span for span in spans if span is not None]
    return doc


def people(doc: Doc) -> list[tuple[str, str]]:
    names = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    found = [name for name in complete_runs(doc, names) if name[2]]
    return [(doc[start:end].text, label) for start, end, label in found]


@pytest.mark.parametrize(
    ("words", "tagged", "whole"),
    [
        pytest.param("the nurse Ilka Brandao left", "Brandao", "Ilka Brandao", id="role-before"),
        pytest.param("said Col. Ilka Brandao today", "Brandao", "Ilka Brandao", id="rank-before"),
        pytest.param("with a guide , Ilka Brandao .", "Brandao", "Ilka Brandao", id="apposition"),
        pytest.param(
            "they all said this to Nurse Ilka Zwane +- +Brand .",
            "Zwane-Brand",
            "Ilka Zwane-Brand",
            id="hyphenated",
        ),
    ],
)
def test_bare_surname_takes_the_given_name_passed_over(words: str, tagged: str, whole: str) -> None:
    assert people(made(words, (tagged, "PERSON"))) == [(whole, "PERSON")]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Moderate Brandao won", id="sentence-start"),
        pytest.param("said Senators Brandao and Lee", id="titles-of-two"),
        pytest.param("when Minister Brandao won", id="title"),
    ],
)
def test_capital_before_a_surname_may_be_no_given_name(words: str) -> None:
    assert people(made(words, ("Brandao", "PERSON"))) == [("Brandao", "PERSON")]


@given(
    st.lists(st.sampled_from(["Ilka", "Nurse", "Lee", '"', '+"', "“", "+”", "+-", ".", "won"]), min_size=1)
)
def test_completed_names_stay_in_order_and_apart(words: list[str]) -> None:
    doc = made(" ".join(words))
    names = [(i, i + 1, "PERSON") for i in range(len(doc)) if doc[i].text in ("Lee", "Ilka")]
    reached = 0
    for start, end, _ in complete_runs(doc, names):
        assert reached <= start < end <= len(doc)
        reached = end


def test_office_after_a_nation_that_begins_the_sentence_is_no_name() -> None:
    doc = made(
        "Norwegian Foreign Minister Ilka Brandao left", ("Norwegian", "NORP"), ("Ilka Brandao", "PERSON")
    )
    doc[0].pos_ = "ADJ"
    names = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    assert complete_runs(doc, names) == names
