"""seeds_speakers: finds who speaks, the entity of a quotation's source, or says why that is unknown."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation
from seeds_analysis.lexicon import read_words, verbs_of_saying
from seeds_analysis.speakers.answers import Answer, find_speaker, speaker_of_loose_words
from seeds_analysis.speakers.ranking import Ranker, shipped_network
from seeds_analysis.speakers.reading import advance
from seeds_analysis.speakers.referents import GENDERS, Referent, person_nouns
from seeds_analysis.speakers.story import Story, read_story, without_article

# A name that is more likely wrong than right is not given; the source phrase is kept.
MIN_CONFIDENCE = UNNAMED_CONFIDENCE = 0.5
# How often a name next to the words is right: 94% on PolNeAR, 98% on held-out invented news.
NAME_IS_RIGHT = 0.95

# Words of a source phrase that the network may point at later.
MAX_SOURCE = 30

SUBJECT_FORMS = {
    **{word: "he" if gender == "m" else "she" for word, gender in GENDERS.items()},
    **dict.fromkeys(["they", "them", "their"], "they"),
}


@Language.factory("seeds_speakers", requires=["doc.spans"], assigns=["doc.spans"])
def make_speaker_resolver(nlp: Language, name: str) -> "SpeakerResolver":  # noqa: ARG001
    """Build the component; it reads what seeds_quotations and seeds_aliases wrote."""
    return SpeakerResolver(name)


class SpeakerResolver:
    """Completes the quotations with speaker, role and relay."""

    def __init__(self, name: str = "seeds_speakers", ranker: Ranker | None = None) -> None:
        self.name = name
        self.ranker = ranker

    def __call__(self, doc: Doc) -> Doc:
        """Resolve and write."""
        self.set_annotations(doc, *self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> tuple[list[QuotationAnnotation], list[EntityAnnotation]]:
        """The quotations with their speakers, and the entities with their pronouns; both in text order."""
        quotations = QuotationAnnotation.read(doc)
        if not len(doc) or not doc.has_annotation("DEP"):
            return list(quotations), list(EntityAnnotation.read(doc))
        story = read_story(doc, EntityAnnotation.read(doc), quotations, self.ranker or shipped_network())
        sources = {
            story.span(quotation.source).root.i for quotation in quotations if quotation.source is not None
        }
        completed = list(quotations)
        # A pronoun depends on who spoke before it, so the sources are read in text order, the headline last.
        places = [_place(quotation) for quotation in quotations]
        for i in sorted(range(len(places)), key=lambda i: (places[i] < story.headline_end, places[i])):
            completed[i] = _completed(story, quotations[i], sources)
        advance(story, len(doc), sources)
        return completed, _with_pronouns(story)

    def set_annotations(
        self, doc: Doc, quotations: Sequence[QuotationAnnotation], entities: Sequence[EntityAnnotation]
    ) -> None:
        """Write both in place of the old ones; the token views stay."""
        if quotations:
            QuotationAnnotation.replace(doc, quotations)
        if entities:
            EntityAnnotation.replace(doc, entities)


def _completed(story: Story, quotation: QuotationAnnotation, sources: Collection[int]) -> QuotationAnnotation:
    """Read the story up to a source and add its speaker; `sources` are the tokens of all sources."""
    quotation = _with_relay(story, quotation)
    if quotation.source is None:
        first = story.span(quotation.content[0])[0]
        advance(story, first.i, sources)
        answer = speaker_of_loose_words(story, quotation)
    else:
        source = story.span(quotation.source)
        first = source.root
        advance(story, first.i, sources)
        answer = find_speaker(story, quotation, source)
    _note_speaker(story, quotation, first, answer.referent)
    confidence = quotation.confidence * NAME_IS_RIGHT * answer.chance
    reason = _reason_against(story, answer, confidence)
    if answer.referent is None or reason is not None:
        unnamed = min(confidence, UNNAMED_CONFIDENCE)
        return replace(
            quotation, speaker_mention=quotation.source, unattributed_reason=reason, confidence=unnamed
        )
    speaker = story.referents[answer.referent]
    return replace(
        quotation,
        speaker_name=speaker.name,
        speaker_kind=_kind_of_speaker(speaker),
        speaker_entity=speaker.entity,
        speaker_mention=quotation.source,
        speaker_role=None if speaker.entity is None else story.entities[speaker.entity].role,
        resolved_by=answer.resolved_by,
        unattributed_reason=None,
        confidence=confidence,
    )


def _reason_against(story: Story, answer: Answer, confidence: float) -> str | None:
    """Why no name is given; None if one is."""
    if answer.reason is not None or answer.referent is None:
        return answer.reason
    if not any(map(str.isalnum, story.referents[answer.referent].name)):
        return "description-unresolved"  # the parser may take "*" or "%" for the speaker
    if story.referents[answer.referent].unclear:
        return "pronoun-unresolved"
    return "speaker-uncertain" if confidence < MIN_CONFIDENCE else None


def _kind_of_speaker(speaker: Referent) -> str:
    """Somebody with a name is a person or an organisation; others are a group, a document or unnamed."""
    if speaker.kind in ("group", "document"):
        return speaker.kind
    if speaker.kind != "body" and _is_description(speaker):
        return "unnamed"
    return "person" if speaker.kind == "person" else "organisation"


def _is_description(speaker: Referent) -> bool:
    """Whether these words are no name: a witness, the Pole, CALLER."""
    words, noun = speaker.name.split(), without_article(speaker.name).split()
    plain = words[-1][:1].islower() or len(noun) < len(words)
    return speaker.entity is None and (plain or person_nouns().issuperset(noun))


def _with_pronouns(story: Story) -> list[EntityAnnotation]:
    """Count for each person the pronouns that mean them, by their subject form."""
    counts: dict[int, dict[str, int]] = {}
    for token, number in sorted(story.meant.items()):
        form = SUBJECT_FORMS.get(story.doc[token].lower_)
        entity = story.referents[number].entity
        if form is not None and entity is not None and story.referents[number].kind == "person":
            counts.setdefault(entity, {})
            counts[entity][form] = counts[entity].get(form, 0) + 1
    return [replace(entity, pronouns=counts.get(n)) for n, entity in enumerate(story.entities)]


def _place(quotation: QuotationAnnotation) -> int:
    return (quotation.source or quotation.content[0])[0]


def _with_relay(story: Story, quotation: QuotationAnnotation) -> QuotationAnnotation:
    """Name the medium or person that passes the words on."""
    if quotation.via is None:
        return quotation
    entity = story.entity_in(quotation.via)
    name = story.text[slice(*quotation.via)] if entity is None else story.entities[entity].name
    return replace(quotation, via_entity=entity, via_name=name)


def _note_speaker(story: Story, quotation: QuotationAnnotation, token: Token, referent: int | None) -> None:
    """Note who spoke; if it was in a letter, the letter speaks for them from here on."""
    story.speak(referent, token, quotation.content)
    if referent is None:
        return
    if quotation.source is not None:
        story.sources.update((word.i, referent) for word in story.span(quotation.source)[:MAX_SOURCE])
    if quotation.closed[0] is not None:  # the network may point at the opening mark
        opening = story.span(quotation.content[0])[0]
        story.sources[opening.i - (opening.i > 0 and not opening.is_quote)] = referent
    if quotation.via is not None:
        medium = story.span(quotation.via).root
        lemma = medium.lemma_.lower()
        if lemma in read_words("media_nouns") and lemma in verbs_of_saying.cue_nouns():
            story.documents[lemma] = referent, medium.i
