"""The rows of a manifest as one overview: totals, and the speakers and names that most articles hold.

Rows are read once, as a stream, in bounded memory: if there are more names than MOST_NAMES, the rarest are
forgotten, and the result says by how many articles a count may be short (as in Misra & Gries 1982, "Finding
repeated elements").
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from seeds_analysis.corpus.plan.manifest import OK, Row
from seeds_analysis.corpus.report.joining import Name, join_names, year_of

# Each takes about 250 bytes. Most names of an archive are in a single article: those are forgotten first.
MOST_NAMES = 400_000


@dataclass(frozen=True, slots=True)
class Reason:
    """How many records were skipped or failed for one reason."""

    status: str
    code: str
    records: int


@dataclass(frozen=True, slots=True)
class SpeakerTotal:
    """What is quoted under one name: articles, quotations, and words in quotation marks."""

    name: str
    label: str | None
    articles: int
    quotations: int
    quoted_words: int


@dataclass(frozen=True, slots=True)
class NameTotal:
    """How many articles mention one name with one label, and how often."""

    name: str
    label: str
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class WarningTotal:
    """How many articles have warnings with one code, and how many warnings there are."""

    code: str
    articles: int
    warnings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures of a run. records = ok + skipped + failed; all else counts the `ok` ones, the articles.

    Lists begin with the most frequent: speakers and names by articles, then by words or mentions, then by
    name. The manifest has all speakers of an article, but only the names that it mentions most
    (manifest.MOST_ENTITIES). `articles` may be too low by as many as `speakers_short_by` and
    `entities_short_by` say, which are 0 unless names were forgotten. `unattributed_share` is the share of
    quotations without a speaker, from 0 to 1, or None without any. `missing` estimates how many records
    of an unfinished run are not yet analyzed; None means that nobody knows.
    """

    records: int
    ok: int
    skipped: int
    failed: int
    complete: bool = True
    missing: int | None = 0
    words: int
    quotations: int
    unattributed: int
    unattributed_share: float | None
    quoted_words: int
    reasons: tuple[Reason, ...]
    speakers: tuple[SpeakerTotal, ...]
    speakers_short_by: int
    entities: tuple[NameTotal, ...]
    entities_short_by: int
    warnings: tuple[WarningTotal, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values in a fixed order."""
        values = asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def of_rows(rows: Iterable[Row], *, top: int = 10, join: bool = True) -> Overview:
    """Count the rows of a manifest, in any order; `top` is how many speakers and names are listed.

    With `join`, names of several articles are joined as joining.py says.
    """
    status: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    warned: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    speakers, entities = _Names(("quotations", "quoted_words")), _Names(("mentions",))
    for row in rows:
        status[row["status"]] += 1
        if row["status"] != OK:
            reasons[row["status"], row["code"]] += 1
            continue
        totals.update({name: row[name] for name in ("words", "quotations", "unattributed", "quoted_words")})
        warned.update(row["warnings"].keys())
        warnings.update(row["warnings"])
        year = year_of(row.get("published"))  # rows of versions before 0.5 do not have it
        speakers.add(row["speakers"], "entity_label", year)
        entities.add(row["entities"], "label", year)
    quotations = totals["quotations"]
    joined = join_names(speakers.articles() + entities.articles()) if join else {}
    return Overview(
        records=status.total(),
        ok=status["ok"],
        skipped=status["skipped"],
        failed=status["failed"],
        words=totals["words"],
        quotations=quotations,
        unattributed=totals["unattributed"],
        unattributed_share=round(totals["unattributed"] / quotations, 4) if quotations else None,
        quoted_words=totals["quoted_words"],
        reasons=tuple(
            Reason(*reason, number) for reason, number in sorted(reasons.items(), key=lambda x: (-x[1], x[0]))
        ),
        speakers=tuple(
            SpeakerTotal(name, label, *counts) for name, label, counts in speakers.top(top, joined)
        ),
        speakers_short_by=speakers.short_by,
        entities=tuple(
            NameTotal(name, label or "", *counts) for name, label, counts in entities.top(top, joined)
        ),
        entities_short_by=entities.short_by,
        warnings=tuple(
            WarningTotal(code, warned[code], number)
            for code, number in sorted(warnings.items(), key=lambda x: (-warned[x[0]], -x[1], x[0]))
        ),
    )


@dataclass(slots=True)
class _Names:
    """For each name, label and year, the number of articles that hold it, then a sum for each of `keys`."""

    keys: tuple[str, ...]
    short_by: int = 0
    _counts: dict[Name, list[int]] = field(default_factory=dict)

    def add(self, named: Iterable[Row], label_key: str, year: int | None) -> None:
        """Count the names of one article; a name that two people share counts once."""
        seen = set()
        for item in named:
            key = Name(item["name"], item.get(label_key), year)
            counts = self._counts.setdefault(key, [0] * (1 + len(self.keys)))
            counts[0] += key not in seen
            seen.add(key)
            for place, name in enumerate(self.keys, start=1):
                counts[place] += item[name]
        if len(self._counts) > MOST_NAMES:
            self._forget()

    def articles(self) -> Counter[Name]:
        """Give the number of articles of each name."""
        return Counter({name: counts[0] for name, counts in self._counts.items()})

    def top(
        self, number: int, joined: Mapping[Name, tuple[str, str | None]]
    ) -> list[tuple[str, str | None, list[int]]]:
        """List the most frequent ones as name, label, counts; those in most articles come first.

        An article with two names that are `joined` counts twice, because it took them for two people.
        """
        totals: dict[tuple[str, str | None], list[int]] = {}
        for name, counts in self._counts.items():
            key = joined.get(name, name[:2])
            totals[key] = [sum(pair) for pair in zip(totals.get(key, [0] * len(counts)), counts, strict=True)]
        named = ((name, label, counts) for (name, label), counts in totals.items())
        return heapq.nsmallest(number, named, key=lambda x: (-x[2][0], -x[2][-1], -x[2][1], x[0], x[1] or ""))

    def _forget(self) -> None:
        """Keep the more frequent half or less; one that comes again starts anew, short by at most `least`."""
        numbers = sorted((counts[0] for counts in self._counts.values()), reverse=True)
        least = numbers[MOST_NAMES // 2]
        self._counts = {key: counts for key, counts in self._counts.items() if counts[0] > least}
        self.short_by += least
