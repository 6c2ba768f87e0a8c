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


def test_seed_dates_are_resolved(summary: Summary) -> None:
    assert summary.document.published == "2024-12-03"
    values = {(date.text, date.value) for date in summary.dates}
    assert values >= {
        ("Tuesday", "2024-12-03"),
        ("Tuesday through Wednesday", "2024-12-03/2024-12-04"),
        ("1994", "1994"),
        ("at least 20 years", "P20Y"),
    }


# "Has made clear the country will reject any alternative" is not sure enough to be shown.
QUOTATIONS: list[tuple[str, str, str | None, int | None]] = [
    ("bitter", "direct", "Foreign Ministry", 1),
    ("convinced", "direct", "Foreign Ministry", 1),
    ("eastwards", "direct", "Mark Rutte", 2),
    ("blackouts", "direct", "Andrey Sibiga", 2),
    ("Great Britain", "mixed", "Foreign Ministry", None),
    ("the hot stage", "mixed", "Volodymyr Zelenskyy", None),
    ("blackmail", "mixed", "Foreign Ministry", None),
    ("priority now", "indirect", "Mark Rutte", None),
]


@pytest.mark.parametrize(("words", "kind", "name", "parts"), QUOTATIONS, ids=[row[0] for row in QUOTATIONS])
def test_seed_quotations(
    summary: Summary, words: str, kind: str, name: str | None, parts: int | None
) -> None:
    found = quotation(summary, words)
    assert (found.kind, found.speaker and found.speaker.name) == (kind, name)
    assert parts in (None, len(found.content))
    closed = None if kind == "indirect" else "explicit"
    assert any(words in part.text and part.closed == closed for part in found.content)


def test_seed_relay_and_role(summary: Summary) -> None:
    found = quotation(summary, "blackouts")
    assert found.via is not None
    assert found.via.name == "RBK Ukraine"
    assert found.speaker is not None
    assert found.speaker.role is not None
    assert found.speaker.role.text == "Ukrainian Foreign Minister"


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


def test_seed_denies_no_quotation(summary: Summary) -> None:
    # "He's even tried to argue that ..." is an argument that was made.
    assert not [quotation.text for quotation in summary.quotations if quotation.negated]
