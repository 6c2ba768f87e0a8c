"""Which mentions name the same person; every step is a look-up, so the cost grows with the text only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seeds_analysis.lexicon import gazetteer
from seeds_analysis.text import name_keys

# A bare surname means the bearer named within so many characters before it (about a paragraph), otherwise
# the one named most: a relative named once in passing does not take the name over.
NEAR = 400
MAX_COMPARED = 8  # people of one surname


class PersonMention(NamedTuple):
    """A person's name, where it starts, and the gender that a title before it implies."""

    text: str
    start: int
    gender: str | None = None


@dataclass(slots=True)
class Person:
    """One person; `mentions` counts the full names."""

    number: int
    gender: str | None = None
    suffix: str = ""
    mentions: int = 0


class _Bearers:
    """The people of one name: who of them was named last, and who most."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[Person, int]] = {}
        self._most: dict[str, Person] = {}
        self._count: dict[int, int] = {}

    def note(self, person: Person, place: int) -> None:
        count = self._count[person.number] = self._count.get(person.number, 0) + 1
        # Those with Jr. or Sr. seldom go by the bare name.
        for kind in (person.gender or "unknown", "suffix" if person.suffix else "plain"):
            self._last[kind] = person, place
            if count > self._count[self._most.setdefault(kind, person).number]:
                self._most[kind] = person

    def find(self, gender: str | None, place: int) -> Person | None:
        kinds = ("plain", "suffix") if gender is None else (gender, "unknown")
        for kind in kinds:
            if kind in self._last:
                person, noted = self._last[kind]
                return person if place - noted <= NEAR else self._most[kind]
        return None


def merge_people(mentions: Sequence[PersonMention]) -> list[Person]:
    """The person that each mention names, in text order.

    Full names come first, wherever they are: given names must agree (an initial or a short form will do), and
    so must middle initials and Jr. or Sr. A bare name then goes to the one person who has it; of several, to
    the one just named or else named most, whose gender fits the title.
    """
    return _People().merge(mentions)


class _People:
    """The people found so far, by the keys of their names."""

    def __init__(self) -> None:
        self._people: list[Person] = []
        self._full: dict[tuple[str, ...], Person] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._by_other: dict[str, list[Person]] = {}
        self._misspelled: dict[str, str] = {}
        self._latest: dict[str, _Bearers] = {}

    def merge(self, mentions: Sequence[PersonMention]) -> list[Person]:
        first = {mention.text: mention for mention in reversed(mentions)}
        # The longest first, so that shorter forms find them: Suu Kyi is Aung San Suu Kyi.
        full = [mention for text, mention in first.items() if name_keys.parse_person(text).parts > 1]
        full.sort(key=lambda mention: (-name_keys.parse_person(mention.text).parts, mention.start))
        found = {mention.text: self._full_name(mention) for mention in full}
        for mention in mentions:
            if mention.text in found:
                person = found[mention.text]
                person.gender = mention.gender or person.gender
                person.mentions += 1
        self._add_namesakes(mentions)
        people = []
        for mention in mentions:
            name = name_keys.parse_person(mention.text)
            person = found.get(mention.text) or self._bare_name(name, mention)
            if name.parts > 1:
                self._speak_of(self._surname(name.surname), person, mention.start)
                self._speak_of(_given_key(name.given), person, mention.start)
            people.append(person)
        return people

    def _add_namesakes(self, mentions: Sequence[PersonMention]) -> None:
        """Add people without a full name whose title excludes a namesake: Mr. Obama is not Michelle Obama."""
        for mention in mentions:
            name = name_keys.parse_person(mention.text)
            if name.parts > 1 or not mention.gender:
                continue
            people = self._by_surname.get(self._surname(name.surname), [])
            if len(people) == 1 and _differ(people[0].gender, mention.gender):
                people.append(self._add(mention.gender))
            for person in people[:MAX_COMPARED]:
                person.mentions += person.gender == mention.gender

    def _add(self, gender: str | None, suffix: str = "") -> Person:
        person = Person(len(self._people), gender, suffix)
        self._people.append(person)
        return person

    def _full_name(self, mention: PersonMention) -> Person:
        name = name_keys.parse_person(mention.text)
        surname = self._surname(name.surname)
        base = (surname, name.suffix)
        words = [name_keys.respelled(word) for word in mention.text.replace("-", " ").split()]
        person = self._known(name, base) or self._full.get(tuple(words))
        if person is None and name.parts == 2 and name.given in name_keys.LOWER_PARTICLES:  # "Bin Laden"
            person = next(iter(self._by_surname.get(surname, ())), None)
        if person is None:
            gender = mention.gender or gazetteer.given_name_genders().get(name.given)
            person = self._add(gender, name.suffix)
            self._by_surname.setdefault(surname, []).append(person)
            for word in {name.given, *words} - {name.surname, name.suffix}:
                self._by_other.setdefault(word, []).append(person)
            for cut in range(1, min(len(words) - 1, MAX_COMPARED)):
                self._full.setdefault(tuple(words[cut:]), person)
        for given in (
            name.given,
            *(f"short-for-{full}" for full in gazetteer.full_given_names().get(name.given, ())),
        ):
            self._full.setdefault((*base, given), person)
            if name.middle:
                self._full.setdefault((*base, given, name.middle), person)
        if len(name.given) > 1:
            self._full.setdefault((*base, f"{name.given[0]}-initial"), person)
        else:
            self._full.setdefault((*base, f"only-{name.given}"), person)
        return person

    def _known(self, name: name_keys.PersonName, base: tuple[str, str]) -> Person | None:
        """The person already known by a full name that agrees with this one."""
        keys = [name.given, f"short-for-{name.given}", *gazetteer.full_given_names().get(name.given, ())]
        if len(name.given) == 1:
            keys.append(f"{name.given}-initial")
        elif name.given:
            keys.append(f"only-{name.given[0]}")
        for key in keys:
            person = self._full.get((*base, key))
            if person is None:
                continue
            middle = self._full.get((*base, key, name.middle)) if name.middle else person
            # George W. Bush is not George H. W. Bush; George Bush may be either, and is the first.
            if middle is not None or not self._has_middle(base, key):
                return middle or person
        return None

    def _has_middle(self, base: tuple[str, str], given: str) -> bool:
        return any((*base, given, letter) in self._full for letter in "abcdefghijklmnopqrstuvwxyz")

    def _surname(self, surname: str) -> str:
        """The surname as it was first spelled: a surname that differs in one letter is a misspelling."""
        if surname in self._by_surname:
            return surname
        keys = name_keys.misspellings(surname)
        for key in keys:
            known = self._misspelled.get(key)
            if known is not None and surname != f"{known}s":  # the Clintons are not one of them
                return known
        for key in keys:
            self._misspelled.setdefault(key, surname)
        return surname

    def _bare_name(self, name: name_keys.PersonName, mention: PersonMention) -> Person:
        surname = self._surname(name.surname)
        people, key = self._by_surname.get(surname, []), surname
        if not people:
            people, key = self._by_other.get(name.surname, []), _given_key(name.surname)
            if mention.gender:  # "Mr. Kim" for Kim Jong Un: the family name may come first
                people = people[:1]
        if not people:
            return self._new_bare(surname, mention)
        if len(people) > 1:
            latest = self._latest.get(key)
            person = (latest and latest.find(mention.gender, mention.start)) or _first_fitting(
                people, mention.gender
            )
        elif _differ(people[0].gender, mention.gender):
            return self._new_bare(surname, mention)
        else:
            person = people[0]
        self._speak_of(key, person, mention.start)
        return person

    def _new_bare(self, surname: str, mention: PersonMention) -> Person:
        # A name that is used alone, without a title, is probably a given name.
        person = self._add(mention.gender or gazetteer.given_name_genders().get(surname))
        self._by_surname.setdefault(surname, []).append(person)
        self._speak_of(surname, person, mention.start)
        return person

    def _speak_of(self, key: str, person: Person, place: int) -> None:
        self._latest.setdefault(key, _Bearers()).note(person, place)


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
