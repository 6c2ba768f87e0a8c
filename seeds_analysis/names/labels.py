"""Decide what a name names: votes of the model, of the words of the name, and of those around it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from seeds_analysis.lexicon import gazetteer, read_table, read_words, titles, word_set
from seeds_analysis.names.mentions import Mention
from seeds_analysis.names.roles import Address, role_after
from seeds_analysis.text import name_keys

# Weights of the votes on a label, in mentions.
TITLE_VOTES = 2.0  # a title before a name nearly proves a person, so do an age or a role after it
PLACE_VOTES = 1.5  # the gazetteer settles a tie, and outweighs the model where it contradicts itself
HEAD_VOTES = 2.0
PERSON_VOTES = 3.0
BODY_VOTES = 2.0
GIVEN_VOTES = 1.5
ALONE_VOTES = 1.5
IN_VOTES = 2.5
MODEL_VOTES = 3
LISTED_VOTES = 2.0
SHARED_VOTES = 3.0
DETERMINER_VOTES = 1.0

_SETTLEMENTS = word_set("names.settlements")
_LOCATIVES = word_set("names.locatives")
_COMPANY_ENDINGS = word_set("names.company_endings")

_SURNAMES = word_set("names.surname_heads")
_NO_PERSON = {"of", "the", "and", "for", "in", "at", "on", "&"}
_BODIES = ("body_nouns", "institution_nouns", "press_nouns")
_KINDS = word_set("names.kinds")
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "ee")
_PHRASE_ENDS = {"ADP", "VERB", "AUX", "SCONJ", "PRON"}
_OUTLETS = (read_words("outlets") | read_words("platforms")) - {"ap", "truth", "threads"}
_KEPT = {"FAC", "LAW", "EVENT"}
_FIRST = {word: label for label in ("GPE", "LOC", "ORG") for word in word_set(f"names.first_{label}")}


@cache
def _heads() -> dict[str, str]:
    """The nouns that names end with, and their labels."""
    return {head: label for head, label in read_table("name_heads") if label != "-"}


def agree_on_labels(
    doc: Doc, mentions: Sequence[Mention], addresses: Sequence[Address], nicknames: Iterable[str]
) -> None:
    """Give all mentions of one form one label, that with most votes.

    A bare surname or nickname follows the full name. A form that is both a place and part of a person's
    name (Jordan, Paris) keeps its labels; if it is nobody's name, a country or capital is no person.
    """
    keys = [_form_key(mention.text) for mention in mentions]
    votes: dict[str, dict[str, float]] = {}
    context: dict[str, dict[str, float]] = {}
    places: dict[str, list[float]] = defaultdict(list)
    counts = Counter(keys)
    surnames, bearers, titled = set(map(name_keys.fold, nicknames)), set[str](), set[str]()
    for key, mention, address in zip(keys, mentions, addresses, strict=True):
        ballot = votes.setdefault(key, defaultdict(float))
        ballot[mention.label] += bool(mention.label)
        if address.of_person:
            ballot["PERSON"] += TITLE_VOTES
            titled.add(key)
        for label, weight in _evidence(doc, mention):
            if label == "GPE":
                places[key].append(weight)
            else:
                context.setdefault(key, {})[label] = weight
    alone = {key: dict(ballot) for key, ballot in votes.items() if " " not in key}
    for key, ballot in votes.items():
        model = winner(ballot)
        if key in gazetteer.organisations() or name_keys.fold(key).split()[-1] in _OUTLETS:
            ballot["ORG"] += LISTED_VOTES
        if counts[key] > MODEL_VOTES:
            for label in ballot:
                ballot[label] *= MODEL_VOTES / counts[key]
        # Nobody is "in" a person.
        ballot["GPE"] += sum(places[key]) / (1 if model == "PERSON" else counts[key])
        for label, weight in [*context.get(key, {}).items(), *_shape(key, model)]:
            ballot[label] += weight
        if _may_be_person(key):
            for word in (last_word(key), key.split()[0]):
                ballot["PERSON"] += min(alone.get(word, {}).get("PERSON", 0), SHARED_VOTES)
        if _may_be_person(key) and winner(ballot) == "PERSON":
            surnames.add(last_word(key))
            bearers.add(key.split()[0])
    for key, ballot in votes.items():  # Eleni Ruiz is a person, as Ana Ruiz is
        if _may_be_person(key) and last_word(key) in surnames and len(key.split()) == 2:
            ballot["PERSON"] += SHARED_VOTES
    bearers |= surnames
    decided = {}
    for key, ballot in votes.items():
        place = gazetteer.places().get(key)
        if place and last_word(name_keys.fold(key)) in bearers:
            continue
        # Cities and states are surnames too often.
        is_country = place and place[1] in ("country", "capital") and not gazetteer.is_given_name(key)
        if is_country and key not in titled:
            ballot["GPE"] += ballot.pop("PERSON", 0)
        namesake = name_keys.fold(key) in surnames or _named_like_person(key, surnames)
        if not place and namesake and "NORP" not in ballot:
            decided[key] = "PERSON"
            continue
        if place and len(ballot) > 1:
            ballot["GPE"] += PLACE_VOTES
        decided[key] = winner(ballot)
    for key, mention, address in zip(keys, mentions, addresses, strict=True):
        if key in decided:
            mention.label = decided[key]
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


def _may_be_person(key: str) -> bool:
    """Whether a name has the shape of a given name and a surname."""
    words = key.split()
    if len(words) < 2 or _NO_PERSON.intersection(words):
        return False
    head = last_word(key)
    if head in _SURNAMES and len(words) == 2 and gazetteer.is_given_name(words[0]):
        return True  # Charlotte Church
    return head not in read_words("name_heads")


def _named_like_person(key: str, surnames: Collection[str]) -> bool:
    """Two or three words, the last of them somebody's surname and the first a given name."""
    words = key.split()
    return 2 <= len(words) <= 3 and words[-1] in surnames and gazetteer.is_given_name(words[0])


def _shape(key: str, model: str) -> Iterator[tuple[str, float]]:
    """Votes of the words of a name itself."""
    words = key.split()
    if len(words) < 2 or (last_word(key) in gazetteer.places() and not _NO_PERSON.intersection(words)):
        return
    is_given = gazetteer.is_given_name(words[0])
    first = next((one for one, following in pairwise(words) if following in ("of", "for")), "")
    head = "ORG" if words[-1] in _COMPANY_ENDINGS else _heads().get(first or words[-1])
    if head and not _may_be_person(key) and model not in _KEPT:
        yield head, HEAD_VOTES
    elif words[0] in _FIRST:
        yield _FIRST[words[0]], HEAD_VOTES
    elif len(words) == 2 and _is_title(words[0]) and _may_be_person(key):
        yield "PERSON", TITLE_VOTES
    elif is_given and _may_be_person(key):
        yield "PERSON", GIVEN_VOTES


def _is_title(word: str) -> bool:
    return word in titles.honorifics() or titles.role_nouns().get(word, ("",))[0] == titles.KIN


def _evidence(doc: Doc, mention: Mention) -> Iterator[tuple[str, float]]:
    """Votes of the words around one mention."""
    start, end = mention.start_token, mention.end_token
    if mention.label == "NORP":
        return
    before = doc[start - 1] if start else None
    noun = _apposed_noun(doc, end)
    if noun is not None and _is_body(noun):
        yield "ORG", BODY_VOTES
    elif (
        _has_age(doc, end)
        or _is_who(doc, end)
        or (noun is not None and _is_agent(noun))
        or role_after(doc, end)
    ):
        yield "PERSON", PERSON_VOTES
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text.casefold() in gazetteer.places():
        yield "GPE", IN_VOTES
    if before is None or not before.whitespace_:
        return
    if before.lower_ in ("the", "a", "an"):
        yield "PERSON", -DETERMINER_VOTES
        acronym = doc[start].text
        if (
            end - start == 1
            and acronym.isupper()
            and acronym.isalpha()
            and len(acronym) > 2
            and mention.label
        ):
            yield "ORG", BODY_VOTES
    elif _is_body(before) and before.is_lower:
        yield "ORG", BODY_VOTES
    elif before.lower_ == "named":
        yield "PERSON", PERSON_VOTES
    elif before.lower_ in _LOCATIVES:
        yield "GPE", IN_VOTES
    elif before.lower_ == "of" and start > 1 and doc[start - 2].lower_ in _SETTLEMENTS:
        yield "GPE", IN_VOTES


def _has_age(doc: Doc, end: int) -> bool:
    """Whether ", 34," follows."""
    if end + 2 >= len(doc) or doc[end].text not in (",", "(") or not doc[end + 1].text.isdigit():
        return False
    return len(doc[end + 1]) < 4 and doc[end + 2].text in (",", ".", ")", ";")


def _is_who(doc: Doc, end: int) -> bool:
    i = end + 1 if end < len(doc) and doc[end].text == "," else end
    return i < len(doc) and doc[i].lower_ in ("who", "whose")


def _apposed_noun(doc: Doc, end: int) -> Token | None:
    """The noun of an appositive right after a name: ", the Swedish grid operator,"."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("a", "an", "the"):
        return None
    for token in doc[end + 2 : end + 10]:
        if token.is_punct or (token.pos_ in _PHRASE_ENDS and token.tag_ != "VBG"):
            return token.nbor(-1)
    return None


def _is_agent(noun: Token) -> bool:
    return bool(noun.is_lower) and noun.lower_.endswith(_AGENTS)


def _is_body(token: Token) -> bool:
    return token.lower_ in _KINDS or any(token.lower_ in read_words(table) for table in _BODIES)
