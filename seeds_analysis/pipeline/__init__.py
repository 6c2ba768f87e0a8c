"""The base model with our components, and what runs it over articles.

build.py and what it needs import spaCy, so names are loaded on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seeds_analysis.pipeline.batches import fast_pipeline, summarize_records
    from seeds_analysis.pipeline.build import analyze, build_pipeline
    from seeds_analysis.pipeline.models import model_name, model_release
    from seeds_analysis.pipeline.results import INTERNAL, Failure, Result
    from seeds_analysis.pipeline.speed.collector import gc_release

_HOMES = {
    "Failure": "results",
    "INTERNAL": "results",
    "Result": "results",
    "analyze": "build",
    "build_pipeline": "build",
    "gc_release": "speed.collector",
    "fast_pipeline": "batches",
    "model_name": "models",
    "model_release": "models",
    "summarize_records": "batches",
}

__all__ = [
    "INTERNAL",
    "Failure",
    "Result",
    "analyze",
    "build_pipeline",
    "fast_pipeline",
    "gc_release",
    "model_name",
    "model_release",
    "summarize_records",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
