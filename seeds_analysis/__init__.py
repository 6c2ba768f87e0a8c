"""News analysis: who said what, which names and dates, as data with exact offsets.

Importing this package does not import spaCy; each public name is loaded when it is first used.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime

    from spacy.language import Language

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
    "summarize_text",
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


def summarize_text(
    text: str,
    *,
    published: "datetime.date | None" = None,
    nlp: "Language | None" = None,
    origin: str = "text.txt",
) -> "Summary":
    """Analyze and summarize an article that is in memory as plain text.

    `published` is the day from which "Tuesday" counts; without it, the one that the text states. `nlp` is
    what `build_pipeline` gives; without it, the default pipeline is built at the first call and kept.
    `origin` names the article in its summary. Raises LoadError if the text is empty, and ModelError as
    `build_pipeline` does.
    """
    from seeds_analysis.loading import read_article
    from seeds_analysis.pipeline import analyze
    from seeds_analysis.summary import summarize

    article = read_article(text.encode(errors="replace"), origin, encoding="utf-8", published=published)
    return summarize(article, analyze(nlp or _default_pipeline(), article))


@cache
def _default_pipeline() -> "Language":
    from seeds_analysis.pipeline import build_pipeline

    return build_pipeline()


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use, so that --help stays free of spaCy."""
    if name in _HOMES:
        return getattr(import_module(f"seeds_analysis.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, also those that are not loaded yet."""
    return sorted({*globals(), *__all__})
