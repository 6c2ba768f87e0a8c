"""Quotations read off chances: labels that fit together, words bound by marks, links."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.network.labels import LABELS, LINKS
from seeds_analysis.network.running import Part, Scores
from seeds_analysis.quotations.decoding import Tagged, decode, referents

SURE, UNLIKELY = np.log(0.98), np.log(0.02 / (len(LABELS) - 1))


def scores(labels: str, links: dict[tuple[int, str], int] | None = None, negated: float = 0.0) -> Scores:
    """Nearly certain chances: a letter a word (C content, U cue, S source, V relay), a capital begins."""
    roles = {"c": "content", "u": "cue", "s": "source", "v": "via"}
    rows = np.full((len(labels), len(LABELS)), UNLIKELY, dtype=np.float32)
    for number, letter in enumerate(labels):
        label = f"{'B' if letter.isupper() else 'I'}-{roles[letter.lower()]}" if letter != "." else "O"
        rows[number, LABELS.index(label)] = SURE
    table = np.full((len(LINKS), len(labels), len(labels) + 1), np.log(1e-3), dtype=np.float32)
    for kind in range(len(LINKS)):
        for word in range(len(labels)):
            target = (links or {}).get((word, LINKS[kind]), -1)
            table[kind, word, target + 1] = np.log(0.99)
    nothing = np.zeros((len(labels), 0), np.float32)
    return Scores(rows, nothing, np.full(len(labels), negated, np.float32), [Part(0, len(labels), 0, table)])


def linked(labels: str, *pairs: tuple[str, int, str, int]) -> Scores:
    """Link all words of the span that begins at a word: (kind, first word, -, target)."""
    links = {}
    for kind, first, _, target in pairs:
        word = first
        while word < len(labels) and (word == first or labels[word] == labels[first].lower()):
            links[word, kind] = target
            word += 1
    return scores(labels, links)


def test_content_has_the_cue_and_source_that_it_is_linked_to() -> None:
    #                 0123456
    found = decode(linked("Ccc.USs", ("head", 0, "", 4), ("source", 4, "", 5)), [])
    assert [(one.content, one.cue, one.source, one.via) for one in found] == [((0, 3), (4, 5), (5, 7), None)]


def test_content_without_a_cue_is_linked_to_its_source() -> None:
    [one] = decode(linked("Ss.Cc", ("head", 3, "", 0)), [])
    assert (one.cue, one.source) == (None, (0, 2))


def test_cue_tells_whether_the_words_were_said() -> None:
    found = linked("U.Cc", ("head", 2, "", 0))
    found.negated[:] = 0.9, 0.0, 0.1, 0.1
    assert [round(one.negated, 2) for one in decode(found, [])] == [0.9]


def test_relay_is_that_of_the_cue() -> None:
    [one] = decode(linked("SUV.Cc", ("head", 4, "", 1), ("source", 1, "", 0), ("via", 1, "", 2)), [])
    assert (one.source, one.via) == ((0, 1), (2, 3))


def test_content_that_is_linked_to_nothing_has_no_source() -> None:
    [one] = decode(scores("SU.Cc"), [])
    assert (one.cue, one.source) == (None, None)


def test_word_refers_to_the_words_that_it_is_linked_to() -> None:
    found = scores("Ss.US", {(4, "referent"): 1})
    assert [word for word, _ in referents(found, 4)] == [1]
    assert [word for word, _ in referents(found, 0)] == [None]


def test_two_contents_side_by_side_stay_apart() -> None:
    assert [one.content for one in decode(scores("CcCc"), [])] == [(0, 2), (2, 4)]


def test_inside_never_follows_another_role() -> None:
    assert [one.content for one in decode(scores(".cc"), [])] in ([], [(0, 3)], [(1, 3)])


@pytest.mark.parametrize(
    ("labels", "lean", "contents"),
    [
        pytest.param("Cc..c", 0.0, [(0, 5)], id="most-words-are-content"),
        pytest.param("C....", 0.0, [], id="few-are"),
        pytest.param("C....", 9.0, [(0, 5)], id="few-are-but-marks-say-so"),
    ],
)
def test_words_in_marks_are_content_as_a_whole_or_not_at_all(
    labels: str, lean: float, contents: list[tuple[int, int]]
) -> None:
    assert [one.content for one in decode(scores(labels), [((0, 5), lean)])] == contents


def test_content_ends_with_its_paragraph() -> None:
    assert [one.content for one in decode(scores("Cccc"), [], {2})] == [(0, 2), (2, 4)]


def test_link_out_of_the_window_counts_little() -> None:
    found = linked("Cc.U.Cc", ("head", 0, "", 3), ("head", 5, "", 3))
    [part] = found.parts
    cut = Part(4, 7, 4, np.log(np.full((len(LINKS), 3, 4), 0.25, dtype=np.float32)))
    both = Scores(found.labels, found.names, found.negated, [Part(0, 4, 0, part.links[:, :4, :5]), cut])
    assert [one.cue for one in decode(both, [])] == [(3, 4), None]


@given(st.text(alphabet=".CcUuSsVv", max_size=40), st.data())
def test_any_chances_give_contents_in_order_and_apart(labels: str, data: st.DataObject) -> None:
    size = len(labels)
    bounds = sorted(data.draw(st.lists(st.integers(0, size), max_size=6, unique=True)))
    whole = [(pair, 0.0) for pair in zip(bounds[::2], bounds[1::2], strict=False)]
    found: list[Tagged] = decode(scores(labels), whole)
    places = [place for one in found for place in one.content]
    assert places == sorted(places)
    for (start, end), _ in whole:
        inside = {n for one in found for n in range(*one.content)} & set(range(start, end))
        assert len(inside) in (0, end - start)
