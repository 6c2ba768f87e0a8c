"""The search for records that kill finds these, and no others."""

from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.corpus.run.engine import Task
from seeds_analysis.corpus.run.running import CrashSearch


def run(records: int, killing: set[int], *, spurious: int = 0) -> tuple[Task, int]:
    """Run a shard in which some records kill, and so do the first runs; the last task, and the deaths."""
    waiting, search, deaths = deque([Task(Shard("s", (), (b"",) * records, 0))]), CrashSearch(), 0
    while True:
        task = waiting.popleft()
        analyzed = {task.probe} if task.probe is not None else set(range(records)) - set(task.without)
        dies = bool(killing & analyzed)
        if task.probe is None and spurious:
            spurious, dies = spurious - 1, True
        deaths += dies
        if dies:
            waiting += search.after_death(task, "worker-died")
        elif task.probe is not None:
            waiting += search.after_probe(task)
        else:
            assert not waiting
            return task, deaths


@given(st.integers(1, 100), st.data())
def test_search_finds_the_records_that_kill(records: int, data: st.DataObject) -> None:
    killing = data.draw(st.sets(st.integers(0, records - 1), max_size=4))
    task, deaths = run(records, killing)
    assert task.without == dict.fromkeys(killing, "worker-died")
    assert deaths == (2 + len(killing) if killing else 0)


def test_shard_is_first_tried_again() -> None:
    task, deaths = run(8, set(), spurious=1)
    assert (task.without, deaths) == ({}, 1)


def test_shard_that_kills_only_as_a_whole_is_given_up() -> None:
    task, _ = run(8, set(), spurious=3)
    assert set(task.without) == set(range(8))
