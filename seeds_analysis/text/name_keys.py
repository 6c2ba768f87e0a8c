"""Names as keys: what two ways to write one name have in common. Knows no spaCy."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# Shorter names that differ in a letter are mostly different names (Lee and Leo, Marin and Martin).
MIN_RESPELLED = 6
CACHED_NAMES = 1024  # a batch of articles repeats its names, the next one has others

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
# Al, Ben and Bin are given names too, unless in lower case.
PARTICLES = {"van", "von", "zu", "de", "der", "den", "da", "di", "del", "della", "dos", "du", "la", "le"}
LOWER_PARTICLES = PARTICLES | {"ter", "ten", "al", "el", "bin", "ibn", "ben", "abu"}

_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul)-(?=\w{3})")
_DOTTED = re.compile(r"(?:\w\.)+\w?\.?")
# Transliterations write these sounds in several ways: Zelensky, Zelenskyy, Zelenskiy; Qaddafi, Kadafi.
_RESPELLINGS = {"sch": "sh", "ck": "k", "ph": "f", "kh": "h", "gh": "g", "dh": "d"}
_RESPELLINGS |= {"q": "k", "w": "v", "y": "i", "j": "i"}
_UNVOICED = str.maketrans("bdgz", "ptks")
_NICKNAME = re.compile(r"(?:^|\s)[\"'“‘«„]([^\"'“”‘’«»]{1,40})[\"'“”’»](?=\s)")
# In names such as Roh Jae-won and Liao Hsien-chang the family name comes first.
_FAMILY_FIRST = re.compile(r"[A-Z][a-z]+-[a-z]+")
_WORD = re.compile(r"\w+")
_DOUBLED = re.compile(r"(\w)\1+")


@lru_cache(CACHED_NAMES)
def fold(word: str) -> str:
    """Lower case, without accents and dots; white space becomes single blanks."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().replace(".", "").split())


def name_key(text: str) -> str:
    """One key for the ways to write one name: case, accents and the dots of abbreviations do not count.

    A short word in capitals keeps them, so that "WHO" is not "Who" and "US" is not "us".
    """
    if _DOTTED.fullmatch(text):
        text = text.replace(".", "")
    if text.isupper() and len(text) <= 5 and text.isalpha():
        return text
    return fold(text)


def names_one_of(asked: str, names: Iterable[str]) -> bool:
    """Whether all words that a user types for a name are in one of these names.

    Case, accents and the dots of abbreviations do not count.
    """
    words = folded_words(asked)
    return bool(words) and any(words <= folded_words(name) for name in names)


def folded_words(name: str) -> set[str]:
    """The words of a name without case and accents."""
    return set(_WORD.findall(fold(name)))


def respelled(word: str) -> str:
    """A key that the usual transliterations of one name share; short names keep their spelling."""
    folded = _ARABIC_ARTICLE.sub("", fold(word))
    if len(folded) < MIN_RESPELLED:
        return folded
    for written, sound in _RESPELLINGS.items():
        folded = folded.replace(written, sound)
    return _DOUBLED.sub(r"\1", folded)


def sounds(word: str) -> str:
    """The consonants of a name; voiced ones count as unvoiced, as transliterations mix them: Davit, David."""
    plain = re.sub(r"[^a-z]", "", respelled(word))
    return _DOUBLED.sub(r"\1", re.sub(r"[aeiouy]", "", plain).translate(_UNVOICED))


def without_nickname(text: str) -> str:
    """A name without a nickname in marks: Ana "Ace" Ruiz is Ana Ruiz."""
    return _NICKNAME.sub(" ", text)


def nickname_in(text: str) -> str | None:
    """The nickname in marks inside a name, without its article."""
    found = _NICKNAME.search(text)
    return None if found is None else found[1].removeprefix("The ").removeprefix("the ")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, as keys; `given` is empty for a bare surname or a bare given name."""

    given: str
    middle: str
    surname: str
    suffix: str


@lru_cache(CACHED_NAMES)
def parse_person(text: str) -> PersonName:
    """Take a name without title apart: "George W. Bush", "von der Leyen", "Sammy Davis Jr."."""
    words = [word for word in text.replace(",", " ").split() if any(c.isalnum() for c in word)]
    suffix = ""
    if len(words) > 1 and fold(words[-1]) in SUFFIXES:
        suffix = fold(words.pop())
    if not words:
        return PersonName("", "", fold(text), suffix)
    surname = respelled(words[-1])
    if len(words) == 1 or words[0] in LOWER_PARTICLES or fold(words[0]) in PARTICLES:
        return PersonName("", "", surname, suffix)
    if len(words) == 2 and _FAMILY_FIRST.fullmatch(words[1]):  # Roh Jae-won
        return PersonName(respelled(words[1]), "", respelled(words[0]), suffix)
    middle = fold(words[1])[:1] if len(words) > 2 and fold(words[1]) not in PARTICLES else ""
    return PersonName(respelled(words[0]), middle, surname, suffix)
