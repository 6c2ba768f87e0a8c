"""The choice of matrix kernels: made in time, and never against the user."""

import os
import subprocess
import sys

import pytest

from seeds_analysis.pipeline.speed import process as kernels

SCRIPT = """
import os, sys
from seeds_analysis.pipeline.speed.process import use_fast_kernels
assert "numpy" not in sys.modules, "the module must not import NumPy: too late for the number of threads"
use_fast_kernels()
print(os.environ.get("OPENBLAS_NUM_THREADS"))
"""


def threads_after(**environment: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if not name.endswith("NUM_THREADS")}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def test_kernels_take_one_thread() -> None:
    assert threads_after() == "1"


def test_kernels_leave_the_number_of_threads_to_the_user() -> None:
    assert threads_after(OPENBLAS_NUM_THREADS="3") == "3"


@pytest.mark.parametrize(
    ("numpy_seconds", "blis_seconds", "choice"),
    [
        pytest.param(1.0, 3.0, "numpy", id="numpy-faster"),
        pytest.param(1.1, 1.0, "numpy", id="near-a-tie"),
        pytest.param(2.0, 1.0, "blis", id="blis-clearly-faster"),
    ],
)
def test_kernels_choose(
    monkeypatch: pytest.MonkeyPatch, numpy_seconds: float, blis_seconds: float, choice: str
) -> None:
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=True))
    monkeypatch.setattr(kernels, "_seconds", lambda ops: blis_seconds if ops.use_blis else numpy_seconds)
    try:
        assert kernels.use_fast_kernels() == choice
        assert vars(get_current_ops())["use_blis"] is (choice == "blis")
    finally:
        set_current_ops(before)


def test_kernels_leave_the_environment_when_numpy_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setattr(kernels, "_seconds", lambda _: 1.0)
    from thinc.api import get_current_ops, set_current_ops

    before = get_current_ops()
    try:
        kernels.use_fast_kernels()
    finally:
        set_current_ops(before)
    assert "OPENBLAS_NUM_THREADS" not in os.environ
