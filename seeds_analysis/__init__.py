"""News analysis: who said what, which names and dates, as data with exact offsets.

Importing this package does not import spaCy; each public name is loaded when it is first used.
"""

TYPE_CHECKING = False  # that of typing, whose import takes a while, in which Ctrl-C would print a traceback
if TYPE_CHECKING:
    import datetime
    from typing import Any

    from spacy.language import Language

    from seeds_analysis.errors import LoadError, ModelError, SeedsError
    from seeds_analysis.loading import load_article
    from seeds_analysis.pipeline import analyze, build_pipeline
    from seeds_analysis.summary import Summary, summarize
    from seeds_analysis.text import Article

__version__ = "0.10.1"

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


_kept: "dict[str, Language]" = {}


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
    from seeds_analysis.pipeline import analyze, build_pipeline
    from seeds_analysis.summary import summarize

    if nlp is None:
        nlp = _kept["pipeline"] = _kept.get("pipeline") or build_pipeline()
    article = read_article(text.encode(errors="replace"), origin, encoding="utf-8", published=published)
    return summarize(article, analyze(nlp, article))


def __getattr__(name: str) -> "Any":
    """Load a public name from its module on first use, so that --help stays free of spaCy."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f"seeds_analysis.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, also those that are not loaded yet."""
    return sorted({*globals(), *__all__})
