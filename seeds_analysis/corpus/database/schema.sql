-- The tables: keys, and in braces the columns of the flat tables.

create table articles (id integer primary key, {articles}, unique (document, origin));

create table entities (
  id integer primary key, article_id integer not null references articles, {entities}
);

create table quotations (
  id integer primary key, article_id integer not null references articles, {quotations},
  foreign key (article_id, speaker_entity) references entities (article_id, entity),
  foreign key (article_id, via_entity) references entities (article_id, entity)
);

-- `text` is null where it is that of the quotation; the view `contents` has it everywhere.
create table content_spans (
  id integer primary key, quotation_id integer not null references quotations, text text, {content_spans}
);

create table mentions (
  id integer primary key, article_id integer not null references articles, {mentions},
  foreign key (article_id, entity) references entities (article_id, entity)
);

create table dates (id integer primary key, article_id integer not null references articles, {dates});

-- The quotations that more than one article has, the same words or nearly so. A group is named after its longest.
create table quotation_groups (
  quotation_id integer primary key references quotations, group_id integer not null references quotations
);

-- What the archive lacks: records without a summary, with the reason, and whether the run was complete.
-- `missing` is about how many articles were not analyzed yet, null if nobody knows.
create table not_analyzed (
  id integer primary key, origin text not null, status text not null, code text not null, message text
);

create table run (complete integer not null, missing integer);

-- What is derived from them is made when they are filled. Where a view has computed columns, sqlite_scan of DuckDB
-- does not see their types; its ATTACH does.

create unique index entities_by_article on entities (article_id, entity);
create unique index quotations_by_article on quotations (article_id, quotation);
create index content_spans_by_quotation on content_spans (quotation_id);
create index mentions_by_entity on mentions (article_id, entity);
create index dates_by_article on dates (article_id);
create index articles_by_day on articles (published);
create index quotation_groups_by_group on quotation_groups (group_id);

-- The content spans of quotations with their words.
create view contents as
select c.id, c.quotation_id, c.start_char, c.end_char, coalesce(c.text, q.text) as text, c.closed
from content_spans as c join quotations as q on q.id = c.quotation_id;

-- Who said what, when and where.
create view said as
select
  q.id, a.published, q.speaker, q.role, q.text, q.kind, q.negated, q.confidence, q.cue, q.speaker_label,
  a.title, a.headline, a.outlet, a.origin, a.url, q.quotation, q.article_id, a.document
from quotations as q join articles as a on a.id = q.article_id;

-- Who is quoted most: names are matched between articles only where they are identical.
create view speakers as
select
  q.speaker, q.speaker_label, count(*) as quotations, count(distinct q.article_id) as articles,
  sum(q.quoted_words) as quoted_words, min(a.published) as first, max(a.published) as last
from quotations as q join articles as a on a.id = q.article_id
where q.speaker is not null and not q.negated
group by q.speaker, q.speaker_label;

-- Who and what is named most.
create view names as
select name, label, count(*) as articles, sum(mention_count) as mentions from entities group by name, label;

-- What the articles say about a day.
create view days as
select
  d.day, d.text, a.published, a.title, a.headline, a.origin, a.url, d.article_id
from dates as d join articles as a on a.id = d.article_id where d.day is not null;

-- Who else printed it: each quotation of a group with each other one.
create view also_printed as
select g.quotation_id, s.*
from quotation_groups as g
join quotation_groups as h on h.group_id = g.group_id and h.quotation_id <> g.quotation_id
join said as s on s.id = h.quotation_id;

-- What most articles printed.
create view repeats as
select
  g.group_id, q.text, q.kind, count(*) as printings, count(distinct s.article_id) as articles,
  count(distinct s.outlet) as outlets, count(distinct s.speaker) as speakers,
  min(s.published) as first, max(s.published) as last
from quotation_groups as g
join quotations as q on q.id = g.group_id
join said as s on s.id = g.quotation_id
group by g.group_id;

-- What the index of words reads; under `speaker` are all names of the speaker, one a line. FTS5 forbids json_each
-- here, so the aliases are cut at the signs between the items of the array.
create view quotation_words as
select
  q.id, q.text,
  coalesce(e.name || char(10) || replace(replace(
    substr(e.aliases, 3, length(e.aliases) - 4), '","', char(10)), '\n', ' '), q.speaker) as speaker,
  coalesce(a.title, a.headline) as title
from quotations as q
join articles as a on a.id = q.article_id
left join entities as e on e.article_id = q.article_id and e.entity = q.speaker_entity;

create virtual table quotations_fts using fts5 (
  text, speaker, title,
  content = 'quotation_words', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
insert into quotations_fts (quotations_fts) values ('rebuild');
