"""Interviews and transcripts without marks: labels, turns and speakers."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import context
from seeds_analysis.doc.annotations import QuotationAnnotation
from seeds_analysis.quotations.interviews.turns import find_turns
from tests.steps import steps

pytestmark = pytest.mark.model


def turns(nlp: Language, text: str) -> list[tuple[str, str | None]]:
    """The words and the speaker of each quotation that has no marks and a label."""
    return [
        (" / ".join(text[start:end] for start, end in record.content), record.speaker_name)
        for record in QuotationAnnotation.read(nlp(text))
        if record.kind == "direct" and record.closed[0] is None
    ]


LETTERS = "Q: Why did you leave?\n\nA: The roof leaked.\n\nQ: And now?\n\nA: Now I sleep."


@pytest.mark.parametrize(
    ("introduction", "asker", "answerer"),
    [
        ("Q&A with Ana Ruiz, the mayor of Leiva", None, "Ana Ruiz"),
        ("Ana Ruiz left her house in May.", None, "Ana Ruiz"),
        (
            "Ana Ruiz left her house in May. She spoke to Radio Leiva's Thomas Miller.",
            "Thomas Miller",
            "Ana Ruiz",
        ),
        (
            "Ana Ruiz left her house in May. She was interviewed by Thomas Miller.",
            "Thomas Miller",
            "Ana Ruiz",
        ),
        ("Ana Ruiz and Thomas Miller left their house in May.", None, None),
        ("The house was empty in May.", None, None),
        ("Ana Ruiz met Thomas Miller.\n\nIn Leiva lives Mary Stone, a potter.", None, "Mary Stone"),
        (
            "Mary Stone is a potter. Thomas Miller taught her.\n\nAna Ruiz and Omar Haddad know Mary Stone.",
            None,
            "Mary Stone",
        ),
    ],
    ids=[
        *("announced", "one-person", "spoke-to", "interviewed-by", "two-people", "nobody"),
        *("introduced-last", "named-most"),
    ],
)
def test_q_and_a_are_the_parties_of_the_interview(
    nlp: Language, introduction: str, asker: str | None, answerer: str | None
) -> None:
    assert turns(nlp, f"{introduction}\n\n{LETTERS}") == [
        ("Why did you leave?", asker),
        ("The roof leaked.", answerer),
        ("And now?", asker),
        ("Now I sleep.", answerer),
    ]


def test_full_name_and_surname_are_one_speaker(nlp: Language) -> None:
    text = "Ana Ruiz: Did you see the flood?\nThomas Miller: I was asleep.\nRuiz: All night?"
    assert turns(nlp, text) == [
        ("Did you see the flood?", "Ana Ruiz"),
        ("I was asleep.", "Thomas Miller"),
        ("All night?", "Ana Ruiz"),
    ]


def test_two_of_one_surname_are_two_speakers(nlp: Language) -> None:
    text = (
        "The levee broke.\n\nANA RUIZ: I prayed for it to stop.\n\nOMAR RUIZ: I laughed. Ana pinched me.\n\n"
        "TOM LEE: Did you sleep?\n\nOMAR RUIZ: I did not."
    )
    names = [name for _, name in turns(nlp, text)]
    assert names == ["Ana Ruiz", "Omar Ruiz", "Tom Lee", "Omar Ruiz"]


@pytest.mark.parametrize("labels", ["Q. A.", "Question: Answer:", "QUESTION: ANSWER:"])
def test_q_and_a_may_be_written_out_or_have_a_full_stop(nlp: Language, labels: str) -> None:
    asked, answered = labels.split()
    text = f"Q&A with Ana Ruiz\n\n{asked} Why?\n\n{answered} The roof leaked."
    assert turns(nlp, text) == [("Why?", None), ("The roof leaked.", "Ana Ruiz")]


def test_title_before_a_name_is_no_part_of_it(nlp: Language) -> None:
    text = "SEN. RUIZ: Did you read it?\n\nMR. MILLER: I do not recall.\n\nSEN. RUIZ: You signed it."
    assert [name for _, name in turns(nlp, text)] == ["RUIZ", "MILLER", "RUIZ"]


@pytest.mark.parametrize("label", ["(({}))", "{} (Labour):"])
def test_label_may_be_in_brackets_or_followed_by_them(nlp: Language, label: str) -> None:
    asks, answers = label.format("Ana Ruiz"), label.format("Thomas Miller")
    text = f"{asks} Did you see the flood?\n\n{answers} I was asleep.\n\n{asks} All night?"
    assert turns(nlp, text) == [
        ("Did you see the flood?", "Ana Ruiz"),
        ("I was asleep.", "Thomas Miller"),
        ("All night?", "Ana Ruiz"),
    ]


def test_turn_continues_in_paragraphs_without_a_label(nlp: Language) -> None:
    text = "RUIZ: Tell me about it.\n\nMILLER: I was asleep.\n\nThen I woke up.\n\n(LAUGHTER)\n\nRUIZ: And?"
    assert [words for words, _ in turns(nlp, text)] == [
        "Tell me about it.",
        "I was asleep. / Then I woke up.",
        "And?",
    ]


def test_marks_and_reports_inside_a_turn_belong_to_it(nlp: Language) -> None:
    text = 'RUIZ: What did he say?\n\nMILLER: He said "never" and that the dam was sold.\n\nRUIZ: I see.'
    assert len(QuotationAnnotation.read(nlp(text))) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz: 1,204 votes.\nMiller: 980 votes.\nRuiz: 12 districts.",
        "Note: You need a ticket.\n\nPhoto: We thank the museum.\n\nNote: I was there.",
        "Myth: You must rest.\n\nFact: You may run.\n\nMyth: You must not drink.",
        "WASHINGTON: The senators met.\n\nThey met again.",
        "Monday: We swim.\nTuesday: We run.\nMonday: We swim again.",
        "Ana Ruiz: I like the bridge.",
        "The rules are simple: you pay.\nThe answer is simple: we do not.",
        "Paris: You can walk.\nLondon: You can take a boat.\nParis: We liked the bread.",
        "A. You pay.\nB. We pay.\nA. You win.",
    ],
    ids=["list", "notes", "myths", "dateline", "days", "alone", "sentences", "towns", "choices"],
)
def test_other_colons_label_nobody(nlp: Language, text: str) -> None:
    assert turns(nlp, text) == []


def test_dated_line_is_no_turn(nlp: Language) -> None:
    dated, spoken = "POSTED: March 3, 2025", ["You were late.", "I walk slowly.", "You ran.", "I did."]
    text = f"{dated}\nMILLER: {spoken[0]}\nRUIZ: {spoken[1]}\nMILLER: {spoken[2]}\nRUIZ: {spoken[3]}"
    doc = nlp.make_doc(text)
    doc._.set(context.FURNITURE, [[0, len(dated), "date"]])
    assert [text[slice(*record.content[0])] for record in find_turns(doc)] == spoken


def test_answer_to_the_article_belongs_to_the_last_speaker(nlp: Language) -> None:
    text = '"I miss the house," Ana Ruiz said. "It was mine." And the roof? "The roof leaked."'
    doc = nlp(text)
    last = QuotationAnnotation.read(doc)[-1]
    assert (text[slice(*last.content[-1])], last.speaker_name) == ("The roof leaked.", "Ana Ruiz")


@given(text=st.text(alphabet='QA:R? \nab."I', max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_turns_are_in_order_and_apart(nlp: Language, text: str) -> None:
    parts = [part for record in find_turns(nlp.make_doc(text)) for part in record.content]
    assert all(start < end for start, end in parts)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(parts))


def test_turns_take_linear_time(nlp: Language) -> None:
    def doc(times: int) -> Doc:
        return nlp.make_doc("Q: Why?\nA: Because I do.\n" * times)

    few, many = doc(300), doc(1200)
    assert steps(lambda: find_turns(many)) < 6 * steps(lambda: find_turns(few))
