"""What most articles print: its variants, where they were printed, and who is said to have said it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from seeds_analysis.corpus.database.reports.differences import marked
from seeds_analysis.corpus.database.search import open_archive
from seeds_analysis.corpus.repeats.words import read_quotation
from seeds_analysis.summary import model
from seeds_analysis.text.name_keys import folded_words

_TOTALS = "select count(*), count(distinct group_id) from quotation_groups"
_TOP = "select * from repeats order by articles desc, first, group_id limit ?"
_PRINTINGS = """\
select
  s.published, s.speaker, s.outlet, s.title, s.headline, s.origin, s.url, s.document, s.quotation, s.text,
  q.speaker_kind, w.speaker as names
from quotation_groups as g
join said as s on s.id = g.quotation_id
join quotations as q on q.id = s.id
join quotation_words as w on w.id = s.id
where g.group_id = ? order by s.published is null, s.published, s.id"""

COLUMNS = (
    *("group", "articles", "outlets", "first", "last", "variant", "published", "speaker", "outlet", "title"),
    *("origin", "url", "document", "quotation", "text", "marked"),
)


@dataclass(frozen=True, slots=True)
class Printing:
    """Where a quotation was printed, and as whose."""

    published: str | None
    speaker: str | None
    outlet: str | None
    title: str | None
    origin: str
    url: str | None
    document: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, and its printings, the oldest first. `marked` shows how it differs from the longest."""

    text: str
    marked: str
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """The longest name that the articles use, and how many printings have it or a part of it."""

    name: str
    printings: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """A quotation of several articles in its longest wording; with several `speakers`, they disagree."""

    group: int
    text: str
    kind: str
    printings: int
    articles: int
    outlets: int
    first: str | None
    last: str | None
    speakers: tuple[NamedSpeaker, ...]
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Repeats:
    """How many quotations are in how many groups, and those that most articles print."""

    quotations: int
    groups: int
    repeats: tuple[Repeat, ...]


def find_repeats(path: str, *, top: int) -> Repeats:
    """Find what most articles print. Raises as open_archive."""
    with open_archive(path) as database:
        database.row_factory = sqlite3.Row
        quotations, groups = database.execute(_TOTALS).fetchone()
        found = database.execute(_TOP, (top,)).fetchall()
        return Repeats(quotations, groups, tuple(_repeat(database, row) for row in found))


def rows(found: Repeats) -> Iterator[dict[str, object]]:
    """Give a row with COLUMNS for each printing; the variants of each group are numbered from 1."""
    for repeat in found.repeats:
        group = {name: getattr(repeat, name) for name in ("group", "articles", "outlets", "first", "last")}
        for number, variant in enumerate(repeat.variants, 1):
            wording = {"variant": number, "text": variant.text, "marked": variant.marked}
            yield from (group | wording | asdict(printing) for printing in variant.printings)


def _repeat(database: sqlite3.Connection, row: sqlite3.Row) -> Repeat:
    printings = database.execute(_PRINTINGS, (row["group_id"],)).fetchall()
    wordings: dict[tuple[str, ...], list[sqlite3.Row]] = {}
    for printing in printings:
        wordings.setdefault(read_quotation(printing["text"]).words, []).append(printing)
    # First the longest, with which the others are compared; then those that are printed most.
    whole = read_quotation(row["text"]).words
    ordered = sorted(wordings.items(), key=lambda x: (x[0] != whole, -len(x[1]), -len(x[0])))
    figures = {name: row[name] for name in ("kind", "printings", "articles", "outlets", "first", "last")}
    variants = tuple(_variant(found, row["text"]) for _, found in ordered)
    return Repeat(row["group_id"], row["text"], **figures, speakers=_speakers(printings), variants=variants)


def _variant(printings: Sequence[sqlite3.Row], longest: str) -> Variant:
    text = printings[0]["text"]
    return Variant(text, marked(text, longest), tuple(_printing(row) for row in printings))


def _printing(row: sqlite3.Row) -> Printing:
    values = {name: row[name] for name in Printing.__slots__}
    return Printing(**values | {"title": row["title"] or row["headline"]})


def _speakers(printings: Sequence[sqlite3.Row]) -> tuple[NamedSpeaker, ...]:
    """List the speakers that the printings name; parts of a longer name, and aliases, count with it."""
    named = [row for row in printings if row["speaker"] and row["speaker_kind"] not in model.NAMELESS_KINDS]
    aliases: dict[str, list[set[str]]] = {}
    counts: Counter[str] = Counter()
    for row in sorted(named, key=lambda row: (-len(row["speaker"]), row["speaker"])):
        words = folded_words(row["speaker"])
        others = [folded_words(name) for name in row["names"].split("\n")]
        same = (
            name
            for name, known in aliases.items()
            if words <= folded_words(name) or words in known or folded_words(name) in others
        )
        speaker = next(same, row["speaker"])
        aliases.setdefault(speaker, []).extend(others)
        counts[speaker] += 1
    return tuple(NamedSpeaker(name, number) for name, number in counts.most_common())
