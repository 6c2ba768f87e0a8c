"""The component that says who speaks: the entity behind a quotation's source, or that it cannot be known."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from seeds_analysis.annotations import (
    QUOTATIONS_KEY,
    EntityRecord,
    Offsets,
    QuotationRecord,
    entity_at,
    furniture,
    read_entities,
    read_notices,
    read_quotations,
    whole_text,
)
from seeds_analysis.components.cue_words import cue_nouns
from seeds_analysis.components.phrases import noun_phrase, object_of
from seeds_analysis.components.pronouns import Antecedents
from seeds_analysis.components.quotations import write_quotations
from seeds_analysis.lexicon import read_words

# A description that may point back at somebody named is short: "the former mayor", not a whole clause.
MAX_DESCRIPTION_TOKENS = 4

SPEAKING_LABELS = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"}
_FIRST_PERSON = {"i", "we", "me", "us", "my", "our"}
_SECOND_PERSON = {"you", "your"}
_THIRD_PERSON = {
    "he",
    "she",
    "they",
    "it",
    "him",
    "her",
    "them",
    "his",
    "their",
    "its",
    "this",
    "that",
    "these",
    "those",
}
_NEUTRAL = {"it", "its", "this", "that"}
_DEFINITE = {"the", "this", "that", "these", "those"}


@Language.factory(
    "seeds_speakers",
    requires=["doc.spans"],
    assigns=["doc.spans"],
)
def make_speaker_resolver(nlp: Language, name: str) -> "SpeakerResolver":  # noqa: ARG001
    """Build the component; it reads what seeds_quotations and seeds_aliases wrote."""
    return SpeakerResolver(name)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Who it is: a name with or without an entity, and the rule that decided; or a reason why not."""

    name: str | None = None
    entity: int | None = None
    resolved_by: str | None = None
    reason: str | None = None


class SpeakerResolver:
    """Completes the quotation records with speaker, role and relay."""

    def __init__(self, name: str = "seeds_speakers") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Resolve and write."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[QuotationRecord]:
        """The quotation records with their speakers, in text order."""
        records = read_quotations(doc)
        if not records:
            return []
        resolver = _Resolver(doc, read_entities(doc), _quoted(records))
        in_order = sorted(records, key=lambda record: (record.source or record.content[0])[0])
        resolved = {id(record): resolver.complete(record) for record in in_order}
        return [resolved[id(record)] for record in records]

    def set_annotations(self, doc: Doc, records: Sequence[QuotationRecord]) -> None:
        """Write the completed records in place of the old ones."""
        write_quotations(doc, records, read_notices(doc, QUOTATIONS_KEY))


@dataclass
class _Resolver:
    """The state that grows along the text: who spoke, which documents were named."""

    doc: Doc
    entities: Sequence[EntityRecord]
    quoted: Sequence[Offsets]
    documents: dict[str, _Answer] = field(default_factory=dict)  # by the noun that names them
    last_document: _Answer | None = None
    last_document_at: int = -1

    def __post_init__(self) -> None:
        self.text = whole_text(self.doc)
        self.find_entity = entity_at(self.entities)
        self.antecedents = Antecedents(self.doc, self.entities, self.quoted)

    def complete(self, record: QuotationRecord) -> QuotationRecord:
        """Add speaker and relay; the record itself if its source is unknown."""
        via_entity, via_name = None, None
        if record.via is not None:
            via_entity = self._entity_in(record.via)
            via_name = self._name(via_entity, record.via)
        if record.source is None:
            reason = record.unattributed_reason or "no-source"
            return replace(record, unattributed_reason=reason, via_entity=via_entity, via_name=via_name)
        answer = self._resolve(record)
        if answer.entity is not None:
            self.antecedents.spoke(answer.entity, record.source[0])
        return replace(
            record,
            via_entity=via_entity,
            via_name=via_name,
            speaker_name=answer.name,
            speaker_entity=answer.entity,
            speaker_mention=record.source,
            speaker_role=None if answer.entity is None else self.entities[answer.entity].role,
            resolved_by=answer.resolved_by,
            unattributed_reason=answer.reason,
            confidence=record.confidence if answer.name else min(record.confidence, 0.5),
        )

    def _resolve(self, record: QuotationRecord) -> _Answer:
        assert record.source is not None  # noqa: S101 -- complete() has looked
        source = self._span(record.source)
        root = source.root
        rule = record.rule or "subject"
        if root.pos_ == "PRON" or root.lower_ in _THIRD_PERSON | _FIRST_PERSON:
            return self._pronoun(root, source)
        entity = self._entity_at(root.idx)
        if entity is not None and self.entities[entity].label in SPEAKING_LABELS:
            return _Answer(self.entities[entity].name, entity, rule)
        if root.lemma_.lower() in cue_nouns():
            return self._document(root, source, rule)
        return self._described(root, source, rule)

    def _pronoun(self, root: Token, source: Span) -> _Answer:
        word = root.lower_
        if word in _FIRST_PERSON:
            return self._author()
        document = self.last_document if word in _NEUTRAL else None
        if document is not None and self.last_document_at >= self._reach_of(root):
            return replace(document, resolved_by="pronoun-document")
        entity, rule = self.antecedents.resolve(root)
        if entity is not None:
            return _Answer(self.entities[entity].name, entity, rule)
        if root.pos_ == "PRON" and word not in _THIRD_PERSON | _SECOND_PERSON:
            return _Answer(source.text, None, "unnamed")  # many, others, one, nobody
        return _Answer(reason="pronoun-unresolved")

    def _author(self) -> _Answer:
        """Outside quotation marks the first person is the author's."""
        for start, end in furniture(self.doc, "byline"):
            entity = self._entity_in((start, end))
            name = self.text[start:end].removeprefix("By ").removeprefix("BY ").removeprefix("by ")
            return _Answer(self._name(entity, (start, end)) if entity is not None else name, entity, "byline")
        return _Answer(reason="author-unknown")

    def _reach_of(self, root: Token) -> int:
        """Where the paragraph before the token's own begins: a pronoun seldom reaches farther."""
        start = root.sent.start
        line = self.text.rfind("\n", 0, self.doc[start].idx)
        while line > 0 and self.text[line - 1].isspace():
            line -= 1
        return max(0, self.text.rfind("\n", 0, max(line, 0)))

    def _document(self, root: Token, source: Span, rule: str) -> _Answer:
        """A statement speaks for its issuer, a repeated "the statement" for the issuer named before."""
        issuer = self._issuer(root)
        lemma = root.lemma_.lower()
        entity = None if issuer is None else self._entity_in(issuer)
        if issuer is not None and entity is not None:
            answer = _Answer(self._name(entity, issuer), entity, "document-issuer")
        elif lemma in self.documents and _definite(root):
            answer = replace(self.documents[lemma], resolved_by="document-repeated")
        elif issuer is not None and (known := self.antecedents.by_role(self._span(issuer).root)) is not None:
            answer = _Answer(self.entities[known].name, known, "document-issuer")
        elif issuer is not None:
            answer = _Answer(self.text[slice(*issuer)], None, "document-issuer")
        else:
            answer = _Answer(source.text, None, rule)
        self.documents[lemma] = self.last_document = answer
        self.last_document_at = root.idx
        return answer

    def _issuer(self, noun: Token) -> Offsets | None:
        """From X, by X, X's, or a body named before the noun ("a Foreign Ministry statement")."""
        for child in noun.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by", "of"):
                pobj = object_of(child)
                if pobj is not None and (child.lower_ != "of" or self._entity_at(pobj.idx) is not None):
                    return self._offsets(*noun_phrase(pobj))
        for child in noun.children:
            if child.dep_ == "poss" and child.pos_ != "PRON":
                return self._offsets(*noun_phrase(child))
        before = [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")]
        for child in before:
            entity = self._entity_at(child.idx)
            if entity is not None and self.entities[entity].label in ("ORG", "PERSON"):
                return next(m for m in self.entities[entity].mentions if m[0] <= child.idx < m[1])
        body = next((c for c in before if c.lemma_.lower() in read_words("body_nouns")), None)
        if body is not None:
            nations = [c.i for c in (*before, *body.lefts) if c.ent_type_ in ("NORP", "GPE") and c.i < body.i]
            return self._offsets(min(nations, default=body.i), body.i + 1)
        return None

    def _described(self, root: Token, source: Span, rule: str) -> _Answer:
        """Without a name: "the minister" may be somebody named before, "an official" is not."""
        if len(source) <= MAX_DESCRIPTION_TOKENS and _definite(root):
            found = self.antecedents.by_role(root)
            if found is not None:
                return _Answer(self.entities[found].name, found, "role")
        inside = self._entity_in(self._offsets(source.start, source.end))
        if inside is not None and root.pos_ == "PROPN":
            return _Answer(self.entities[inside].name, inside, rule)
        return _Answer(source.text, None, rule)

    def _entity_at(self, offset: int) -> int | None:
        return self.find_entity(offset, offset + 1)

    def _entity_in(self, offsets: Offsets) -> int | None:
        """The entity that the phrase names: its head's, else that of a name at its end.

        "Ukrainian government" names no entity although "Ukrainian" is one.
        """
        at_root = self._entity_at(self._span(offsets).root.idx)
        return at_root if at_root is not None else self._entity_at(offsets[1] - 1)

    def _name(self, entity: int | None, offsets: Offsets) -> str:
        return self.text[slice(*offsets)] if entity is None else self.entities[entity].name

    def _span(self, offsets: Offsets) -> Span:
        span = self.doc.char_span(*offsets, alignment_mode="expand")
        assert span is not None  # noqa: S101 -- offsets come from this Doc
        return span

    def _offsets(self, start: int, end: int) -> Offsets:
        return self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])


def _quoted(records: Sequence[QuotationRecord]) -> list[Offsets]:
    """The words in marks, in text order."""
    return sorted(
        offsets
        for record in records
        for offsets, closed in zip(record.content, record.closed, strict=True)
        if closed is not None
    )


def _definite(noun: Token) -> bool:
    """The minister, this statement: something told of before."""
    return any(child.lower_ in _DEFINITE for child in noun.children if child.dep_ == "det")
