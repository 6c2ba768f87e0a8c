"""The results of a run, written without an analysis."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.stores import LocalStore
from seeds_analysis.summary import Summary
from seeds_analysis.views import data
from tests.summaries import empty_summary, rich_summary

SHARDS = ("0" * 16, "1" * 16)


def summary_of(origin: str, *, published: str | None = "2025-03-11") -> Summary:
    """The rich summary under another name."""
    rich = rich_summary()
    return replace(rich, document=replace(rich.document, origin=origin, published=published))


def write_shard(folder: Path, shard: str, summaries: Sequence[Summary], *, failed: int = 0) -> None:
    """Write a finished shard: its summaries, and error records after them."""
    lines = [data.render_jsonl(summary) for summary in summaries]
    lines += [data.render_failure(f"{number}.txt", "empty", "is empty") for number in range(failed)]
    rows: list[dict[str, Any]] = [{"status": manifest.OK}] * len(summaries)
    rows += [
        {"origin": f"{number}.txt", "status": manifest.FAILED, "code": "truncated", "message": "ends early."}
        for number in range(failed)
    ]
    files = {f"summaries/{shard}.jsonl": "".join(lines).encode()}
    manifest.write_shard(LocalStore(str(folder)), shard, files, rows, final=True)


def write_run(folder: Path, *, complete: bool = True, missing: int = 0) -> str:
    """Write a run of two shards, three articles and a failed one; returns the folder."""
    folder.mkdir()
    write_shard(folder, SHARDS[0], [summary_of("b.txt"), empty_summary()])
    write_shard(folder, SHARDS[1], [summary_of("a.txt", published="2024-12-31")], failed=1)
    run = {"complete": complete, "missing": missing, "shards": [*reversed(SHARDS)]}
    (folder / "run.json").write_text(json.dumps(run))
    return str(folder)
