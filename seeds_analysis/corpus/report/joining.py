"""Join the names of several articles, as far as the articles support it.

Full names of people are joined if given name, surname and suffix are equal, in any spelling that also joins
them within an article, and no initials differ: "Donald Trump" and "Donald J. Trump". A bare surname is joined
to a full name if nobody else has it in a full name at that time: in the year of the article, the one before
or the one after. Other names are joined if they differ only in case, accents and dots.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from seeds_analysis.text import name_keys

PERSON = "PERSON"

# Given name, surname, suffix, and the middle initial if it tells people apart.
_Person: TypeAlias = tuple[str, str, str, str]
_Joined: TypeAlias = tuple[str | None, str | _Person]


class Name(NamedTuple):
    """A name as an article has it, its label, and the year of the article if it is known."""

    name: str
    label: str | None
    year: int | None = None


def year_of(published: str | None) -> int | None:
    """Give the year of a day in ISO 8601."""
    return int(published[:4]) if published else None


def join_names(counts: Mapping[Name, int]) -> dict[Name, tuple[str, str | None]]:
    """Give each name the name and label that it is counted under: the most frequent one of those joined.

    `counts` says how often each name occurs in the archive. It needs the names of people who are not quoted
    too: they decide whether a surname means one person.
    """
    people = _people(counts)
    bearers: dict[str, dict[int | None, set[_Person]]] = defaultdict(lambda: defaultdict(set))
    for name, person in people.items():
        for year in (name.year, None):  # None is for the years together
            bearers[person[1]][year].add(person)
    joined: dict[Name, _Joined] = {}
    for name in counts:
        key: str | _Person = people.get(name) or name_keys.name_key(name.name)
        if name.label == PERSON and name not in people:
            near = _near(bearers.get(name_keys.parse_person(name.name).surname, {}), name.year)
            key = near.pop() if len(near) == 1 else key
        joined[name] = (name.label, key)
    shown = _shown(counts, joined)
    return {name: shown[key] for name, key in joined.items()}


def _people(names: Iterable[Name]) -> dict[Name, _Person]:
    """Give the person of each full name. An initial counts only if there are several."""
    parsed = {name: name_keys.parse_person(name.name) for name in names if name.label == PERSON}
    full = {name: one for name, one in parsed.items() if one.given}
    initials: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one in full.values():
        initials[one.given, one.surname, one.suffix] |= {one.middle} - {""}
    return {
        name: (*key, one.middle if len(initials[key]) > 1 else "")
        for name, one in full.items()
        for key in [(one.given, one.surname, one.suffix)]
    }


def _near(bearers: Mapping[int | None, set[_Person]], year: int | None) -> set[_Person]:
    """Find those who are named in full in the year before, that year or the year after; None means any."""
    years = (None,) if year is None else (year - 1, year, year + 1)
    return set().union(*(bearers.get(near, ()) for near in years))


def _shown(
    counts: Mapping[Name, int], joined: Mapping[Name, _Joined]
) -> dict[_Joined, tuple[str, str | None]]:
    """Choose the name of each: the most frequent one, of a person the most frequent full name."""
    totals: dict[_Joined, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, key in joined.items():
        totals[key][name.name] += counts[name]
    shown: dict[_Joined, tuple[str, str | None]] = {}
    for one, names in totals.items():
        label, shared = one
        full = [name for name in names if isinstance(shared, str) or name_keys.parse_person(name).given]
        shown[one] = (min(full, key=lambda name: (-names[name], name)), label)
    return shown
