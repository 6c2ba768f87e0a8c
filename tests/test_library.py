"""The public names of the package."""

import datetime
import json

import pytest
from spacy.language import Language

import seeds_analysis
from seeds_analysis import LoadError, Summary, summarize_text
from tests.summaries import rich_summary


def test_public_names_are_listed_for_completion() -> None:
    assert set(seeds_analysis.__all__) <= set(dir(seeds_analysis))


@pytest.mark.model
def test_text_in_memory_is_summarized(nlp: Language) -> None:
    summary = summarize_text(
        '"It is safe," Ana Ruiz said on Tuesday.', published=datetime.date(2025, 3, 14), nlp=nlp
    )
    assert [quotation.text for quotation in summary.quotations] == ["It is safe,"]
    assert [date.value for date in summary.dates] == ["2025-03-11"]


@pytest.mark.model
def test_text_that_looks_like_json_is_text(nlp: Language) -> None:
    assert summarize_text('{"text": 1} is what he wrote.', nlp=nlp).document.char_count == 29


@pytest.mark.model
def test_empty_text_is_refused(nlp: Language) -> None:
    with pytest.raises(LoadError):
        summarize_text(" \n", nlp=nlp)


def test_summary_as_json_can_be_read_back() -> None:
    assert Summary.from_dict(json.loads(rich_summary().to_json())) == rich_summary()
