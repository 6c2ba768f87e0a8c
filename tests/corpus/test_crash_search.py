"""The search for records that kill finds these, and no others."""

from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.corpus.plan.shards import Shard
from seeds_analysis.corpus.run.crash_search import CrashSearch
from seeds_analysis.corpus.run.engine import Task


def run(records: int, killing: set[int], *, spurious: int = 0) -> tuple[Task, int]:
    """Run a shard in which some records kill, and the first runs do too; the last task, and how many ran."""
    task = Task(Shard("s", (), records, 0))
    waiting, search, ran = deque([task]), CrashSearch(task), 0
    while True:
        task = waiting.popleft()
        ran += 1
        stop = records if task.stop is None else task.stop
        dies = bool(killing & set(range(task.start, stop)) - task.without)
        if task.write and spurious:
            spurious, dies = spurious - 1, True
        if dies:
            waiting += search.after_death(task)
        elif task.write:
            assert not waiting
            return task, ran
        else:
            waiting += search.after_probe()


@given(st.integers(1, 100), st.data())
def test_search_finds_the_records_that_kill(records: int, data: st.DataObject) -> None:
    killing = data.draw(st.sets(st.integers(0, records - 1), max_size=4))
    task, ran = run(records, killing)
    assert task.without == killing
    assert ran <= 4 + 16 * max(1, len(killing))


def test_shard_is_tried_again_first() -> None:
    task, ran = run(8, set(), spurious=1)
    assert (task.without, ran) == (frozenset(), 2)


def test_shard_that_kills_only_as_a_whole_is_given_up() -> None:
    task, _ = run(8, set(), spurious=3)
    assert task.without == frozenset(range(8))
