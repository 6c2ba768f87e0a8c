"""A run as one SQLite file: its tables and keys, and what happens when something goes wrong."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from seeds_analysis.corpus.database import METADATA, export_database
from seeds_analysis.corpus.database.schema import COLUMNS, READERS
from seeds_analysis.errors import OutputError, UsageError
from seeds_analysis.summary import Summary
from seeds_analysis.views import files
from tests.runs import SHARDS, summary_of, write_run, write_shard
from tests.summaries import changed_values, rich_summary, table_rows


@pytest.fixture
def results(tmp_path: Path) -> str:
    return write_run(tmp_path / "results")


@pytest.fixture
def archive(results: str, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    export_database(results, str(tmp_path / "archive.db"))
    with closing(sqlite3.connect(tmp_path / "archive.db")) as database:
        database.row_factory = sqlite3.Row
        yield database


def dump(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def one(database: sqlite3.Connection, sql: str) -> object:
    return database.execute(sql).fetchone()[0]


def test_export_says_what_is_in_the_file(results: str, tmp_path: Path) -> None:
    exported = export_database(results, str(tmp_path / "archive.db"))
    assert (exported.articles, exported.quotations, exported.failed, exported.complete) == (3, 20, 1, True)


def test_tables_hold_the_rows_of_the_flat_tables(archive: sqlite3.Connection) -> None:
    written = table_rows(summary_of("a.txt", published="2024-12-31"))
    for name, rows in written.items():
        key = "id" if name == "articles" else "article_id"
        found = archive.execute(f"select * from {name} where {key} = 1 order by id").fetchall()
        assert len(found) == len(rows)
        for row, flat in zip(found, rows, strict=True):
            for column in COLUMNS[name]:
                if column.name in ("metadata", "outlet"):
                    continue
                value = json.loads(row[column.name]) if column.kind == "strings" else row[column.name]
                expected = flat[column.name]
                assert value == (str(expected) if column.kind == "date" and expected else expected)


def test_no_column_is_lost_but_what_another_row_holds() -> None:
    written = table_rows(rich_summary())
    lost = {name: {*rows[0]} - {column.name for column in COLUMNS[name]} for name, rows in written.items()}
    article = {"document", "origin", "published", "title", "url", "authors"}
    assert lost == {
        "articles": set(),
        "quotations": article | {"id", "parts", "sentence"},
        "entities": article | {"id"},
        "mentions": article | {"label", "name"},
        "dates": article,
    }


def test_contents_have_their_words(archive: sqlite3.Connection) -> None:
    parts = [part for q in rich_summary().quotations for part in q.content]
    found = archive.execute("select * from contents order by id").fetchall()[: len(parts)]
    assert [(row["start_char"], row["text"], row["closed"]) for row in found] == [
        (part.start, part.text, part.closed) for part in parts
    ]


@pytest.mark.parametrize(
    ("changed", "outlet"),
    [
        ({}, "Coastwire"),
        ({"metadata": {}}, "coastwire.example"),
        ({"metadata": {}, "url": "https://www.coastwire.example"}, "coastwire.example"),
        ({"metadata": {}, "url": "http://[coastwire"}, None),
        ({"metadata": {}, "url": None}, None),
    ],
)
def test_outlet_is_stated_or_the_host(changed: dict[str, Any], outlet: str | None) -> None:
    rich = rich_summary()
    summary = replace(rich, document=replace(rich.document, **changed))
    place = [column.name for column in COLUMNS["articles"]].index("outlet")
    assert READERS["articles"](summary, summary)[place] == outlet


def test_article_has_its_metadata(archive: sqlite3.Connection) -> None:
    assert json.loads(str(one(archive, "select metadata from articles"))) == rich_summary().document.metadata


def test_file_keeps_its_keys_and_is_sound(archive: sqlite3.Connection) -> None:
    assert archive.execute("pragma foreign_key_check").fetchall() == []
    assert one(archive, "pragma integrity_check") == "ok"
    assert {row["table"] for row in archive.execute("pragma foreign_key_list(quotations)")} == {
        "articles",
        "entities",
    }
    archive.execute("pragma foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        archive.execute("delete from articles")


def test_file_has_a_version_and_no_journal_beside_it(archive: sqlite3.Connection, tmp_path: Path) -> None:
    assert (one(archive, "pragma user_version"), one(archive, "pragma journal_mode")) == (2, "delete")
    assert sorted(os.listdir(tmp_path)) == ["archive.db", METADATA, "results"]


@pytest.mark.parametrize(
    "view", ["said", "speakers", "names", "days", "repeats", "also_printed", "quotation_words"]
)
def test_views_have_rows(archive: sqlite3.Connection, view: str) -> None:
    assert archive.execute(f"select * from {view}").fetchall()


def test_articles_are_in_the_order_of_the_input(archive: sqlite3.Connection) -> None:
    origins = [row["origin"] for row in archive.execute("select origin from articles order by id")]
    assert origins == ["a.txt", "b.txt", "empty.txt"]


def test_file_says_what_it_lacks(archive: sqlite3.Connection) -> None:
    assert [tuple(row) for row in archive.execute("select * from not_analyzed")] == [
        (1, "0.txt", "failed", "truncated", "ends early.")
    ]
    assert [tuple(row) for row in archive.execute("select * from run")] == [(1, 0)]


@pytest.mark.parametrize(("missing", "said"), [(7, 7), (0, None)])
def test_file_of_an_interrupted_run_says_so(tmp_path: Path, missing: int, said: int | None) -> None:
    results = write_run(tmp_path / "results", complete=False, missing=missing)
    export_database(results, str(tmp_path / "archive.db"))
    with closing(sqlite3.connect(tmp_path / "archive.db")) as database:
        assert database.execute("select complete, missing from run").fetchone() == (0, said)


def test_quotations_that_two_articles_print_are_in_a_group(archive: sqlite3.Connection) -> None:
    also = archive.execute("select origin from also_printed where quotation_id = 1").fetchall()
    assert [row["origin"] for row in also] == ["b.txt"]
    found = archive.execute("select * from repeats where group_id = 1").fetchone()
    assert (found["printings"], found["articles"], found["outlets"]) == (2, 2, 1)
    assert (found["first"], found["last"]) == ("2024-12-31", "2025-03-11")


def test_quotation_that_one_article_prints_twice_is_in_no_group(results: str, tmp_path: Path) -> None:
    twice = summary_of("a.txt")
    twice = replace(twice, quotations=(*twice.quotations, replace(twice.quotations[0], id="q11")))
    write_shard(Path(results), SHARDS[0], [twice])
    write_shard(Path(results), SHARDS[1], [])
    export_database(results, str(tmp_path / "archive.db"))
    with closing(sqlite3.connect(tmp_path / "archive.db")) as database:
        assert one(database, "select count(*) from quotation_groups") == 0


def test_what_was_not_said_is_in_no_group_with_what_was(results: str, tmp_path: Path) -> None:
    said = summary_of("a.txt")
    denied = replace(said, quotations=tuple(replace(one, negated=not one.negated) for one in said.quotations))
    denied = replace(denied, document=replace(denied.document, origin="b.txt"))
    write_shard(Path(results), SHARDS[0], [said])
    write_shard(Path(results), SHARDS[1], [denied])
    export_database(results, str(tmp_path / "archive.db"))
    with closing(sqlite3.connect(tmp_path / "archive.db")) as database:
        assert one(database, "select count(*) from quotation_groups") == 0


def test_export_again_gives_an_equal_dump(results: str, tmp_path: Path) -> None:
    for name in ("one.db", "two.db", "two.db"):
        export_database(results, str(tmp_path / name))
    assert dump(str(tmp_path / "one.db")) == dump(str(tmp_path / "two.db"))


def test_article_that_is_there_twice_is_taken_once(results: str, tmp_path: Path) -> None:
    write_shard(Path(results), SHARDS[0], [summary_of("b.txt"), summary_of("b.txt")])
    exported = export_database(results, str(tmp_path / "archive.db"))
    assert (exported.articles, exported.quotations) == (2, 20)


def test_characters_that_sqlite_cannot_hold_are_replaced(results: str, tmp_path: Path) -> None:
    summary = Summary.from_dict(changed_values("document.title", r"a\u0000b" + "\0\ud800\\\0"))
    write_shard(Path(results), SHARDS[1], [summary])
    export_database(results, str(tmp_path / "archive.db"))
    with closing(sqlite3.connect(tmp_path / "archive.db")) as database:
        assert one(database, "select title from articles") == r"a\u0000b" + "��\\�"


def test_damaged_shard_is_left_out_and_counted(results: str, tmp_path: Path) -> None:
    os.truncate(Path(results, "summaries", f"{SHARDS[0]}.jsonl"), 100)
    exported = export_database(results, str(tmp_path / "archive.db"))
    assert (exported.articles, exported.missing, exported.complete) == (1, 2, False)


def test_interrupted_run_has_missing_articles(tmp_path: Path) -> None:
    results = write_run(tmp_path / "results", complete=False, missing=940)
    exported = export_database(results, str(tmp_path / "archive.db"))
    assert (exported.articles, exported.missing, exported.complete) == (3, 940, False)


def test_killed_run_is_exported_as_far_as_it_came(results: str, tmp_path: Path) -> None:
    Path(results, "run.json").unlink()
    exported = export_database(results, str(tmp_path / "archive.db"))
    assert (exported.articles, exported.complete) == (3, False)


def test_folder_without_summaries_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no summaries"):
        export_database(str(tmp_path), str(tmp_path / "archive.db"))
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["archive.db", METADATA])
def test_file_that_is_not_ours_is_not_replaced(results: str, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    if name == METADATA:
        assert export_database(results, str(tmp_path / "archive.db")).metadata_kept
    else:
        with pytest.raises(UsageError, match="not an archive"):
            export_database(results, str(tmp_path / name))
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize(
    ("error", "usage"), [(PermissionError(13, "Permission denied"), True), (OSError(28, "No space"), False)]
)
def test_place_where_nothing_can_be_written_is_a_wrong_command(
    results: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, usage: bool
) -> None:
    def refuse(_: object) -> None:
        raise error

    monkeypatch.setattr(files, "open_part", refuse)
    with pytest.raises(OutputError) as caught:
        export_database(results, str(tmp_path / "archive.db"))
    assert caught.value.usage == usage


def test_folder_that_is_not_there_is_named(results: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no such file"):
        export_database(results, str(tmp_path / "gone" / "archive.db"))


KILLED = """
import os, signal, sys
from seeds_analysis.corpus.database import export
step, results, target = sys.argv[1:]
def kill(*_): os.kill(os.getpid(), signal.SIGKILL)
if step == "filling":
    export._add = kill
elif step == "indexing":
    export.schema.statements = lambda real=export.schema.statements: (real()[0], "select kill();")
    connect = export.sqlite3.connect
    def connected(*given, **options):
        database = connect(*given, **options)
        database.create_function("kill", 0, kill)
        return database
    export.sqlite3.connect = connected
else:
    export.files.put_in_place = kill
export.export_database(results, target)
"""


@pytest.mark.parametrize("step", ["filling", "indexing", "replacing"])
def test_export_that_is_killed_leaves_the_old_file(results: str, tmp_path: Path, step: str) -> None:
    target = tmp_path / "archive.db"
    export_database(results, str(target))
    before = target.read_bytes()
    write_shard(Path(results), SHARDS[0], [summary_of("new.txt")])
    done = subprocess.run([sys.executable, "-c", KILLED, step, results, str(target)], check=False, timeout=60)
    assert (done.returncode, target.read_bytes() == before) == (-signal.SIGKILL, True)
