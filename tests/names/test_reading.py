"""What the network says of names, on chances made by hand."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from seeds_analysis.doc.annotations import EntityAnnotation
from seeds_analysis.names import reading
from seeds_analysis.names.component import AliasMerger
from seeds_analysis.network.encoding import encode
from seeds_analysis.network.labels import NAMES
from seeds_analysis.network.running import Scores

BLANK = spacy.blank("en")
SURE = 0.95


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the network take each word that ends with a capital for an organisation, with digits for a work."""

    def read(doc: Doc) -> tuple[object, Scores]:
        encoded = encode(doc.text, ())
        words = [doc.text[start:end] for start, end in zip(encoded.starts, encoded.ends, strict=True)]
        kinds = ["ORG" if word[-1].isupper() else "OTHER" if word[-1].isdigit() else "O" for word in words]
        names = np.full((len(words), len(NAMES)), (1 - SURE) / (len(NAMES) - 1), dtype=np.float32)
        for number, kind in enumerate(kinds):
            names[number, NAMES.index(kind)] = SURE
        nothing = np.zeros((len(words), 0), dtype=np.float32)
        return encoded, Scores(nothing, np.log(names), np.zeros(len(words), dtype=np.float32), [])

    monkeypatch.setattr(reading, "read_doc", read)


def entities(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    doc = BLANK.make_doc(text)
    places = [(text.index(name), text.index(name) + len(name), label) for name, label in names]
    spans = [doc.char_span(start, end, label=label) for start, end, label in places]
    doc.ents = [span for span in spans if span is not None]
    return [(entity.name, entity.label) for entity in EntityAnnotation.read(AliasMerger()(doc))]


@pytest.mark.usefixtures("tell")
def test_network_corrects_a_label() -> None:
    assert entities("He told ZentrO so.", ("ZentrO", "PERSON")) == [("ZentrO", "ORG")]


@pytest.mark.usefixtures("tell")
def test_work_keeps_the_label_of_the_model() -> None:
    assert entities("He read Zentro2 aloud.", ("Zentro2", "WORK_OF_ART")) == [("Zentro2", "WORK_OF_ART")]


@pytest.mark.usefixtures("tell")
def test_name_that_the_model_passed_over_has_the_label_of_the_network() -> None:
    assert entities("He left LeivA SteeL today.") == [("LeivA SteeL", "ORG")]


@pytest.mark.usefixtures("tell")
def test_word_that_the_network_takes_for_no_name_is_none() -> None:
    assert entities("He told Zentro so.", ("Zentro", "ORG")) == []
