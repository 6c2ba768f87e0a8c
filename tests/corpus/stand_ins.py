"""A quick stand-in for the model, with faults that articles ask for. Worker processes find it by name."""

import dataclasses
import itertools
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.plan.shards import RecordRange, Shard, fingerprint
from seeds_analysis.corpus.run.engine import Engine, Event, Finished, Sign, Task
from seeds_analysis.corpus.stores import LocalStore
from seeds_analysis.errors import ModelError
from seeds_analysis.loading import Input
from seeds_analysis.summary.model import Summary
from seeds_analysis.text.article import Article
from tests.summaries import rich_summary

# A small one: a test writes a thousand of these.
SUMMARY = dataclasses.replace(rich_summary(), entities=(), quotations=(), marked_phrases=(), dates=())


class Pipeline:
    """What summarize_records needs of a pipeline, besides the analysis."""

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        yield


def load(settings: Settings) -> Any:
    """Stand in for the analysis in this process, and return the pipeline.

    The model "missing" is not there, "deadly" and "deadly once PATH" kill the process, and "counted PATH"
    adds its number to a file. What imports spaCy is not imported: tests start a hundred processes.
    """
    if settings.model == "missing":
        raise ModelError("missing", "not installed", "install it")
    if settings.model.startswith("deadly"):
        _kill_worker(settings.model.partition(" ")[2])
    if settings.model.startswith("counted "):
        with Path(settings.model.removeprefix("counted ")).open("a") as file:
            file.write(f"{os.getpid()}\n")
    use_slow_disk()
    _replace("seeds_analysis.pipeline.build", analyze_many=_analyze_many)
    _replace("seeds_analysis.summary.making", summarize=_summarize)
    return Pipeline()


def use_slow_disk() -> None:
    """Let it take SLOW_DISK seconds until a file of this process is on the disk."""
    seconds = float(os.environ.get("SLOW_DISK", "0"))
    if seconds:
        setattr(os, "fsync", lambda _: time.sleep(seconds))  # noqa: B010 - the types of the two differ


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
    """Obey the text: "hang", "slow", "fault", "starve", "kill", "kill once PATH", "until PATH" is there."""
    word, _, rest = text.strip().partition(" ")
    if word == "hang":
        threading.Event().wait()
    elif word == "slow":
        time.sleep(0.005)
    elif word == "until":
        with Path(f"{rest}.waiting").open("a") as file:
            file.write(f"{os.getpid()}\n")
        while not Path(rest).exists():
            time.sleep(0.01)
    elif word == "fault":
        raise RuntimeError("words of the article")
    elif word == "starve":
        raise MemoryError
    elif word == "kill":
        _kill_worker(rest)


def _kill_worker(when: str) -> None:
    if when.startswith("once "):
        mark = Path(when.removeprefix("once "))
        if mark.exists():
            return
        mark.touch()
    os.kill(os.getpid(), signal.SIGKILL)


def ignore(_: Sign) -> None:
    """Take no note of a sign of life."""


_numbers = itertools.count()


def make_task(folder: Path, *texts: str) -> Task:
    """A shard with these texts, a file each."""
    number = next(_numbers)
    parts: list[RecordRange] = []
    prints: list[bytes] = []
    for place, text in enumerate(texts):
        path = folder / f"{number}-{place}.txt"
        path.write_text(text)
        item = Input(path.name, "file", str(path))
        parts.append(RecordRange(item, 0, 1))
        prints += map(fingerprint, item.records())
    return Task(Shard(f"{number:016x}", tuple(parts), tuple(prints), 1))


def next_events(engine: Engine, number: int) -> list[Event]:
    """The next events, in the order in which they come."""
    found: list[Event] = []
    while len(found) < number:
        event = engine.next_event(1.0)
        if event is not None:
            found.append(event)
    return found


def origins(events: list[Event]) -> list[str]:
    """The files of the rows that the events bring, sorted."""
    return sorted(row["origin"] for event in events if isinstance(event, Finished) for row in event.rows)


def contents(folder: Path) -> dict[str, bytes]:
    """What the files below a folder hold."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def make_store(folder: Path) -> LocalStore:
    """A store in a new folder, or in one that is there."""
    folder.mkdir(exist_ok=True)
    return LocalStore(str(folder))


class FaultyStore(LocalStore):
    """A store with a bug."""

    def write(self, path: str, data: bytes) -> None:  # noqa: ARG002
        raise RuntimeError("words of the article")
