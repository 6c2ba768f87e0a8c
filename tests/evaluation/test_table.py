"""The table as text, and the README's."""

import pytest

from evaluation.calibration import Band
from evaluation.figures import Figure
from evaluation.readme import read_block, render_blocks, replace_block
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


def test_readme_table_compares_with_others() -> None:
    figures = {"news.found": Figure(90.0, 91.0, 88.9), "content.mixed": Figure(70.0)}
    assert render_blocks(figures)["evaluation"].splitlines() == [
        "|  | precision | recall | F1 or % | best other | people |",
        "| --- | --- | --- | --- | --- | --- |",
        "| invented news: quotations found | 91.0 | 88.9 | 90.0 |  |  |",
        "| PolNeAR: content spans: mixed |  |  | 70.0 | 63.2 | 90.0 |",
    ]


def test_readme_table_has_no_empty_columns() -> None:
    block = render_blocks({"own.named": Figure(90.0)})["evaluation"]
    assert block.splitlines()[0] == "|  | F1 or % |"


def test_readme_tables_of_groups_show_found_and_named() -> None:
    figures = {
        "news.genre.sport": Figure(66.7, 75.0, 60.0, 6),
        "news.genre.sport.named": Figure(50.0),
        "news.tag.no cue": Figure(40.0, count=9),
        "news.tag.no cue.named": Figure(30.0),
    }
    blocks = render_blocks(figures)
    assert blocks["kinds of news"].splitlines()[2:] == ["| sport | 6 | 75.0 | 60.0 | 66.7 | 50.0 |"]
    assert blocks["hard quotations"].splitlines()[2:] == ["| no cue | 9 | 40.0 | 30.0 |"]


def test_readme_tables_without_figures_say_so() -> None:
    assert set(render_blocks({}).values()) == {"Not measured yet.\n"}


def test_readme_block_is_replaced_between_its_marks() -> None:
    text = "Before\n<!-- evaluation -->\n\nold\n\n<!-- /evaluation -->\nafter\n"
    new = replace_block(text, "evaluation", "| new |\n")
    assert new == text.replace("old\n", "| new |\n")
    assert read_block(new, "evaluation") == "| new |\n"


@pytest.mark.parametrize(
    "text", ["", "<!-- evaluation -->\n", "<!-- evaluation -->\n\n\n<!-- /evaluation -->\n" * 2]
)
def test_readme_without_marks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="one table"):
        read_block(text, "evaluation")
