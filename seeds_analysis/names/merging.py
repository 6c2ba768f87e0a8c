"""Group mentions into entities, and give each one label."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from seeds_analysis.lexicon import gazetteer, read_table, word_set
from seeds_analysis.names.labels import last_word, winner
from seeds_analysis.names.mentions import Mention
from seeds_analysis.names.person_merging import Person, PersonMention, merge_people
from seeds_analysis.names.roles import Address
from seeds_analysis.text import name_keys

MAX_NAME_WORDS = 16
MIN_INITIALS = 3  # two letters begin too many names by chance

_COMPANY_ENDINGS = word_set("names.company_endings")
_ACRONYM_LABELS = {"ORG", "LAW", "EVENT", "FAC", "PRODUCT", "GPE", "LOC"}
_LINKS = {"of", "for"}
_LEFT_OUT_OF_INITIALS = word_set("names.left_out_of_initials")


@dataclass(slots=True)
class Group:
    """All mentions of one entity, by their index in the list of mentions."""

    members: list[int] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    gender: str | None = None

    @property
    def label(self) -> str:
        """The label of most mentions."""
        return winner(self.votes)


def group_mentions(
    mentions: Sequence[Mention],
    addresses: Sequence[Address],
    acronyms: Iterable[tuple[str, str]],
    nicknames: Mapping[str, str],
) -> list[Group]:
    """Group the mentions, given in text order; groups are in the order of their first mention.

    `acronyms` are pairs of long name and acronym; `nicknames` holds the full name of each.
    """
    texts = [" ".join(mention.text.split()) for mention in mentions]
    people = [i for i, mention in enumerate(mentions) if mention.label == "PERSON"]
    others = [i for i, mention in enumerate(mentions) if mention.label != "PERSON"]
    full_names, named = _full_names(nicknames), []
    for i in people:
        name = full_names.get(name_keys.fold(texts[i])) or name_keys.without_nickname(texts[i])
        named.append(PersonMention(name, mentions[i].start, addresses[i].gender))
    persons = merge_people(named)
    names = _name_groups([(texts[i], mentions[i].label) for i in others], acronyms)
    owners: dict[int, Person | str] = dict(zip(people, persons, strict=True))
    owners |= zip(others, names, strict=True)
    groups: dict[Person | str, Group] = {}
    for i, mention in enumerate(mentions):
        owner = owners[i]
        gender = owner.gender if isinstance(owner, Person) else None
        group = groups.setdefault(owner, Group(gender=gender))
        group.members.append(i)
        group.votes[mention.label] += 1
    return list(groups.values())


def _full_names(nicknames: Mapping[str, str]) -> dict[str, str]:
    """From the nickname, alone or with the surname, to the full name: Ace and Ace Ruiz are Ana Ruiz."""
    full_names = {}
    for nickname, whole in nicknames.items():
        key, surname = name_keys.fold(nickname), last_word(name_keys.fold(whole))
        full_names[key] = full_names[f"{key} {surname}"] = whole
    return full_names


def _name_groups(names: Sequence[tuple[str, str]], acronyms: Iterable[tuple[str, str]]) -> list[str]:
    """Give each name that is no person's a key; names with one key are one entity."""
    known = {text: _canonical(text) for text, _ in names}
    labels = {known[text]: label for text, label in names}
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        while key in parent:
            parent[key] = parent.get(parent[key], parent[key])  # halves the path for the next look-up
            key = parent[key]
        return key

    def join(one: str, other: str) -> None:
        one_root, other_root = find(one), find(other)
        if one_root != other_root:
            parent[other_root] = one_root

    links = [(_canonical(long_form), _canonical(acronym)) for long_form, acronym in acronyms]
    links += _initials({text: known[text] for text, label in names if label in _ACRONYM_LABELS}, set(labels))
    short_names = _short_names([key for key, label in labels.items() if label == "ORG"])
    links += [(min(longer), short) for short, longer in short_names if len(longer) == 1]
    for one, other in links:
        join(one, other)
    for short, longer in short_names:
        if len(longer) > 1 and len({find(key) for key in longer} - {find(short)}) == 1:
            join(min(longer), short)
    return [f"{find(known[text])}{' (people)' if label == 'NORP' else ''}" for text, label in names]


def _canonical(text: str) -> str:
    key = name_keys.name_key(text)
    if key in gazetteer.places():
        return gazetteer.places()[key][0]
    key = name_keys.name_key(text.removeprefix("The "))
    if key in gazetteer.organisations():
        return gazetteer.organisations()[key]
    folded = name_keys.fold(key)
    country, _, rest = folded.partition(" ")
    if country in gazetteer.places() and rest in gazetteer.organisations():
        return gazetteer.organisations()[rest]  # U.S. Securities and Exchange Commission
    if folded != key and folded in gazetteer.places():  # KYIV in a headline
        return gazetteer.places()[folded][0]
    words = folded.replace(",", " ").split()
    if len(words) == 1:
        return key
    while len(words) > 1 and words[-1] in _COMPANY_ENDINGS:
        words.pop()
    return " ".join(words).replace("'s ", " ")


def _initials(texts: dict[str, str], keys: set[str]) -> list[tuple[str, str]]:
    """Names whose initials are a name of the article: European Space Agency, ESA."""
    found: dict[str, set[str]] = {}
    for text, key in texts.items():
        words = text.replace("-", " ").split()
        if len(words) < MIN_INITIALS:
            continue
        for skipped in (_LEFT_OUT_OF_INITIALS, frozenset[str]()):
            letters = "".join(word[0].upper() for word in words if word not in skipped)
            if len(letters) >= MIN_INITIALS and letters in keys:
                found.setdefault(letters, set()).add(key)
    return [(min(long_forms), letters) for letters, long_forms in found.items() if len(long_forms) == 1]


def _short_names(keys: Sequence[str]) -> list[tuple[str, set[str]]]:
    """Organisations named in short, each with the long names of the article that fit.

    A short name is what comes before the head noun or the "of" ("Harvard" University, "Supreme Court" of
    Cassation), after a nation's name (Latvian "Foreign Ministry"), after "of" (Church of "Scientology"), or
    the bare head noun.
    """
    known = set(keys)
    heads = {head for head, label in read_table("name_heads") if label in ("ORG", "-")}
    found: dict[str, set[str]] = {}
    for key in keys:
        words = key.split()[:MAX_NAME_WORDS]
        if len(words) < 2:
            continue
        shorter = set()
        for cut in range(1, len(words)):
            start, rest = words[:cut], words[cut:]
            before_head = rest[-1] in heads and "of" not in rest and start[-1] not in heads
            if before_head or (rest[0] in _LINKS and cut > 1):
                shorter.add(" ".join(start))
            place = " ".join(start) in gazetteer.places() or cut == 1
            if place and len(rest) > 1 and rest[-1] in heads:
                shorter.add(" ".join(rest))
            if start[-1] == "of" and start[-2:-1] and start[-2] in heads and len(rest) == 1:
                shorter.add(rest[0])
        head = next((one for one, following in pairwise(words) if following in _LINKS), words[-1])
        if head in heads:
            shorter.add(head)
        for short in sorted(shorter & known):
            found.setdefault(short, set()).add(key)
    return list(found.items())
