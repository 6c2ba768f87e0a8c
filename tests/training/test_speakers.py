"""Which answers the ranking of speakers learns from a marked article."""

import pytest

pytest.importorskip("torch", reason="needs the extra [train]")

from seeds_analysis.speakers.asking import Asked
from seeds_analysis.speakers.referents import Referent
from training.marked import MarkedArticle, read_marked
from training.speakers import right_rows, second_half

ARTICLE = """---
<s1>Mayor Ana Ruiz</s1> <u1>said</u1> <c1>the bridge was late</c1>. It rained all day, as it had
rained on every day of the week before, and the river stood at the third step of the quay.

<c2>“We wait,”</c2> <s2>she</s2> <u2>said</u2>. <c3>“It shook,”</c3> <s3>a witness</s3> <u3>said</u3>.
<c4>“Twice,”</c4> <s4>he</s4> <u4>said</u4>.
---
1 | indirect | Ana Ruiz (person) |
2 | direct | Ana Ruiz (person) | pronoun
3 | direct | - (unnamed) |
4 | direct | - (unnamed) | pronoun
"""
RUIZ = Referent("Ana Ruiz", 0, "person", "f")
LEE = Referent("Tom Lee", 1, "person", "m")
WITNESS = Referent("a witness", None, "person")
MAYOR = Referent("Mayor Ana Ruiz", None, "person", unclear=True)


def article() -> MarkedArticle:
    return read_marked("bridge", ARTICLE)


def asked(kind: str) -> Asked:
    return Asked(
        0, 0, 0, 0, kind, (), frozenset(), opens=False, in_headline=False, is_subject=True, is_question=False
    )


@pytest.mark.parametrize(
    ("quotation", "kind", "candidates", "right"),
    [
        (2, "he", [LEE, RUIZ], [1]),
        (2, "he", [LEE], [1]),
        (2, "he", [LEE, MAYOR], [1]),
        (3, "noun", [LEE, RUIZ], [3]),
        (4, "he", [LEE, WITNESS], [1]),
        (4, "he", [LEE], [1, 2]),
    ],
    ids=["named", "somebody-else", "unclear", "nobody", "source-without-a-name", "nobody-near"],
)
def test_right_rows(quotation: int, kind: str, candidates: list[Referent], right: list[int]) -> None:
    gold = next(one for one in article().quotations if one.number == quotation)
    assert right_rows(article(), gold, asked(kind), candidates) == right


def test_second_half_keeps_what_lies_in_it_and_its_words() -> None:
    half = second_half(article())
    assert [quotation.number for quotation in half.quotations] == [2, 3, 4]
    assert [half.text[slice(*quotation.content[0])] for quotation in half.quotations] == [
        "“We wait,”",
        "“It shook,”",
        "“Twice,”",
    ]


def test_second_half_of_one_paragraph_is_empty() -> None:
    half = second_half(read_marked("one", "---\n<c1>“No,”</c1> he said.\n---\n1 | direct | - (unnamed) |\n"))
    assert (half.text, half.quotations) == ("", ())
