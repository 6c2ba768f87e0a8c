"""The component that says who speaks: the entity behind a quotation's source, or that it cannot be known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation, context, syntax
from seeds_analysis.lexicon import read_words, verbs_of_saying
from seeds_analysis.quotations import issuer_within
from seeds_analysis.speakers import turn_labels as labels
from seeds_analysis.speakers.antecedents import Antecedents
from seeds_analysis.speakers.descriptions import Descriptions, is_definite
from seeds_analysis.speakers.names_in_sources import apposed_name, name_behind_rank
from seeds_analysis.speakers.namesakes import Namesakes
from seeds_analysis.speakers.questions import Questions
from seeds_analysis.speakers.referents import coordinated, kind_of
from seeds_analysis.speakers.referents_of_sources import SPEAKING_LABELS, SourceReferents
from seeds_analysis.speakers.repairs import repaired_source
from seeds_analysis.text import Offsets

# A description that may point back at somebody named is short: "the former mayor", not a whole clause.
MAX_DESCRIPTION_TOKENS = 4

_LABELS = {"label", "heading"}
_AUTHOR = {"i", "me", "my"}
_NEUTRAL = {"it", "its", "this", "that"}
_RELATIVES = {"who", "which", "that", "whom"}
# Beside these pronouns somebody is described: those who voted, some of the guests.
_DESCRIBED = {"relcl", "acl", "prep"}
# A name that is likelier wrong than right is not given; the phrase that may stand for it is kept.
LEAST_NAMED = 0.5
_NOBODY = {"we", "us", "our", "you", "your", "what", "nothing", "this", "that", "these", "those", "there"}


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
    """Who it is: a referent and the rule that decided; or a reason why it cannot be told."""

    referent: int | None = None
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

    def predict(self, doc: Doc) -> list[QuotationAnnotation]:
        """The quotation records with their speakers, in text order."""
        records = QuotationAnnotation.read(doc)
        if not records:
            return []
        resolver = _Resolver(doc, EntityAnnotation.read(doc), records)
        in_order = sorted(records, key=lambda record: (record.source or record.content[0])[0])
        resolved = {id(record): resolver.complete(record) for record in in_order}
        return [resolved[id(record)] for record in records]

    def set_annotations(self, doc: Doc, records: Sequence[QuotationAnnotation]) -> None:
        """Write the completed records in place of the old ones; the token view stays."""
        if records:
            QuotationAnnotation.replace(doc, records)


class _Resolver:
    """The state that grows along the text: who spoke, which documents were named."""

    def __init__(
        self, doc: Doc, entities: Sequence[EntityAnnotation], records: Sequence[QuotationAnnotation]
    ) -> None:
        self.doc = doc
        self.entities = entities
        self.antecedents = Antecedents(doc, entities, _quoted(records))
        self.text = self.antecedents.text
        self.find_entity = self.antecedents.find_entity
        self.descriptions = Descriptions(self.text, entities, self.antecedents)
        self.namesakes = Namesakes(self.text, entities, self.antecedents)
        self.names = SourceReferents(doc, entities, self.antecedents, self.descriptions)
        self.roots = {
            record.source: self.names.span(record.source) for record in records if record.source is not None
        }
        self.sources = {span.root.i for span in self.roots.values()}
        self.questions = Questions(self.antecedents, self.find_entity)
        self.documents: dict[str, tuple[int, int]] = {}  # by the noun: issuer and token
        self.last_document: tuple[int, int] | None = None

    def complete(self, record: QuotationAnnotation) -> QuotationAnnotation:
        """Add speaker and relay; the record itself if its source is unknown."""
        source, better = None, None
        if record.source is not None:
            source = self.roots[record.source]
            better, relays = repaired_source(self.doc, record, source, self.entities, self.find_entity)
            if relays and record.via is None:
                record = replace(record, via=record.source)
        via_entity, via_name = None, None
        if record.via is not None:
            via_entity = self.names.entity_in(record.via)
            via_name = self.text[slice(*record.via)] if via_entity is None else self.entities[via_entity].name
        if source is None:
            reason = record.unattributed_reason or "no-source"
            return replace(record, unattributed_reason=reason, via_entity=via_entity, via_name=via_name)
        source = better or source
        root = source.root
        self.antecedents.advance(root.i, self.sources)
        answer = self._resolve(record, source, root)
        speaker = None if answer.referent is None else self.antecedents.referents[answer.referent]
        if answer.referent is not None:
            self.antecedents.spoke(answer.referent, root.i)
            if record.cue is not None and record.cue_lemma == "ask":
                self.questions.note(self.names.span(record.cue).root, answer.referent)
            else:
                self.questions.answered()
            if record.via is not None:
                self._note_medium(record.via, answer.referent)
        if record.confidence < LEAST_NAMED and speaker is not None:
            speaker, answer = None, _Answer(reason="speaker-uncertain")
        entity = None if speaker is None else speaker.entity
        mention = record.source if better is None else syntax.offsets_of(self.doc, better.start, better.end)
        return replace(
            record,
            via_entity=via_entity,
            via_name=via_name,
            speaker_name=None if speaker is None else speaker.name,
            speaker_entity=entity,
            speaker_mention=mention,
            speaker_role=None if entity is None else self.entities[entity].role,
            resolved_by=answer.resolved_by,
            unattributed_reason=answer.reason,
            confidence=record.confidence if speaker is not None else min(record.confidence, 0.5),
        )

    def _resolve(self, record: QuotationAnnotation, source: Span, root: Token) -> _Answer:
        rule = record.rule or "subject"
        if rule in _LABELS:
            answer = self._labelled(source, rule)
            if answer is not None:
                return answer
        named = name_behind_rank(source)
        if named is not None:
            answer = _Answer(self.names.called(named[-1]), rule)
            if answer.referent is not None and " " not in self.antecedents.referents[answer.referent].name:
                self.antecedents.referents[answer.referent].name = named.text
            return answer
        if root.pos_ == "PRON":
            return self._pronoun(root, source, record.content)
        together = [token for token in coordinated(root) if token.i < source.end]
        if len(together) > 1:
            return self._unnamed(source, "group", None, rule)
        entity = self.names.entity_of(root)
        if entity is not None and self.entities[entity].label in SPEAKING_LABELS:
            told = self.namesakes.told_apart(entity, root)
            if told is not None:
                return _Answer(told, rule)
            if self.namesakes.ambiguous(entity, root):
                return _Answer(reason="name-ambiguous")
            return _Answer(entity, rule)
        if root.lemma_.lower() in verbs_of_saying.cue_nouns():
            return self._document(root, source, rule)
        return self._described(root, source, rule)

    def _labelled(self, source: Span, rule: str) -> _Answer | None:
        """Whose turn it is, where the label is no name as it would stand in a sentence."""
        if labels.names_nobody(source.text):
            return _Answer(reason="no-source")
        entity = labels.by_initials(source.text, self.entities) if rule == "label" else None
        name = labels.shouted_name(source)
        if entity is None and name is not None and self.names.entity_of(source.root) is None:
            entity = labels.in_capitals(name.text, self.entities)
            if entity is None and len(name) > 1:
                return self._unnamed(name, "person", None, rule)
        return None if entity is None else _Answer(entity, rule)

    def _pronoun(self, root: Token, source: Span, content: Sequence[Offsets]) -> _Answer:
        word = root.lower_
        if word in _AUTHOR:
            return self._author()
        if word in _RELATIVES and root.head.dep_ == "relcl":
            noun = root.head.head
            return self._described(noun, self.doc[slice(*syntax.noun_phrase(noun))], "antecedent")
        if word in _NEUTRAL:
            if root.head.lemma_ == "be":  # it is hard to say: nobody
                return _Answer(reason="pronoun-unresolved")
            told = [
                found
                for found in (self.last_document, *self.antecedents.documents.values())
                if found is not None
            ]
            document = max(told, key=lambda found: found[1], default=None)
            if document is not None and self.doc[document[1]].idx >= self.names.reach_of(root):
                return _Answer(document[0], "pronoun-document")
        number = self.antecedents.resolve(root, content, self.questions.asker(root))
        if number is not None:
            return _Answer(number, "pronoun")
        described = any(child.dep_ in _DESCRIBED and child.i > root.i for child in root.children)
        if len(source) > 1 and described and word not in ("it", "he", "she"):
            return self._unnamed(source, "group", None, "unnamed")
        if word in _NOBODY or word in _RELATIVES or root.tag_ == "PRP":
            return _Answer(reason="pronoun-unresolved")
        return self._unnamed(source, "group", None, "unnamed")  # many, others, one, nobody

    def _author(self) -> _Answer:
        """Outside quotation marks the first person is the author's."""
        for start, end in context.furniture(self.doc, "byline"):
            entity = self.names.entity_in((start, end))
            if entity is not None:
                return _Answer(entity, "byline")
            name = self.text[start:end].removeprefix("By ").removeprefix("BY ").removeprefix("by ")
            return _Answer(self.antecedents.introduce(name, "person"), "byline")
        return _Answer(reason="author-unknown")

    def _document(self, root: Token, source: Span, rule: str) -> _Answer:
        """A statement speaks for its issuer, a repeated "the statement" for the issuer named before."""
        lemma = root.lemma_.lower()
        within = issuer_within(root)
        known = self.documents.get(lemma) or self.antecedents.documents.get(lemma)
        issuer = None if within is None else self.names.issuer(*within[0])
        named = issuer is not None and self.antecedents.referents[issuer].entity is not None
        if known is not None and not named and is_definite(root):
            answer = _Answer(known[0], "document-repeated")
        elif issuer is not None:
            answer = _Answer(issuer, "document-issuer")
        else:
            answer = self._unnamed(source, "body", None, rule)
        if answer.referent is not None:
            self.documents[lemma] = self.last_document = answer.referent, root.i
        return answer

    def _note_medium(self, via: Offsets, referent: int) -> None:
        """Said in a letter: from here on the letter speaks for who wrote it."""
        root = self.names.span(via).root
        lemma = root.lemma_.lower()
        if lemma in read_words("media_nouns") and lemma in verbs_of_saying.cue_nouns():
            self.documents[lemma] = self.last_document = referent, root.i

    def _described(self, root: Token, source: Span, rule: str) -> _Answer:
        """Without a name: "the minister" may be somebody named before, "an official" is not."""
        entity = self.names.entity_of(root)
        if entity is not None:
            return _Answer(entity, rule)
        name = apposed_name(root, source.end)
        if name is not None:
            return _Answer(self.names.called(name), "apposed-name")
        if root.dep_ == "appos" and root.head.pos_ == "PROPN":
            return _Answer(self.names.called(root.head), "apposed-name")
        if root.pos_ == "PROPN":
            inside = self.names.entity_in(syntax.offsets_of(self.doc, source.start, source.end))
            return _Answer(self.names.called(root), rule) if inside is None else _Answer(inside, rule)
        if root.lower_ == "old" and root.i > 3 and self.doc[root.i - 2].lower_ == "year":
            found = self.antecedents.alone(root, "person")  # the 33-year-old
            reason = "description-unresolved" if found is None else None
            return _Answer(found, None if reason else "description", reason)
        if len(source) <= MAX_DESCRIPTION_TOKENS:
            found = self.descriptions.named(root)
            if found is not None:
                return _Answer(found, "role")
            found = self.descriptions.company(root)
            if found is not None:
                return _Answer(found, "description")
        if self.descriptions.may_be_named(root):
            return _Answer(reason="description-unresolved")
        return self._unnamed(source, *kind_of(root), rule)

    def _unnamed(self, source: Span, kind: str, gender: str | None, rule: str) -> _Answer:
        return _Answer(self.names.introduce(source, kind, gender), rule)


def _quoted(records: Sequence[QuotationAnnotation]) -> list[Offsets]:
    """The words in marks, in text order."""
    return sorted(
        offsets
        for record in records
        for offsets, closed in zip(record.content, record.closed, strict=True)
        if closed is not None
    )
