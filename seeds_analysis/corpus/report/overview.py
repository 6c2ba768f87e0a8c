"""The manifest's rows in one view: how many of what, the speakers and names that most articles hold.

Rows are read once, as a stream, and the memory is bounded: of names more than MOST_NAMES, the rarest are
forgotten, and the result says by how many articles a count may then be short (as in Misra & Gries 1982,
"Finding repeated elements"). Names of several articles are joined where they are identical, and only there:
nobody decides here whether the Ana Ruiz of two articles is one person.
"""

import dataclasses
import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

# A row of the manifest, as manifest.py has it.
Row: TypeAlias = Mapping[str, Any]

TOP = 10

# Each takes about 250 bytes. Most names of an archive stand in a single article: those are forgotten first.
MOST_NAMES = 400_000


@dataclass(frozen=True, slots=True)
class Reason:
    """How many records were skipped or failed for one reason."""

    status: str
    code: str
    records: int


@dataclass(frozen=True, slots=True)
class SpeakerTotal:
    """What one name says: in how many articles, in how many quotations and words in quotation marks."""

    name: str
    label: str | None
    articles: int
    quotations: int
    quoted_words: int


@dataclass(frozen=True, slots=True)
class NameTotal:
    """How often one name with one label is mentioned, and in how many articles."""

    name: str
    label: str
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class WarningTotal:
    """How many articles have a warning of one code, and how many times in all."""

    code: str
    articles: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What a run came to. records = ok + skipped + failed; all else counts the `ok` ones, the articles.

    Lists begin with the most frequent: speakers and names by articles, then words or mentions, then by name.
    Of each article the manifest holds the names that it mentions most (manifest.MOST_ENTITIES), and all
    speakers. `articles` in `speakers` and `entities` may be short by as many as `speakers_short_by` and
    `entities_short_by` say: 0 unless names were forgotten.
    """

    records: int
    ok: int
    skipped: int
    failed: int
    words: int
    quotations: int
    unattributed: int
    quoted_words: int
    reasons: tuple[Reason, ...]
    speakers: tuple[SpeakerTotal, ...]
    speakers_short_by: int
    entities: tuple[NameTotal, ...]
    entities_short_by: int
    warnings: tuple[WarningTotal, ...]

    @property
    def unattributed_share(self) -> float | None:
        """The share of quotations without a speaker, 0 to 1; None where there is no quotation."""
        return round(self.unattributed / self.quotations, 4) if self.quotations else None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values in a fixed order."""
        values = dataclasses.asdict(self)
        plain: dict[str, Any] = {}
        for name, value in values.items():
            plain[name] = list(value) if isinstance(value, tuple) else value
            if name == "unattributed":
                plain["unattributed_share"] = self.unattributed_share
        return plain


def of_rows(rows: Iterable[Row], *, top: int = TOP) -> Overview:
    """Count the rows of a manifest, in whatever order; `top` is how many speakers and names are listed."""
    status: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    warned: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    speakers, entities = _Names(("quotations", "quoted_words")), _Names(("mentions",))
    for row in rows:
        status[row["status"]] += 1
        if row["status"] != "ok":
            reasons[row["status"], row["code"]] += 1
            continue
        for name in ("words", "quotations", "unattributed", "quoted_words"):
            totals[name] += row[name]
        warned.update(row["warnings"].keys())
        warnings.update(row["warnings"])
        speakers.add(row["speakers"], "entity_label")
        entities.add(row["entities"], "label")
    return Overview(
        records=status.total(),
        ok=status["ok"],
        skipped=status["skipped"],
        failed=status["failed"],
        words=totals["words"],
        quotations=totals["quotations"],
        unattributed=totals["unattributed"],
        quoted_words=totals["quoted_words"],
        reasons=tuple(
            Reason(*reason, number) for reason, number in sorted(reasons.items(), key=lambda x: (-x[1], x[0]))
        ),
        speakers=tuple(SpeakerTotal(name, label, *counts) for name, label, counts in speakers.top(top)),
        speakers_short_by=speakers.short_by,
        entities=tuple(NameTotal(name, label or "", *counts) for name, label, counts in entities.top(top)),
        entities_short_by=entities.short_by,
        warnings=tuple(
            WarningTotal(code, warned[code], number)
            for code, number in sorted(warnings.items(), key=lambda x: (-warned[x[0]], -x[1], x[0]))
        ),
    )


@dataclass(slots=True)
class _Names:
    """Numbers by name and label: the articles that hold it, then a sum for each of `keys`."""

    keys: tuple[str, ...]
    short_by: int = 0
    _counts: dict[tuple[str | None, str], list[int]] = field(default_factory=dict)

    def add(self, named: Iterable[Row], label_key: str) -> None:
        """Count the names of one article; one that it holds twice, as two people, is one name."""
        seen = set()
        for item in named:
            key = (item.get(label_key), item["name"])
            counts = self._counts.setdefault(key, [0] * (1 + len(self.keys)))
            if key not in seen:
                counts[0] += 1
                seen.add(key)
            for place, name in enumerate(self.keys, start=1):
                counts[place] += item[name]
        if len(self._counts) > MOST_NAMES:
            self._forget()

    def top(self, number: int) -> list[tuple[str, str | None, list[int]]]:
        """The most frequent ones as name, label, counts; first comes what most articles hold."""

        def rank(item: tuple[tuple[str | None, str], list[int]]) -> tuple[list[int], str, str]:
            (label, name), counts = item
            return [-counts[0], -counts[-1], -counts[1]], name, label or ""

        return [
            (name, label, counts)
            for (label, name), counts in heapq.nsmallest(number, self._counts.items(), key=rank)
        ]

    def _forget(self) -> None:
        """Keep the more frequent half or less; what comes again starts anew, short by at most `least`."""
        numbers = sorted((counts[0] for counts in self._counts.values()), reverse=True)
        least = numbers[MOST_NAMES // 2]
        self._counts = {key: counts for key, counts in self._counts.items() if counts[0] > least}
        self.short_by += least
