"""Which mentions name the same person; every step is a look-up, so the cost grows with the text only."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seeds_analysis.lexicon import gazetteer
from seeds_analysis.text import name_keys

# A bare surname means the bearer named within so many characters before it (a sentence or two), otherwise
# the one named most: a relative named in passing does not take the name over.
NEAR = 250
MIN_SOUNDS = 5  # consonants; fewer make too many different names alike
MAX_COMPARED = 8  # people of one surname


class PersonMention(NamedTuple):
    """A person's name, where it starts, and the gender that a title before it implies."""

    text: str
    start: int
    gender: str | None = None


@dataclass(slots=True, eq=False)
class Person:
    """One person; `mentions` counts the full names, `latest` is where the last name so far starts."""

    gender: str | None = None
    middle: str = ""
    mentions: int = 0
    latest: int = -NEAR


def merge_people(mentions: Sequence[PersonMention]) -> list[Person]:
    """The person that each mention names, in text order.

    Full names come first, wherever they are: given names must agree (an initial or a short form will do), and
    so must middle initials and Jr. or Sr. A bare name then goes to the one person who has it; of several, to
    the one just named or else named most, whose gender fits the title.
    """
    people = _People()
    by_text: dict[str, Person] = {}
    for mention in mentions:
        if name_keys.parse_person(mention.text).given:
            person = by_text.get(mention.text) or people.add_full_name(mention)
            by_text[mention.text] = person
            person.gender = mention.gender or person.gender
            person.mentions += 1
    found = []
    for mention in mentions:
        person = by_text.get(mention.text) or people.find_bare_name(mention)
        person.latest = mention.start
        found.append(person)
    return found


class _People:
    """The people found so far, by the keys of their names."""

    def __init__(self) -> None:
        self._full: dict[tuple[str, ...], Person] = {}
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_other: dict[str, list[Person]] = defaultdict(list)  # given and middle names
        self._by_sound: dict[tuple[str, str], tuple[name_keys.PersonName, Person]] = {}

    def add_full_name(self, mention: PersonMention) -> Person:
        """The person with this full name, who may be known by another form of it."""
        name = name_keys.parse_person(mention.text)
        base = name.surname, name.suffix
        sound = name_keys.sounds(name.given), name_keys.sounds(name.surname)
        known = (self._full.get((*base, key)) for key in _asked(name.given))
        person = next(filter(None, known), None) or self._heard(name, sound)
        # George W. Bush is not George H. W. Bush; George Bush may be either, and is the first.
        if person is None or (name.middle and person.middle not in ("", name.middle)):
            person = Person(mention.gender or gazetteer.given_name_genders().get(name.given), name.middle)
            self._by_surname[name.surname].append(person)
            words = {name_keys.respelled(word) for word in mention.text.replace("-", " ").split()}
            for word in {name.given, *words} - {name.surname, name.suffix}:
                self._by_other[word].append(person)
        person.middle = person.middle or name.middle
        self._by_sound.setdefault(sound, (name, person))
        for key in _noted(name.given):
            self._full.setdefault((*base, key), person)
        return person

    def _heard(self, name: name_keys.PersonName, sound: tuple[str, str]) -> Person | None:
        """The person whose name is another transliteration of this: Davit and David Maisuradze."""
        other, person = self._by_sound.get(sound, (None, None))
        if other is None or person is None or len("".join(sound)) < MIN_SOUNDS:
            return None
        is_spelled_same = (other.given, other.surname) == (name.given, name.surname)
        if other.suffix != name.suffix or is_spelled_same:
            return None
        return None if _differ(person.gender, gazetteer.given_name_genders().get(name.given)) else person

    def find_bare_name(self, mention: PersonMention) -> Person:
        """The person that a surname or given name alone means, a new one if nobody has it."""
        name = name_keys.parse_person(mention.text).surname
        people = self._by_surname[name]
        for given in (name, *gazetteer.full_given_names().get(name, ())):
            people = people or self._by_other.get(given, [])
        fitting = [one for one in people[:MAX_COMPARED] if not _differ(one.gender, mention.gender)]
        if fitting:
            fits = {one: bool(mention.gender) and one.gender == mention.gender for one in fitting}
            near = {one: one.latest * (mention.start - one.latest <= NEAR) for one in fitting}
            return max(fitting, key=lambda one: (fits[one], near[one], one.mentions))
        # A name that is used alone, without a title, is probably a given name.
        person = Person(mention.gender or gazetteer.given_name_genders().get(name))
        self._by_surname[name].append(person)
        return person


def _noted(given: str) -> Iterator[str]:
    """The keys under which a given name is known."""
    yield given
    yield from (f"short for {full}" for full in gazetteer.full_given_names().get(given, ()))
    yield f"{given[:1]} for short" if len(given) > 1 else f"only {given}"


def _asked(given: str) -> Iterator[str]:
    """The keys of given names that agree with this one: the same, a short form, an initial."""
    yield from (given, f"short for {given}", *gazetteer.full_given_names().get(given, ()))
    yield f"{given} for short" if len(given) == 1 else f"only {given[:1]}"


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
