"""Temporary tables with names joined across articles, for the reports on a whole archive."""

import sqlite3

from seeds_analysis.corpus.report.joining import Name, join_names, year_of
from seeds_analysis.errors import UsageError
from seeds_analysis.summary import model

OUTLET = "outlet"

_NAMES = """\
select name, label, year, sum(number) from (
  select e.name, e.label, substr(a.published, 1, 4) as year, count(*) as number
  from entities as e join articles as a on a.id = e.article_id group by 1, 2, 3
  union all
  select q.speaker, q.speaker_label, substr(a.published, 1, 4), count(*)
  from quotations as q join articles as a on a.id = q.article_id
  where q.speaker is not null group by 1, 2, 3
) group by 1, 2, 3"""

# `part` is what the articles are grouped by. `person` is null if no speaker is named; `source` is the kind of
# speaker, which summaries before 1.3 lack. `voices` are the quotations with a named speaker, who said them.
_TABLES = """\
create temp table person (id integer primary key, name text not null, label text);
create temp table joined (name text, label text, year text, person integer, primary key (name, label, year));
"""
_FILLED = """\
create temp table parts as
select id, published, {part} as part from articles;

create temp table spoken as
select
  q.id, q.article_id, j.person, q.words, q.negated, a.published, a.part,
  q.kind = 'direct' as direct, q.kind = 'mixed' as mixed, q.kind = 'indirect' as indirect,
  case when q.negated then 'negated' when q.speaker is null then 'nobody'
    when q.speaker_kind is not null then q.speaker_kind when q.speaker_label is null then 'unnamed'
    when q.speaker_label = 'PERSON' then 'person' else 'organisation' end as source
from quotations as q
join parts as a on a.id = q.article_id
left join joined as j on j.name = q.speaker and j.label = ifnull(q.speaker_label, '')
  and j.year = ifnull(substr(a.published, 1, 4), '');

create temp view voices as
select s.*, p.name, p.label from spoken as s join person as p on p.id = s.person
where not negated and source not in {nameless};

create temp table pronouns as
select j.person, sum(e.she) as she, sum(e.he) as he, sum(e.they) as they
from entities as e
join parts as a on a.id = e.article_id
join joined as j on j.name = e.name and j.label = e.label and j.year = ifnull(substr(a.published, 1, 4), '')
where e.she + e.he + e.they > 0
group by j.person;"""

_FIELDS = "select distinct f.key from articles, json_each(metadata) as f order by 1"
_PART = "(select f.value from json_each(metadata) as f where f.key = '{}')"


def join_speakers(database: sqlite3.Connection, *, by: str, join: bool) -> None:
    """Make the tables person, parts, spoken and pronouns; `by` is a field of the articles.

    Raises UsageError if no article has the field.
    """
    fields = [OUTLET, *(key for (key,) in database.execute(_FIELDS) if key != OUTLET)]
    if by not in fields:
        known = ", ".join(fields)
        raise UsageError(f"no article has the field {by!r}. The archive has: {known}. Others need --keep.")
    part = OUTLET if by == OUTLET else _PART.format(by.replace("'", "''"))
    counts = {
        Name(name, label, year_of(year)): number for name, label, year, number in database.execute(_NAMES)
    }
    found = join_names(counts) if join else {name: (name.name, name.label) for name in counts}
    people = {key: number for number, key in enumerate(sorted(set(found.values()), key=str), 1)}
    database.executescript(_TABLES)
    database.executemany(
        "insert into person values (?, ?, ?)", ((number, *key) for key, number in people.items())
    )
    database.executemany(
        "insert into joined values (?, ?, ?, ?)",
        (
            (n.name, n.label or "", "" if n.year is None else f"{n.year:04}", people[key])
            for n, key in found.items()
        ),
    )
    database.executescript(_FILLED.format(part=part, nameless=model.NAMELESS_KINDS))
