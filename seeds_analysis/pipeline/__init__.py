"""The base model with our components, and what runs it over articles."""

from typing import TYPE_CHECKING, Any

from seeds_analysis.pipeline.batches import INTERNAL, Failure, Result, fast_pipeline, summarize_records
from seeds_analysis.pipeline.models import model_name, model_release
from seeds_analysis.pipeline.speed.process import gc_release

if TYPE_CHECKING:
    from seeds_analysis.pipeline.build import analyze, build_pipeline

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
    """Load build.py on first use: it imports spaCy."""
    if name in ("analyze", "build_pipeline"):
        from seeds_analysis.pipeline import build

        return getattr(build, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
