"""Python's garbage collector: off while a pipeline is built, which it then never scans."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from seeds_analysis.pipeline.speed.process import gc_frozen, gc_release


class Pipeline:
    """Refers to itself, as spaCy's do."""

    def __init__(self) -> None:
        self.pipeline = self


@pytest.fixture(autouse=True)
def settings() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_collector_is_off_only_while_a_pipeline_is_built() -> None:
    gc.unfreeze()
    with gc_frozen():
        made = Pipeline()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert all(each is not made for each in gc.get_objects())


def test_collector_is_on_again_after_a_failure() -> None:
    with pytest.raises(OSError, match="no model"), gc_frozen():
        raise OSError("no model")
    assert gc.isenabled()


def test_released_pipeline_is_collected() -> None:
    with gc_frozen():
        made = Pipeline()
    gone = weakref.ref(made)
    del made
    gc_release()
    assert gone() is None


def test_importing_the_package_changes_no_setting_of_the_collector() -> None:
    code = (
        "import gc; was = gc.get_threshold(); import seeds_analysis.pipeline.build; "
        "print(gc.isenabled(), gc.get_threshold() == was, gc.get_freeze_count())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "0"]
