"""The official scorers, if ../shared is there, and a folder in its place."""

from pathlib import Path
from typing import Any

import pytest

from evaluation import shared
from evaluation.shared import SharedAbsentError, quotation_scorer


@pytest.fixture(scope="session")
def scorer() -> Any:
    try:
        return quotation_scorer()
    except SharedAbsentError as error:
        pytest.skip(str(error))


@pytest.fixture
def corpora(scorer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    """An empty folder that takes the place of ../shared, with the official scorers."""
    (tmp_path / "tools").symlink_to(shared.SHARED / "tools")
    monkeypatch.setattr(shared, "SHARED", tmp_path)
    return tmp_path
