"""A shard whose worker died: run it once more, then probe its records one by one."""

from dataclasses import dataclass, field, replace

from seeds_analysis.corpus.run.engine import Task


@dataclass(slots=True)
class CrashSearch:
    """What is known about the deaths in one shard; each method returns the tasks to run next.

    The shard is first run again unchanged, because the worker may have died for another reason. After a
    second death each record is probed alone, and the shard is run without those that kill. If that kills
    too, none of its records is analyzed.
    """

    deaths: int = 0
    probes: int = 0
    killing: set[int] = field(default_factory=set)

    def after_death(self, task: Task) -> list[Task]:
        """Continue after a worker died of this task."""
        if task.probe is not None:
            self.killing.add(task.probe)
            return self.after_probe(task)
        self.deaths += 1
        if self.deaths == 1:
            return [task]
        records = range(task.shard.records)
        if self.deaths == 2:
            self.probes = len(records)
            return [replace(task, probe=number) for number in records]
        return [replace(task, without=frozenset(records))]

    def after_probe(self, task: Task) -> list[Task]:
        """Continue after a probe has ended."""
        self.probes -= 1
        return [] if self.probes else [Task(task.shard, without=frozenset(self.killing))]
