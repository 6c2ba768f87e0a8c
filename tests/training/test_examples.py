"""What the network learns from a marked article: a label and links for each word."""

import random

from seeds_analysis.network.labels import LABELS, LINKS, NAMES, NONE
from training.examples import IGNORED, cut, make_example, with_other_marks
from training.marked import MarkedArticle, read_marked

ARTICLE = """names: Ana Ruiz = Ruiz
labels: Ana Ruiz PERSON; Radio Leiva ORG
---
<s1>Ana Ruiz</s1> <u1>told</u1> <v1>Radio Leiva</v1> <c1>the bridge was late</c1>. It rained.

<c2>“We wait,”</c2> <s2>she</s2> <u2>never said</u2>. <c3>“Go.”</c3> Lee <u4>urged</u4> <c4>calm</c4>.
---
1 | indirect | Ana Ruiz (person) |
2 | direct | Ana Ruiz (person) | denied
3 | direct | Ana Ruiz (person) | no cue
4 | indirect | Lee (person) | optional
"""


def article() -> MarkedArticle:
    return read_marked("bridge", ARTICLE)


def words() -> list[str]:
    text, encoded = article().text, make_example(article()).encoded
    return [text[start:end] for start, end in zip(encoded.starts, encoded.ends, strict=True)]


def labelled(role: str) -> list[str]:
    example = make_example(article())
    return [
        word
        for word, label in zip(words(), example.labels, strict=True)
        if label > 0 and LABELS[label].endswith(role)
    ]


def target(word: str, kind: str) -> str | None:
    """The word that a word is linked to."""
    number = make_example(article()).links[words().index(word), LINKS.index(kind)]
    return None if number in (NONE, IGNORED) else words()[number]


def test_words_have_the_label_of_their_mark() -> None:
    assert labelled("source") == ["Ana", "Ruiz", "she"]
    assert labelled("cue") == ["told", "never", "said"]
    assert labelled("via") == ["Radio", "Leiva"]
    assert labelled("content")[:4] == ["the", "bridge", "was", "late"]


def test_content_is_linked_to_its_cue_and_the_cue_to_source_and_relay() -> None:
    assert target("bridge", "head") == "told"
    assert (target("told", "source"), target("told", "via")) == ("Ana", "Radio")


def test_content_without_a_cue_is_linked_to_the_cue_of_its_speaker_nearby() -> None:
    assert target("Go", "head") == "never"


def test_words_that_were_not_said_are_negated() -> None:
    example = make_example(article())
    negated = {word for word, value in zip(words(), example.negated, strict=True) if value == 1}
    assert negated == {"“", "We", "wait", ",", "”", "never", "said"}


def test_optional_quotations_are_not_asked_about() -> None:
    example = make_example(article())
    asked = dict(zip(words(), example.labels.tolist(), strict=True))
    assert asked["calm"] == asked["urged"] == IGNORED


def test_words_of_names_have_the_labels_of_the_head() -> None:
    names = dict(zip(words(), make_example(article()).names.tolist(), strict=True))
    assert [NAMES[names[word]] for word in ("Ana", "Ruiz", "Radio", "Leiva", "told")] == [
        *("PERSON", "PERSON", "ORG", "ORG", "O")
    ]


def test_capital_that_may_begin_an_unlisted_name_is_not_asked_about() -> None:
    names = dict(zip(words(), make_example(article()).names.tolist(), strict=True))
    assert (names["Lee"], names["It"]) == (IGNORED, 0)


def test_windows_keep_links_inside_and_drop_links_out_of_them() -> None:
    first, second = cut(make_example(article()), size=22)
    head = LINKS.index("head")
    assert first.links[:, head].max() > 0
    assert set(second.links[:, head].tolist()) <= {IGNORED, 0, *range(1, len(second.first) + 1)}
    assert len(first.first) + len(second.first) == len(words())


def test_other_style_of_marks_keeps_every_place() -> None:
    styles = {with_other_marks(article(), random.Random(seed)).text for seed in range(12)}
    assert len(styles) > 1
    assert {len(text) for text in styles} == {len(article().text)}
