"""Inputs cut into shards: records that are analyzed together and written to one file."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.loading import Input, Record

# Enough to fill batches, but only some seconds of work, so that an interrupted run loses little.
MOST_RECORDS = 100
MOST_BYTES = 600_000
# Most bytes of an HTML page are not text.
PAGE_BYTES_PER_BYTE = 10
# A group of single files ends at a name that hashes to 0 here, so that a new file changes only one group.
MEAN_GROUP = 50


@dataclass(frozen=True, slots=True)
class RecordRange:
    """The records of one input from number `start` up to `stop`."""

    input: Input
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive records; `size` is in bytes.

    With `prints`, the fingerprints of the records, a worker checks that it reads the same. `id` names
    the output files; it hashes the settings and the fingerprints, so the same id means the same output.
    """

    id: str
    ranges: tuple[RecordRange, ...]
    prints: tuple[bytes, ...]
    size: int

    @property
    def records(self) -> int:
        """How many records it has."""
        return len(self.prints)


def fingerprint(record: Record) -> bytes:
    """Hash what decides the output of a record: its name, bytes, archive metadata and error."""
    text = f"{record.origin}\n{record.digest}\n{record.archive}\n{record.error and record.error.code}"
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16]


def plan_shards(inputs: Iterable[Input], settings: Settings) -> Iterator[Shard]:
    """Cut inputs into shards, in their order, as a stream. All inputs are read once here, to be hashed.

    An input of many records has its own shards; inputs of one record share theirs. If an input is named
    twice, a number is added to the second id. Raises ModelError.
    """
    seed = hashlib.sha256(json.dumps(settings.to_dict()).encode()).digest()
    group = _Cut(seed)
    for item in inputs:
        records = item.records()
        first_two = list(islice(records, 2))
        has_many = len(first_two) == 2
        if has_many and group.prints:
            yield group.close()
        for number, record in enumerate(chain(first_two, records)):
            group.add(item, number, record)
            if group.is_full:
                yield group.close()
        if group.prints and (has_many or _ends_group(item)):
            yield group.close()
    if group.prints:
        yield group.close()


def _ends_group(item: Input) -> bool:
    digest = hashlib.sha256(item.origin.encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:4]) % MEAN_GROUP == 0


@dataclass(slots=True)
class _Cut:
    """The shard that is being filled. `weight` estimates its bytes of text; `ids` counts the uses of ids."""

    seed: bytes
    ranges: list[RecordRange] = field(default_factory=list)
    prints: list[bytes] = field(default_factory=list)
    size: int = 0
    weight: int = 0
    ids: Counter[str] = field(default_factory=Counter)

    @property
    def is_full(self) -> bool:
        return len(self.prints) >= MOST_RECORDS or self.weight >= MOST_BYTES

    def add(self, item: Input, number: int, record: Record) -> None:
        """Append a record."""
        if self.ranges and self.ranges[-1].input is item:
            self.ranges[-1] = RecordRange(item, self.ranges[-1].start, number + 1)
        else:
            self.ranges.append(RecordRange(item, number, number + 1))
        self.prints.append(fingerprint(record))
        self.size += len(record.data)
        self.weight += len(record.data) // (PAGE_BYTES_PER_BYTE if record.kind == "html" else 1)

    def close(self) -> Shard:
        """Return the shard and begin the next."""
        name = hashlib.sha256(self.seed + b"".join(self.prints)).hexdigest()[:16]
        self.ids[name] += 1
        unique = name if self.ids[name] == 1 else f"{name}-{self.ids[name]}"
        shard = Shard(unique, tuple(self.ranges), tuple(self.prints), self.size)
        self.ranges, self.prints, self.size, self.weight = [], [], 0, 0
        return shard
