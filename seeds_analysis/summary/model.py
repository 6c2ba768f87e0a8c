"""The summary as frozen data. Its JSON, the JSON Schema and the columns of flat tables are derived from here.

To add a field, add it here with its description, set it in making.py or in a component, and renew the golden
files: the schema, `to_dict`, `from_dict`, CSV and Parquet follow.
"""

import json
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Any, Self, TypeAlias

import msgspec
from msgspec import Meta

from seeds_analysis.summary.quoting import content_paragraphs, readable_text
from seeds_analysis.text import Notice, TextSpan

SCHEMA_VERSION = "2.0"

KINDS = ("direct", "mixed", "indirect")
SPEAKER_KINDS = ("person", "organisation", "group", "document", "unnamed")

_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?)?"


def says(description: str) -> Meta:
    """Describe a field; line breaks become blanks."""
    return Meta(description=" ".join(description.split()))


def _is(**schema: Any) -> Meta:
    """Narrow a type by JSON Schema keywords, which `from_dict` does not check."""
    return Meta(extra_json_schema=schema)


_Version: TypeAlias = Annotated[str, _is(pattern=r"^2\.(0|[1-9][0-9]*)$")]
_Hash: TypeAlias = Annotated[str, _is(pattern="^sha256:[0-9a-f]{64}$")]
_Code: TypeAlias = Annotated[str, _is(pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
_Day: TypeAlias = Annotated[str, _is(pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
_Value: TypeAlias = Annotated[
    str, _is(pattern=f"^({_DATE}(/{_DATE})?|P([0-9.]+[YMWD])*(T([0-9.]+[HMS])+)?)$")
]
_Language: TypeAlias = Annotated[str, _is(pattern="^[a-z]{2,3}$")]
_Label: TypeAlias = Annotated[str, _is(pattern="^[A-Z][A-Z_]*$")]
_EntityId: TypeAlias = Annotated[str, _is(pattern="^e[1-9][0-9]*$")]
_QuotationId: TypeAlias = Annotated[str, _is(pattern="^q[1-9][0-9]*$")]
_Name: TypeAlias = Annotated[str, _is(minLength=1)]
_Share: TypeAlias = Annotated[float, _is(minimum=0, maximum=1)]
_Count: TypeAlias = Annotated[int, _is(minimum=0)]
_Attribution: TypeAlias = Annotated[str, _is(enum=["learned", "rules", "human", "unknown"])]
_Kind: TypeAlias = Annotated[str, _is(enum=[*KINDS])]
_SpeakerKind: TypeAlias = Annotated[str, _is(enum=[*SPEAKER_KINDS])]
_Closed: TypeAlias = Annotated[str | None, _is(enum=["explicit", "implied", "missing", None])]
_PhraseKind: TypeAlias = Annotated[str, _is(enum=["title", "nickname", "term", "scare"])]


@dataclass(frozen=True, slots=True)
class Generator:
    """What made the summary; the same generator gives the same bytes for the same article."""

    name: Annotated[str, says("The name of the program.")]
    version: Annotated[str, says("The version of the program.")]
    spacy: Annotated[str, says("The version of spaCy.")]
    model: Annotated[str, says("The name of the trained spaCy pipeline.")]
    model_version: Annotated[str, says("The version of the trained spaCy pipeline.")]
    attribution: Annotated[
        _Attribution,
        says("""What decides on quotations: learned weights; human: a person who corrected them, in a summary
            of import-corrections; in versions before 0.3 also rules on request."""),
    ]


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of the article as a whole."""

    id: Annotated[_Hash, says("The SHA-256 of the decoded article, encoded as UTF-8.")]
    origin: Annotated[
        str,
        says("""The name of the input file, relative to the folder given, or a name for standard input; `#7`
            after it is the line, list item or archive record."""),
    ]
    headline: Annotated[TextSpan | None, says("The headline, where one is recognised.")]
    byline: Annotated[TextSpan | None, says("The line that names the author (By FIRST LAST).")]
    published: Annotated[_Day | None, says("The date of publication, stated or given; never a guess.")]
    dateline: Annotated[TextSpan | None, says("Place, date and agency at the start of the story.")]
    credits: Annotated[tuple[TextSpan, ...], says("Picture and source credits.")]
    language: Annotated[_Language, says("The language of the spaCy pipeline; it is not detected.")]
    word_count: Annotated[_Count, says("The number of words, without the date header.")]
    char_count: Annotated[_Count, says("The number of code points in the decoded article.")]
    encoding: Annotated[str, says("The encoding that the article was decoded with.")]
    title: Annotated[str | None, says("The title in the metadata of the page or record.")] = None
    url: Annotated[str | None, says("The address that the page, record or archive states.")] = None
    authors: Annotated[tuple[str, ...], says("The authors in the metadata.")] = ()
    metadata: Annotated[
        dict[str, str], says("Further fields of the record: id, outlet, section, and those of --keep.")
    ] = field(default_factory=dict)  # summaries before 1.3 do not have it
    text: Annotated[str | None, says("The whole article, with --with-text.")] = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place, organisation or other name with all its mentions."""

    id: Annotated[_EntityId, says("e1, e2 and so on, by first mention.")]
    label: Annotated[_Label, says("The label that spaCy gives: PERSON, ORG, GPE and so on.")]
    name: Annotated[_Name, says("The canonical name: the fullest one in the article.")]
    aliases: Annotated[tuple[str, ...], _is(uniqueItems=True), says("Its other names in the article.")]
    role: Annotated[TextSpan | None, says("The stated office or relation (Foreign Minister).")]
    salience: Annotated[_Share, says("The weight, from how often and how early it is mentioned.")]
    mention_count: Annotated[int, _is(minimum=1), says("The number of mentions.")]
    mentions: Annotated[
        tuple[TextSpan, ...], _is(minItems=1), says("Where the entity is named, in text order.")
    ]
    pronouns: Annotated[
        dict[str, int] | None,
        says("""How often the article uses he or she (also him, her ...) for this person outside quotations,
            and they as the source of one; null where it uses none. Never guessed from a name."""),
    ] = None  # summaries before 1.3 do not have it


@dataclass(frozen=True, slots=True)
class ContentSpan(TextSpan):
    """A piece of what was said, without its quotation marks."""

    closed: Annotated[
        _Closed,
        says("""explicit: a closing mark is there; implied: the quotation continues in the next paragraph;
            missing: the mark is never closed; null: no marks."""),
    ]


@dataclass(frozen=True, slots=True)
class Cue(TextSpan):
    """The words that attribute."""

    lemma: Annotated[str, says("The base form of the deciding word (say).")]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted; without a name, all but `mention` is null."""

    name: Annotated[
        _Name | None,
        says("""The canonical name, or the words for an unnamed source (an official); null where it is unclear
            who the mention means (he), never a guess."""),
    ]
    entity: Annotated[_EntityId | None, says("The id of the speaking entity; null for an unnamed source.")]
    mention: Annotated[TextSpan | None, says("The words that mean the speaker (he, Ms Ruiz).")]
    role: Annotated[TextSpan | None, says("The stated office or relation of the speaker.")]
    resolved_by: Annotated[_Code | None, says("The rule that decided.")]
    kind: Annotated[
        _SpeakerKind | None,
        says("""person or organisation: somebody with a name; group: several (residents); document: a
            report that speaks for itself; unnamed: one person without a name (an official); null without a
            name."""),
    ] = None  # summaries before 1.3 do not have it


@dataclass(frozen=True, slots=True)
class Via:
    """Who relays the words: a broadcaster who was told so, an agency that quotes."""

    name: Annotated[_Name, says("The canonical name of the relay.")]
    entity: Annotated[_EntityId | None, says("The id of the relaying entity, or null.")]
    mention: Annotated[TextSpan | None, says("The words that name the relay.")]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Content, cue and speaker of one quotation; exactly one of speaker.name, unattributed_reason is null."""

    id: Annotated[_QuotationId, says("q1, q2 and so on, without gaps, in text order.")]
    kind: Annotated[
        _Kind,
        says("""direct: word for word, in quotation marks or as a turn of an interview; mixed: a paraphrase
            with words in marks; indirect: a paraphrase."""),
    ]
    text: Annotated[
        str,
        says("""What was said, to read and copy. If it is mixed or in several parts: “ ” around what is in
            marks in the article, and … where other words come between. Summaries of 1.x have neither."""),
    ]
    content: Annotated[
        tuple[ContentSpan, ...],
        _is(minItems=1),
        says("What was said; several spans if something interrupts it."),
    ]
    cue: Annotated[Cue | None, says("The words that attribute the content, or null.")]
    speaker: Annotated[Speaker | None, says("Who is quoted, or null.")]
    via: Annotated[Via | None, says("Who relays the words.")]
    unattributed_reason: Annotated[_Code | None, says("Why no speaker is named; null where one is.")]
    confidence: Annotated[
        _Share,
        says("""The chance that content and source are right, measured on annotated articles that were kept
            apart; at most 0.5 where no speaker is named. 1 if a person corrected it."""),
    ]
    negated: Annotated[
        bool, says("Whether the article says that the speaker did not say this (never said that ...).")
    ] = False  # summaries before 1.2 do not have it
    paragraph: Annotated[
        _Count, says("The paragraph in which it begins, from 1; the headline is one too. 0: not known.")
    ] = 0  # summaries before 1.3 do not have it
    sentence: Annotated[
        TextSpan | None,
        says("""The whole sentence around its content and cue; all of them if there are several. Null if the
            text was not cut into sentences."""),
    ] = None  # summaries before 2.0 do not have it

    def paragraphs(self, opening: str, closing: str, gap: str) -> tuple[str, ...]:
        """Give the content with these marks, and with a gap where words of the reporter are left out."""
        return content_paragraphs(self.content, opening, closing, gap)

    def readable_text(self) -> str:
        """Give `text`, also for summaries of 1.x."""
        return readable_text(self.kind, self.content)


@dataclass(frozen=True, slots=True)
class MarkedPhrase(TextSpan):
    """Words in quotation marks that quote nobody."""

    kind: Annotated[
        _PhraseKind,
        says("""title: of a work; nickname: of a person; term: a word that is discussed; scare: a word that
            the writer keeps at a distance."""),
    ]


@dataclass(frozen=True, slots=True)
class DateMention(TextSpan):
    """A date expression and its value."""

    value: Annotated[
        _Value | None,
        says("""An ISO 8601 day, month or year, an interval of them (2024-12-03/2024-12-04), a time of a day,
            or a duration (P20Y)."""),
    ]
    anchor: Annotated[_Day | None, says("The date it was counted from, or null.")]
    reason: Annotated[_Code | None, says("Why the expression has no value.")]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each there is."""

    sentences: Annotated[_Count, says("Sentences of the story.")]
    entities: Annotated[_Count, says("Entities listed.")]
    quotations: Annotated[_Count, says("Quotations listed.")]
    direct: Annotated[_Count, says("Direct quotations.")]
    mixed: Annotated[_Count, says("Mixed quotations.")]
    indirect: Annotated[_Count, says("Indirect quotations.")]
    speakers: Annotated[_Count, says("Different named speakers.")]
    unattributed: Annotated[_Count, says("Quotations without a named speaker.")]
    quoted_words: Annotated[_Count, says("Words in the quotation marks of direct and mixed quotations.")]
    marked_phrases: Annotated[_Count, says("Marked phrases listed.")]
    dates: Annotated[_Count, says("Dates listed.")]
    warnings: Annotated[_Count, says("Warnings listed.")]


NO_COUNTS = Counts(*(0,) * len(fields(Counts)))


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything found in one article."""

    schema_version: Annotated[_Version, says("The version of the schema.")]
    generator: Annotated[Generator, says("What made the summary.")]
    document: Annotated[Document, says("What is known of the article as a whole.")]
    counts: Annotated[Counts, says("How much of each there is.")]
    key_sentences: Annotated[tuple[TextSpan, ...], says("Up to three sentences that carry the article.")]
    entities: Annotated[tuple[Entity, ...], says("People, places and other names, by first mention.")]
    quotations: Annotated[tuple[Quotation, ...], says("Who said what, in text order.")]
    marked_phrases: Annotated[tuple[MarkedPhrase, ...], says("Words in quotation marks that quote nobody.")]
    dates: Annotated[tuple[DateMention, ...], says("Date expressions with their values, in text order.")]
    warnings: Annotated[tuple[Notice, ...], says("Doubts: a guessed encoding, an unpaired mark.")]

    def counted(self, sentences: int) -> Self:
        """Give the summary with the counts of what it lists; `sentences` are those of the story."""
        kinds = [quotation.kind for quotation in self.quotations]
        named = [q.speaker for q in self.quotations if q.speaker is not None and q.speaker.name is not None]
        content = [part for quotation in self.quotations for part in quotation.content]
        counts = Counts(
            sentences=sentences,
            entities=len(self.entities),
            quotations=len(self.quotations),
            direct=kinds.count("direct"),
            mixed=kinds.count("mixed"),
            indirect=kinds.count("indirect"),
            speakers=len({speaker.entity or str(speaker.name).casefold() for speaker in named}),
            unattributed=len(self.quotations) - len(named),
            quoted_words=sum(len(part.text.split()) for part in content if part.closed),
            marked_phrases=len(self.marked_phrases),
            dates=len(self.dates),
            warnings=len(self.warnings),
        )
        return replace(self, counts=counts)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values in the order of the schema; every key is present."""
        plain: dict[str, Any] = _plain(msgspec.to_builtins(self))
        return plain

    def to_json(self) -> str:
        """Write the JSON that `to_dict` describes, indented by 2, without a newline at the end."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Rebuild a summary from `to_dict` or parsed JSON of version 1.x or 2.x; unknown keys are ignored.

        Raises ValueError, with the path, if a key is missing or has the wrong type.
        """
        return msgspec.convert(values, cls)


@dataclass(frozen=True, slots=True)
class FailedInput:
    """What is known of an input that gave no summary."""

    origin: Annotated[str, says("The name of the input, as in a summary.")]


@dataclass(frozen=True, slots=True)
class InputError:
    """Why there is no summary."""

    code: Annotated[_Code, says("A stable name of the error.")]
    message: Annotated[str, says("What is wrong and what to do next, for people.")]


@dataclass(frozen=True, slots=True)
class ErrorRecord:
    """An input that gave no summary; in a stream it takes the place of its summary."""

    schema_version: Annotated[_Version, says("The version of the schema.")]
    document: Annotated[FailedInput, says("What is known of the input.")]
    error: Annotated[InputError, says("Why there is no summary.")]

    @classmethod
    def of(cls, origin: str, code: str, message: str) -> Self:
        """Make the record of the current schema version."""
        return cls(SCHEMA_VERSION, FailedInput(origin), InputError(code, message))


def _plain(value: Any) -> Any:
    """Turn the tuples that msgspec leaves into lists."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value
