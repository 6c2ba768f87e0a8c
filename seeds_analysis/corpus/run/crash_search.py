"""A shard whose worker died: tried once more, then searched for the records that kill."""

from dataclasses import dataclass, field, replace

from seeds_analysis.corpus.run.engine import Task


@dataclass(slots=True)
class Search:
    """What is known of one shard's deaths; each answer gives the tasks to run next.

    The shard is run again as it is, since a worker may have died of something else. After a second death
    its records are probed, in halves of what killed, until single ones are left; then it is run without
    these. Should that kill too, none of its records is analyzed.
    """

    task: Task
    deaths: int = 0
    probes: int = 0
    killing: set[int] = field(default_factory=set)

    def after_death(self, task: Task) -> list[Task]:
        """Go on after a worker died of this task."""
        if task.write:
            self.deaths += 1
            if self.deaths == 1:
                return [task]
            if self.deaths == 2:
                return self._halves(replace(task, start=0, stop=task.shard.records, write=False))
            return [replace(task, without=frozenset(range(task.shard.records)))]
        self.probes -= 1
        if (task.stop or 0) - task.start == 1:
            self.killing.add(task.start)
            return self._next([])
        return self._next(self._halves(task))

    def after_probe(self) -> list[Task]:
        """Go on after a probe found nothing."""
        self.probes -= 1
        return self._next([])

    def _halves(self, task: Task) -> list[Task]:
        stop = task.stop or 0
        middle = (task.start + stop) // 2
        ranges = [(task.start, middle), (middle, stop)]
        halves = [replace(task, start=start, stop=stop) for start, stop in ranges if start < stop]
        self.probes += len(halves)
        return halves

    def _next(self, tasks: list[Task]) -> list[Task]:
        if tasks or self.probes:
            return tasks
        return [replace(self.task, without=frozenset(self.killing))]
