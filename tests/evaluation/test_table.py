"""The table as text, and the README's."""

import pytest

from evaluation.calibration import Band
from evaluation.figures import Figure
from evaluation.readme import read_block, render_block, replace_block
from evaluation.results import figures_of, with_run
from evaluation.table import render_reliability, render_table

FIGURES = {"pieces.end_to_end": Figure(89.96, 91.0, 88.9, 12), "content.mixed": Figure(70.0)}


def row(label: str, floors: dict[str, float]) -> list[str]:
    lines = render_table(FIGURES, floors).splitlines()
    return next(line for line in lines if line.strip().startswith(label)).removeprefix(f"  {label}").split()


def test_table_shows_precision_recall_and_targets() -> None:
    assert row("end to end: claimed, speaker right", {"pieces.end_to_end": 89.0}) == [
        *("91.0", "88.9", "90.0", "89.0"),
        *("90.0", "94.0", "66.1", "95.6", "12"),
    ]


def test_table_marks_a_figure_below_its_must() -> None:
    assert row("mixed", {})[0] == "70.0*"


def test_table_marks_a_figure_below_its_floor() -> None:
    assert row("mixed", {"content.mixed": 70.1})[0] == "70.0<"


def test_table_leaves_out_what_was_not_measured() -> None:
    assert "Dates" not in render_table(FIGURES, {})


def test_reliability_table_shows_each_band() -> None:
    lines = render_reliability("Pieces", [Band(0.9, 1.0, 4, 3, 0.95)]).splitlines()
    assert lines[2:] == ["     0.9-1.0       4    95.0    75.0", "mean distance 20.0"]


def test_results_of_one_mode_leave_the_other() -> None:
    old = {"generator": {}, "modes": {"rules": {"content.mixed": {"value": 60.0}}}}
    new = with_run(old, "default", FIGURES, {"model": "m"})
    assert list(new["modes"]) == ["default", "rules"]
    assert figures_of(new, "rules") == {"content.mixed": Figure(60.0)}
    assert new["generator"] == {"model": "m"}


def test_readme_block_has_a_column_for_each_mode() -> None:
    results = with_run({"modes": {"rules": {"content.mixed": {"value": 60.0}}}}, "default", FIGURES, {})
    assert render_block(results).splitlines()[2:] == [
        "| quoted pieces: claimed as said, right speaker | 91.0 | 88.9 | 90.0 |  | 66.1 | 95.6 |",
        "| content spans: mixed |  |  | 70.0 | 60.0 | 63.2 | 90.0 |",
    ]


def test_readme_block_is_replaced_between_its_marks() -> None:
    text = "Before\n<!-- evaluation -->\n\nold\n\n<!-- /evaluation -->\nafter\n"
    new = replace_block(text, "| new |\n")
    assert new == text.replace("old\n", "| new |\n")
    assert read_block(new) == "| new |\n"


@pytest.mark.parametrize(
    "text", ["", "<!-- evaluation -->\n", "<!-- evaluation -->\n\n\n<!-- /evaluation -->\n" * 2]
)
def test_readme_without_marks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="one table"):
        read_block(text)
