"""Decide what a name names: votes of the model, the network, and the words in the name and before it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from seeds_analysis.lexicon import gazetteer, read_table, read_words, word_set
from seeds_analysis.names.mentions import Mention
from seeds_analysis.names.roles import Address
from seeds_analysis.text import name_keys

# Weights of the votes on a label, in mentions: the model has one vote for each mention. In version 0.9.0,
# 92.4% of the labels of the 60 held-out articles were right; without the heads of names 91.3%, without "in"
# 92.0%.
NETWORK_VOTES = 1.5  # by chance; with 1 or 3 fewer labels are right
HEAD_VOTES = 2.0  # the noun that heads it: Verrin Controls, Leiva Treaty
GIVEN_VOTES = 1.5
PLACE_VOTES = 1.0  # the gazetteer settles a tie
IN_VOTES = 2.5  # "in" before it, by the share of its mentions

_LOCATIVES = word_set("names.locatives")
_SETTLEMENTS = word_set("names.settlements")
_NO_PERSON = {"of", "the", "and", "for", "in", "at", "on", "&"}


@cache
def _heads() -> dict[str, str]:
    """The nouns that head names, and the labels of such names."""
    return {head: label for head, label in read_table("name_heads") if label != "-"}


@cache
def _first_words() -> dict[str, str]:
    """The words that begin names of one label: Port, Lake, Radio."""
    return {word: label for label in ("GPE", "LOC", "ORG") for word in word_set(f"names.first_{label}")}


def agree_on_labels(
    doc: Doc,
    mentions: Sequence[Mention],
    addresses: Sequence[Address],
    chances: Iterable[Mapping[str, float]],
) -> None:
    """Give all mentions of one form the label with most votes; "" if there is no vote.

    `chances` are those of each mention's labels by the network, empty if it was not asked. A bare surname
    follows the full name. A form that is both a place and part of a person's name (Jordan, Paris) keeps its
    labels.
    """
    keys = [_form_key(mention.text) for mention in mentions]
    votes: dict[str, dict[str, float]] = {key: defaultdict(float) for key in keys}
    for key, mention in zip(keys, mentions, strict=True):
        votes[key][mention.label] += bool(mention.label)
    for key, found in zip(keys, chances, strict=True):
        for label, chance in found.items():
            votes[key][label] += NETWORK_VOTES * chance
    _add_evidence(doc, keys, mentions, votes)
    people = {key for key in filter(_may_be_person, votes) if winner(votes[key]) == "PERSON"}
    surnames = set(map(last_word, people))
    bearers = surnames | {key.split()[0] for key in people}
    for key, mention, address in zip(keys, mentions, addresses, strict=True):
        if key not in gazetteer.places():
            is_surname = name_keys.fold(key) in surnames and "NORP" not in votes[key]
            mention.label = "PERSON" if is_surname else winner(votes[key])
        elif last_word(name_keys.fold(key)) not in bearers:
            mention.label = winner(votes[key])
        elif address.of_person:
            mention.label = "PERSON"


def winner(ballot: Mapping[str, float]) -> str:
    """The label with most votes; of equals the first."""
    return max(ballot, key=lambda label: ballot[label])


def last_word(key: str) -> str:
    """The surname of a full name as a key, or the key itself."""
    words = key.split()
    while len(words) > 1 and words[-1] in name_keys.SUFFIXES:
        words.pop()
    return words[-1] if words else key


def head_of(words: Sequence[str]) -> str:
    """The noun that heads a name: the word before "of" or "for", otherwise the last."""
    return next((one for one, following in pairwise(words) if following in ("of", "for")), words[-1])


def _form_key(text: str) -> str:
    """One key for all names of a listed place, so that Kiev and Kyiv vote together."""
    place = gazetteer.places().get(name_keys.name_key(text))
    return place[0] if place else name_keys.name_key(text.removeprefix("The "))


def _may_be_person(key: str) -> bool:
    """Whether a name has the shape of a given name and a surname."""
    words = key.split()
    is_phrase = bool(_NO_PERSON.intersection(words))
    return len(words) > 1 and not is_phrase and last_word(key) not in read_words("name_heads")


def _add_evidence(
    doc: Doc, keys: Sequence[str], mentions: Sequence[Mention], votes: Mapping[str, dict[str, float]]
) -> None:
    """Add the votes of the words of each name, and of "in" before it, by the share of its mentions."""
    counts = Counter(keys)
    models = {key: winner(ballot) for key, ballot in votes.items()}
    for key, mention in zip(keys, mentions, strict=True):
        if _is_located(doc, mention.start_token):  # nobody is "in" a person
            votes[key]["GPE"] += IN_VOTES / (1 if models[key] == "PERSON" else counts[key])
    for key in models:
        if key in gazetteer.places():
            votes[key]["GPE"] += PLACE_VOTES
        for label, weight in _shape(key):
            votes[key][label] += weight


def _shape(key: str) -> Iterator[tuple[str, float]]:
    """The vote of the words of a name itself."""
    words = key.split()
    if len(words) < 2:
        return
    head = head_of(words)
    if head in _heads():
        yield _heads()[head], HEAD_VOTES
    elif words[0] in _first_words():
        yield _first_words()[words[0]], HEAD_VOTES
    elif gazetteer.is_given_name(words[0]) and _may_be_person(key):
        yield "PERSON", GIVEN_VOTES


def _is_located(doc: Doc, start: int) -> bool:
    """Whether "in", or "the town of", is before a name."""
    if not start or not doc[start - 1].whitespace_:
        return False
    before = doc[start - 1].lower_
    return before in _LOCATIVES or (before == "of" and start > 1 and doc[start - 2].lower_ in _SETTLEMENTS)
