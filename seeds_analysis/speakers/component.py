"""seeds_speakers: finds who speaks, the entity of a quotation's source, or says why that is unknown."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation
from seeds_analysis.lexicon import read_words, verbs_of_saying
from seeds_analysis.speakers.answers import Answer, find_speaker
from seeds_analysis.speakers.antecedents import advance
from seeds_analysis.speakers.sources import agent_of, cited_by, name_after_rank, person_before
from seeds_analysis.speakers.story import Story, read_story

# A name that is more likely wrong than right is not given; the source phrase is kept.
MIN_CONFIDENCE = 0.5


@Language.factory("seeds_speakers", requires=["doc.spans"], assigns=["doc.spans"])
def make_speaker_resolver(nlp: Language, name: str) -> "SpeakerResolver":  # noqa: ARG001
    """Build the component; it reads what seeds_quotations and seeds_aliases wrote."""
    return SpeakerResolver(name)


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
        story = read_story(doc, EntityAnnotation.read(doc), records)
        sources = {story.span(record.source).root.i for record in records if record.source is not None}
        completed = list(records)
        # A pronoun depends on who spoke before it, so the sources are read in text order.
        for i in sorted(range(len(records)), key=lambda i: (records[i].source or records[i].content[0])[0]):
            completed[i] = _completed(story, records[i], sources)
        return completed

    def set_annotations(self, doc: Doc, records: Sequence[QuotationAnnotation]) -> None:
        """Write the completed records in place of the old ones; the token view stays."""
        if records:
            QuotationAnnotation.replace(doc, records)


def _completed(story: Story, record: QuotationAnnotation, sources: Collection[int]) -> QuotationAnnotation:
    """Read the story up to a record's source and add its speaker; `sources` are the tokens of all sources."""
    if record.source is None:
        reason = record.unattributed_reason or "no-source"
        return _with_relay(story, replace(record, unattributed_reason=reason))
    source = found = story.span(record.source)
    if record.cue is not None and record.rule in ("subject", "shared-subject"):
        cue = story.span(record.cue)
        verb = cue.root
        cited = cited_by(verb, source)
        if cited is not None and record.via is None:
            record = replace(record, via=record.source)
        source = cited or person_before(cue, source, story) or agent_of(verb, source) or source
    source = name_after_rank(source) or source
    record = _with_relay(story, record)
    advance(story, source.root.i, sources)
    answer = find_speaker(story, record, source)
    if answer.referent is not None:
        _note_speaker(story, record, source.root.i, answer.referent)
        if record.confidence < MIN_CONFIDENCE:
            answer = Answer(reason="speaker-uncertain")
    speaker = None if answer.referent is None else story.referents[answer.referent]
    entity = None if speaker is None else speaker.entity
    return replace(
        record,
        speaker_name=None if speaker is None else speaker.name,
        speaker_entity=entity,
        speaker_mention=record.source if source == found else (source.start_char, source.end_char),
        speaker_role=None if entity is None else story.entities[entity].role,
        resolved_by=answer.resolved_by,
        unattributed_reason=answer.reason,
        confidence=record.confidence if speaker is not None else min(record.confidence, 0.5),
    )


def _with_relay(story: Story, record: QuotationAnnotation) -> QuotationAnnotation:
    """Name the medium or person that passes the words on."""
    if record.via is None:
        return record
    entity = story.entity_in(record.via)
    name = story.text[slice(*record.via)] if entity is None else story.entities[entity].name
    return replace(record, via_entity=entity, via_name=name)


def _note_speaker(story: Story, record: QuotationAnnotation, token: int, referent: int) -> None:
    """Note who spoke; if it was in a letter, the letter speaks for them from here on."""
    story.speak(referent, token)
    if record.via is not None:
        medium = story.span(record.via).root
        lemma = medium.lemma_.lower()
        if lemma in read_words("media_nouns") and lemma in verbs_of_saying.cue_nouns():
            story.documents[lemma] = referent, medium.i
