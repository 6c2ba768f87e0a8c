"""Which referent a name or phrase stands for."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from seeds_analysis.doc import EntityAnnotation, syntax
from seeds_analysis.lexicon import gazetteer, titles
from seeds_analysis.speakers.antecedents import antecedent
from seeds_analysis.speakers.descriptions import bearer_of, may_be_named, only_company
from seeds_analysis.speakers.names_in_sources import apposed_name, fuller_name
from seeds_analysis.speakers.referents import kind_of
from seeds_analysis.speakers.story import Story, words_of
from seeds_analysis.text import name_keys

# A longer run of capitals is a heading.
MAX_CAPITALS = 5
# Entities compared with a name in capitals.
MAX_ENTITIES = 200
MAX_INITIALS = 4


def referent_named(story: Story, token: Token) -> int:
    """The referent of a proper noun, whether or not the recognizer took it for a name."""
    entity = story.entity_of(token)
    if entity is not None:
        return entity
    start, end = fuller_name(token, story.proper_nouns)
    last = story.doc[end - 1]
    entity = entity_in_capitals(words_of(story.doc, start, end), story.entities) if last.is_upper else None
    if entity is None:
        entity = story.entity_of(last)
    return introduce(story, story.doc[start:end], "person") if entity is None else entity


def person_meant(story: Story, entity: int, name: Token) -> int | None:
    """Who a name means; None if another person of the surname may be meant: Greta and Erik Lind, "Lind said".

    Age or title decides ("the younger Lind", "Councilman Lind"), or that the article has used the bare
    surname for a person before.
    """
    bearers = story.surnames.get(name.text, ())
    if len(bearers) < 2 or story.entities[entity].name == name.text:
        return entity
    before = name.nbor(-1) if name.i else name
    for chosen in (
        _people_of_age(story, name, bearers),
        _people_with_title(story, before, name.text, bearers),
    ):
        if len(chosen) == 1:
            return chosen[0]
    if titles.bare(before) in titles.honorifics():
        gendered = titles.honorifics()[titles.bare(before)] is not None
        return None if gendered and _gender_is_unknown(story, entity, bearers) else entity
    if name.n_lefts or before.pos_ == "PROPN":
        return entity
    recent = [number for number in bearers if story.was_mentioned_lately(number, name.i)]
    return None if len(recent) > 1 and not _goes_by_surname(story, entity, name) else entity


def _people_of_age(story: Story, name: Token, bearers: Sequence[int]) -> list[int]:
    """The younger of two is the one called Jr., the elder the other."""
    ages = {child.lower_ for child in name.lefts} & {"younger", "elder", "older"}
    juniors = [n for n in bearers if name_keys.parse_person(story.entities[n].name).suffix]
    if not ages or len(bearers) != 2 or len(juniors) != 1:
        return []
    return juniors if "younger" in ages else [number for number in bearers if number not in juniors]


def _people_with_title(story: Story, title: Token, surname: str, bearers: Sequence[int]) -> list[int]:
    """Those whose full name follows the title somewhere."""
    if titles.role_noun(title) is None or not title.is_title:
        return []
    return [
        number
        for number in bearers
        if any(
            end - start > len(surname) and story.text.endswith(title.text + " ", 0, start)
            for start, end in story.entities[number].mentions
        )
    ]


def _goes_by_surname(story: Story, entity: int, name: Token) -> bool:
    """Whether the narration has used the bare surname for this person before, after the full name."""
    earlier = [mention for mention in story.entities[entity].mentions if mention[0] < name.idx]
    bare = [mention for mention in earlier if story.text[slice(*mention)] == name.text]
    full = next((end for start, end in earlier if (start, end) not in bare), 0)
    return any(start > full and not story.is_quoted(start) for start, _ in bare)


def _gender_is_unknown(story: Story, entity: int, bearers: Sequence[int]) -> bool:
    """Whether "Ms. Lind" may be any bearer; the entity has its gender from this very title."""
    given = story.entities[entity].name.split()[0]
    others = [story.entities[number].gender for number in bearers if number != entity]
    return not gazetteer.is_given_name(given) and not any(others)


def issuer_named(story: Story, start: int, end: int) -> int | None:
    """Who issues a document, by the phrase at the tokens [start, end); None if that is unclear."""
    phrase = story.doc[start:end]
    root = phrase.root
    if root.pos_ == "PRON":
        return antecedent(story, root)
    name = apposed_name(root)
    if name is not None:
        return referent_named(story, name)
    found = story.entity_in(syntax.offsets_of(story.doc, start, end))
    if found is None:
        found = bearer_of(story, root)
    if found is None:
        found = only_company(story, root)
    if found is not None:
        return found
    generic = len(phrase) == 1 and root.dep_ == "compound"  # "court documents" names no court
    if generic or may_be_named(story, root):
        return None
    return introduce(story, phrase, *kind_of(root))


def introduce(story: Story, phrase: Span, kind: str, gender: str | None = None) -> int:
    """The referent for a phrase that names no entity."""
    return story.introduce(words_of(story.doc, phrase.start, phrase.end), kind, gender)


def entity_in_capitals(words: str, entities: Sequence[EntityAnnotation]) -> int | None:
    """The one entity whose name, or the end of it, these words are in any case: "RUIZ" for Ana Ruiz."""
    words = words.casefold()
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
        for number, entity in enumerate(entities)
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
