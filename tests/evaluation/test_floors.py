"""The comparison with the floors, and how they rise."""

from evaluation.figures import Figure
from evaluation.floors import below, raised, read_floors
from evaluation.measures import MEASURES


def test_floors_that_are_held_say_nothing() -> None:
    assert below({"a": Figure(90.0)}, {"a": 90.0}) == []


def test_floors_compare_what_is_shown() -> None:
    assert below({"a": Figure(89.96)}, {"a": 90.0}) == []


def test_floors_name_what_fell() -> None:
    assert below({"a": Figure(89.9), "b": Figure(1.0)}, {"a": 90.0, "b": 1.0}) == [
        "a: 89.9, below the floor of 90.0"
    ]


def test_floors_miss_a_measure_that_was_not_taken() -> None:
    assert below({}, {"a": 90.0}) == ["a: not measured (floor 90.0)"]


def test_floors_rise_to_a_hair_below() -> None:
    assert raised({"a": Figure(91.04)}, {"a": 90.0}) == {"a": 90.7}


def test_floors_never_fall() -> None:
    assert raised({"a": Figure(80.0)}, {"a": 90.0, "b": 70.0}) == {"a": 90.0, "b": 70.0}


def test_floors_do_not_hold_the_mapped_figures() -> None:
    assert raised({"pieces.relay_end_to_end": Figure(80.0)}, {}) == {}


def test_floors_file_names_measures_only() -> None:
    floors = read_floors()["floors"]
    assert set(floors) == {"default", "rules"}
    assert {name for mode in floors.values() for name in mode} <= set(MEASURES)
