from pathlib import Path

from evaluation.figures import Figure
from evaluation.results import plain, read_results, write_json

FIGURES = {"news.found": Figure(70.0, 80.0, 62.2, 12)}


def test_results_come_back_from_their_file(tmp_path: Path) -> None:
    write_json({"generator": {}, "figures": plain(FIGURES)}, tmp_path / "results.json")
    assert read_results(tmp_path / "results.json") == FIGURES


def test_file_that_is_missing_has_no_figures(tmp_path: Path) -> None:
    assert read_results(tmp_path / "none.json") == {}
