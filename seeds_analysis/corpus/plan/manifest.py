"""The manifest: one row for each input record, with its status and main figures.

A shard is done once the checksums of its files are written, in the form that `sha256sum --check` reads.
"""

import contextlib
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from seeds_analysis.corpus.stores import Store
from seeds_analysis.errors import RunError
from seeds_analysis.loading import Record
from seeds_analysis.pipeline import Failure, Result
from seeds_analysis.summary import Summary
from seeds_analysis.views import data

Row: TypeAlias = dict[str, Any]

FOLDER = "manifest"
CHECKSUMS = "checksums"

# How the files of shards are named.
SHARD_FILE = re.compile(r"([0-9a-f]{16}(?:-[0-9]+)?)\.(?:jsonl|parquet|sha256)")

OK, SKIPPED, FAILED = "ok", "skipped", "failed"
# There was nothing to analyze. All other codes mean that something was unreadable.
SKIPPED_CODES = frozenset(("empty", "http-status", "no-articles", "not-html"))

# For the overview; the summaries have all entities.
MOST_ENTITIES = 20
# Documents have names too, but the overview counts people and organisations.
_SPEAKERS = ("person", "organisation")


def row_of(record: Record, result: Result, shard: str) -> Row:
    """Make the row of a record; a failed one has no figures."""
    row: Row = {
        "origin": record.origin,
        "status": OK,
        "code": None,
        "message": None,
        "shard": shard,
        "hash": record.digest,
        "published": None,
        "words": 0,
        "quotations": 0,
        "unattributed": 0,
        "quoted_words": 0,
        "speakers": [],
        "entities": [],
        "warnings": {},
    }
    if isinstance(result, Failure):
        status = SKIPPED if result.code in SKIPPED_CODES else FAILED
        return row | {"status": status, "code": result.code, "message": result.message}
    counts = result.counts
    return row | {
        "published": result.document.published,
        "words": result.document.word_count,
        "quotations": counts.quotations,
        "unattributed": counts.unattributed,
        "quoted_words": counts.quoted_words,
        "speakers": _speakers(result),
        "entities": _entities(result),
        "warnings": dict(sorted(Counter(warning.code for warning in result.warnings).items())),
    }


def _speakers(summary: Summary) -> list[Row]:
    """List quoted people and organisations with a name, most quotations first; no "a witness"."""
    labels = {entity.id: entity.label for entity in summary.entities}
    found: dict[tuple[str, str | None], list[int]] = {}
    for quotation in summary.quotations:
        speaker = quotation.speaker
        if speaker is not None and speaker.name is not None and speaker.kind in _SPEAKERS:
            label = labels[speaker.entity] if speaker.entity is not None else None
            counts = found.setdefault((speaker.name, label), [0, 0])
            counts[0] += 1
            counts[1] += sum(len(part.text.split()) for part in quotation.content if part.closed)
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0][0], item[0][1] or ""))
    return [
        {"name": name, "entity_label": label, "quotations": quotations, "quoted_words": words}
        for (name, label), (quotations, words) in ranked
    ]


def _entities(summary: Summary) -> list[Row]:
    ranked = sorted(summary.entities, key=lambda entity: (-entity.mention_count, entity.id))
    return [
        {"name": entity.name, "label": entity.label, "mentions": entity.mention_count}
        for entity in ranked[:MOST_ENTITIES]
    ]


def write_shard(
    store: Store, shard: str, files: Mapping[str, bytes], rows: Iterable[Row], *, final: bool
) -> None:
    """Write the files and the rows of a shard; if it is final, its checksums last."""
    written = {**files, _path(shard): "".join(data.dump(row) + "\n" for row in rows).encode()}
    for path, content in written.items():
        store.write(path, content)
    if final:
        sums = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in written.items())
        store.write(_checksums(shard), "".join(sums).encode())


def read_rows(store: Store, shards: Iterable[str]) -> Iterator[Row]:
    """Read the rows of shards in this order, one shard at a time. Raises RunError for damage."""
    for shard in shards:
        try:
            content = store.read(_path(shard))
            rows = [json.loads(line) for line in content.splitlines()]
        except (FileNotFoundError, ValueError) as error:
            raise _damaged(shard) from error
        with contextlib.suppress(FileNotFoundError):  # a shard that the next run repeats has none
            if hashlib.sha256(content).hexdigest().encode() not in store.read(_checksums(shard)):
                raise _damaged(shard)
        yield from rows


def _damaged(shard: str) -> RunError:
    return RunError(f"{_path(shard)}: missing or damaged. Run the same corpus command again to renew it.")


def shards_in(store: Store, folder: str) -> set[str]:
    """List the ids of the shards that have a file in a folder."""
    return {found[1] for found in map(SHARD_FILE.fullmatch, store.names(folder)) if found}


def is_done(store: Store, shard: str) -> bool:
    """Whether all files of a shard exist as they were written."""
    path = ""
    try:
        for line in store.read(_checksums(shard)).decode("ascii", "replace").splitlines():
            digest, _, path = line.partition("  ")
            if hashlib.sha256(store.read(path)).hexdigest() != digest:
                return False
    except FileNotFoundError:
        return False
    return path == _path(shard)  # the last line: the checksums are whole


def _path(shard: str) -> str:
    return f"{FOLDER}/{shard}.jsonl"


def _checksums(shard: str) -> str:
    return f"{CHECKSUMS}/{shard}.sha256"
