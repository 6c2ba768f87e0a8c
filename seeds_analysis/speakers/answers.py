"""Who a quotation's source is: a name, a pronoun, a document, a description, or the label of a turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from seeds_analysis.doc import QuotationAnnotation, context, syntax
from seeds_analysis.lexicon import verbs_of_saying, word_set
from seeds_analysis.speakers.antecedents import antecedent
from seeds_analysis.speakers.descriptions import bearer_of, may_be_named, only_company
from seeds_analysis.speakers.issuers import issuer_within
from seeds_analysis.speakers.names_in_sources import apposed_name
from seeds_analysis.speakers.referents import coordinated, is_definite, kind_of
from seeds_analysis.speakers.sources import (
    entity_in_capitals,
    introduce,
    issuer_named,
    name_in_turn_label,
    person_by_initials,
    person_meant,
    referent_named,
)
from seeds_analysis.speakers.story import Story
from seeds_analysis.text import Offsets

# A description of somebody already named is short: "the former mayor", not a whole clause.
MAX_DESCRIPTION_TOKENS = 4

# Labels of questions where those of answers are names.
_NAMELESS_TURNS = {"q", "question"}
# Pronouns that, left unresolved, stand for nobody in particular.
_NOBODY = word_set("speakers.nobody")


@dataclass(frozen=True, slots=True)
class Answer:
    """The referent and the rule that found it, or the reason why it is unknown."""

    referent: int | None = None
    resolved_by: str | None = None
    reason: str | None = None


def find_speaker(story: Story, quotation: QuotationAnnotation, source: Span) -> Answer:
    """Decide who a source phrase stands for."""
    rule = quotation.rule or "source"
    root = source.root
    if rule == "label":
        answer = _from_turn_label(story, source)
        if answer is not None:
            return answer
    if root.pos_ == "PRON":
        return _from_pronoun(story, source, quotation.content)
    if sum(token.i < source.end for token in coordinated(root)) > 1:
        return Answer(introduce(story, source, "group"), rule)
    entity = story.entity_of(root)
    if entity is not None:
        person = person_meant(story, entity, root)
        return Answer(reason="name-ambiguous") if person is None else Answer(person, rule)
    if root.lemma_.lower() in verbs_of_saying.cue_nouns():
        return _from_document(story, source, rule)
    return _from_description(story, source, rule)


def _from_turn_label(story: Story, label: Span) -> Answer | None:
    """Whose turn a label begins: "Q:", "EB:", "GOV. ANA RUIZ:"; None if it is a plain name."""
    if label.text.strip(".").lower() in _NAMELESS_TURNS:  # "Q." is one token
        return Answer(reason="no-source")
    entity = person_by_initials(label.text, story.entities)
    name = name_in_turn_label(label)
    if entity is None and name is not None and story.entity_of(label.root) is None:
        entity = entity_in_capitals(name.text, story.entities)
        if entity is None and len(name) > 1:
            return Answer(introduce(story, name, "person"), "label")
    return None if entity is None else Answer(entity, "label")


def _from_pronoun(story: Story, source: Span, content: Sequence[Offsets]) -> Answer:
    pronoun = source.root
    word = pronoun.lower_
    if word in ("i", "me", "my"):
        return _author(story)
    if word in ("it", "its", "this", "that"):
        if pronoun.head.lemma_ == "be":  # it is hard to say: nobody
            return Answer(reason="pronoun-unresolved")
        issuer = _issuer_of_last_document(story, pronoun)
        if issuer is not None:
            return Answer(issuer, "pronoun-document")
    referent = antecedent(story, pronoun, content)
    if referent is not None:
        return Answer(referent, "pronoun")
    # those who voted, some of the guests
    described = any(c.dep_ in ("relcl", "acl", "prep") and c.i > pronoun.i for c in pronoun.children)
    is_group = len(source) > 1 and described and word not in ("it", "he", "she")
    if not is_group and (word in _NOBODY or pronoun.tag_ == "PRP"):
        return Answer(reason="pronoun-unresolved")
    return Answer(introduce(story, source, "group"), "unnamed")  # many, others, one, nobody


def _author(story: Story) -> Answer:
    """Outside quotation marks the first person is the author."""
    for start, end in context.furniture(story.doc, "byline"):
        entity = story.entity_in((start, end))
        if entity is None:
            words = story.text[start:end].split()
            name = " ".join(words[1:] if words[0].lower() == "by" else words)
            entity = story.introduce(name, "person")
        return Answer(entity, "byline")
    return Answer(reason="author-unknown")


def _issuer_of_last_document(story: Story, pronoun: Token) -> int | None:
    """Who issued the document mentioned last, if that was in this paragraph or the one before."""
    if not story.documents:
        return None
    issuer, token = max(story.documents.values(), key=lambda document: document[1])
    near = story.paragraph(pronoun.sent.start) - story.paragraph(token) <= 1
    return issuer if near else None


def _from_document(story: Story, source: Span, rule: str) -> Answer:
    """A statement speaks for its issuer, a repeated "the statement" for the issuer named before."""
    root = source.root
    lemma = root.lemma_.lower()
    known = story.documents.get(lemma)
    within = issuer_within(root)
    issuer = None if within is None else issuer_named(story, *within[0])
    is_entity = issuer is not None and story.referents[issuer].entity is not None
    if known is not None and not is_entity and is_definite(root):
        answer = Answer(known[0], "document-repeated")
    elif issuer is not None:
        answer = Answer(issuer, "document-issuer")
    else:
        answer = Answer(introduce(story, source, "body"), rule)
    if answer.referent is not None:
        story.documents[lemma] = answer.referent, root.i
    return answer


def _from_description(story: Story, source: Span, rule: str) -> Answer:
    """A phrase without a name: "the minister" may be somebody named before, "an official" is not."""
    root = source.root
    name = apposed_name(root)
    if name is None and root.dep_ == "appos" and root.head.pos_ == "PROPN":
        name = root.head
    if name is not None:
        return Answer(referent_named(story, name), "apposed-name")
    if root.pos_ == "PROPN":
        inside = story.entity_in(syntax.offsets_of(story.doc, source.start, source.end))
        return Answer(referent_named(story, root) if inside is None else inside, rule)
    if root.lower_ == "old" and root.i > 2 and story.doc[root.i - 2].lower_ == "year":  # the 33-year-old
        people = list(story.candidates(root.i, ("person",), None, leading=False))
        return (
            Answer(people[0], "description") if len(people) == 1 else Answer(reason="description-unresolved")
        )
    if len(source) <= MAX_DESCRIPTION_TOKENS:
        bearer = bearer_of(story, root)
        if bearer is not None:
            return Answer(bearer, "role")
        company = only_company(story, root)
        if company is not None:
            return Answer(company, "description")
    if may_be_named(story, root):
        return Answer(reason="description-unresolved")
    return Answer(introduce(story, source, *kind_of(root)), rule)
