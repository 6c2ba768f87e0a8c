"""Lists of names: places, organisations, given names and their short forms; all keyed as name_keys does."""

from functools import cache

from seeds_analysis.lexicon.tables import read_table
from seeds_analysis.text import name_keys


@cache
def full_given_names() -> dict[str, tuple[str, ...]]:
    """Map a short form to the given names it may be short for, as keys."""
    found: dict[str, list[str]] = {}
    for full, *short_forms in read_table("nicknames"):
        for short in short_forms:
            found.setdefault(name_keys.respelled(short), []).append(name_keys.respelled(full))
    return {short: tuple(names) for short, names in found.items()}


@cache
def given_name_genders() -> dict[str, str]:
    """Map the key of a given name to the gender that most people with it have, "m" or "f"."""
    return {row[-2]: row[-1] for row in read_table("given_names")}


def is_given_name(word: str) -> bool:
    """Whether a word is a listed given name."""
    return name_keys.respelled(word) in given_name_genders()


@cache
def places() -> dict[str, tuple[str, str]]:
    """Map every name of a listed place to the key of its first name and its kind."""
    found: dict[str, tuple[str, str]] = {}
    for kind, *names in read_table("places"):
        for name in names:
            found.setdefault(name_keys.name_key(name), (name_keys.name_key(names[0]), kind))
    return found


@cache
def organisations() -> dict[str, str]:
    """Map every name of a listed organisation to the key of its acronym."""
    return {
        name_keys.name_key(name): name_keys.name_key(row[0])
        for row in read_table("organisations")
        for name in row
    }
