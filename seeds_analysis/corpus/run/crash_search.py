"""A shard whose worker died: run it once more, then search for the records that kill."""

from dataclasses import dataclass, field, replace

from seeds_analysis.corpus.run.engine import Task


@dataclass(slots=True)
class CrashSearch:
    """What is known about the deaths in one shard; each method returns the tasks to run next.

    The shard is first run again unchanged, because the worker may have died for another reason. After a
    second death, halves of the shard are probed, then halves of those that kill, down to single records. Then
    the shard is run without these. If that kills too, none of its records is analyzed.
    """

    task: Task
    deaths: int = 0
    probes: int = 0
    killing: set[int] = field(default_factory=set)

    def after_death(self, task: Task) -> list[Task]:
        """Continue after a worker died of this task."""
        records = task.shard.records
        if task.write:
            self.deaths += 1
            if self.deaths == 1:
                return [task]
            if self.deaths == 2:
                return self._probe_halves(0, records)
            return [replace(task, without=frozenset(range(records)))]
        start, stop = task.start, records if task.stop is None else task.stop
        if stop - start > 1:
            return self._probe_halves(start, stop) + self.after_probe()
        self.killing.add(start)
        return self.after_probe()

    def after_probe(self) -> list[Task]:
        """Continue after a probe has ended."""
        self.probes -= 1
        return [] if self.probes else [replace(self.task, without=frozenset(self.killing))]

    def _probe_halves(self, start: int, stop: int) -> list[Task]:
        middle = (start + stop) // 2
        halves = [(start, middle), (middle, stop)] if start < middle else [(start, stop)]
        self.probes += len(halves)
        return [replace(self.task, start=start, stop=stop, write=False) for start, stop in halves]
