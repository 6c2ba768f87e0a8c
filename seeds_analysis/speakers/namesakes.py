"""A bare surname that several people of the article have."""

from collections.abc import Sequence

from spacy.tokens import Token

from seeds_analysis.lexicon import gazetteer, titles
from seeds_analysis.speakers.story import Story
from seeds_analysis.text import name_keys


def person_meant(story: Story, entity: int, name: Token) -> int | None:
    """Who a name means; None if another person of the surname may be meant: Greta and Erik Lind, "Lind said".

    A title decides ("Councilman Lind"), or that the article has used the bare surname for a person before.
    """
    bearers = story.surnames.get(name.text, ())
    if len(bearers) < 2 or story.entities[entity].name == name.text:
        return entity
    before = name.nbor(-1) if name.i else name
    titled = _people_with_title(story, before, name.text, bearers)
    if len(titled) == 1:
        return titled[0]
    if titles.bare(before) in titles.honorifics():
        gendered = titles.honorifics()[titles.bare(before)] is not None
        return None if gendered and _gender_is_unknown(story, entity, bearers) else entity
    if name.n_lefts or before.pos_ == "PROPN":
        return entity
    recent = [number for number in bearers if story.was_mentioned_lately(number, name.i)]
    return None if len(recent) > 1 and not _goes_by_surname(story, entity, name) else entity


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
    given = name_keys.respelled(story.entities[entity].name.split()[0])
    others = [story.entities[number].gender for number in bearers if number != entity]
    return given not in gazetteer.given_name_genders() and not any(others)
