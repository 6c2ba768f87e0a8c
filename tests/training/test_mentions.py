"""Where people are mentioned in a marked article, and which words answer whose words they are."""

import pytest

from seeds_analysis.network.encoding import encode
from seeds_analysis.text import pair_marks
from training.marked import MarkedArticle, read_marked
from training.mentions import asked_words, find_labels, find_mentions, is_reserved, is_withheld

ARTICLE = """labels: Ana Ruiz PERSON; Leiva GPE
names: Ana Ruiz = Ana Ruiz, Ruiz, the mayor; Carl Lind = Carl Lind, Lind; Eva = Eva, Lind
---
Ana Ruiz met Carl Lind. <c1>It rained</c1>, <s1>Ruiz</s1> <u1>said</u1>.

<c2>“Yes,”</c2> <s2>she</s2> <u2>said</u2>.

<c3>“No,”</c3> <u3>said</u3> <s3>the man, Lind</s3>. The mayor left.

<s4>A clerk</s4> <u4>wept</u4>: <c4>“Go.”</c4>

<c5>“Stay.”</c5>
---
1 | indirect | Ana Ruiz (person) |
2 | direct | Ana Ruiz (person) |
3 | direct | Carl Lind (person) |
4 | direct | - (unnamed) |
5 | direct | Ana Ruiz (person) |
"""


@pytest.fixture(scope="module")
def article() -> MarkedArticle:
    return read_marked("mentions", ARTICLE)


@pytest.fixture(scope="module")
def answers(article: MarkedArticle) -> dict[str, list[str]]:
    """The words that answer each word that is asked about, by the word and how often it was there before."""
    encoded = encode(article.text, pair_marks(article.text)[0])
    words = [article.text[start:end] for start, end in zip(encoded.starts, encoded.ends, strict=True)]
    return {
        f"{words[word]}{words[:word].count(words[word]) or ''}": [words[one] for one in right]
        for word, right in asked_words(article, encoded)
    }


def test_mentions_are_all_forms_of_a_name_in_either_case(article: MarkedArticle) -> None:
    found = [article.text[slice(*place)] for place in sorted(find_mentions(article)["Ana Ruiz"])]
    assert found == ["Ana Ruiz", "Ruiz", "The mayor"]


def test_labels_are_those_of_all_forms_with_a_capital(article: MarkedArticle) -> None:
    found = [(article.text[slice(*place)], label) for place, label in find_labels(article)]
    assert found == [("Ana Ruiz", "PERSON"), ("Ruiz", "PERSON")]


def test_form_that_two_people_share_mentions_neither(article: MarkedArticle) -> None:
    assert [article.text[slice(*place)] for place in find_mentions(article)["Carl Lind"]] == ["Carl Lind"]


def test_pronoun_is_answered_by_every_name(answers: dict[str, list[str]]) -> None:
    assert answers["she"] == ["Ana", "Ruiz", "Ruiz", "The", "mayor"]


def test_mention_is_answered_by_the_others(answers: dict[str, list[str]]) -> None:
    assert answers["Ruiz1"] == ["Ana", "Ruiz", "The", "mayor"]


def test_source_is_no_answer_to_itself(answers: dict[str, list[str]]) -> None:
    assert answers["the"] == ["Carl", "Lind"]


def test_words_without_a_source_are_answered_by_names(answers: dict[str, list[str]]) -> None:
    said = [word for word in answers["“3"] if word.isalpha()]
    assert said == ["Ana", "Ruiz", "Ruiz", "she", "The", "mayor"]


def test_words_without_a_source_are_answered_by_earlier_words_of_the_same_one(
    answers: dict[str, list[str]],
) -> None:
    assert answers["“3"].count("“") == 1


def test_nobody_answers_somebody_without_a_name(answers: dict[str, list[str]]) -> None:
    assert answers["A"] == []


def test_referents_of_reserved_articles_are_withheld() -> None:
    assert is_reserved("k3_08_withdrawn")
    assert is_withheld("k3_08_withdrawn")


def test_a_fifth_of_the_other_articles_is_withheld() -> None:
    names = [f"k{number}x_{number}" for number in range(1000)]
    assert not any(map(is_reserved, names))
    assert 150 < sum(map(is_withheld, names)) < 250
