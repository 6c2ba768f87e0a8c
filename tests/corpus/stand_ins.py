"""A quick stand-in for the model, with faults that articles ask for; found by name in worker processes."""

import dataclasses
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.errors import ModelError
from seeds_analysis.summary.model import Summary
from seeds_analysis.text.article import Article
from tests.summaries import rich_summary

# To write little: ten thousand of these are written in a test.
SUMMARY = dataclasses.replace(rich_summary(), entities=(), quotations=(), marked_phrases=(), dates=())


class Pipeline:
    """What summarize_records needs of a pipeline, beside the analysis."""

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        yield


def load(settings: Settings) -> Any:
    """Stand in for the analysis in this process, and give the pipeline.

    The model "missing" is not there, "deadly" kills the process. The modules that import spaCy are not
    imported: tests start a hundred of these processes.
    """
    if settings.model == "missing":
        raise ModelError("missing", "not installed", "install it")
    if settings.model == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    _replace("seeds_analysis.pipeline.build", analyze_many=_analyze_many)
    _replace("seeds_analysis.summary.making", summarize=_summarize)
    return Pipeline()


def _replace(name: str, **functions: object) -> None:
    module = ModuleType(name)
    vars(module).update(functions)
    sys.modules[name] = module


def _analyze_many(nlp: object, articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        _obey(article.text)
        yield article.text


def _summarize(article: Article, doc: str, *, with_text: bool = False) -> Summary:
    document = dataclasses.replace(
        SUMMARY.document, id=article.id, origin=article.origin, word_count=len(doc.split())
    )
    return dataclasses.replace(SUMMARY, document=document)


def _obey(text: str) -> None:
    """Do as the text says: "wait 0.1", "kill", "kill once PATH" (unless PATH is there), "fault"."""
    word, _, rest = text.strip().partition(" ")
    if word == "wait":
        time.sleep(float(rest))
    elif word == "fault":
        raise RuntimeError("words of the article")
    elif word == "kill":
        kill_worker(rest)


def kill_worker(when: str) -> None:
    """Kill this process; with "once PATH" only if PATH is not there, which is then made."""
    if when.startswith("once "):
        mark = Path(when.removeprefix("once "))
        if mark.exists():
            return
        mark.touch()
    os.kill(os.getpid(), signal.SIGKILL)
