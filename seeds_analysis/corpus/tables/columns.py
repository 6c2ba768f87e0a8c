"""The columns of the Parquet tables: names, types and meanings. docs/tables.md is written from this file."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Kind: TypeAlias = Literal["string", "int32", "double", "date", "strings", "parts"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Where `nullable`, null means that the text does not tell it, never an empty string."""

    name: str
    kind: Kind
    meaning: str
    nullable: bool = False


def _string(name: str, meaning: str) -> Column:
    return Column(name, "string", meaning)


def _number(name: str, meaning: str) -> Column:
    return Column(name, "int32", meaning)


def _maybe(name: str, meaning: str, kind: Kind = "string") -> Column:
    return Column(name, kind, meaning, nullable=True)


_KEYS = (
    _string("document", "SHA-256 of the article's text, as `sha256:<hex>`"),
    _string("origin", "where the article stands: file, or file and number in it"),
    _maybe("published", "day of publication, where it is stated", "date"),
)

_QUOTATIONS = (
    *_KEYS,
    _string("quotation", "id within the article: q1, q2 … in text order"),
    _string("kind", "`direct`, `mixed` or `indirect`"),
    _string("text", "the words, verbatim; several parts are joined by a blank"),
    _maybe("start", "offset of the first part, in code points of the text", "int32"),
    _maybe("end", "offset behind the last part", "int32"),
    _number("content_spans", "how many parts; above 1, other words lie between"),
    _maybe("cue", "the words that attribute: said, according to"),
    _maybe("cue_lemma", "their dictionary form: say, tell, accord"),
    _maybe("speaker", "name of the speaker; null where the text does not tell"),
    _maybe("speaker_entity", "the speaker's `entity` within the article; null for one without a name"),
    _maybe("speaker_mention", "the words beside the quotation that stand for the speaker: she, the agency"),
    _maybe("role", "the speaker's role, as the words beside tell it"),
    _maybe("resolved_by", "the rule that found the speaker"),
    _maybe("via", "who relays the words: an agency, a broadcaster"),
    _maybe("via_entity", "the relay's `entity` within the article"),
    _maybe("unattributed_reason", "why there is no speaker; null exactly where there is one"),
    Column("confidence", "double", "chance that words and speaker are right, 0 to 1"),
    _maybe("speaker_label", "label of the speaker's entity: PERSON, ORG, GPE …"),
    _number("words", "words of the quotation, marked or not"),
    _number("quoted_words", "those of them that stand in quotation marks"),
    _maybe("cue_start", "offset of the cue", "int32"),
    _maybe("cue_end", "offset behind the cue", "int32"),
    _maybe("speaker_mention_start", "offset of the words that stand for the speaker", "int32"),
    _maybe("speaker_mention_end", "offset behind them", "int32"),
    Column(
        "parts", "parts", "the parts: `start`, `end`, `text`, and how the mark is `closed` (null: no marks)"
    ),
)

_ENTITIES = (
    *_KEYS,
    _string("entity", "id within the article: e1, e2 … in text order"),
    _string("label", "PERSON, ORG, GPE and so on, as the spaCy pipeline has them"),
    _string("name", "its fullest name in the article"),
    Column("aliases", "strings", "its other names in the article"),
    _maybe("role", "its role, as the text tells it"),
    Column("salience", "double", "weight in the article, 0 to 1"),
    _number("mention_count", "how often it is named"),
    _maybe("start", "offset of the first mention", "int32"),
    _maybe("end", "offset behind the first mention", "int32"),
)

_MENTIONS = (
    *_KEYS,
    _string("entity", "the `entity` within the article"),
    _string("label", "label of the entity"),
    _string("name", "name of the entity"),
    _number("start", "offset of the mention"),
    _number("end", "offset behind it"),
    _string("text", "the mention, verbatim"),
)

_DATES = (
    *_KEYS,
    _number("start", "offset of the expression"),
    _number("end", "offset behind it"),
    _string("text", "the expression, verbatim: last Tuesday, 1987, 18 months"),
    _maybe("value", "ISO 8601: a day, month, year, duration, or an interval with `/`"),
    _maybe("day", "the value, where it is one whole day", "date"),
    _maybe("anchor", "the day it was counted from", "date"),
    _maybe("reason", "why there is no value"),
)

_ARTICLES = (
    *_KEYS,
    _maybe("title", "the title that a page or record states beside the text"),
    _maybe("url", "the address that a page or record states"),
    Column("authors", "strings", "the authors that a page or record states"),
    _maybe("headline", "the headline as it stands in the text"),
    _maybe("byline", "the byline as it stands in the text"),
    _maybe("dateline", "the dateline as it stands in the text"),
    Column("credits", "strings", "picture credits and the like"),
    _string("language", "language of the pipeline: en"),
    _number("word_count", "words of the article, without its header"),
    _number("char_count", "code points of the text"),
    _string("encoding", "how the bytes were read"),
    _number("sentences", "sentences of the story"),
    _number("entities", "rows in `entities`"),
    _number("quotations", "rows in `quotations`"),
    _number("direct", "quotations of kind `direct`"),
    _number("mixed", "quotations of kind `mixed`"),
    _number("indirect", "quotations of kind `indirect`"),
    _number("speakers", "different speakers with a name"),
    _number("unattributed", "quotations without a speaker"),
    _number("quoted_words", "words in quotation marks of quotations"),
    _number("marked_phrases", "titles, nicknames, terms in quotation marks"),
    _number("dates", "rows in `dates`"),
    _number("warnings", "how many doubts there are"),
    Column("warning_codes", "strings", "the code of each of them"),
    Column("key_sentences", "strings", "three sentences that carry the article, verbatim"),
    _string("program_version", "version of seeds-analysis"),
    _string("spacy_version", "version of spaCy"),
    _string("model", "name of the spaCy pipeline"),
    _string("model_version", "version of it"),
    _string("attribution", "`learned` or `rules`"),
    _maybe("text", "the whole text, with `--with-text`: offsets count in it"),
)

# In the order in which they are written and described.
TABLES: dict[str, tuple[Column, ...]] = {
    "articles": _ARTICLES,
    "quotations": _QUOTATIONS,
    "entities": _ENTITIES,
    "mentions": _MENTIONS,
    "dates": _DATES,
}


def arrow_schema(table: str) -> "pa.Schema":
    """Give the columns of a table as pyarrow has them. Raises ImportError without the extra `[parquet]`."""
    import pyarrow as pa

    text = pa.field("element", pa.string(), nullable=False)
    part = pa.struct(
        [
            pa.field("start", pa.int32(), nullable=False),
            pa.field("end", pa.int32(), nullable=False),
            pa.field("text", pa.string(), nullable=False),
            pa.field("closed", pa.string()),
        ]
    )
    types: dict[Kind, pa.DataType] = {
        "string": pa.string(),
        "int32": pa.int32(),
        "double": pa.float64(),
        "date": pa.date32(),
        "strings": pa.list_(text),
        "parts": pa.list_(pa.field("element", part, nullable=False)),
    }
    return pa.schema(
        [pa.field(column.name, types[column.kind], nullable=column.nullable) for column in TABLES[table]]
    )


def describe_columns(table: str) -> str:
    """Describe the columns of a table as a Markdown table, for docs/tables.md."""
    kinds = {"date": "date32", "strings": "list of string", "parts": "list of struct"}
    lines = ["| column | type | null | meaning |", "| --- | --- | --- | --- |"]
    for column in TABLES[table]:
        null = "yes" if column.nullable else ""
        kind = kinds.get(column.kind, column.kind)
        lines.append(f"| `{column.name}` | {kind} | {null} | {column.meaning} |")
    return "\n".join(lines) + "\n"
