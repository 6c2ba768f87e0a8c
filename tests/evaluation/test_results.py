from pathlib import Path

from evaluation.figures import Figure
from evaluation.results import plain, read_folds, read_results, write_json

FIGURES = {"news.found": Figure(70.0, 80.0, 62.2, 12)}


def test_results_come_back_from_their_file(tmp_path: Path) -> None:
    write_json({"generator": {}, "figures": plain(FIGURES)}, tmp_path / "results.json")
    assert read_results(tmp_path / "results.json") == FIGURES


def test_folds_are_read_from_all_corpora(tmp_path: Path) -> None:
    folds = {"news": plain(FIGURES), "gum": {"gum.found": {"value": 60.0}}}
    write_json(folds, tmp_path / "folds.json")
    assert read_folds(tmp_path / "folds.json") == FIGURES | {"gum.found": Figure(60.0)}


def test_files_that_are_missing_have_no_figures(tmp_path: Path) -> None:
    assert read_results(tmp_path / "none.json") == read_folds(tmp_path / "none.json") == {}
