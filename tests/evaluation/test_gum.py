import json
from pathlib import Path

import pytest

from evaluation.figures import Figure
from evaluation.gum import gum_prediction, measure_gum
from tests.evaluation.invented import GOLD, MONEY, OLD, PIER, TEXT, at, run

# The scorer leaves files to be closed by Python.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture
def pier(corpora: Path) -> Path:
    """A folder with one article, in which He claims that there is no money."""
    folder = corpora / "gum" / "news"
    folder.mkdir(parents=True)
    (folder / "pier.txt").write_text(TEXT, encoding="utf-8")
    attribution = {
        "content": GOLD[2].content,
        "source": GOLD[2].source,
        "attribution": [at("He claimed")],
        "relation": "attribution-positive",
        "cue": "claimed",
    }
    (folder / "pier.gold.json").write_text(json.dumps({"quotes": [attribution]}), encoding="utf-8")
    return folder


@pytest.mark.usefixtures("pier")
def test_gum_is_scored_with_speakers_and_bounds() -> None:
    figures = measure_gum([run(MONEY, PIER, OLD)])
    assert round(figures["gum.found"].precision or 0, 1) == 33.3
    assert figures["gum.found"].recall == figures["gum.speaker"].value == 100.0
    assert figures["gum.bounds"] == Figure(50.0, count=2)


def test_gum_without_a_run_does_not_count(pier: Path) -> None:
    (pier / "quay.txt").write_text(f"{TEXT} More.", encoding="utf-8")
    (pier / "quay.gold.json").write_text((pier / "pier.gold.json").read_text("utf-8"), encoding="utf-8")
    assert measure_gum([run(MONEY)])["gum.found"].count == 1


def test_gum_prediction_leaves_out_what_was_not_said() -> None:
    (said,) = gum_prediction(run(PIER, MONEY | {"negated": True}))["quotes"]
    assert (said["names"], said["confidence"]) == (["Mara Voss"], 0.95)
