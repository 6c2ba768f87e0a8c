"""Decide what a name names: votes of the model, of the words of the name, and of those around it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from seeds_analysis.lexicon import gazetteer, read_table, read_words, word_set
from seeds_analysis.names.mentions import Mention
from seeds_analysis.names.roles import Address, role_after
from seeds_analysis.text import name_keys

# Weights of the votes on a label, in mentions: the model has one vote for each mention. Chosen by hand on
# c0 to c9 and d0, d2, d4, d6, d8 of the invented news, Wikinews as a check; d1, d3, d5, d7 were kept apart.
TITLE_VOTES = 2.0  # a title before a name nearly proves a person
BESIDE_VOTES = 3.0  # so does an age or a role after it
BODY_VOTES = 2.0  # "the charity" before it, ", a grocery firm," after it
HEAD_VOTES = 2.0  # the noun that heads it: Verrin Controls, Leiva Treaty
LISTED_VOTES = 2.0
GIVEN_VOTES = 1.5
PLACE_VOTES = 1.0  # the gazetteer settles a tie
IN_VOTES = 2.5  # "in" before it, by the share of its mentions
DETERMINER_VOTES = 1.0  # nobody is "the" Ana Ruiz
SHARED_VOTES = 3.0  # at most so many mentions of a bare surname or given name speak for the full name

_LOCATIVES = word_set("names.locatives")
_SETTLEMENTS = word_set("names.settlements")
_COMPANY_ENDINGS = word_set("names.company_endings")
_SURNAMES = word_set("names.surname_heads")
_KINDS = word_set("names.kinds")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_NO_PERSON = {"of", "the", "and", "for", "in", "at", "on", "&"}
_PHRASE_ENDS = {"ADP", "VERB", "AUX", "SCONJ", "PRON"}
_KEPT = {"FAC", "LAW", "EVENT"}  # the model knows these better than their heads do


@cache
def _heads() -> dict[str, str]:
    """The nouns that head names, and the labels of such names."""
    return {head: label for head, label in read_table("name_heads") if label != "-"}


@cache
def _first_words() -> dict[str, str]:
    """The words that begin names of one label: Port, Lake, Radio."""
    return {word: label for label in ("GPE", "LOC", "ORG") for word in word_set(f"names.first_{label}")}


@cache
def _outlets() -> frozenset[str]:
    return read_words("outlets") | read_words("platforms") - word_set("names.common_words")


@cache
def _bodies() -> frozenset[str]:
    return _KINDS | read_words("body_nouns") | read_words("institution_nouns") | read_words("press_nouns")


def agree_on_labels(doc: Doc, mentions: Sequence[Mention], addresses: Sequence[Address]) -> None:
    """Give all mentions of one form one label, that with most votes; "" if there is no vote.

    A bare surname follows the full name. A form that is both a place and part of a person's
    name (Jordan, Paris) keeps its labels; if it is nobody's name, a country or capital is no person.
    """
    keys = [_form_key(mention.text) for mention in mentions]
    votes: dict[str, dict[str, float]] = {key: defaultdict(float) for key in keys}
    titled = {key for key, address in zip(keys, addresses, strict=True) if address.of_person}
    for key, mention, address in zip(keys, mentions, addresses, strict=True):
        votes[key][mention.label] += bool(mention.label)
        votes[key]["PERSON"] += TITLE_VOTES * address.of_person
    alone = {key: ballot["PERSON"] for key, ballot in votes.items() if " " not in key}
    _add_evidence(doc, keys, mentions, votes)
    for key in filter(_may_be_person, votes):
        shared = (min(alone.get(word, 0), SHARED_VOTES) for word in (last_word(key), key.split()[0]))
        votes[key]["PERSON"] += sum(shared)
    people = {key for key in filter(_may_be_person, votes) if winner(votes[key]) == "PERSON"}
    surnames = set(map(last_word, people))
    for key in filter(_may_be_person, votes):  # Eleni Ruiz is a person, as Ana Ruiz is
        votes[key]["PERSON"] += SHARED_VOTES * (last_word(key) in surnames and len(key.split()) == 2)
    bearers = surnames | {key.split()[0] for key in people}
    for key, mention, address in zip(keys, mentions, addresses, strict=True):
        if key not in gazetteer.places():
            is_surname = name_keys.fold(key) in surnames and "NORP" not in votes[key]
            mention.label = "PERSON" if is_surname else winner(votes[key])
        elif last_word(name_keys.fold(key)) not in bearers:
            mention.label = _place_or_not(key, votes[key], is_titled=key in titled)
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


def _form_key(text: str) -> str:
    """One key for all names of a listed place, so that Kiev and Kyiv vote together."""
    place = gazetteer.places().get(name_keys.name_key(text))
    return place[0] if place else name_keys.name_key(text.removeprefix("The "))


def _place_or_not(key: str, ballot: dict[str, float], *, is_titled: bool) -> str:
    """The label of a listed place that is nobody's name; cities and states are surnames too often."""
    is_country = gazetteer.places()[key][1] in ("country", "capital") and not gazetteer.is_given_name(key)
    if is_country and not is_titled:
        ballot["GPE"] += ballot.pop("PERSON", 0)
    ballot["GPE"] += PLACE_VOTES * (len(ballot) > 1)
    return winner(ballot)


def _may_be_person(key: str) -> bool:
    """Whether a name has the shape of a given name and a surname."""
    words = key.split()
    if len(words) < 2 or _NO_PERSON.intersection(words):
        return False
    if last_word(key) in _SURNAMES and len(words) == 2 and gazetteer.is_given_name(words[0]):
        return True  # Charlotte Church
    return last_word(key) not in read_words("name_heads")


def _add_evidence(
    doc: Doc, keys: Sequence[str], mentions: Sequence[Mention], votes: Mapping[str, dict[str, float]]
) -> None:
    """Add the votes of the words of each name, and of those around it: once each, but "in" by its share."""
    counts = Counter(keys)
    models = {key: winner(ballot) for key, ballot in votes.items()}
    seen = set()
    for key, mention in zip(keys, mentions, strict=True):
        if mention.label == "NORP":
            continue
        for label, weight in _evidence(doc, mention.start_token, mention.end_token):
            if label == "GPE":  # nobody is "in" a person
                votes[key][label] += weight / (1 if models[key] == "PERSON" else counts[key])
            elif (key, label) not in seen:
                votes[key][label] += weight
                seen.add((key, label))
    for key, model in models.items():
        if key in gazetteer.organisations() or name_keys.fold(key).split()[-1] in _outlets():
            votes[key]["ORG"] += LISTED_VOTES
        for label, weight in _shape(key, model):
            votes[key][label] += weight


def _shape(key: str, model: str) -> Iterator[tuple[str, float]]:
    """The vote of the words of a name itself."""
    words = key.split()
    is_phrase = bool(_NO_PERSON.intersection(words))
    if len(words) < 2 or (last_word(key) in gazetteer.places() and not is_phrase):
        return
    first = next((one for one, following in pairwise(words) if following in ("of", "for")), words[-1])
    head = "ORG" if words[-1] in _COMPANY_ENDINGS else _heads().get(first)
    is_kept = model in _KEPT or (model == "WORK_OF_ART" and head != "ORG")
    if head and not _may_be_person(key) and not is_kept:
        yield head, HEAD_VOTES
    elif words[0] in _first_words():
        yield _first_words()[words[0]], HEAD_VOTES
    elif gazetteer.is_given_name(words[0]) and _may_be_person(key):
        yield "PERSON", GIVEN_VOTES


def _evidence(doc: Doc, start: int, end: int) -> Iterator[tuple[str, float]]:
    """Votes of the words around one mention."""
    noun = _apposed_noun(doc, end)
    if noun is not None and noun.lower_ in _bodies():
        yield "ORG", BODY_VOTES
    elif _has_age(doc, end) or role_after(doc, end) is not None:
        yield "PERSON", BESIDE_VOTES
    if not start or not doc[start - 1].whitespace_:
        return
    before = doc[start - 1]
    if before.lower_ in ("the", "a", "an"):
        yield "PERSON", -DETERMINER_VOTES
        if _ACRONYM.fullmatch(doc[start:end].text) and doc[start].ent_type_:
            yield "ORG", BODY_VOTES
    elif before.is_lower and before.lower_ in _bodies():
        yield "ORG", BODY_VOTES
    elif before.lower_ in _LOCATIVES or (
        before.lower_ == "of" and start > 1 and doc[start - 2].lower_ in _SETTLEMENTS
    ):
        yield "GPE", IN_VOTES


def _has_age(doc: Doc, end: int) -> bool:
    """Whether ", 34," follows."""
    if end + 2 >= len(doc) or doc[end].text not in (",", "(") or not doc[end + 1].text.isdigit():
        return False
    return len(doc[end + 1]) < 4 and doc[end + 2].text in (",", ".", ")", ";")


def _apposed_noun(doc: Doc, end: int) -> Token | None:
    """The noun of an appositive right after a name: ", the Swedish grid operator,"."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("a", "an", "the"):
        return None
    for token in doc[end + 2 : end + 10]:
        if token.is_punct or (token.pos_ in _PHRASE_ENDS and token.tag_ != "VBG"):
            return token.nbor(-1)
    return None
