"""Each fault once, at a moment that its seed decides."""

import random

import pytest

from tests.corpus.faults.scenarios import FAULTS
from tests.corpus.faults.schedules import Place


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("faults") / "place")


@pytest.mark.parametrize("name", FAULTS)
def test_run_that_was_disturbed_ends_with_the_same_bytes(place: Place, name: str) -> None:
    place.try_schedule([name], random.Random(name))
