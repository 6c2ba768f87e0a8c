"""From the results of a run to one SQLite file, which replaces an older one when it is whole."""

import gc
import json
import os
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from seeds_analysis.corpus.database import schema
from seeds_analysis.corpus.plan import manifest
from seeds_analysis.corpus.plan.scope import RUN_FILE
from seeds_analysis.corpus.run.worker import SUMMARY_FOLDER
from seeds_analysis.corpus.stores import Store, open_store
from seeds_analysis.errors import OutputError, RunError, UsageError, is_misplaced, reason_of
from seeds_analysis.summary import Quotation, Summary, model
from seeds_analysis.views import data, files

if TYPE_CHECKING:
    from seeds_analysis.corpus.repeats.grouping import MapParts

METADATA = "metadata.yaml"
_OURS = "# Written by seeds-analysis corpus export, for Datasette.\n"

# SQLite ends a text at U+0000 and cannot hold lone surrogates; in the JSON of a run both are escapes.
_UNFIT = re.compile(rb"(\\\\)|\\u(?:0000|d[89a-f][0-9a-f]{2})")

# The file is put in place when it is whole, so it needs no journal.
_QUICK = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536;"


@dataclass(slots=True)
class Exported:
    """What is in the file, and what is not.

    `failed` articles have no summary. If the run is not `complete`, `missing` estimates how many articles are
    not analyzed yet or have damaged results; it is 0 if nothing is known.
    """

    articles: int = 0
    quotations: int = 0
    failed: int = 0
    missing: int = 0
    complete: bool = True
    metadata_kept: bool = False  # there is a metadata.yaml that is not ours


def export_database(folder: str, target: str, scheduler: str | None = None) -> Exported:
    """Write the results of a run into the file `target`, and metadata.yaml next to it.

    Equal results give an equal `.dump`, whether or not `scheduler` names a Dask cluster that compares the
    quotations. Raises UsageError if the folder is no run with summaries, or the target another file;
    OutputError if it cannot be written or the results cannot be read; ClusterError.
    """
    path = os.path.realpath(target)
    gc.disable()  # rows have no cycles: looking for some takes a tenth of the time
    try:
        if os.path.exists(path) and os.path.getsize(path) and not schema.is_archive(path):
            raise UsageError(f"{target}: is not an archive, so it is not replaced. Name another file.")
        with _mapping(scheduler) as map_parts, files.open_part(path) as part:
            with closing(sqlite3.connect(part.name, isolation_level=None)) as database:
                exported = _fill(database, open_store(folder), folder, map_parts)
            files.put_in_place(part, path)
        exported.metadata_kept = not _write_metadata(path, exported)
    except (OSError, sqlite3.Error) as error:
        said = str(error) if isinstance(error, sqlite3.Error) else reason_of(error)
        raise OutputError(target, f"cannot be written: {said}.", is_misplaced(error)) from error
    finally:
        gc.enable()
    return exported


@contextmanager
def archive_of(source: str) -> Iterator[tuple[str, Exported]]:
    """Give the file of an archive; one is made of the folder of a run, and removed at the end.

    Raises as export_database.
    """
    if os.path.isfile(source):
        yield source, Exported()
        return
    with tempfile.TemporaryDirectory(prefix="seeds-analysis-") as folder:
        path = os.path.join(folder, "archive.db")
        yield path, export_database(source, path)


def _mapping(scheduler: str | None) -> AbstractContextManager["MapParts"]:
    if scheduler is None:
        return nullcontext(map)
    from seeds_analysis.corpus.cluster.mapping import map_on_cluster

    return map_on_cluster(scheduler)


def _fill(database: sqlite3.Connection, store: Store, folder: str, map_parts: "MapParts") -> Exported:
    exported = Exported()
    if not store.names(SUMMARY_FOLDER):
        how = "Name the folder that was given to corpus with --out, of a run without --format parquet."
        raise UsageError(f"{folder}: holds no summaries. {how}")
    tables, derived = schema.statements()
    database.executescript(f"{_QUICK} {tables} begin;")
    counts = Counter[str]()
    checked = manifest.shards_in(store, manifest.CHECKSUMS)
    for shard in _shards(store, exported):
        rows: list[manifest.Row] = []
        try:
            rows += manifest.read_rows(store, [shard])
            if shard in checked and not manifest.is_done(store, shard):
                raise RunError(f"{shard}: damaged")
            summaries = list(_summaries(store.read(f"{SUMMARY_FOLDER}/{shard}.jsonl")))
        except (FileNotFoundError, ValueError, RunError):
            exported.complete = False
            exported.missing += len(rows)
            continue
        _add(database, counts, summaries)
        lacking = [row for row in rows if row["status"] != manifest.OK]
        reasons = [[row[name] for name in ("origin", "status", "code", "message")] for row in lacking]
        database.executemany(_insert("not_analyzed", 4), reasons)
        exported.failed += sum(row["status"] == manifest.FAILED for row in lacking)
    missing = None if not exported.complete and not exported.missing else exported.missing
    database.execute("insert into run values (?, ?)", (exported.complete, missing))
    _group(database, map_parts)
    database.executescript(  # which commits first
        f"{derived} pragma application_id = {schema.APPLICATION_ID};"
        f"pragma user_version = {schema.USER_VERSION}; pragma journal_mode = delete;"
    )
    exported.articles, exported.quotations = counts["articles"], counts["quotations"]
    return exported


def _shards(store: Store, exported: Exported) -> list[str]:
    """List the shards in the order of the input, as far as the run has noted it."""
    found = manifest.shards_in(store, manifest.FOLDER) | manifest.shards_in(store, manifest.CHECKSUMS)
    listed: list[str] = []
    try:
        run = json.loads(store.read(RUN_FILE))
        listed, exported.missing, exported.complete = run["shards"], run.get("missing") or 0, run["complete"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):  # it was killed
        exported.complete = False
    exported.complete = exported.complete and found == set(listed)
    return [*listed, *sorted(found.difference(listed))]


def _summaries(content: bytes) -> Iterator[Summary]:
    decode = msgspec.json.Decoder(Summary).decode
    if b"\\u" in content:
        content = _UNFIT.sub(lambda found: found[1] or rb"\ufffd", content)
    return (decode(line) for line in content.splitlines() if b'"generator"' in line)  # others are errors


def _add(database: sqlite3.Connection, counts: Counter[str], summaries: Iterable[Summary]) -> None:
    """Add the articles of a shard with their rows, but none that is there with the same text and origin."""
    values: dict[str, list[tuple[Any, ...]]] = {name: [] for name in schema.COLUMNS}
    for summary in summaries:
        article = schema.READERS["articles"](summary, summary)
        if not database.execute(_insert("articles", len(article)), article).rowcount:
            continue
        counts["articles"] += 1
        for name, rows in _rows(summary, counts["articles"], counts["quotations"] + 1):
            read = schema.READERS[name]
            values[name] += [(*key, *read(summary, item)) for key, item in rows]
        counts["quotations"] += len(summary.quotations)
    for name, cells in values.items():
        if cells:
            database.executemany(_insert(name, len(cells[0])), cells)


def _insert(name: str, columns: int) -> str:
    return f"insert or ignore into {name} values (null{', ?' * columns})"  # noqa: S608 - our names


def _rows(summary: Summary, article: int, quotation: int) -> Iterator[tuple[str, list[tuple[Any, Any]]]]:
    """Give the items of each table with the keys of their parents; rows are numbered as they come, from 1."""
    for name in ("entities", "quotations", "mentions", "dates"):
        yield name, [((article,), item) for item in data.tables.TABLES[name].items(summary)]
    parts = [
        ((number, _own_text(part, quoted)), part)
        for number, quoted in enumerate(summary.quotations, quotation)
        for part in quoted.content
    ]
    yield "content_spans", parts


def _own_text(part: model.ContentSpan, quoted: Quotation) -> str | None:
    """Give the words of a content span; None if the row of its quotation has the same ones."""
    return None if part.text == quoted.text and quoted.kind != "mixed" else part.text


def _group(database: sqlite3.Connection, map_parts: "MapParts") -> None:
    """Fill quotation_groups with the groups of more than one article."""
    found = group_quotations(database, map_parts)
    database.executemany("insert into quotation_groups values (?, ?)", found)
    database.execute(
        "delete from quotation_groups where group_id in (select group_id from quotation_groups as g "
        "join quotations as q on q.id = g.quotation_id group by 1 having count(distinct article_id) = 1)"
    )


def group_quotations(database: sqlite3.Connection, map_parts: "MapParts" = map) -> Iterator[tuple[int, int]]:
    """Give quotations with their groups, as group_repeats does.

    What somebody did not say is never grouped with what somebody said.
    """
    from seeds_analysis.corpus.repeats.grouping import (
        group_repeats,
    )  # loads numpy, which search does not need

    for negated in (False, True):
        quotations = database.execute("select id, text from quotations where negated = ?", (negated,))
        yield from group_repeats(quotations, partial(_text, database), map_parts)


def _text(database: sqlite3.Connection, number: int) -> str:
    text: str = database.execute("select text from quotations where id = ?", (number,)).fetchone()[0]
    return text


def _write_metadata(path: str, exported: Exported) -> bool:
    """Write the file for Datasette; False if there is one that is not ours."""
    target = os.path.join(os.path.dirname(path), METADATA)
    if os.path.exists(target):
        with open(target, encoding="utf-8", errors="replace") as file:
            if file.readline() != _OURS:
                return False
    title = f"Who said what: {exported.articles:,} articles, {exported.quotations:,} quotations"
    name = os.path.splitext(os.path.basename(path))[0]
    with files.open_part(target) as part:
        part.write(f"{_OURS}{schema.describe(name, title)}\n".encode("utf-8", "replace"))
        files.put_in_place(part, target)
    return True
