"""What one person is quoted with, over time."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from seeds_analysis.corpus.database.search import COLUMNS as FOUND
from seeds_analysis.corpus.database.search import Query, search

# Without words to search for, nothing is marked and nothing has a score.
COLUMNS = tuple(name for name in FOUND if name not in ("marked", "score"))
_ALL = 2**62


@dataclass(frozen=True, slots=True)
class NameTotal:
    """How often the articles quote somebody under one name, without what they did not say."""

    name: str
    label: str | None
    quotations: int


@dataclass(frozen=True, slots=True)
class SpeakerReport:
    """All quotations whose speaker has the name, the oldest first, those without a date last.

    `names` are what the articles call the speaker. If they belong to several people, a longer name picks one.
    """

    asked: str
    names: tuple[NameTotal, ...]
    articles: int
    first: str | None
    last: str | None
    quotations: list[dict[str, Any]]


def find_speaker(path: str, name: str) -> SpeakerReport:
    """Find the quotations of a speaker by any part of any name. Raises as search."""
    hits = search(path, Query(speaker=name, limit=_ALL))
    hits.sort(key=lambda hit: (hit["published"] is None, hit["published"] or ""))
    days = [hit["published"] for hit in hits if hit["published"]]
    counts = Counter((hit["speaker"], hit["speaker_label"]) for hit in hits if not hit["negated"])
    return SpeakerReport(
        asked=name,
        names=tuple(NameTotal(*key, number) for key, number in counts.most_common()),
        articles=len({(hit["document"], hit["origin"]) for hit in hits}),
        first=min(days, default=None),
        last=max(days, default=None),
        quotations=[{column: hit[column] for column in COLUMNS} for hit in hits],
    )
