"""Who a pronoun stands for: the most prominent referent that fits, if it is clearly so."""

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from seeds_analysis.doc import syntax
from seeds_analysis.lexicon import word_set
from seeds_analysis.speakers.events import SUBJECT_WEIGHT, SUBJECTS, Event, introduces, weight_of
from seeds_analysis.speakers.names_in_sources import apposed_name, fuller_name, name_around
from seeds_analysis.speakers.referents import GENDERS, kind_of
from seeds_analysis.speakers.story import Story, words_of
from seeds_analysis.text import Offsets

# Names in quoted words matter less to the story around them.
QUOTED_FACTOR = 0.3
# Two candidates closer than this are too close to choose from.
MARGIN = 1.2
# A candidate of unknown gender must be this much better than one whose gender is known to fit.
UNKNOWN_MARGIN = 3.0

_KINDS = {
    **dict.fromkeys(["they", "them", "their"], ("group", "body")),
    **dict.fromkeys(["it", "its"], ("body", "place")),
    **dict.fromkeys(GENDERS, ("person",)),
}
_ISSUING_VERBS = word_set("speakers.issuing_verbs")


def advance(story: Story, token: int, sources: Collection[int]) -> None:
    """Read the story up to a token; `sources` are the tokens of speakers, which are noted when they speak."""
    while story.read < len(story.events) and story.events[story.read].token < token:
        event = story.events[story.read]
        story.read += 1
        if event.kind == "entity" or event.token not in sources:
            _take_in(story, event)


def antecedent(
    story: Story, pronoun: Token, content: Sequence[Offsets] = (), *, narrated: bool = False
) -> int | None:
    """The referent that a third-person pronoun stands for, None if that is unclear.

    Whoever is named in `content`, the words that the pronoun is the source of, is somebody else. A pronoun of
    the narration does not give its gender to the speaker of its sentence: in "Lee said he had left" another
    may have left.
    """
    kinds, gender = _KINDS.get(pronoun.lower_), GENDERS.get(pronoun.lower_)
    if kinds is None:
        return None
    weights = story.candidates(pronoun.i, kinds, gender)
    for offsets in content:
        for named in story.entities_named(*offsets):
            weights.pop(named, None)
    if not weights:
        return None
    best, *others = sorted(weights, key=lambda number: (-weights[number], number))
    referent = story.referents[best]
    if gender is not None and referent.gender is None:
        known = [weights[number] for number in others if story.referents[number].gender == gender]
        if known and weights[best] < UNKNOWN_MARGIN * max(known):
            return None
    if others and weights[best] < MARGIN * weights[others[0]]:
        return None
    if gender is not None and not (narrated and referent.spoke == story.sentences[pronoun.i]):
        referent.heard = gender
        if not others and referent.gender is None:
            referent.gender = gender
    return best


def _take_in(story: Story, event: Event) -> None:
    """Note who an event mentions."""
    token = story.doc[event.token]
    quoted = story.is_quoted(token.idx)
    weight = weight_of(token)
    if event.entity is not None:
        leads = weight == SUBJECT_WEIGHT and not quoted
        story.mention(event.entity, token.i, weight * QUOTED_FACTOR if quoted else weight, leads=leads)
        return
    if quoted:
        return
    if event.kind == "document":
        _note_issuer(story, token)
        return
    number = None
    if event.kind == "pronoun":
        number = antecedent(story, token, narrated=True)
    elif event.kind == "name":
        number = story.introduce(words_of(story.doc, *fuller_name(token, story.proper_nouns)), "person")
    elif introduces(token):
        number = _introduced(story, token)
    if number is not None:
        story.mention(number, token.i, weight, leads=token.dep_ in SUBJECTS)


def _introduced(story: Story, noun: Token) -> int | None:
    """The person that a noun brings in; None if a name beside it is an entity, which counts by itself."""
    kind, gender = kind_of(noun)
    name = apposed_name(noun)
    if name is None:
        return story.introduce(words_of(story.doc, *syntax.noun_phrase(noun)), kind, gender)
    if story.entity_of(name) is not None:
        return None
    return story.introduce(words_of(story.doc, *name_around(name)), "person", gender)


def _note_issuer(story: Story, document: Token) -> None:
    """The auditors published a report: from here on "the report" speaks for them."""
    verb = document.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if verb.lemma_ not in _ISSUING_VERBS or subject is None:
        return
    issuer = story.entity_of(subject)
    if issuer is None and subject.pos_ == "PRON":
        issuer = antecedent(story, subject)
    elif issuer is None:
        issuer = story.introduce(words_of(story.doc, *syntax.noun_phrase(subject)), *kind_of(subject))
    if issuer is not None:
        story.documents[document.lemma_.lower()] = issuer, document.i
