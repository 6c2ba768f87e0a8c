"""Merging the parts of a run (`--part 3/16`), each in its folder, into one run."""

import itertools
from collections.abc import Sequence
from typing import Any

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.scope import Part, Scope, read_run, refuse_other, write_run
from seeds_analysis.corpus.report.overview import Overview, of_rows
from seeds_analysis.corpus.run.running import shard_files, stale_files
from seeds_analysis.corpus.stores import Store, open_for_run, open_store
from seeds_analysis.errors import RunError, UsageError


def merge_parts(folders: Sequence[str], target: str, *, replace: bool = False) -> Overview:
    """Copy the results of every part of a run into one folder, as a run without parts would leave it.

    Raises UsageError if a part is missing, named twice, not complete, or from another run.
    """
    runs = _in_order(folders)
    stores = [open_store(folder) for folder, _ in runs]
    _, first = runs[0]
    scope = Scope(str(Part()), tuple(first["inputs"]), first["glob"], first["settings"])
    with open_for_run(target) as store:
        if not replace:
            refuse_other(store, target, scope)
        write_run(store, scope, ())
        for (folder, run), part in zip(runs, stores, strict=True):
            _copy(part, folder, set(run["shards"]), store)
        rounds = itertools.zip_longest(*(run["shards"] for _, run in runs))
        shards = [shard for round_ in rounds for shard in round_ if shard is not None]
        for path in stale_files(store, shards):
            store.remove(path)
        overview = of_rows(manifest.read_rows(store, shards))
        write_run(store, scope, shards, plan=first["plan"], overview=overview, missing=0)
    return overview


def _in_order(folders: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """Read the run.json of each part, check that they fit together, and sort them by number."""
    found: dict[int, tuple[str, dict[str, Any]]] = {}
    of = 1
    for folder in folders:
        run = read_run(open_store(folder))
        if run is None:
            raise UsageError(f"{folder}: holds no run. Name the folders that were given with --out.")
        if not run["complete"]:
            raise UsageError(f"{folder}: its run is not complete. Run its command again.")
        number, of = map(int, run["part"].split("/"))
        other, first = found[min(found)] if found else (folder, run)
        if run["plan"] != first["plan"] or not first["part"].endswith(f"/{of}"):
            how = "Run all parts with the same inputs, options and version, and leave the inputs unchanged."
            raise UsageError(f"{folder}: is not a part of the same run as {other}. {how}")
        if number in found:
            raise UsageError(f"{folder}: is part {run['part']}, and so is {found[number][0]}. Name only one.")
        found[number] = folder, run
    if missing := [number for number in range(1, of + 1) if number not in found]:
        raise UsageError(f"part {missing[0]}/{of} is missing. Name the folders of all parts.")
    return [found[number] for number in sorted(found)]


def _copy(part: Store, folder: str, shards: set[str], target: Store) -> None:
    """Copy the files of the shards; checksums come last. Raises RunError for damage."""
    for shard in sorted(shards & manifest.shards_in(part, manifest.CHECKSUMS)):
        if not manifest.is_done(part, shard):
            raise RunError(f"{folder}: results of shard {shard} are damaged. Run its command again.")
    for path, shard in shard_files(part):
        if shard in shards:
            target.write(path, part.read(path))
