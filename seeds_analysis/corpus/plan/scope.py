"""What a run covers: inputs, part and settings. Kept in run.json, so that no other run takes its place."""

import dataclasses
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.corpus.stores import Store
from seeds_analysis.errors import UsageError
from seeds_analysis.views import data

if TYPE_CHECKING:
    from seeds_analysis.corpus.report.overview import Overview

RUN_FILE = "run.json"

# Names of settings on the command line, or in words.
_NAMES = {
    "version": "seeds-analysis",
    "schema_version": "version of the JSON",
    "spacy": "spaCy",
    "published": "--date",
    "fields": "--field",
}
_MOST_NAMED = 3  # inputs or differences in a message

_PART = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a run: shard number `number`, from 1, of every `of` shards in the order of the plan."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> "Part":
        """Read "3/16". Raises UsageError."""
        found = _PART.fullmatch(text)
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            raise UsageError(f"{text!r} is not a part of a run. Give one such as 3/16, from 1/16 to 16/16.")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def take(self, plan: Iterable[Shard], note: Callable[[bytes], object]) -> Iterator[Shard]:
        """Give the shards of this part; `note` receives every id, one on a line."""
        for number, shard in enumerate(plan):
            note(f"{shard.id}\n".encode())
            if number % self.of == self.number - 1:
                yield shard


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles a run analyzes and how. `inputs` are named as in records: without absolute paths."""

    part: str
    inputs: tuple[str, ...]
    glob: str | None
    settings: dict[str, object]

    @classmethod
    def of(cls, paths: Sequence[str], glob: str | None, part: Part, settings: dict[str, object]) -> "Scope":
        """Take the inputs as the user named them."""
        pure = map(PurePath, paths)
        names = (path.name if path.is_absolute() else path.as_posix() for path in pure)
        return cls(str(part), tuple(dict.fromkeys(names)), glob, settings)

    def differences(self, run: dict[str, Any]) -> Iterator[str]:
        """Say how the run in a folder differs. More inputs are no difference: a run may grow."""
        if dropped := [name for name in run.get("inputs", ()) if name not in self.inputs]:
            yield f"inputs: {_some(dropped)} there, {_some(self.inputs)} now"
        values = {"glob": self.glob, "part": self.part, **self.settings}
        there = {"glob": run.get("glob"), "part": run.get("part", self.part), **run.get("settings", {})}
        for name in values | there:
            if values.get(name) != there.get(name):
                option = _NAMES.get(name, f"--{name.replace('_', '-')}")
                yield f"{option}: {_in_words(there.get(name))} there, {_in_words(values.get(name))} now"


def _in_words(value: object) -> str:
    if value in (None, {}, []):
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return " ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def read_run(store: Store) -> dict[str, Any] | None:
    """Read run.json; None if it is not there or damaged."""
    try:
        run = json.loads(store.read(RUN_FILE))
        return run if isinstance(run["shards"], list) else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def another_run(target: str, what: str) -> UsageError:
    """Make the error for a folder with the results of another run or input."""
    how = "Name another folder with --out, or give --replace to replace them"
    return UsageError(f"{target}: holds the results of another {what}. {how}.")


def refuse_other(store: Store, target: str, scope: Scope) -> None:
    """Raise UsageError if the store holds the results of another run."""
    run = read_run(store)
    if run is not None:
        reasons = [*itertools.islice(scope.differences(run), _MOST_NAMED)]
    elif manifest.shards_in(store, manifest.FOLDER):
        reasons = [f"{RUN_FILE} is missing or damaged"]
    else:
        return
    if reasons:
        raise another_run(target, f"run ({'; '.join(reasons)})")


def write_run(
    store: Store,
    scope: Scope,
    shards: Sequence[str],
    *,
    plan: str | None = None,
    overview: "Overview | None" = None,
    missing: int | None = None,
) -> None:
    """Write run.json: what the run covers, how it went, and its shards in the order of the inputs.

    `plan` is a hash of every shard id, also in other parts: parts fit together if it is the same. Only
    a complete run has one. `missing` is an estimate; None means that nobody knows.
    """
    values: dict[str, object] = {"complete": plan is not None}
    for name in ("records", "ok", "skipped", "failed"):
        values[name] = getattr(overview, name, None)
    values |= {"missing": missing, **dataclasses.asdict(scope), "plan": plan, "shards": list(shards)}
    store.write(RUN_FILE, (data.dump(values, indent=2) + "\n").encode())
