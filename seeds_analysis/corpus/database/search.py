"""Questions to the file: which quotations have these words, who said them, and when.

What the user types is data: words and phrases in quotation marks reach SQLite as quoted strings, so no
character in them is an operator.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any
from urllib.parse import quote

from seeds_analysis.corpus.database import schema
from seeds_analysis.errors import RunError, UsageError, reason_of
from seeds_analysis.text import name_keys
from seeds_analysis.views import safe

MOST_WORDS = 100
# Ranking takes up to 4 microseconds a quotation. Words that more quotations have say little anyway.
MOST_RANKED = 10_000
# SQLite puts these around the words that were found. Pages and JSON have their own marks.
BEGIN, END = "\x02", "\x03"

# A phrase in quotation marks, which may be typographic or unclosed, or a word.
_PIECE = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')

# bm25: a word in the quotation counts more than one in the names or in the title.
# FTS5 gives the rows by rank, and each is tested for the conditions until there are enough.
_FIND = """\
select q.id, {marked}
from quotations_fts cross join quotations as q on q.id = quotations_fts.rowid
cross join articles as a on a.id = q.article_id
where quotations_fts match :match and rank match 'bm25(10, 4, 2)' and quotations_fts.rowid >= :first
  and (:since is null or a.published >= :since)
  and (:until is null or substr(a.published, 1, length(:until)) <= :until)
  and (:kinds is null or instr(',' || :kinds || ',', ',' || q.kind || ','))
  and q.confidence >= :min_confidence and not (:no_negated and q.negated)
order by {order}"""

# The first of the last MOST_RANKED quotations with the words, if there are so many; quick without ranks.
_LAST = """\
select rowid from quotations_fts where quotations_fts match ? order by rowid desc limit 1 offset ?"""

# Who else printed it: the group of a quotation, and how many other articles are in it.
_GROUP = """\
select g.group_id, count(distinct q.article_id) - 1
from quotation_groups as g
join quotation_groups as h on h.group_id = g.group_id join quotations as q on q.id = h.quotation_id
where g.quotation_id = ? group by g.group_id"""

# Of a hit. `marked` is the text with the words marked; `group` is null if no other article has the quotation,
# `also_in` is how many have it; `score`, higher is better, is null without words.
COLUMNS = (
    *("speaker", "speaker_label", "published", "text", "marked", "kind", "negated", "confidence", "cue"),
    *("title", "outlet", "origin", "url", "document", "quotation", "group", "also_in", "score"),
)


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; all conditions must hold.

    `speaker` is any part of any name of the speaker. `since` and `until` are days, months or years in
    ISO 8601; both leave out articles without a date. `kinds` are separated by commas.
    """

    words: str = ""
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    kinds: str | None = None
    min_confidence: float = 0.0
    no_negated: bool = False
    limit: int = 20


def search(path: str, query: Query, note: Callable[[str], None] = lambda _: None) -> list[dict[str, Any]]:
    """Find quotations, the best first, or the newest if no words are given; each has COLUMNS as keys.

    In `marked` the words are between BEGIN and END. If more than MOST_RANKED quotations have the words, the
    last ones in the file are ranked, and all only if these are not enough; `note` gets a message about it.
    Raises as open_archive, and UsageError if nothing is asked for.
    """
    words, names = _match(query.words), _match(query.speaker or "")
    asked = (query.words.strip(), words), (query.speaker, names)
    if not (words or names) or any(given and not match for given, match in asked):
        raise UsageError("name a word to look for, or a --speaker.")
    with open_archive(path) as database:
        database.row_factory = sqlite3.Row
        match = " AND ".join(filter(None, (words and f"({words})", names and f"speaker : ({names})")))
        last = database.execute(_LAST, (match, MOST_RANKED)).fetchone() if words else None
        if last and len(hits := _hits(database, query, match, first=last[0] + 1)) == query.limit:
            note(f"more than {MOST_RANKED:,} quotations have these words: only the last ones are ranked.")
            return hits
        return _hits(database, query, match)


@contextmanager
def open_archive(path: str) -> Iterator[sqlite3.Connection]:
    """Open an archive for reading only. Raises UsageError for any other file, RunError if it is damaged."""
    try:
        problem = "" if schema.is_archive(path) else "is not an archive"
    except OSError as error:
        problem = f"cannot be read: {reason_of(error)}"
    if problem:
        how = "Make an archive with: seeds-analysis corpus export RESULTS archive.db"
        raise UsageError(f"{path}: {problem}. {how}")
    try:
        with closing(sqlite3.connect(f"file:{quote(os.path.abspath(path))}?mode=ro", uri=True)) as database:
            if database.execute("pragma user_version").fetchone()[0] != schema.USER_VERSION:
                raise UsageError(f"{path}: was made by another version of this program. Export it again.")
            yield database
    except sqlite3.Error as error:
        raise RunError(f"{path}: cannot be read: {error}. Export it again.") from error


def _match(text: str) -> str:
    """Write words and phrases as an expression of FTS5 that asks for all; empty if there is no word."""
    pieces = [phrase or word for phrase, word in _PIECE.findall(safe.encodable(text).replace("\0", " "))]
    quoted = [f'"{piece}"' for piece in pieces if any(char.isalnum() for char in piece)]
    if sum(len(piece.split()) for piece in quoted) > MOST_WORDS:
        raise UsageError(f"at most {MOST_WORDS} words can be looked for at once.")
    return " AND ".join(quoted)


def _hits(database: sqlite3.Connection, query: Query, match: str, first: int = 0) -> list[dict[str, Any]]:
    """Find quotations from number `first` on, with marked text and score if there are words."""
    words = query.words.strip()
    marked = f"highlight(quotations_fts, 0, '{BEGIN}', '{END}'), -rank" if words else "null, null"
    sql = _FIND.format(marked=marked, order="rank" if words else "a.published desc, q.id")
    asked = {key: safe.encodable(one) if isinstance(one, str) else one for key, one in asdict(query).items()}
    with closing(database.execute(sql, {**asked, "match": match, "first": first})) as found:
        hits = (_hit(database, row, query.speaker) for row in found)
        return list(islice(filter(None, hits), query.limit))


def _hit(database: sqlite3.Connection, found: sqlite3.Row, speaker: str | None) -> dict[str, Any] | None:
    """Read what was found; None if no name of the speaker has all the words of `speaker`."""
    number, marked, score = found
    if speaker is not None:
        # The index joins "Banks" with "Bank", and the words of all names.
        names = database.execute("select speaker from quotation_words where id = ?", (number,)).fetchone()[0]
        if not name_keys.names_one_of(speaker, names.split("\n")):
            return None
    row = dict(database.execute("select * from said where id = ?", (number,)).fetchone())
    group, also_in = database.execute(_GROUP, (number,)).fetchone() or (None, 0)
    row |= {
        "group": group,
        "also_in": also_in,
        "marked": row["text"] if marked is None else marked,
        "title": row["title"] or row["headline"],
        "negated": bool(row["negated"]),
        "score": score if score is None else round(score, 3),
    }
    return {column: row[column] for column in COLUMNS}
