"""Whether two names, or two descriptions of an unnamed source, count as the same."""

import re
import unicodedata

# Titles of courtesy, rank or office, which are no part of the name.
_TITLES = """
mr mrs ms miss mx dr prof professor sir dame lord lady judge justice captain capt colonel col general gen
sergeant sgt lieutenant lt major maj commander inspector detective officer chief sheriff mayor governor
gov senator sen representative rep president minister premier chancellor secretary ambassador councillor
councilor councilman councilwoman alderman reverend rev father sister brother bishop archbishop cardinal
pope imam rabbi sheikh king queen prince princess coach deputy former chairman chairwoman
"""
_BEFORE_A_NAME = frozenset(_TITLES.split()) | {"a", "an", "the"}
_PREPOSITIONS = frozenset(
    ["of", "at", "in", "on", "for", "from", "with", "to", "by", "near", "who", "that", "which"]
)


def same_speaker(right: str, given: str) -> bool:
    """Whether the given name or description is the right one.

    Case, titles, articles, nicknames in quotation marks, commas and full stops do not count. A description
    (without capitals) may be shorter or longer if the head is the same: "spokeswoman" is right for "a police
    spokeswoman", and "a neighbour who saw it" for "a neighbour".
    """
    mine, theirs = _plain_words(right), _plain_words(given)
    if mine == theirs:
        return True
    if right != right.lower() or not mine or not theirs:
        return False
    short, long = sorted((mine, theirs), key=len)
    if len(short) < len(long) and long[: len(short)] == short and long[len(short)] in _PREPOSITIONS:
        return True
    return not _PREPOSITIONS.intersection(mine + theirs) and long[-len(short) :] == short


def _plain_words(name: str) -> list[str]:
    name = unicodedata.normalize("NFC", name).replace("’", "'").casefold()
    name = re.sub(r"[\"“‘„«][^\"”’»]*[\"”’»]|[.,]", " ", name)
    words = name.removesuffix("'s").split()
    while len(words) > 1 and words[0] in _BEFORE_A_NAME:
        del words[0]
    return words
