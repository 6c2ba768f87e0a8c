"""Which referent a name or phrase stands for."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from seeds_analysis.doc import EntityAnnotation, syntax
from seeds_analysis.lexicon import titles
from seeds_analysis.speakers.asking import ask_noun
from seeds_analysis.speakers.names_in_sources import apposed_name
from seeds_analysis.speakers.ranking import LIKELY, rank
from seeds_analysis.speakers.referents import kind_of
from seeds_analysis.speakers.story import Story
from seeds_analysis.text import Offsets

# A longer run of capitals is a heading.
MAX_CAPITALS = 5
# Entities compared with a name in capitals, or with initials.
MAX_ENTITIES = 200
MAX_INITIALS = 4


def referent_named(story: Story, token: Token) -> int:
    """The referent of a proper noun, whether or not the recognizer took it for a name."""
    entity = story.entity_of(token)
    if entity is not None:
        return entity
    start, end = story.fuller_name(token)
    last = story.doc[end - 1]
    name = story.doc[start:end].text
    entity = entity_in_capitals(name, story.entities) if last.is_upper else None
    if entity is None:
        entity = story.entity_of(last)
    return story.introduce(name, "person") if entity is None else entity


def person_set_off(story: Story, source: Span) -> int | None:
    """The person whose name begins a source phrase, or follows a comma or title in it: parses fail.

    "Ana Ruiz QC, for the bank"; "The officer who fired, Leo Lind, a veteran"; "presiding judge Pia Lind, who
    took notes"; not "Ruiz aides".
    """
    start, end = syntax.offsets_of(story.doc, source.start, source.end)
    for number in sorted(story.named_in([(start, end)])):
        if story.entities[number].label != "PERSON":
            continue
        for mention in story.entities[number].mentions:
            if start <= mention[0] and mention[1] <= end and _is_set_off(source, story.span(mention)):
                return number
    return None


def _is_set_off(source: Span, name: Span) -> bool:
    doc, first = source.doc, name.start
    while first > source.start and titles.is_title(doc[first - 1]):
        first -= 1
    following = doc[name.end] if name.end < source.end else None
    is_whole = following is None or following.is_upper or following.pos_ in ("PUNCT", "ADP")
    has_title = first < name.start and all(token.pos_ != "ADP" for token in doc[source.start : first])
    return is_whole and (has_title or first == source.start or doc[first - 1].text == ",")


def issuer_named(story: Story, start: int, end: int, content: Sequence[Offsets]) -> int | None:
    """Who issues a document, by the phrase at the tokens [start, end); None if that is unclear.

    `content` are the words that are quoted from it.
    """
    phrase = story.doc[start:end]
    root = phrase.root
    name = apposed_name(root)
    if name is not None:
        return referent_named(story, name)
    found = story.entity_in(syntax.offsets_of(story.doc, start, end))
    if found is not None:
        return found
    asked = ask_noun(story, root, content)
    ranked = rank(story, asked)
    if ranked.likely is not None:
        return ranked.likely
    generic = len(phrase) == 1 and root.dep_ == "compound"  # "court documents" names no court
    unclear = asked.article == "definite" and ranked.best is not None and ranked.nobody < LIKELY
    return None if generic or unclear else story.introduce(phrase.text, *kind_of(root))


def entity_in_capitals(words: str, entities: Sequence[EntityAnnotation]) -> int | None:
    """The one entity whose name, or the end of it, these words are in any case: "RUIZ" for Ana Ruiz."""
    words = " ".join(words.casefold().split())
    found = [
        number
        for number, entity in enumerate(entities[:MAX_ENTITIES])
        if entity.name.casefold() == words or entity.name.casefold().endswith(" " + words)
    ]
    return found[0] if len(found) == 1 else None


def person_by_initials(initials: str, entities: Sequence[EntityAnnotation]) -> int | None:
    """The one person with these initials: EB is Eliza Boone."""
    if not (initials.isalpha() and initials.isupper() and 2 <= len(initials) <= MAX_INITIALS):
        return None
    found = [
        number
        for number, entity in enumerate(entities[:MAX_ENTITIES])
        if entity.label == "PERSON" and "".join(word[0] for word in entity.name.split()).upper() == initials
    ]
    return found[0] if len(found) == 1 else None


def name_in_turn_label(label: Span) -> Span | None:
    """The name in a turn label of capitals, without titles: "GOV. ANA RUIZ:"; None if there is none."""
    if len(label) > MAX_CAPITALS or not label.text.isupper():
        return None
    start = label.start
    while start < label.end and titles.is_title(label.doc[start]):
        start += 1
    name = label.doc[start : label.end]
    return name if len(name) and all(token.is_alpha for token in name) else None
