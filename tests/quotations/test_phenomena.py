"""How news reports speech, one construction each, on invented sentences in a short article."""

import pytest
from spacy.language import Language

from seeds_analysis.doc.annotations import QuotationAnnotation

pytestmark = pytest.mark.model

BEFORE = "The council of Leiva met on Monday to talk about the bridge, which has been closed since May.\n\n"
AFTER = "\n\nThe bridge was built in 1931. The council meets again in June."

Row = tuple[str, str, str | None]


def found(nlp: Language, sentence: str, *, negated: bool = False) -> list[Row]:
    """Kind, content and source of the quotations in a sentence, either said or not said."""
    text = f"{BEFORE}{sentence}{AFTER}"
    return [
        (
            record.kind,
            " … ".join(text[start:end] for start, end in record.content),
            None if record.source is None else text[slice(*record.source)],
        )
        for record in QuotationAnnotation.read(nlp(text))
        if record.negated == negated
    ]


REPORTS = [
    pytest.param(
        "Ana Ruiz, the mayor, who said that the repairs would cost 2 million euros, left the meeting early.",
        ("indirect", "the repairs would cost 2 million euros", "Ana Ruiz, the mayor"),
        id="relative-clause",
    ),
    pytest.param(
        "Tom Lee, an engineer, said after the meeting that the pillars were sound.",
        ("indirect", "the pillars were sound", "Tom Lee, an engineer"),
        id="place-between-cue-and-clause",
    ),
    pytest.param(
        "The ministry said in a report on Friday that the pillars were sound.",
        ("indirect", "the pillars were sound", "The ministry"),
        id="document-between-cue-and-clause",
    ),
    pytest.param(
        "The bridge could fall within a year, warned Tom Lee.",
        ("indirect", "The bridge could fall within a year", "Tom Lee"),
        id="inverted-after-the-clause",
    ),
    pytest.param(
        "The road, Ana Ruiz said, will close for two weeks.",
        ("indirect", "The road … will close for two weeks", "Ana Ruiz"),
        id="inserted-cue",
    ),
    pytest.param(
        "According to the ministry, the repairs will take two years.",
        ("indirect", "the repairs will take two years", "the ministry"),
        id="according-to",
    ),
    pytest.param(
        "The owners laughed at Tom Lee's claim that the steel was rotten.",
        ("indirect", "the steel was rotten", "Tom Lee"),
        id="noun-cue",
    ),
    pytest.param(
        "Ana Ruiz asked whether the road would stay open.",
        ("indirect", "whether the road would stay open", "Ana Ruiz"),
        id="question",
    ),
    pytest.param(
        "Ana Ruiz denied that the council had known about the cracks.",
        ("indirect", "the council had known about the cracks", "Ana Ruiz"),
        id="denial",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), REPORTS)
def test_report_without_marks_is_found(nlp: Language, sentence: str, expected: Row) -> None:
    assert found(nlp, sentence) == [expected]


IN_MARKS = [
    pytest.param(
        "Ana Ruiz called the scheme a “dead end” for a five-year-old plan.",
        ("mixed", "the scheme a … dead end … for a five-year-old plan", "Ana Ruiz"),
        id="hyphens-after-the-marks",
    ),
    pytest.param(
        "“We will close it,” said Ana Ruiz. “Then we will repair it.”",
        ("direct", "We will close it, … Then we will repair it.", "Ana Ruiz"),
        id="goes-on-after-the-cue",
    ),
    pytest.param(
        "“No,” Ana Ruiz said.",
        ("direct", "No,", "Ana Ruiz"),
        id="one-word",
    ),
    pytest.param(
        "“He told me, ‘Stay off the bridge,’” Ana Ruiz said.",
        ("direct", "He told me, ‘Stay off the bridge,’", "Ana Ruiz"),
        id="marks-inside-marks",
    ),
    pytest.param(
        "Ana Ruiz said the bridge was “a gift to the valley” and would pay for itself.",
        ("mixed", "the bridge was … a gift to the valley … and would pay for itself", "Ana Ruiz"),
        id="fragment-in-a-clause",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), IN_MARKS)
def test_words_in_marks_are_quoted_with_their_clause(nlp: Language, sentence: str, expected: Row) -> None:
    assert found(nlp, sentence) == [expected]


def test_second_report_with_its_own_subject_is_another_quotation(nlp: Language) -> None:
    sentence = "Ana Ruiz said the bridge was safe, and Tom Lee said he would not drive over it."
    assert found(nlp, sentence) == [
        ("indirect", "the bridge was safe", "Ana Ruiz"),
        ("indirect", "he would not drive over it", "Tom Lee"),
    ]


def test_statement_carries_the_sentences_after_it(nlp: Language) -> None:
    sentence = "“We are listening,” the ministry said in a statement. “The work will start in June.”"
    [(kind, content, source)] = found(nlp, sentence)
    assert (kind, source) == ("direct", "the ministry")
    assert content == "We are listening, … The work will start in June."


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz never said that the bridge was safe.",
        "Ana Ruiz did not say whether the bridge was safe.",
        "The ministry has not said when the bridge will open.",
    ],
    ids=["never", "did-not-say-whether", "has-not-said-when"],
)
def test_what_somebody_did_not_say_is_marked_or_left_out(nlp: Language, sentence: str) -> None:
    assert found(nlp, sentence) == []
    assert len(found(nlp, sentence, negated=True)) <= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The owners of the bridge declined to comment.",
        "Ana Ruiz refused to discuss the costs.",
        "The old bridge seems safe, and the new one is expected to open in 2027.",
        "Ana Ruiz plans to close the road and wants to repair the pillars.",
        "The mayor saw prices fall and watched the river rise.",
        "The council decided to close the road after a vote on Thursday.",
    ],
    ids=["declined", "refused", "seems", "plans", "perception", "decision"],
)
def test_what_nobody_says_is_no_quotation(nlp: Language, sentence: str) -> None:
    assert found(nlp, sentence) == []
    assert found(nlp, sentence, negated=True) == []
