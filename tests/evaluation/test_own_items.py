from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from evaluation.own_items import render, score_items
from evaluation.own_reading import Item, read_item, read_items
from evaluation.same_names import same_speaker

TEXT = 'Ms Lund read "Tides" and said "I am late, and it is my fault." The harbour is shut, said Ola Berg.'
DIRECT = {
    "kind": "direct",
    "words": ["I am late, and it is my fault."],
    "speaker": "Eva Lund",
    "accept": ["Lund"],
}
INDIRECT = {"kind": "indirect", "words": ["The harbour is shut"], "speaker": "Ola Berg", "accept": []}


def item(*quotations: dict[str, Any], id: str = "pronouns-01", text: str = TEXT) -> Item:  # noqa: A002
    values = [{"via": None, **quotation} for quotation in quotations]
    phrases = [{"words": "Tides", "kind": "title"}]
    return read_item(
        {"id": id, "phenomenon": "pronouns", "text": text, "quotations": values, "phrases": phrases}
    )


def found(words: str, speaker: str | None, kind: str = "direct", via: str | None = None) -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "kind": kind,
        "text": words,
        "content": [{"start": start, "end": start + len(words)}],
        "speaker": None if speaker is None else {"name": speaker},
        "via": None if via is None else {"name": via},
    }


def score(
    gold: Item, *quotations: dict[str, Any], phrases: tuple[tuple[str, str], ...] = ()
) -> tuple[dict[str, Any], list[tuple[str, str | None]]]:
    marked = [
        {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "kind": kind}
        for words, kind in phrases
    ]
    result = score_items([gold], [{"quotations": list(quotations), "marked_phrases": marked}])
    return result.to_dict()["all"], [(wrong.what, wrong.got) for wrong in result.wrong]


TIDES = (("Tides", "title"),)
NOTHING: dict[str, Any] = {"quotations": [], "marked_phrases": []}


def test_own_items_cover_fifteen_phenomena_and_hold_out_four_of_each() -> None:
    counts = Counter(item.phenomenon for item in read_items())
    held_out = Counter(item.phenomenon for item in read_items() if item.held_out)
    assert counts.total() >= 200
    assert min(counts.values()) >= 10
    assert held_out == dict.fromkeys(counts, 4)
    assert len(counts) == 15


def test_own_items_do_not_annotate_a_letter_twice() -> None:
    for item in read_items():
        spans = sorted(span for quotation in item.quotations for span in quotation.spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans)), item.id


def test_own_items_are_of_different_texts() -> None:
    assert max(Counter(item.text for item in read_items()).values()) == 1


@pytest.mark.parametrize(
    "words", [["no such words"], ["The harbour is shut", "I am late"], []], ids=["absent", "order", "none"]
)
def test_own_items_refuse_words_that_are_not_in_the_text(words: list[str]) -> None:
    with pytest.raises(ValueError, match="pronouns-01"):
        item(INDIRECT | {"words": words})


def test_own_score_of_right_answers_is_full() -> None:
    figures, wrong = score(
        item(DIRECT, INDIRECT),
        found("I am late, and it is my fault", "Ms. Lund"),
        found("The harbour is shut", "Ola Berg", "indirect"),
        phrases=TIDES,
    )
    assert wrong == []
    expected = {"annotated": 2, "found": 100, "precision": 100, "given right": 100}
    assert {name: figures[name] for name in expected} == expected


def test_own_score_lists_a_missed_quotation() -> None:
    figures, wrong = score(
        item(DIRECT, INDIRECT), found("I am late, and it is my fault", "Eva Lund"), phrases=TIDES
    )
    assert figures["found"] == 50
    assert wrong == [("missed", None)]


def test_own_score_lets_an_optional_quotation_be_missed() -> None:
    figures, wrong = score(item(INDIRECT | {"optional": True}), phrases=TIDES)
    assert (figures["annotated"], wrong) == (0, [])


@pytest.mark.parametrize(
    ("gold", "quotations", "expected"),
    [
        pytest.param(
            INDIRECT | {"optional": True},
            [found("The harbour is shut", "Lund", "indirect")],
            {"precision": None, "given right": 0},
            id="speaker-of-an-optional-one",
        ),
        pytest.param(
            DIRECT,
            [found("I am late", "Eva Lund"), found("and it is my fault", "Eva Lund")],
            {"found": 100, "precision": 100, "given right": 100},
            id="pieces-of-a-split-one",
        ),
        pytest.param(
            DIRECT,
            [found("I am late", "Eva Lund")],
            {"found": 0, "precision": 100, "given right": 100},
            id="fragment",
        ),
        pytest.param(
            INDIRECT,
            [found('it is my fault." The harbour is', "Ola Berg", "indirect")],
            {"precision": 0, "given right": 100},
            id="wrong-bounds",
        ),
        pytest.param(
            INDIRECT,
            [found("I am late", "Eva Lund")],
            {"given": 1, "given right": 0},
            id="not-annotated",
        ),
        pytest.param(INDIRECT, [found("Tides", "Ola Berg")], {"given": 1, "given right": 0}, id="title"),
        pytest.param(
            {"kind": "mixed", "words": ["Ms Lund read", "Tides"], "speaker": "Ola Berg", "accept": []},
            [found("Tides", "Ola Berg")],
            {"precision": 0, "given right": 0},
            id="title-inside-a-quotation",
        ),
        pytest.param(
            INDIRECT | {"speaker": None},
            [found("The harbour is shut", None, "indirect")],
            {"speakers of matched": 100},
            id="rightly-no-speaker",
        ),
        pytest.param(
            INDIRECT | {"speaker": None},
            [found("The harbour is shut", "Ola Berg", "indirect")],
            {"given right": 0},
            id="wrongly-a-speaker",
        ),
    ],
)
def test_own_score_counts_as_the_readme_says(
    gold: dict[str, Any], quotations: list[dict[str, Any]], expected: dict[str, float | None]
) -> None:
    figures, _ = score(item(gold), *quotations)
    assert {name: figures[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("relay", "given", "share"),
    [
        ("Radio Nova", "Radio Nova", 100),
        ("Radio Nova", None, 0),
        (None, "Radio Nova", 0),
        (None, None, None),
        (None, "a statement", None),
    ],
)
def test_own_score_compares_relays(relay: str | None, given: str | None, share: int | None) -> None:
    figures, _ = score(
        item(INDIRECT | {"via": relay}), found("The harbour is shut", "Ola Berg", "indirect", given)
    )
    assert figures["via"] == share


@pytest.mark.parametrize("given", ["X", None])
def test_own_score_takes_a_relay_that_may_be_named_or_not(given: str | None) -> None:
    gold = item(INDIRECT | {"via_accept": ["X"]})
    _, wrong = score(gold, found("The harbour is shut", "Ola Berg", "indirect", given), phrases=TIDES)
    assert wrong == []


def test_own_score_compares_the_kinds_of_phrases() -> None:
    figures, wrong = score(item(), phrases=(("Tides", "scare"),))
    assert (figures["phrases found"], figures["phrase kinds"], wrong) == (100, 0, [("phrase-kind", "scare")])


def test_own_score_keeps_held_out_items_apart() -> None:
    items = [item(INDIRECT), item(id="pronouns-k01"), item(id="pronouns-02")]
    figures = score_items(items, [NOTHING] * 3).to_dict()
    assert [figures[group]["items"] for group in ("all", "read", "held out", "pronouns")] == [3, 2, 1, 3]


def test_own_score_refuses_a_missing_summary() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score_items([item(INDIRECT)], [])


def test_own_table_has_a_line_for_each_group() -> None:
    lines = render(score_items([item(INDIRECT)], [NOTHING])).splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["all", "read", "held", "pronouns"]
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize(
    ("right", "given"),
    [
        ("Ana Ruiz", "Ms. Ana Ruiz"),
        ("Tom Reed Jr.", "Tom Reed, Jr"),
        ("Tom Reed", 'Tom "Tank" Reed'),
        ("Liam O’Dowd", "Judge Liam O'Dowd"),
        ("Foreign Ministry", "the Foreign Ministry"),
        ("a neighbour", "A neighbour who saw the fire"),
        ("a police spokeswoman", "spokeswoman"),
        ("two officials at the port", "two officials"),
    ],
)
def test_same_speaker_takes_other_forms_of_a_name(right: str, given: str) -> None:
    assert same_speaker(right, given)


@pytest.mark.parametrize(
    ("right", "given"),
    [
        ("Ana Ruiz", "Ruiz"),
        ("Tom Reed Jr.", "Tom Reed"),
        ("Lund Bank", "Bank"),
        ("a spokesman for Lund", "Lund"),
        ("an official at the port", "the port"),
        ("a neighbour", "a doctor"),
    ],
)
def test_same_speaker_keeps_others_apart(right: str, given: str) -> None:
    assert not same_speaker(right, given)
