"""Shards hold every record once, in order, and only change where the inputs do."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from seeds_analysis.corpus.plan import shards
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.plan.shards import Shard, plan_shards
from seeds_analysis.loading import ReadOptions, Record, find_inputs
from seeds_analysis.pipeline.models import DEFAULT_MODEL

SETTINGS = Settings(DEFAULT_MODEL)


def plan(*sources: Path, settings: Settings = SETTINGS) -> list[Shard]:
    return list(plan_shards(find_inputs([str(source) for source in sources]), settings))


def origins(planned: list[Shard]) -> list[str]:
    return [
        record.origin
        for shard in planned
        for part in shard.ranges
        for number, record in enumerate(part.input.records())
        if part.start <= number < part.stop
    ]


def lines(path: Path, count: int) -> Path:
    path.write_text("".join(json.dumps({"text": f"Rain fell on day {i}."}) + "\n" for i in range(count)))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    for number in range(300):
        (place / f"{number:03}.txt").write_text(f"Rain fell on day {number}.")
    return place


def test_plan_cuts_a_container_into_full_shards(tmp_path: Path) -> None:
    planned = plan(lines(tmp_path / "a.jsonl", 250))
    assert [shard.records for shard in planned] == [100, 100, 50]
    assert [(part.start, part.stop) for shard in planned for part in shard.ranges] == [
        (0, 100),
        (100, 200),
        (200, 250),
    ]


def test_plan_gives_each_container_its_own_shards(tmp_path: Path) -> None:
    both = plan(lines(tmp_path / "a.jsonl", 3), lines(tmp_path / "b.jsonl", 4))
    assert [shard.records for shard in both] == [3, 4]


def test_plan_ends_a_shard_of_long_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST_BYTES", 100)
    assert [shard.records for shard in plan(lines(tmp_path / "a.jsonl", 6))] == [4, 2]


def test_plan_groups_single_files_and_leaves_none_out(folder: Path) -> None:
    planned = plan(folder)
    assert sum(shard.records for shard in planned) == 300
    assert 2 < len(planned) < 40
    assert [name.rpartition("/")[2] for name in origins(planned)] == [f"{i:03}.txt" for i in range(300)]


@pytest.mark.parametrize("name", [pytest.param("150a.txt", id="new"), pytest.param("150.txt", id="changed")])
def test_new_or_changed_file_changes_one_group_only(folder: Path, name: str) -> None:
    before = {shard.id for shard in plan(folder)}
    (folder / name).write_text("It snowed.")
    assert len(before - {shard.id for shard in plan(folder)}) == 1


@pytest.mark.parametrize(
    "changed",
    [
        Settings(DEFAULT_MODEL, reading=ReadOptions(encoding="latin-1")),
        Settings(DEFAULT_MODEL, reading=ReadOptions(fields={"text": "words"})),
        Settings(DEFAULT_MODEL, reading=ReadOptions(date_from_name="%Y-%m-%d")),
        Settings(DEFAULT_MODEL, reading=ReadOptions(keep=("desk",))),
        Settings(DEFAULT_MODEL, with_text=True),
        Settings(DEFAULT_MODEL, output_format="parquet"),
    ],
)
def test_other_settings_give_other_shards(tmp_path: Path, changed: Settings) -> None:
    source = lines(tmp_path / "a.jsonl", 3)
    assert plan(source)[0].id != plan(source, settings=changed)[0].id


def test_input_named_twice_has_shards_of_its_own(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 3)
    first, second = plan(source, source)
    assert second.id == f"{first.id}-2"


def test_unreadable_input_is_a_record(tmp_path: Path) -> None:
    (shard,) = plan(tmp_path / "gone.txt")
    assert shard.records == 1


@profile(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(counts=st.lists(st.integers(0, 30), min_size=1, max_size=8), most=st.integers(1, 12))
def test_plan_holds_every_record_once_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counts: list[int], most: int
) -> None:
    monkeypatch.setattr(shards, "MOST_RECORDS", most)
    sources = [lines(tmp_path / f"{i}.jsonl", count) for i, count in enumerate(counts)]
    planned = plan(*sources)
    expected = [record.origin for source in sources for record in _records(source)]
    assert origins(planned) == expected
    assert all(0 < shard.records <= most for shard in planned)
    for shard in planned:
        assert all(a.input != b.input or a.stop == b.start for a, b in pairwise(shard.ranges))


def _records(source: Path) -> Iterator[Record]:
    for item in find_inputs([str(source)]):
        yield from item.records()
