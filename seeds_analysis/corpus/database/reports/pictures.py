"""An archive in pictures: who is quoted, how, when, where and next to which others, as one page."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from seeds_analysis.corpus.database.reports.joined import OUTLET, join_speakers
from seeds_analysis.corpus.database.reports.repeats import find_repeats
from seeds_analysis.corpus.database.search import open_archive
from seeds_analysis.summary import model
from seeds_analysis.views import codes, count_of, data

MOST_LINES, MOST_POINTS, MOST_LINKS = 5, 120, 5
MOST_TOGETHER = 200  # pairs are sought among those who are quoted in most articles

_SOURCES = {
    "person": "people with a name",
    "organisation": "organisations",
    "document": "documents",
    "group": "groups of people",
    "unnamed": "people without a name",
    "nobody": "nobody: no speaker was found",
    "negated": "what somebody did not say",
}
_ALWAYS = ("nobody", "negated")  # without them, a report would look too good
_PRONOUNS = {"she": "women (she)", "he": "men (he)", "they": "others (they)", "": "unknown"}

_TOTALS = """\
select
  (select count(*) from articles), (select min(published) from articles),
  (select max(published) from articles), (select ifnull(sum(word_count), 0) from articles),
  count(*), ifnull(sum(words * not negated), 0), (select count(distinct person) from voices)
from spoken"""
_BY_SOURCE = "select source, count(*), sum(words) from spoken group by source"
_SPEAKERS = """\
select
  person, name, label, count(distinct article_id) as articles, count(*) as quotations, sum(words),
  sum(direct), sum(mixed), sum(indirect)
from voices group by person order by quotations desc, articles desc, name limit ?"""
_TIMES = """\
select substr(a.published, 1, :length) as time, count(distinct a.id), count(s.id), sum(s.source = 'nobody')
from parts as a left join spoken as s on s.article_id = a.id and not s.negated
where a.published is not null group by time order by time"""
_SPEAKER_TIMES = """\
select substr(published, 1, :length), count(*) from voices
where person = :person and published is not null group by 1"""
_PARTS = """\
select
  part, count(distinct article_id), count(*) as quotations, sum(words),
  sum(direct), sum(mixed), sum(indirect), avg(source = 'nobody'), avg(negated)
from spoken where part is not null group by part order by quotations desc, part limit ?"""
_PART_SPEAKERS = """\
select part, name from (
  select part, name, row_number() over (partition by part order by count(*) desc, name) as place
  from voices where part is not null group by part, person
) where place = 1"""
_BY_PRONOUN = """\
select
  case when she > he + they then 'she' when he > she + they then 'he' when they > she + he then 'they'
    else '' end,
  count(distinct v.person), count(distinct v.article_id), count(*), sum(v.words)
from voices as v left join pronouns as p on p.person = v.person where v.source = 'person' group by 1"""
_TOGETHER = """\
with once as (select distinct article_id, person, name from voices),
often as (
  select person from once group by person having count(*) > 1 order by count(*) desc, person limit :most
),
chosen as (select * from once where person in often)
select a.name, b.name, count(*) as articles
from chosen as a join chosen as b on b.article_id = a.article_id and b.person > a.person
group by a.person, b.person order by articles desc, a.name, b.name limit :top"""
_WARNINGS = """\
select w.value, count(distinct a.id) as articles, count(*) as warnings
from articles as a, json_each(a.warning_codes) as w group by w.value order by articles desc, w.value"""
_WARNED = """\
select a.origin, a.url from articles as a, json_each(a.warning_codes) as w where w.value = ? group by a.id
order by a.id limit ?"""
_REASONS = (
    "select status, code, count(*) as records from not_analyzed group by 1, 2 order by records desc, code"
)
_LACKING = "select origin, null from not_analyzed where status = ? and code = ? order by id limit ?"

Rows = Sequence[tuple[data.sections.Cell, ...]]


def find_pictures(path: str, *, top: int, by: str | None, join: bool) -> data.sections.Report:
    """Count what an archive holds. `top` is how many rows a section has at most.

    With `join`, names are joined across articles. Raises as open_archive, and UsageError if no article has
    the field `by`.
    """
    by = by or OUTLET
    with open_archive(path) as database:
        join_speakers(database, by=by, join=join)
        speakers = database.execute(_SPEAKERS, (top,)).fetchall()
        sections = (
            _sources(database),
            _most_quoted(speakers),
            *_over_time(database, speakers),
            _by_part(database, by, top),
            _by_pronoun(database),
            _repeated(path, top),
            _together(database, top),
            _warned(database),
            _lacking(database),
        )
        report = _head(database)
    return data.sections.Report(*report, tuple(section for section in sections if section.rows))


def _head(database: sqlite3.Connection) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    articles, first, last, words, quotations, said, voices = database.execute(_TOTALS).fetchone()
    complete, missing = database.execute("select complete, missing from run").fetchone()
    lacking = "an unknown number of" if missing is None else f"about {missing:,}"
    facts = (
        f"{first} to {last}" if first else "no dates",
        count_of(articles, "article"),
        count_of(words, "word"),
        count_of(quotations, "quotation"),
        f"{said:,} words said",
        f"{count_of(voices, 'source')} with a name",
    )
    warnings = () if complete else (f"The run is not complete: {lacking} records are missing here.",)
    return f"Who is quoted in {count_of(articles, 'article')}", facts, warnings


def _sources(database: sqlite3.Connection) -> data.sections.Section:
    found = {source: counts for source, *counts in database.execute(_BY_SOURCE)}
    total = sum(quotations for quotations, _ in found.values())
    rows = [
        (words, quotations, quotations / total, said)
        for source, words in _SOURCES.items()
        for quotations, said in [found.get(source, (0, 0))]
        if quotations or (total and source in _ALWAYS)
    ]
    note = "Every quotation is counted once. What somebody did not say is counted in the last row alone."
    return _table("Who is quoted", note, ("source", "quotations", "share", "words"), rows, "quotations")


def _most_quoted(speakers: Sequence[tuple[Any, ...]]) -> data.sections.Section:
    rows = [
        (name, codes.in_words("label", label or ""), articles, quotations, words, *kinds)
        for _, name, label, articles, quotations, words, *kinds in speakers
    ]
    columns = ("speaker", "what", "articles", "quotations", "words", *model.KINDS)
    note = (
        "Direct: word for word. Mixed: a paraphrase with words in quotation marks. Indirect: a paraphrase. "
        "One row for each name: a surname has its own where several people have it."
    )
    return _table("Most quoted", note, columns, rows, *model.KINDS)


def _over_time(
    database: sqlite3.Connection, speakers: Sequence[tuple[Any, ...]]
) -> Iterator[data.sections.Section]:
    """Count by month, or by year if there are too many months for a chart."""
    for length in (7, 4):
        found = {time: counts for time, *counts in database.execute(_TIMES, {"length": length})}
        times = list(islice(_times(min(found, default=""), max(found, default="")), MOST_POINTS + 1))
        if len(times) <= MOST_POINTS:
            break
    unit = "month" if length == 7 else "year"
    (undated,) = database.execute("select count(*) from parts where published is null").fetchone()
    note = f"{count_of(undated, 'article')} without a date: not counted here." if undated else ""
    counts = [found.get(time, (0, 0, 0)) for time in times]
    rows = [
        (time, articles, said, lost / said if said else None)
        for time, (articles, said, lost) in zip(times, counts, strict=True)
    ]
    columns = (unit, "articles", "quotations", "without a speaker")
    yield data.sections.Section(f"Quotations by {unit}", note, columns, tuple(rows), ("quotations",), "lines")
    lines = [
        dict(database.execute(_SPEAKER_TIMES, {"length": length, "person": number}).fetchall())
        for number, *_ in speakers[:MOST_LINES]
    ]
    names = tuple(name for _, name, *_ in speakers[:MOST_LINES])
    by_speaker = tuple((time, *(line.get(time, 0) for line in lines)) for time in times if lines)
    title = f"The most quoted by {unit}"
    yield data.sections.Section(title, "", (unit, *names), by_speaker, names, "lines")


def _times(first: str, last: str) -> Iterator[str]:
    """Give each month (2024-05) or year from the first to the last."""
    if not first:
        return
    year, _, month = first.partition("-")
    number, step = int(year) * 12 + int(month or 1) - 1, 1 if month else 12
    shown = first
    while shown <= last:
        yield shown
        number += step
        shown = f"{number // 12:04}-{number % 12 + 1:02}" if month else f"{number // 12:04}"


def _by_part(database: sqlite3.Connection, by: str, top: int) -> data.sections.Section:
    most_quoted = dict(database.execute(_PART_SPEAKERS).fetchall())
    found = database.execute(_PARTS, (top,)).fetchall()
    rows = [(str(part), *counts, most_quoted.get(part)) for part, *counts in found]
    columns = (
        by,
        "articles",
        "quotations",
        "words",
        *model.KINDS,
        "without a speaker",
        "did not say",
        "most quoted",
    )
    return _table(f"By {by}", "", columns, rows, *model.KINDS)


def _by_pronoun(database: sqlite3.Connection) -> data.sections.Section:
    found = {pronoun: counts for pronoun, *counts in database.execute(_BY_PRONOUN)}
    total = sum(words for *_, words in found.values())
    rows = [
        (people, *counts, counts[-1] / total)
        for pronoun, people in _PRONOUNS.items()
        for counts in [found.get(pronoun, (0, 0, 0, 0))]
        if total
    ]
    note = (
        "People with a name, by the pronoun that the articles use for them most. "
        "Unknown: they use none, or several as often. Nothing is guessed from names."
    )
    columns = ("people", "speakers", "articles", "quotations", "words", "share of words")
    return _table("Women, men and others", note, columns, rows, "words")


def _repeated(path: str, top: int) -> data.sections.Section:
    rows = []
    for repeat in find_repeats(path, top=top).repeats:
        printings = [printing for variant in repeat.variants for printing in variant.printings]
        shown = data.sections.links((p.outlet or p.origin, p.url) for p in printings[:MOST_LINKS])
        speakers = ", ".join(speaker.name for speaker in repeat.speakers)
        rows.append((repeat.text, speakers, repeat.articles, repeat.first, repeat.last, shown))
    columns = ("quotation", "speaker", "articles", "first", "last", "printed in")
    note = "The same words or nearly so, in the longest wording. Several speakers: the articles disagree."
    return _table("Most printed", note, columns, rows)


def _together(database: sqlite3.Connection, top: int) -> data.sections.Section:
    rows = database.execute(_TOGETHER, {"top": top, "most": MOST_TOGETHER}).fetchall()
    note = "Pairs of speakers who are quoted in the same articles."
    return _table("Quoted together", note, ("speaker", "and", "articles"), rows, "articles")


def _warned(database: sqlite3.Connection) -> data.sections.Section:
    rows = [
        (codes.in_words("warning", code), articles, warnings, _places(database, _WARNED, code))
        for code, articles, warnings in database.execute(_WARNINGS).fetchall()
    ]
    return _table("Warnings", "", ("warning", "articles", "warnings", "such as"), rows, "articles")


def _lacking(database: sqlite3.Connection) -> data.sections.Section:
    rows = [
        (codes.in_words("error", code), status, records, _places(database, _LACKING, status, code))
        for status, code, records in database.execute(_REASONS).fetchall()
    ]
    return _table("Not analyzed", "", ("reason", "status", "records", "such as"), rows, "records")


def _places(database: sqlite3.Connection, sql: str, *asked: str) -> tuple[data.sections.Link, ...]:
    return data.sections.links(database.execute(sql, (*asked, MOST_LINKS)))


def _table(title: str, note: str, columns: tuple[str, ...], rows: Rows, *drawn: str) -> data.sections.Section:
    return data.sections.Section(title, note, columns, tuple(rows), drawn)
