"""What all tests share: a clean environment and the trained pipeline, loaded once."""

from collections.abc import Iterator

import pytest
from spacy.language import Language

from seeds_analysis.pipeline.build import build_pipeline
from seeds_analysis.pipeline.models import MODEL_VARIABLE

# Set by terminals, CI and developers; a test that wants one of them sets it itself.
ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", MODEL_VARIABLE)


@pytest.fixture(autouse=True, scope="session")
def _clean_environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ENVIRONMENT:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def nlp(_clean_environment: None) -> Language:
    """The default pipeline with all our components; tests must not change it."""
    return build_pipeline()
