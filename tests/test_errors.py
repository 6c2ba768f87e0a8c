"""The command that installs a package where the program runs."""

import importlib.util
import sys

import pytest

from seeds_analysis.errors import install_command


def test_command_names_the_python_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/my env/bin/python")
    assert install_command("a[b]") == "'/opt/my env/bin/python' -m pip install 'a[b]'"


def test_command_in_an_environment_of_pipx_is_for_pipx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", "/home/ana/.local/share/pipx/venvs/seeds-analysis")
    assert install_command("a==1") == "pipx runpip seeds-analysis install a==1"


def test_command_without_pip_is_for_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/tools/bin/python")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert install_command("a") == "uv pip install --python /tools/bin/python a"
