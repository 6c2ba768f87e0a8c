"""Group mentions into entities, and give each one label."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from seeds_analysis.lexicon import gazetteer, read_table, word_set
from seeds_analysis.names.labels import winner
from seeds_analysis.names.mentions import Mention
from seeds_analysis.names.person_merging import Person, PersonMention, merge_people
from seeds_analysis.names.roles import Address
from seeds_analysis.text import name_keys

MAX_NAME_WORDS = 16
MIN_INITIALS = 3  # two letters begin too many names by chance

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
) -> list[Group]:
    """Group the mentions, given in text order; groups are in the order of their first mention.

    `acronyms` are pairs of long name and acronym.
    """
    texts = [" ".join(mention.text.split()) for mention in mentions]
    people = [i for i, mention in enumerate(mentions) if mention.label == "PERSON"]
    others = [i for i, mention in enumerate(mentions) if mention.label != "PERSON"]
    named = [(name_keys.without_nickname(texts[i]), mentions[i].start, addresses[i].gender) for i in people]
    persons = merge_people([PersonMention(*name) for name in named])
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
    links += _initials(known)
    short_names = _short_names([key for key, label in labels.items() if label == "ORG"])
    links += [(min(longer), short) for short, longer in short_names if len(longer) == 1]
    for one, other in links:
        join(one, other)
    for short, longer in short_names:
        if len(longer) > 1 and len({find(key) for key in longer} - {find(short)}) == 1:
            join(min(longer), short)
    return [find(known[text]) for text, _ in names]


def _canonical(text: str) -> str:
    key = name_keys.name_key(text)
    if key in gazetteer.places():
        return gazetteer.places()[key][0]
    key = name_keys.name_key(text.removeprefix("The "))
    if key in gazetteer.organisations():
        return gazetteer.organisations()[key]
    words = name_keys.fold(key).replace(",", " ").replace("'s ", " ").split()
    return " ".join(words) if len(words) > 1 else key


def _initials(known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names whose initials are a name of the article: European Space Agency, ESA."""
    keys, found = set(known.values()), defaultdict[str, set[str]](set)
    for text, key in known.items():
        words = text.replace("-", " ").split()
        letters = "".join(word[0].upper() for word in words if word not in _LEFT_OUT_OF_INITIALS)
        if len(letters) >= MIN_INITIALS and letters in keys:
            found[letters].add(key)
    return [(min(long_forms), letters) for letters, long_forms in found.items() if len(long_forms) == 1]


def _short_names(keys: Sequence[str]) -> list[tuple[str, set[str]]]:
    """Organisations named in short, each with the long names of the article that fit.

    A short name is what comes before the "of" ("Supreme Court" of Cassation) or after it (Church of
    "Scientology"), what comes after the first word (Latvian "Foreign Ministry"), or the head noun alone.
    """
    known = set(keys)
    heads = {head for head, label in read_table("name_heads") if label in ("ORG", "-")}
    found: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        words = key.split()[:MAX_NAME_WORDS]
        link = next((i for i, word in enumerate(words) if word in _LINKS and i), len(words))
        shorter = {" ".join(words[:link])} if link > 1 else set()
        if words[-1] in heads:
            shorter.add(" ".join(words[1:]))
        if words[link - 1] in heads:
            shorter |= {words[link - 1], " ".join(words[link + 1 :])}
        for short in sorted((shorter & known) - {key}):
            found[short].add(key)
    return list(found.items())
