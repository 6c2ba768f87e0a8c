"""A quick stand-in for the model, with faults that articles ask for. Worker processes find it by name."""

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
from seeds_analysis.corpus.stores import LocalStore
from seeds_analysis.errors import ModelError
from seeds_analysis.summary.model import Summary
from seeds_analysis.text.article import Article
from tests.summaries import rich_summary

# A small one: a test writes a thousand of these.
SUMMARY = dataclasses.replace(rich_summary(), entities=(), quotations=(), marked_phrases=(), dates=())


class Pipeline:
    """What summarize_records needs of a pipeline, beside the analysis."""

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        yield


def load(settings: Settings) -> Any:
    """Stand in for the analysis in this process, and return the pipeline.

    The model "missing" is not there, "deadly" kills the process, and "counted PATH" adds the number of the
    process to a file. The modules that import spaCy are not imported: tests start a hundred processes.
    """
    if settings.model == "missing":
        raise ModelError("missing", "not installed", "install it")
    if settings.model == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    if settings.model.startswith("counted "):
        with Path(settings.model.removeprefix("counted ")).open("a") as file:
            file.write(f"{os.getpid()}\n")
    _replace("seeds_analysis.pipeline.build", analyze_many=_analyze_many)
    _replace("seeds_analysis.summary.making", summarize=_summarize)
    return Pipeline()


def _replace(name: str, **functions: object) -> None:
    module = ModuleType(name)
    vars(module).update(functions)
    sys.modules[name] = module


def _analyze_many(_: object, articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        _obey(article.text)
        yield article.text


def _summarize(article: Article, doc: str, **_: object) -> Summary:
    document = dataclasses.replace(
        SUMMARY.document, id=article.id, origin=article.origin, word_count=len(doc.split())
    )
    return dataclasses.replace(SUMMARY, document=document)


def _obey(text: str) -> None:
    """Do as the text says: "wait 0.1", "fault", "kill", "kill once PATH" (if PATH is not there yet)."""
    word, _, rest = text.strip().partition(" ")
    if word == "wait":
        time.sleep(float(rest))
    elif word == "fault":
        raise RuntimeError("words of the article")
    elif word == "kill":
        _kill_worker(rest)


def _kill_worker(when: str) -> None:
    if when.startswith("once "):
        mark = Path(when.removeprefix("once "))
        if mark.exists():
            return
        mark.touch()
    os.kill(os.getpid(), signal.SIGKILL)


class FaultyStore(LocalStore):
    """A store with a bug."""

    def write(self, path: str, data: bytes) -> None:  # noqa: ARG002
        raise RuntimeError("words of the article")
