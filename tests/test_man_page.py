"""The manual page that is installed says what --help says."""

import shutil
import subprocess

import pytest

from tests.man_page import PAGE, man_page
from tests.renewing import assert_as_read


def test_manual_page_is_made_of_the_help() -> None:
    assert_as_read(PAGE, man_page())


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_manual_page_is_valid_roff() -> None:
    done = subprocess.run(
        ["groff", "-k", "-man", "-Tutf8", "-ww", str(PAGE)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
