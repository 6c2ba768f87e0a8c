"""Who a quotation's source is: a name, a pronoun, a document, a description, or the label of a turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation, context, syntax
from seeds_analysis.lexicon import read_words, titles, verbs_of_saying, word_set
from seeds_analysis.speakers.asking import ask_name, ask_nothing, ask_noun, ask_pronoun
from seeds_analysis.speakers.issuers import issuer_within
from seeds_analysis.speakers.names_in_sources import apposed_name, name_around
from seeds_analysis.speakers.ranking import MAX_REFERENTS, rank
from seeds_analysis.speakers.referents import (
    PLURAL_TAGS,
    follows_the,
    head_nouns,
    is_body_noun,
    is_common,
    is_definite,
    kind_of,
    person_nouns,
)
from seeds_analysis.speakers.sources import (
    entity_in_capitals,
    issuer_named,
    name_in_turn_label,
    person_by_initials,
    person_set_off,
    referent_named,
)
from seeds_analysis.speakers.story import Story
from seeds_analysis.text import Offsets

# How often the issuer of a document is right, and how often the issuer that "it" means, in held-out articles.
ISSUER_IS_RIGHT = 0.89
IT_IS_THE_ISSUER = 0.77
# From this chance on, a description means somebody without a name.
SURELY_UNNAMED = 0.85
# Of several people with one surname, one must stand out more than the candidates for a pronoun.
CLEARLY_ONE = 0.85
# Labels of questions where those of answers are names.
NAMELESS_TURNS = {"q", "question", "a", "answer"}
# "The younger Lind" says that there is another, who may have no name in the article.
_AGES = {"younger", "elder", "older"}
# Pronouns that, left unresolved, stand for nobody in particular.
_NOBODY = word_set("speakers.nobody")
# How words for the people of a place end: the Yorkshireman, the Cook Islander.
_OF_A_PLACE = ("man", "woman", "islander", "zealander")


@dataclass(frozen=True, slots=True)
class Answer:
    """The referent, the rule that found it and how likely it is right; or the reason why it is unknown."""

    referent: int | None = None
    resolved_by: str | None = None
    reason: str | None = None
    chance: float = 1.0


def find_speaker(story: Story, quotation: QuotationAnnotation, source: Span) -> Answer:
    """Decide who a source phrase stands for."""
    rule = quotation.rule or "source"
    root = source.root
    if rule == "label":
        answer = _from_turn_label(story, source, quotation)
        if answer is not None:
            return answer
    if root.pos_ == "PRON":
        return _from_pronoun(story, source, quotation.content)
    if _is_joined(root, source):
        return Answer(story.introduce(source.text, "group"), rule)
    entity = story.entity_of(root)
    if entity is not None and not _describes(story.entities[entity], root):
        return _from_name(story, entity, root, quotation.content, rule)
    if root.lemma_.lower() in verbs_of_saying.cue_nouns():
        return _from_document(story, source, rule, quotation.content)
    return _from_description(story, source, rule, quotation.content)


def speaker_of_loose_words(story: Story, quotation: QuotationAnnotation) -> Answer:
    """Decide who speaks words without a source near them."""
    ranked = rank(story, ask_nothing(story, quotation.content))
    if ranked.likely is None:
        return Answer(reason=quotation.unattributed_reason or "no-source")
    return Answer(ranked.likely, "context", chance=ranked.chance)


def _is_joined(root: Token, source: Span) -> bool:
    """Whether "and" joins another noun to the head of a source: Ruiz and Lind."""
    other = next((child for child in root.rights if child.dep_ == "conj"), None)
    return other is not None and other.i < source.end and other.pos_ in ("PROPN", "NOUN", "PRON")


def _describes(entity: EntityAnnotation, root: Token) -> bool:
    """Whether a name only says what somebody is: the Duchess, the Iranian, the Court, the Cook Islander."""
    name = entity.name.lower()
    if name in person_nouns() or (is_body_noun(name) and follows_the(root)):
        return True
    if root.tag_ in PLURAL_TAGS or not is_definite(root):
        return False
    nouns = head_nouns(name.split()) - read_words("outlets")
    if entity.label == "NORP" or any(noun.endswith(_OF_A_PLACE) for noun in nouns):
        return True
    if entity.label == "PERSON":
        return " " not in name and follows_the(root)
    return not nouns.isdisjoint(person_nouns())


def _from_name(story: Story, entity: int, name: Token, content: Sequence[Offsets], rule: str) -> Answer:
    """Of several people of one surname ("Lind said") the likeliest; a name of one bearer is theirs."""
    before = name.nbor(-1) if name.i else name
    if before.lower_ in _AGES:
        return Answer(reason="name-ambiguous")
    bearers = story.surnames.get(name.text, ())
    full = name_around(name)[0] < name.i
    if len(bearers) < 2 or full or story.entities[entity].label != "PERSON":
        return Answer(entity, rule)
    gender = titles.honorifics().get(titles.bare(before))
    fitting = [
        n for n in bearers[:MAX_REFERENTS] if gender is None or story.referents[n].gender in (None, gender)
    ]
    ranked = rank(story, ask_name(story, name, gender, content), fitting or bearers[:MAX_REFERENTS])
    if ranked.best is None or ranked.chance < CLEARLY_ONE:
        return Answer(reason="name-ambiguous")
    return Answer(ranked.best, rule, chance=ranked.chance)


def _from_turn_label(story: Story, label: Span, quotation: QuotationAnnotation) -> Answer | None:
    """Whose turn a label begins: "Q:", "EB:", "GOV. ANA RUIZ:"; None if it is a plain name or a role."""
    if label.text.strip(".").lower() in NAMELESS_TURNS:  # "Q." is one token
        return speaker_of_loose_words(story, quotation)
    entity = person_by_initials(label.text, story.entities)
    name = name_in_turn_label(label)
    if entity is None and name is not None:
        entity = entity_in_capitals(name.text, story.entities)
        if entity is None and len(name) > 1 and story.entity_of(label.root) is None:
            return Answer(story.introduce(name.text, "person"), "label")
    if entity is None or _describes(story.entities[entity], label.root):
        return None
    return Answer(entity, "label")


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
            return Answer(issuer, "pronoun-document", chance=IT_IS_THE_ISSUER)
    asked = ask_pronoun(story, pronoun, content)
    if asked is not None:
        ranked = rank(story, asked)
        if ranked.likely is not None:
            return Answer(ranked.likely, "pronoun", chance=ranked.chance)
    # those who voted, some of the guests
    described = any(c.dep_ in ("relcl", "acl", "prep") and c.i > pronoun.i for c in pronoun.children)
    is_group = len(source) > 1 and described and word not in ("it", "he", "she")
    if not is_group and (word in _NOBODY or pronoun.tag_ in ("PRP", "PRP$")):
        return Answer(reason="pronoun-unresolved")
    return Answer(story.introduce(source.text, "group"), "unnamed")  # many, others, one, nobody


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


def _from_document(story: Story, source: Span, rule: str, content: Sequence[Offsets]) -> Answer:
    """A statement speaks for its issuer, a repeated "the statement" for the issuer named before."""
    root = source.root
    lemma = root.lemma_.lower()
    known = story.documents.get(lemma)
    within = issuer_within(root)
    issuer = None if within is None else issuer_named(story, *within, content)
    is_entity = issuer is not None and story.referents[issuer].entity is not None
    if known is not None and not is_entity and is_definite(root):
        answer = Answer(known[0], "document-repeated")
    elif issuer is not None:
        answer = Answer(issuer, "document-issuer", chance=ISSUER_IS_RIGHT)
    else:
        answer = Answer(story.introduce(source.text, "document"), rule)
    if answer.referent is not None:
        story.documents[lemma] = answer.referent, root.i
    return answer


def _from_description(story: Story, source: Span, rule: str, content: Sequence[Offsets]) -> Answer:
    """A phrase without a name: "the minister" may be somebody named in the text, "an official" is not."""
    root = source.root
    bearers = story.surnames.get(root.text, ()) if len(source) == 1 else ()
    if bearers and not _describes(story.entities[bearers[0]], root):  # taken for a common noun: Tester, Price
        return _from_name(story, bearers[0], root, content, rule)
    name = apposed_name(root)
    if name is None and root.dep_ == "appos" and root.head.pos_ == "PROPN":
        name = root.head
    if name is not None:
        return Answer(referent_named(story, name), "apposed-name")
    person = person_set_off(story, source)
    if person is not None and not _describes(story.entities[person], root):
        return Answer(person, "apposed-name")
    if root.pos_ == "PROPN":
        inside = story.entity_in(syntax.offsets_of(story.doc, source.start, source.end))
        # Mayor Ana Ruiz is Ana Ruiz, but the Central Bank of Aurelia is not Aurelia.
        is_name = not is_common(root) or (inside is not None and story.entities[inside].label == "PERSON")
        if is_name and inside is not None and not _describes(story.entities[inside], root):
            return Answer(inside, rule)
        if is_name and inside is None and not follows_the(root):  # the recognizer missed the name
            return Answer(referent_named(story, root), rule)
    kind, gender = kind_of(root)
    asked = ask_noun(story, root, content)
    # The Ruiz campaign, Leiva Steel's board: in 15 of 15 cases of our articles it has no other name.
    named_after = {story.referents[number].kind for number in asked.within} & {"person", "body"}
    if root.tag_ in PLURAL_TAGS or asked.known or (kind == "body" and named_after):
        return Answer(story.introduce(source.text, kind, gender), rule)
    ranked = rank(story, asked)
    if ranked.likely is not None:
        return Answer(ranked.likely, "description", chance=ranked.chance)
    needs_no_name = rule == "label" or asked.article == "indefinite" or ranked.best is None
    if needs_no_name or ranked.nobody >= SURELY_UNNAMED:
        return Answer(story.introduce(source.text, kind, gender), rule, chance=1 - ranked.chance)
    unclear = story.introduce(source.text, kind, gender, unclear=True)
    return Answer(unclear, reason="description-unresolved")
