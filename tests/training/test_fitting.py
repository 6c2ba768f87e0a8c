"""Fitting sparse models and writing them: the same input gives the same bytes."""

from pathlib import Path

import pytest

from seeds_analysis.quotations.weights import BIAS

pytest.importorskip("sklearn", reason="the extra `train` is not installed")

from training.fitting import fit, write_model

ROWS = [["say", "clause"], ["say", "object"], ["run"], ["run", "object"], ["say", "clause"], ["run"]] * 4
LABELS = [True, True, False, False, True, False] * 4


def test_fit_gives_weight_to_what_tells() -> None:
    model = fit(ROWS, LABELS, least=2, strength=1.0)
    assert model.weights["say"] > 0 > model.weights["run"]


def test_fit_leaves_rare_features_out() -> None:
    model = fit([*ROWS, ["rare"]], [*LABELS, True], least=2, strength=1.0)
    assert "rare" not in model.weights


def test_fit_and_write_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_model(tmp_path / name, fit(ROWS, LABELS, least=2, strength=1.0), ["feature, weight"])
    one = (tmp_path / "one").read_bytes()
    assert one == (tmp_path / "two").read_bytes()
    assert one.decode().startswith(f"# feature, weight\n{BIAS}\t")
