"""requirements.lock holds what pyproject.toml asks for, and hashes in place of addresses."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.licences import PACKAGE, installed

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="ascii")
FOR_DEVELOPERS = {"train", "lint", "docs"}
PINNED = {pin[1]: pin[2] for pin in re.finditer(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE)}


def asked_for() -> Iterator[Requirement]:
    """What pyproject.toml names, but for the extras of developers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lists = [project["dependencies"], *(extras[name] for name in extras.keys() - FOR_DEVELOPERS)]
    return (requirement for names in lists for requirement in map(Requirement, names))


def locked_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("requirement", sorted(asked_for(), key=str), ids=str)
def test_lock_pins_what_is_asked_for(requirement: Requirement) -> None:
    name = locked_name(requirement.name)
    assert name == PACKAGE or requirement.specifier.contains(PINNED[name])


def test_lock_pins_all_that_is_installed() -> None:
    assert installed().keys() - PINNED.keys() == set()


def test_lock_has_hashes_and_no_addresses() -> None:
    pins = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []
    assert "://" not in LOCK
