import pytest

from evaluation.figures import Figure
from evaluation.floors import FEW, below, held, raised, read_floors
from evaluation.measures import MEASURES


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        (90.0, []),
        (89.96, []),  # shown as 90.0
        (89.9, ["a: 89.9, below the floor of 90.0"]),
        (None, ["a: not measured (floor 90.0)"]),
    ],
)
def test_below_describes_figures_that_miss_their_floor(value: float | None, faults: list[str]) -> None:
    figures = {} if value is None else {"a": Figure(value)}
    assert below(figures | {"b": Figure(1.0)}, {"a": 90.0, "b": 1.0}) == faults


@pytest.mark.parametrize(("value", "floor"), [(91.04, 90.7), (80.0, 90.0)])
def test_floors_rise_but_never_fall(value: float, floor: float) -> None:
    assert raised({"a": Figure(value)}, {"a": 90.0, "b": 70.0}) == {"a": floor, "b": 70.0}


def test_floor_of_few_cases_lets_one_of_them_fall() -> None:
    assert raised({"news.published": Figure(95.0)}, {}) == {"news.published": 93.3}


def test_figures_of_relays_mapped_and_of_small_groups_have_no_floor() -> None:
    names = ["pieces.relay_end_to_end", "news.genre.sport", "news.tag.direct.named"]
    assert held({name: Figure(80.0) for name in [*names, "news.found"]}) == {"news.found": Figure(80.0)}


def test_floors_file_names_measures_only() -> None:
    assert set(read_floors()["floors"]) <= set(MEASURES)
    assert set(FEW) <= set(MEASURES)
