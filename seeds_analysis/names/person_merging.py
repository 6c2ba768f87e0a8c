"""Which mentions name the same person; every step is a look-up, so the cost grows with the text only."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seeds_analysis.lexicon import gazetteer
from seeds_analysis.text import name_keys

# A bare surname means the bearer named within so many characters before it (about a paragraph), otherwise
# the one named most: a relative named once in passing does not take the name over.
NEAR = 400
MIN_SOUNDS = 5  # consonants; fewer make too many different names alike
MAX_COMPARED = 8  # people of one surname


class PersonMention(NamedTuple):
    """A person's name, where it starts, and the gender that a title before it implies."""

    text: str
    start: int
    gender: str | None = None


@dataclass(slots=True, eq=False)
class Person:
    """One person; `mentions` counts the full names."""

    gender: str | None = None
    suffix: str = ""
    mentions: int = 0


def merge_people(mentions: Sequence[PersonMention]) -> list[Person]:
    """The person that each mention names, in text order.

    Full names come first, wherever they are: given names must agree (an initial or a short form will do), and
    so must middle initials and Jr. or Sr. A bare name then goes to the one person who has it; of several, to
    the one just named or else named most, whose gender fits the title.
    """
    people = _People()
    first = {mention.text: mention for mention in reversed(mentions)}
    # The longest first, so that shorter forms find them: Suu Kyi is Aung San Suu Kyi.
    full = [mention for text, mention in first.items() if name_keys.parse_person(text).parts > 1]
    full.sort(key=lambda mention: (-name_keys.parse_person(mention.text).parts, mention.start))
    by_text = {mention.text: people.add_full_name(mention) for mention in full}
    for mention in mentions:
        if mention.text in by_text:
            person = by_text[mention.text]
            person.gender = mention.gender or person.gender
            person.mentions += 1
    for mention in mentions:
        people.add_namesake(mention)
    found = []
    for mention in mentions:
        name = name_keys.parse_person(mention.text)
        person = by_text.get(mention.text) or people.find_bare_name(mention)
        if name.parts > 1:
            people.latest[people.surname(name.surname)].note(person, mention.start)
            people.latest[_given_key(name.given)].note(person, mention.start)
        found.append(person)
    return found


class _Bearers:
    """The people of one name: who of them was named last, and who most."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[Person, int]] = {}
        self._most: dict[str, Person] = {}
        self._count: dict[Person, int] = defaultdict(int)

    def note(self, person: Person, start: int) -> None:
        self._count[person] += 1
        # Those with Jr. or Sr. seldom go by the bare name.
        for kind in (person.gender or "unknown", "suffix" if person.suffix else "plain"):
            self._last[kind] = person, start
            if self._count[person] > self._count[self._most.setdefault(kind, person)]:
                self._most[kind] = person

    def find(self, gender: str | None, start: int) -> Person | None:
        kinds = ("plain", "suffix") if gender is None else (gender, "unknown")
        for kind in kinds:
            if kind in self._last:
                person, noted = self._last[kind]
                return person if start - noted <= NEAR else self._most[kind]
        return None


class _People:
    """The people found so far, by the keys of their names."""

    def __init__(self) -> None:
        self._full: dict[tuple[str, ...], Person] = {}
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_other: dict[str, list[Person]] = defaultdict(list)  # given and middle names
        self._misspelled: dict[str, str] = {}
        self._by_sound: dict[tuple[str, str], tuple[name_keys.PersonName, Person]] = {}
        self.latest: dict[str, _Bearers] = defaultdict(_Bearers)

    def add_full_name(self, mention: PersonMention) -> Person:
        """The person with this full name, who may be known by another form of it."""
        name = name_keys.parse_person(mention.text)
        surname = self.surname(name.surname)
        base = (surname, name.suffix)
        words = [name_keys.respelled(word) for word in mention.text.replace("-", " ").split()]
        sound = name_keys.sounds(name.given), name_keys.sounds(name.surname)
        person = self._known(name, base) or self._full.get(tuple(words)) or self._heard(name, sound)
        if person is None and name.parts == 2 and name.given in name_keys.LOWER_PARTICLES:  # "Bin Laden"
            person = next(iter(self._by_surname[surname]), None)
        if person is None:
            gender = mention.gender or gazetteer.given_name_genders().get(name.given)
            person = Person(gender, name.suffix)
            self._by_surname[surname].append(person)
            for word in {name.given, *words} - {name.surname, name.suffix}:
                self._by_other[word].append(person)
            for cut in range(1, min(len(words) - 1, MAX_COMPARED)):
                self._full.setdefault(tuple(words[cut:]), person)
        self._by_sound.setdefault(sound, (name, person))
        short_for = gazetteer.full_given_names().get(name.given, ())
        for given in (name.given, *(f"short-for-{full}" for full in short_for)):
            self._full.setdefault((*base, given), person)
            if name.middle:
                self._full.setdefault((*base, given, name.middle), person)
        initial = f"{name.given[0]}-initial" if len(name.given) > 1 else f"only-{name.given}"
        self._full.setdefault((*base, initial), person)
        return person

    def _known(self, name: name_keys.PersonName, base: tuple[str, str]) -> Person | None:
        """The person already known by a full name that agrees with this one."""
        keys = [name.given, f"short-for-{name.given}", *gazetteer.full_given_names().get(name.given, ())]
        if name.given:
            keys.append(f"{name.given}-initial" if len(name.given) == 1 else f"only-{name.given[0]}")
        for key in keys:
            person = self._full.get((*base, key))
            if person is None:
                continue
            middle = self._full.get((*base, key, name.middle)) if name.middle else person
            has_middle = any((*base, key, letter) in self._full for letter in "abcdefghijklmnopqrstuvwxyz")
            # George W. Bush is not George H. W. Bush; George Bush may be either, and is the first.
            if middle is not None or not has_middle:
                return middle or person
        return None

    def _heard(self, name: name_keys.PersonName, sound: tuple[str, str]) -> Person | None:
        """The person whose name is another transliteration of this: Davit and David Maisuradze."""
        other, person = self._by_sound.get(sound, (None, None))
        if other is None or person is None or len("".join(sound)) < MIN_SOUNDS:
            return None
        is_spelled_same = (other.given, other.surname) == (name.given, name.surname)
        if is_spelled_same or (other.suffix, other.middle) != (name.suffix, name.middle):
            return None
        return None if _differ(person.gender, gazetteer.given_name_genders().get(name.given)) else person

    def add_namesake(self, mention: PersonMention) -> None:
        """Add a person without a full name whose title excludes a namesake: Mr. Obama, not Michelle Obama."""
        name = name_keys.parse_person(mention.text)
        if name.parts > 1 or not mention.gender:
            return
        people = self._by_surname[self.surname(name.surname)]
        if len(people) == 1 and _differ(people[0].gender, mention.gender):
            people.append(Person(mention.gender))
        for person in people[:MAX_COMPARED]:
            person.mentions += person.gender == mention.gender

    def surname(self, surname: str) -> str:
        """The surname as it was first spelled: a surname that differs in one letter is a misspelling."""
        if self._by_surname.get(surname):
            return surname
        keys = name_keys.misspellings(surname)
        for key in keys:
            known = self._misspelled.get(key)
            if known is not None and surname != f"{known}s":  # the Clintons are not one of them
                return known
        for key in keys:
            self._misspelled.setdefault(key, surname)
        return surname

    def _given_names(self, name: str) -> tuple[str, ...]:
        """A given name and those it may be short for: Toby, Tobias."""
        return (name, *gazetteer.full_given_names().get(name, ()))

    def find_bare_name(self, mention: PersonMention) -> Person:
        """The person that a surname or given name alone means, a new one if nobody has it."""
        name = name_keys.parse_person(mention.text).surname
        key = self.surname(name)
        people = self._by_surname[key]
        given = next((one for one in self._given_names(name) if self._by_other.get(one)), None)
        if not people and given is not None:
            key, people = _given_key(name), self._by_other[given]
            if mention.gender:  # "Mr. Kim" for Kim Jong Un: the family name may come first
                people = people[:1]
        if len(people) > 1:
            latest = self.latest[key].find(mention.gender, mention.start)
            person = latest or _first_fitting(people, mention.gender)
        elif people and not _differ(people[0].gender, mention.gender):
            person = people[0]
        else:
            key = self.surname(name)
            # A name that is used alone, without a title, is probably a given name.
            person = Person(mention.gender or gazetteer.given_name_genders().get(key))
            self._by_surname[key].append(person)
        self.latest[key].note(person, mention.start)
        return person


def _given_key(given: str) -> str:
    """A key that keeps given names apart from surnames: Jordan Lee is not Mr. Jordan."""
    return f"{given} *"


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _first_fitting(people: Sequence[Person], gender: str | None) -> Person:
    """Who a bare name means before anybody was named: the one named most, Jr. and Sr. last."""
    return max(
        people[:MAX_COMPARED],
        key=lambda person: (not _differ(person.gender, gender), not person.suffix, person.mentions),
    )
