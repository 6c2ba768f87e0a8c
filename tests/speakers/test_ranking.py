"""How candidates are chosen and weighed, on hand-made chances."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation
from seeds_analysis.speakers.asking import Asked, ask_pronoun
from seeds_analysis.speakers.component import SpeakerResolver
from seeds_analysis.speakers.features import COUNT, Floats, rows_of
from seeds_analysis.speakers.ranking import MAX_CANDIDATES, Network, candidates, rank, shipped_network
from seeds_analysis.speakers.reading import advance
from seeds_analysis.speakers.referents import Referent
from seeds_analysis.speakers.story import Story, read_story
from tests.speakers.marking import unresolved

pytestmark = pytest.mark.model

TEXT = 'Ana Ruiz met Carl Brandt in Rome. <c1>"It rained,"</c1> <s1>she</s1> <u1>said</u1>.'


class Fixed:
    """A ranker that gives the same chances to every question."""

    def __init__(self, *chances: float) -> None:
        self.given = np.array(chances, dtype=np.float32)

    def chances(self, asked: Asked, candidates: Sequence[Referent], rows: Floats) -> Floats:  # noqa: ARG002
        assert len(rows) == len(candidates) + 2
        return self.given


def asked_in(nlp: Language, text: str, *chances: float) -> tuple[Story, Asked]:
    """Read a story up to its last source, a pronoun."""
    doc = unresolved(nlp, text)
    quotations = QuotationAnnotation.read(doc)
    story = read_story(doc, EntityAnnotation.read(doc), quotations, Fixed(*chances))
    assert quotations[-1].source is not None
    pronoun = story.span(quotations[-1].source).root
    advance(story, pronoun.i, {pronoun.i})
    asked = ask_pronoun(story, pronoun, quotations[-1].content)
    assert asked is not None
    return story, asked


def test_candidates_fit_the_gender(nlp: Language) -> None:
    story, asked = asked_in(nlp, TEXT)
    assert [story.referents[number].name for number in candidates(story, asked)] == ["Ana Ruiz"]


def test_candidates_are_few_in_a_list_of_names(nlp: Language) -> None:
    names = ", ".join(f"Ana {first}{second}uiz" for first in "RBDFGKLM" for second in "aeo")
    story, asked = asked_in(nlp, f'{names} came. <c1>"It rained,"</c1> <s1>she</s1> <u1>said</u1>.')
    assert len(candidates(story, asked)) == MAX_CANDIDATES


@pytest.mark.parametrize(("chance", "name"), [(0.54, None), (0.56, "Ana Ruiz")], ids=["unlikely", "likely"])
def test_candidate_is_meant_if_it_is_likely(nlp: Language, chance: float, name: str | None) -> None:
    story, asked = asked_in(nlp, TEXT, chance, 0.9 - chance, 0.1)
    found = rank(story, asked).likely
    assert (None if found is None else story.referents[found].name) == name
    assert story.meant == ({} if found is None else {asked.token: found})


def test_features_are_between_0_and_1(nlp: Language) -> None:
    story, asked = asked_in(nlp, TEXT)
    rows = rows_of(story, asked, candidates(story, asked))
    assert rows.shape == (3, COUNT)
    assert rows.min() >= 0
    assert rows.max() <= 1


def test_chances_sum_to_one() -> None:
    network = Network(np.ones((2, COUNT + 1, 4), np.float32), np.ones((2, 4), np.float32))
    rows = np.random.default_rng(1).random((5, COUNT), dtype=np.float32)
    asked: Asked = None  # type: ignore[assignment]
    assert network.chances(asked, [], rows).sum() == pytest.approx(1, abs=1e-5)


def test_shipped_weights_fit_the_features() -> None:
    network = shipped_network()
    assert network.inner.shape[1] == COUNT + 1
    assert network.outer.shape == (network.inner.shape[0], network.inner.shape[2])


def pointing(nlp: Language, *words: tuple[str, float]) -> dict[str | None, float]:
    """The chance of each referent, where the network points at words."""
    doc = unresolved(nlp, TEXT)
    pointers = tuple((doc.text.index(word), chance) for word, chance in words)
    [quotation] = QuotationAnnotation.read(doc)
    story = read_story(doc, EntityAnnotation.read(doc), [replace(quotation, referents=pointers)], Fixed())
    chances, _ = story.pointed_at(quotation.content)
    return {n if n is None else story.referents[n].name: chance for n, chance in chances.items()}


def test_network_points_at_somebody_by_any_word_of_a_name(nlp: Language) -> None:
    chances = pointing(nlp, ("Ana", 0.5), ("Ruiz", 0.2), ("Brandt", 0.1))
    assert chances == {"Ana Ruiz": 0.7, "Carl Brandt": 0.1}


def test_network_may_point_at_words_that_name_nobody(nlp: Language) -> None:
    assert pointing(nlp, ("met", 0.5)) == {None: 0.5}


def test_network_may_point_at_an_earlier_source(nlp: Language) -> None:
    text = f"<s2>A clerk</s2> <u2>said</u2> <c2>it rained</c2>. {TEXT}"
    doc = unresolved(nlp, text)
    *_, last = quotations = QuotationAnnotation.read(doc)
    pointed = replace(last, referents=((doc.text.index("clerk"), 0.6),))
    QuotationAnnotation.replace(doc, [*quotations[:-1], pointed])
    asked: list[Floats] = []

    class Watching(Fixed):
        def chances(self, question: Asked, candidates: Sequence[Referent], rows: Floats) -> Floats:
            if tuple(question.content) == last.content:
                asked.append(rows[:-2][[one.name == "A clerk" for one in candidates]])
            return np.full(len(rows), 1 / len(rows), dtype=np.float32)

    SpeakerResolver(ranker=Watching()).predict(doc)
    assert (asked[0] == np.float32(0.6)).any()
