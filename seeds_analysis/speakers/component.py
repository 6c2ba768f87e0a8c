"""seeds_speakers: finds who speaks, the entity of a quotation's source, or says why that is unknown."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation
from seeds_analysis.lexicon import read_words, verbs_of_saying
from seeds_analysis.speakers.answers import Answer, find_speaker
from seeds_analysis.speakers.antecedents import advance
from seeds_analysis.speakers.story import Story, read_story

# A name that is more likely wrong than right is not given; the source phrase is kept.
MIN_CONFIDENCE = UNNAMED_CONFIDENCE = 0.5
# How often the name is right by what found it, in articles that were kept apart (training/folds.py).
RIGHT = {"pronoun": 0.86, "document-issuer": 0.77, "pronoun-document": 0.77}
OTHERWISE_RIGHT = 0.95


@Language.factory("seeds_speakers", requires=["doc.spans"], assigns=["doc.spans"])
def make_speaker_resolver(nlp: Language, name: str) -> "SpeakerResolver":  # noqa: ARG001
    """Build the component; it reads what seeds_quotations and seeds_aliases wrote."""
    return SpeakerResolver(name)


class SpeakerResolver:
    """Completes the quotations with speaker, role and relay."""

    def __init__(self, name: str = "seeds_speakers") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Resolve and write."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[QuotationAnnotation]:
        """The quotations with their speakers, in text order."""
        quotations = QuotationAnnotation.read(doc)
        if not quotations:
            return []
        story = read_story(doc, EntityAnnotation.read(doc), quotations)
        sources = {
            story.span(quotation.source).root.i for quotation in quotations if quotation.source is not None
        }
        completed = list(quotations)
        # A pronoun depends on who spoke before it, so the sources are read in text order.
        for i in sorted(
            range(len(quotations)), key=lambda i: (quotations[i].source or quotations[i].content[0])[0]
        ):
            completed[i] = _completed(story, quotations[i], sources)
        return completed

    def set_annotations(self, doc: Doc, quotations: Sequence[QuotationAnnotation]) -> None:
        """Write the completed quotations in place of the old ones; the token view stays."""
        if quotations:
            QuotationAnnotation.replace(doc, quotations)


def _completed(story: Story, quotation: QuotationAnnotation, sources: Collection[int]) -> QuotationAnnotation:
    """Read the story up to a source and add its speaker; `sources` are the tokens of all sources."""
    if quotation.source is None:
        reason = quotation.unattributed_reason or "no-source"
        unsure = min(quotation.confidence, UNNAMED_CONFIDENCE)
        return _with_relay(story, replace(quotation, unattributed_reason=reason, confidence=unsure))
    source = story.span(quotation.source)
    quotation = _with_relay(story, quotation)
    advance(story, source.root.i, sources)
    answer = find_speaker(story, quotation, source)
    confidence = quotation.confidence * RIGHT.get(answer.resolved_by or "", OTHERWISE_RIGHT)
    if answer.referent is not None:
        _note_speaker(story, quotation, source.root.i, answer.referent)
        if confidence < MIN_CONFIDENCE:
            answer = Answer(reason="speaker-uncertain")
    speaker = None if answer.referent is None else story.referents[answer.referent]
    entity = None if speaker is None else speaker.entity
    return replace(
        quotation,
        speaker_name=None if speaker is None else speaker.name,
        speaker_entity=entity,
        speaker_mention=quotation.source,
        speaker_role=None if entity is None else story.entities[entity].role,
        resolved_by=answer.resolved_by,
        unattributed_reason=answer.reason,
        confidence=confidence if speaker is not None else min(confidence, UNNAMED_CONFIDENCE),
    )


def _with_relay(story: Story, quotation: QuotationAnnotation) -> QuotationAnnotation:
    """Name the medium or person that passes the words on."""
    if quotation.via is None:
        return quotation
    entity = story.entity_in(quotation.via)
    name = story.text[slice(*quotation.via)] if entity is None else story.entities[entity].name
    return replace(quotation, via_entity=entity, via_name=name)


def _note_speaker(story: Story, quotation: QuotationAnnotation, token: int, referent: int) -> None:
    """Note who spoke; if it was in a letter, the letter speaks for them from here on."""
    story.speak(referent, token)
    if quotation.via is not None:
        medium = story.span(quotation.via).root
        lemma = medium.lemma_.lower()
        if lemma in read_words("media_nouns") and lemma in verbs_of_saying.cue_nouns():
            story.documents[lemma] = referent, medium.i
