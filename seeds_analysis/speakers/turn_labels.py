"""Whom the label before a turn names: "EB:", "RUIZ:", "GOV. ANA RUIZ:"; and labels that name nobody."""

from collections.abc import Sequence

from spacy.tokens import Span

from seeds_analysis.doc import EntityAnnotation
from seeds_analysis.lexicon import titles

MAX_INITIALS = 4
# Names that a label in capitals is looked for among.
MAX_SHOUTED = 200
# A name in capitals of more words is a heading.
MAX_WORDS = 5

# Before the turns of an interview whose parties go unnamed.
_TURNS = {"q", "a", "question", "answer"}


def names_nobody(label: str) -> bool:
    """Whether a label only tells questions from answers."""
    return label.strip(".").lower() in _TURNS


def by_initials(label: str, entities: Sequence[EntityAnnotation]) -> int | None:
    """The one person whose initials stand before a turn; EB: is Eliza Boone."""
    if not (label.isalpha() and label.isupper() and 2 <= len(label) <= MAX_INITIALS):
        return None
    fitting = [
        number
        for number, entity in enumerate(entities)
        if entity.label == "PERSON" and "".join(word[:1] for word in entity.name.split()).upper() == label
    ]
    return fitting[0] if len(fitting) == 1 else None


def in_capitals(words: str, entities: Sequence[EntityAnnotation]) -> int | None:
    """The one whose name, or the end of it, these words are, whatever their case: "RUIZ" for Ana Ruiz."""
    words = words.casefold()
    found = [
        number
        for number, entity in enumerate(entities[:MAX_SHOUTED])
        if entity.name.casefold() == words or entity.name.casefold().endswith(" " + words)
    ]
    return found[0] if len(found) == 1 else None


def shouted_name(label: Span) -> Span | None:
    """The name in a label of capitals, without titles before it; None if there is none."""
    if len(label) > MAX_WORDS or not label.text.isupper():
        return None
    start = label.start
    while start < label.end and _is_title(label.doc[start].text, titles.bare(label.doc[start])):
        start += 1
    rest = label.doc[start : label.end]
    return rest if len(rest) and all(token.is_alpha for token in rest) else None


def _is_title(text: str, word: str) -> bool:
    return text == "." or word in titles.honorifics() or word in titles.role_nouns()
