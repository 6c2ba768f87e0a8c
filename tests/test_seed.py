"""The first real input, where it is at hand: what its summary must show, by general rules alone."""

from pathlib import Path

import pytest
from spacy.language import Language

from seeds_analysis.loading import load_article
from seeds_analysis.pipeline.build import analyze
from seeds_analysis.summary.making import summarize
from seeds_analysis.summary.model import Quotation, Summary
from seeds_analysis.summary.verifying import verify

SEED = Path(__file__).parents[2] / "shared" / "seeds" / "nato.txt"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here (../shared/seeds/nato.txt)"),
]


@pytest.fixture(scope="module")
def summary(nlp: Language) -> Summary:
    article = load_article(SEED)
    return summarize(article, analyze(nlp, article))


def quotation(summary: Summary, word: str) -> Quotation:
    """The one quotation with the word in it."""
    [found] = [q for q in summary.quotations if word in q.text]
    return found


def speaker(summary: Summary, word: str) -> str | None:
    found = quotation(summary, word).speaker
    return found.name if found else None


def test_seed_dates_are_resolved(summary: Summary) -> None:
    assert summary.document.published == "2024-12-03"
    values = {(date.text, date.value) for date in summary.dates}
    assert values >= {
        ("Tuesday", "2024-12-03"),
        ("Tuesday through Wednesday", "2024-12-03/2024-12-04"),
        ("1994", "1994"),
        ("at least 20 years", "P20Y"),
    }


DIRECT = [
    ("bitter", "Foreign Ministry", 1),
    ("convinced", "Foreign Ministry", 1),
    ("eastwards", "Mark Rutte", 2),
    ("blackouts", "Andrey Sibiga", 2),
]


@pytest.mark.parametrize(("word", "name", "parts"), DIRECT, ids=[word for word, _, _ in DIRECT])
def test_seed_direct_quotations(summary: Summary, word: str, name: str, parts: int) -> None:
    found = quotation(summary, word)
    assert (found.kind, speaker(summary, word), len(found.content)) == ("direct", name, parts)


def test_seed_relay_and_role(summary: Summary) -> None:
    found = quotation(summary, "blackouts")
    assert found.via is not None
    assert found.via.name == "RBK Ukraine"
    assert found.speaker is not None
    assert found.speaker.role is not None
    assert found.speaker.role.text == "Ukrainian Foreign Minister"


MIXED = [
    ("Great Britain", "Foreign Ministry"),
    ("the hot stage", "Volodymyr Zelenskyy"),
    ("blackmail", "Foreign Ministry"),
]


@pytest.mark.parametrize(("words", "name"), MIXED, ids=[words for words, _ in MIXED])
def test_seed_mixed_quotations(summary: Summary, words: str, name: str) -> None:
    found = quotation(summary, words)
    assert (found.kind, speaker(summary, words)) == ("mixed", name)
    assert any(words in part.text and part.closed == "explicit" for part in found.content)


INDIRECT = [
    ("reject any alternative", "Ukrainian government"),
    ("priority now", "Mark Rutte"),
    ("self-defense", "Volodymyr Zelenskyy"),
]


@pytest.mark.parametrize(("words", "name"), INDIRECT, ids=[words for words, _ in INDIRECT])
def test_seed_indirect_quotations(summary: Summary, words: str, name: str) -> None:
    assert (quotation(summary, words).kind, speaker(summary, words)) == ("indirect", name)


def test_seed_reported_part_of_a_mixed_quotation_is_kept(summary: Summary) -> None:
    parts = quotation(summary, "the hot stage").content
    assert any("alliance membership" in part.text and part.closed is None for part in parts)


ENTITIES = [
    ("Volodymyr Zelenskyy", "PERSON", {"Volodymyr Zelenskyy", "Zelensky"}),
    ("Mark Rutte", "PERSON", {"Mark Rutte", "Rutte"}),
    ("Kyiv", "GPE", {"Kyiv", "Kiev"}),
    ("Trump", "PERSON", {"Trump"}),
]


@pytest.mark.parametrize(("name", "label", "forms"), ENTITIES, ids=[name for name, _, _ in ENTITIES])
def test_seed_names_are_merged(summary: Summary, name: str, label: str, forms: set[str]) -> None:
    [entity] = [e for e in summary.entities if forms & {mention.text for mention in e.mentions}]
    assert (entity.name, entity.label, {m.text for m in entity.mentions}) == (name, label, forms)


def test_seed_picture_credit_names_no_actors(summary: Summary) -> None:
    assert [credit.text for credit in summary.document.credits] == ["Source: EFE/EPA"]
    assert not any("EFE" in e.name or "EPA" in e.name for e in summary.entities)


def test_seed_summary_verifies(summary: Summary) -> None:
    assert verify(summary.to_dict(), load_article(SEED).text) == []
