"""Reads a story up to a source: who is mentioned, who a pronoun means, who issues a document."""

from collections.abc import Collection

from spacy.tokens import Token

from seeds_analysis.doc import syntax
from seeds_analysis.lexicon import word_set
from seeds_analysis.speakers.asking import ask_noun, ask_pronoun
from seeds_analysis.speakers.events import Event, introduces
from seeds_analysis.speakers.names_in_sources import apposed_name, name_around
from seeds_analysis.speakers.ranking import rank
from seeds_analysis.speakers.referents import follows_the, is_common, is_definite, kind_of
from seeds_analysis.speakers.story import Story

_ISSUING_VERBS = word_set("speakers.issuing_verbs")


def advance(story: Story, token: int, sources: Collection[int]) -> None:
    """Read the story up to a token; `sources` are the tokens of speakers, which are noted when they speak."""
    while story.read < len(story.events) and story.events[story.read].token < token:
        event = story.events[story.read]
        story.read += 1
        if event.kind == "entity" or event.token not in sources:
            _take_in(story, event)


def antecedent(story: Story, pronoun: Token) -> int | None:
    """The referent that a pronoun of the narration means; None if that is unclear."""
    asked = ask_pronoun(story, pronoun)
    return None if asked is None else rank(story, asked).likely


def _take_in(story: Story, event: Event) -> None:
    """Note who an event mentions."""
    token = story.doc[event.token]
    if event.entity is not None:
        story.mention(event.entity, token, named=True)
        return
    if story.is_quoted(token.idx) or token.idx < story.headline_end:
        return
    if event.kind == "document":
        _note_issuer(story, token)
        return
    number = None
    if event.kind == "pronoun":
        number = antecedent(story, token)
    elif event.kind == "name" and not follows_the(token) and not is_common(token):
        number = story.introduce(story.doc[slice(*story.fuller_name(token))].text, "person")
    elif introduces(token):
        number = _introduced(story, token)
    elif is_definite(token):
        number = rank(story, ask_noun(story, token)).likely
    if number is not None:
        story.mention(number, token, named=event.kind == "name")


def _introduced(story: Story, noun: Token) -> int | None:
    """The person that a noun brings in; None if a name next to it is an entity, which counts by itself."""
    kind, gender = kind_of(noun)
    name = apposed_name(noun)
    if name is None:
        return story.introduce(story.doc[slice(*syntax.noun_phrase(noun))].text, kind, gender)
    if story.entity_of(name) is not None:
        return None
    return story.introduce(story.doc[slice(*name_around(name))].text, "person", gender)


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
        issuer = story.introduce(story.doc[slice(*syntax.noun_phrase(subject))].text, *kind_of(subject))
    if issuer is not None:
        story.documents[document.lemma_.lower()] = issuer, document.i
