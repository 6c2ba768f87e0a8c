"""Inputs cut into shards: the records that are analyzed together, written to one file, and done as one."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.loading import Input, Record

# A shard takes some seconds, so that an interrupted run loses little, and holds enough to fill batches.
MOST_RECORDS = 100
MOST_BYTES = 600_000
# Of a page most bytes are no text.
PAGE_BYTES_PER_BYTE = 10
# A group of single files ends at a name that hashes to 0 here, so that a new file changes one group only.
MEAN_GROUP = 50


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one input from number `start` up to `stop`."""

    input: Input
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive records; `size` counts bytes.

    `id` hashes the settings, and of each record its name, its bytes and what an archive tells of it. Where
    it is the same, so is the output, whose files it names.
    """

    id: str
    parts: tuple[Part, ...]
    records: int
    size: int


def plan_shards(inputs: Iterable[Input], settings: Settings) -> Iterator[Shard]:
    """Cut inputs into shards, in their order, as a stream: all are read once here, to be hashed.

    An input of many records has its shards for itself; inputs of one record share theirs. A shard that is
    there twice, since an input is named twice, has a number after its id.
    """
    seed = settings.digest()
    ids: dict[str, int] = {}
    group = _Cut(seed)
    for item in inputs:
        records = item.records()
        first = next(records)
        second = next(records, None)
        if second is None:
            group.add(item, 0, first)
            if group.is_full or _ends_group(item):
                yield group.close(ids)
            continue
        if group.records:
            yield group.close(ids)
        for number, record in enumerate(chain((first, second), records)):
            group.add(item, number, record)
            if group.is_full:
                yield group.close(ids)
        if group.records:
            yield group.close(ids)
    if group.records:
        yield group.close(ids)


def _ends_group(item: Input) -> bool:
    return (
        int.from_bytes(hashlib.sha256(item.origin.encode("utf-8", "replace")).digest()[:4]) % MEAN_GROUP == 0
    )


@dataclass(slots=True)
class _Cut:
    """The shard that is being filled."""

    seed: bytes
    parts: list[Part] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    size: int = 0
    weight: int = 0

    @property
    def records(self) -> int:
        return len(self.seen)

    @property
    def is_full(self) -> bool:
        return self.records >= MOST_RECORDS or self.weight >= MOST_BYTES

    def add(self, item: Input, number: int, record: Record) -> None:
        """Put a record at the end."""
        if self.parts and self.parts[-1].input is item:
            self.parts[-1] = Part(item, self.parts[-1].start, number + 1)
        else:
            self.parts.append(Part(item, number, number + 1))
        self.seen.append(
            f"{record.origin}\n{record.digest}\n{record.archive}\n{record.error and record.error.code}\n"
        )
        self.size += len(record.data)
        self.weight += len(record.data) // (PAGE_BYTES_PER_BYTE if record.kind == "html" else 1)

    def close(self, ids: dict[str, int]) -> Shard:
        """Give the shard and begin the next; `ids` counts those given before."""
        text = "".join(self.seen).encode("utf-8", "replace")
        name = hashlib.sha256(self.seed + text).hexdigest()[:16]
        count = ids[name] = ids.get(name, 0) + 1
        shard = Shard(name if count == 1 else f"{name}-{count}", tuple(self.parts), self.records, self.size)
        self.parts, self.seen, self.size, self.weight = [], [], 0, 0
        return shard
