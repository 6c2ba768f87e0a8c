"""Python's garbage collector in our own process; whoever imports the package keeps their own settings."""

import contextlib
import gc
from collections.abc import Iterator

# Words become thousands of short-lived tuples, which go without the collector. To look for cycles among every
# 700 of them, as Python does by itself, takes a twentieth of our components' time.
YOUNG = 10_000


@contextlib.contextmanager
def made_to_last() -> Iterator[None]:
    """What is made inside, a pipeline, stays: the collector does not look at it, neither now nor later.

    It would do so time and again while spaCy and the model are loaded, and whenever the Docs in use have
    grown by a quarter of them.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG)
        gc.enable()


def drop_what_lasts() -> None:
    """Let go of what was made to last and is in use no more: a pipeline refers to itself."""
    gc.unfreeze()
    gc.collect()
