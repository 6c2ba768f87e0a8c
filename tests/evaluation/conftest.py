"""The official scorer, if ../shared is there."""

from typing import Any

import pytest

from evaluation.shared import SharedAbsentError, quotation_scorer


@pytest.fixture(scope="session")
def scorer() -> Any:
    try:
        return quotation_scorer()
    except SharedAbsentError as error:
        pytest.skip(str(error))
