"""News analysis: who said what, which names and dates, as data with exact offsets.

Importing this package does not import spaCy; each public name is loaded when it is first used.
"""

TYPE_CHECKING = False  # that of typing, whose import takes a while, in which Ctrl-C would print a traceback
if TYPE_CHECKING:
    from typing import Any

    from seeds_analysis.errors import LoadError, ModelError, SeedsError
    from seeds_analysis.loading import load_article
    from seeds_analysis.pipeline import analyze, build_pipeline
    from seeds_analysis.summary import Summary, summarize
    from seeds_analysis.text import Article

__version__ = "0.3.0"

__all__ = [
    "Article",
    "LoadError",
    "ModelError",
    "SeedsError",
    "Summary",
    "__version__",
    "analyze",
    "build_pipeline",
    "load_article",
    "summarize",
]

_HOMES = {
    "Article": "text",
    "LoadError": "errors",
    "ModelError": "errors",
    "SeedsError": "errors",
    "Summary": "summary",
    "analyze": "pipeline",
    "build_pipeline": "pipeline",
    "load_article": "loading",
    "summarize": "summary",
}


def __getattr__(name: str) -> "Any":
    """Load a public name from its module on first use, so that --help stays free of spaCy."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f"seeds_analysis.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
