"""The collector of garbage in our own process: off while something is made to last, back on after it."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from seeds_analysis.pipeline.speed.collector import drop_what_lasts, made_to_last


class Pipeline:
    """Refers to itself, as spaCy's do."""

    def __init__(self) -> None:
        self.pipeline = self


@pytest.fixture(autouse=True)
def settings() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    gc.enable()


def test_collector_is_off_only_while_things_are_made() -> None:
    with made_to_last():
        inside = gc.isenabled()
    assert (inside, gc.isenabled()) == (False, True)


def test_collector_is_on_again_after_a_failure() -> None:
    with pytest.raises(OSError, match="no model"), made_to_last():
        raise OSError("no model")
    assert gc.isenabled()


def test_what_was_made_is_not_looked_at_again() -> None:
    gc.unfreeze()
    with made_to_last():
        made = Pipeline()
    assert all(each is not made for each in gc.get_objects())


def test_what_lasted_is_let_go_when_it_is_dropped() -> None:
    with made_to_last():
        made = Pipeline()
    gone = weakref.ref(made)
    del made
    drop_what_lasts()
    assert gone() is None


def test_who_imports_the_package_keeps_their_collector() -> None:
    code = (
        "import gc; was = gc.get_threshold(); import seeds_analysis.pipeline.build; "
        "print(gc.isenabled(), gc.get_threshold() == was, gc.get_freeze_count())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "0"]
