import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.figures import Figure
from evaluation.news import ORDINARY, measure_news, news_paths, write_ordinary
from evaluation.running import Run
from tests.evaluation.invented import MONEY, OLD, PIER, TEXT, at, quotation, run

# The scorer leaves files to be closed by Python.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

OTTO = quotation("the town had no money for it", kind="indirect", speaker="He", name="Otto Brandt")


def row(*words: str, kind: str, speaker: str, source: str, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "kind": kind,
        "text": words,
        "content": [at(part) for part in words],
        "source": [at(source)],
        "via": [],
        "speaker": speaker,
        "speaker_kind": "person",
        "tags": tags,
    }


SAFE = row("The pier is safe,", "It stands for good.", kind="direct", speaker="Mara Voss", source="Mara Voss")
POOR = row("the town had no money for it", kind="indirect", speaker="Otto Brandt", source="He")
DENIED = POOR | {"tags": ("denied",)}


def write_gold(corpora: Path, stem: str, *rows: dict[str, Any], genre: str = "chess report") -> None:
    gold = {"genre": genre, "published": None, "quotations": rows, "not_quotations": ["Old Lady"]}
    for name, words in (
        ("text", TEXT),
        ("gold", json.dumps(gold | {"names": {}, "labels": {}, "dates": {}})),
    ):
        path = corpora / "news" / name / f"{stem}.{'txt' if name == 'text' else 'json'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")


def article(stem: str, *quotations: dict[str, Any]) -> Run:
    found = run(*quotations)
    document = {"origin": f"{stem}.txt", "published": None}
    return replace(
        found, stem=stem, summary=found.summary | {"document": document, "entities": [], "dates": []}
    )


def test_ordinary_news_is_written_with_its_gold(corpora: Path) -> None:
    texts = write_ordinary(corpora)
    written = {path.stem for path in (corpora / "gold").glob("*.json")}
    assert len(texts) > 100
    assert written == {path.stem for path in texts} == {path.stem for path in ORDINARY.glob("*.marked")}


def test_news_is_that_which_is_kept_apart(corpora: Path) -> None:
    for stem in ("c1_01_pier", "c2_01_pier", "c10_01_pier"):
        write_gold(corpora, stem)
    assert [path.stem for path in news_paths()] == ["c1_01_pier"]


def test_news_is_scored_with_and_without_the_name(corpora: Path) -> None:
    write_gold(corpora, "c1_01_pier", SAFE, POOR)
    figures = measure_news([article("c1_01_pier", PIER, MONEY)])
    assert figures["news.found"] == Figure(100.0, 100.0, 100.0, 1)
    assert figures["news.who"].precision == figures["news.end_to_end"].value == 50.0


def test_news_without_a_run_does_not_count(corpora: Path) -> None:
    write_gold(corpora, "c1_01_pier", SAFE)
    write_gold(corpora, "c1_02_pier", SAFE)
    assert measure_news([article("c1_01_pier", PIER)])["news.found"].recall == 100.0


@pytest.mark.parametrize(("negated", "share"), [(True, 100.0), (False, 0.0)])
def test_denied_words_are_right_unless_shown_as_said(corpora: Path, *, negated: bool, share: float) -> None:
    write_gold(corpora, "c1_01_pier", SAFE, DENIED)
    figures = measure_news([article("c1_01_pier", PIER, OTTO | {"negated": negated})])
    assert figures["news.denied"] == Figure(share, count=1)


@pytest.mark.parametrize(("found", "share"), [((PIER,), 100.0), ((PIER, OLD), 0.0)])
def test_words_of_nobody_are_right_if_not_reported(
    corpora: Path, found: tuple[dict[str, Any], ...], share: float
) -> None:
    write_gold(corpora, "c1_01_pier", SAFE)
    assert measure_news([article("c1_01_pier", *found)])["news.nobody"].value == share


def test_news_has_the_bounds_of_confident_quotations(corpora: Path) -> None:
    write_gold(corpora, "c1_01_pier", SAFE)
    sure = OLD | {"confidence": 0.9}
    assert measure_news([article("c1_01_pier", PIER, sure)])["news.bounds"] == Figure(50.0, count=2)
    assert measure_news([article("c1_01_pier", PIER, OLD)])["news.bounds"] == Figure(100.0, count=1)


def test_news_is_scored_by_kind(corpora: Path) -> None:
    write_gold(corpora, "c1_01_pier", SAFE)
    write_gold(corpora, "c1_02_pier", SAFE, genre="bank report")
    figures = measure_news([article("c1_01_pier", PIER), article("c1_02_pier", PIER, OTTO)])
    assert figures["news.genre.sport"] == Figure(100.0, 100.0, 100.0, 1)
    assert figures["news.genre.business and economy"].precision == 50.0
    assert figures["news.genre.sport.named"] == Figure(100.0)
    assert "news.genre.politics" not in figures


def test_news_is_scored_by_tag(corpora: Path) -> None:
    stems = [f"c1_0{number}_pier" for number in range(8)]
    for stem in stems:
        write_gold(corpora, stem, SAFE | {"tags": ("relative",)})
    figures = measure_news([article(stem, *([PIER] if stem < "c1_04" else [])) for stem in stems])
    assert figures["news.tag.relative"] == Figure(50.0, count=8)
    assert figures["news.tag.direct.named"] == Figure(50.0)


@pytest.mark.parametrize("found", [[], [OLD]], ids=["nothing", "nobody"])
def test_news_has_no_figures_if_nobody_is_named(corpora: Path, found: list[dict[str, Any]]) -> None:
    write_gold(corpora, "c1_01_pier", SAFE)
    assert measure_news([article("c1_01_pier", *found)]) == {}
