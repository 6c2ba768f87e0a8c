import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.summary.key_sentences import MAX_WORDS, MIN_WORDS, key_sentences
from seeds_analysis.text.article import TextSpan
from tests.steps import steps

STOP_WORDS = frozenset({"the", "a", "of", "to", "in", "was", "on", "for", "is", "it", "they", "this"})


def spans(sentences: list[str]) -> list[TextSpan]:
    text = " ".join(sentences)
    starts = itertools.accumulate((len(sentence) + 1 for sentence in sentences), initial=0)
    return [
        TextSpan.of(text, start, start + len(sentence))
        for start, sentence in zip(starts, sentences, strict=False)
    ]


def choose(sentences: list[str], count: int = 3) -> list[str]:
    words = [
        [
            word
            for word in (raw.strip(".,:;“”\"'").lower() for raw in sentence.split())
            if word not in STOP_WORDS
        ]
        for sentence in sentences
    ]
    return [span.text for span in key_sentences(spans(sentences), words, count=count)]


LEAD = "The harbour council voted to close the old ferry line in May."
SECOND = "The ferry line lost money for nine years, the council said."
ASIDES = ("Gulls rose.", "A band played.", "Rain fell.", "Nobody came.", "The bells rang.")
ASIDE = "Gulls were seen above the market square on Monday morning."
THIRD = "Islanders fear the harbour loses its last ferry to the mainland."


def test_lead_and_central_sentences_are_chosen_in_text_order() -> None:
    assert choose([LEAD, SECOND, *ASIDES, THIRD]) == [LEAD, SECOND, THIRD]


def test_central_sentence_wins_over_earlier_aside() -> None:
    assert choose([LEAD, ASIDE, SECOND, *ASIDES, THIRD], count=2) == [LEAD, SECOND]


def test_repetition_is_not_chosen_twice() -> None:
    again = "In May the harbour council voted to close the old ferry line."
    assert choose([LEAD, again, THIRD], count=2) == [LEAD, THIRD]


@pytest.mark.parametrize(
    "unfit",
    [
        pytest.param("The ferry line closes.", id="short"),
        pytest.param("The harbour council " + "and the ferry " * MAX_WORDS + "closed.", id="long"),
        pytest.param("The harbour council closes the old ferry line", id="headline"),
        pytest.param("The harbour council said of the old ferry line:", id="announcement"),
        pytest.param("“The harbour council closes the old ferry line.", id="half a quotation"),
        pytest.param("This was the harbour council's last ferry line.", id="points back"),
        pytest.param("But they close the harbour council's old ferry line.", id="begins with pronoun"),
    ],
)
def test_unfit_sentence_is_not_chosen(unfit: str) -> None:
    assert choose([unfit, SECOND, ASIDE, THIRD]) == [SECOND, ASIDE, THIRD]


def test_demonstrative_before_noun_does_not_point_back() -> None:
    sentence = "This week the harbour council voted to close the ferry line."
    assert choose([sentence, ASIDE], count=1) == [sentence]


def test_sentences_without_full_stops_are_chosen_if_there_are_no_others() -> None:
    bare = [LEAD.rstrip("."), SECOND.rstrip(".")]
    assert choose(bare) == bare


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_count_sentences_are_chosen_if_there_are_as_many(count: int) -> None:
    assert len(choose([LEAD, SECOND, ASIDE, THIRD], count=count)) == min(count, 4)


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert key_sentences([], []) == ()
    assert choose(["Yes.", "No."]) == []


def test_tie_goes_to_the_earlier_sentence() -> None:
    first, second = "Red boats came over the sea.", "Blue carts went down the hill."
    (chosen,) = key_sentences(spans([first, second]), [["x"], ["x"]], count=1)
    assert chosen.text == first


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="1 sentences, but words of 2"):
        key_sentences(spans([LEAD]), [["a"], ["b"]])


def test_work_is_linear_in_the_article() -> None:
    def work(count: int) -> int:
        sentences = spans([LEAD, SECOND, "“" + THIRD, THIRD] * count)
        words = [sentence.text.lower().split() for sentence in sentences]
        return steps(lambda: key_sentences(sentences, words))

    assert work(800) < 24 * work(50)


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=8), max_size=12), st.integers(0, 5))
def test_chosen_are_sentences_in_text_order(words: list[list[str]], count: int) -> None:
    sentences = spans([f"{' '.join(row)} one two three four five six." for row in words])
    chosen = key_sentences(sentences, words, count=count)
    assert set(chosen) <= set(sentences)
    assert [span.start for span in chosen] == sorted({span.start for span in chosen})
    assert len(chosen) <= count
    assert bool(chosen) == bool(count and any(words))
    assert all(len(span.text.split()) >= MIN_WORDS for span in chosen)
