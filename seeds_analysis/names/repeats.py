"""Find names that the model missed: repeats of tagged names, acronyms that the text explains."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from seeds_analysis.lexicon import titles
from seeds_analysis.names.bounds import Mentions
from seeds_analysis.names.people import TokenName
from seeds_analysis.text import name_keys

MAX_REPEAT_TOKENS = 12
MAX_FORMS = 40  # names that begin with one word; more are no article, and would cost time

# From a name to the nickname told of it there is a comma, a description and "known to fans as" at most.
MAX_TO_NICKNAME = 8
_NAMING = {"nicknamed", "dubbed", "as", "called"}

_REPEATED = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW"}


def find_repeats(mentions: Mentions) -> list[TokenName]:
    """Untagged repeats of tagged names: whole words in the same case; a surname repeats its full name."""
    doc = mentions.doc
    forms: dict[int, dict[tuple[int, ...], str]] = {}  # by the first word
    words = doc.to_array("ORTH")
    first = {(mention.text, mention.label): mention for mention in reversed(mentions.found)}
    for mention in sorted(first.values(), key=attrgetter("start_token")):
        start, end = mention.start_token, mention.end_token
        if mention.label not in _REPEATED or not _repeatable(doc[start]):
            continue
        if end - start <= MAX_REPEAT_TOKENS:
            key = tuple(words[start:end].tolist())
            forms.setdefault(key[0], {}).setdefault(key, mention.label)
        last = doc[end - 1]
        if mention.label == "PERSON" and end - start > 1 and _repeatable(last) and len(last) > 2:
            forms.setdefault(last.orth, {}).setdefault((last.orth,), "PERSON")
        if mention.label == "PERSON" and end - start > 3 and name_keys.nickname_in(mention.text):
            key = _nickname(doc, words, start, end)
            if key:
                forms.setdefault(key[0], {}).setdefault(key, "PERSON")
    if not forms:
        return []
    in_text = cache(lambda: frozenset(words.tolist()))
    found: list[TokenName] = []
    for start in (i for i, word in enumerate(words.tolist()) if word in forms):
        if mentions.is_taken(start, start + 1):
            continue
        for key, label in _longest_first(forms, int(words[start])):
            end = start + len(key)
            if end > len(doc) or mentions.is_taken(start, end) or (found and found[-1][1] > start):
                continue
            if tuple(words[start:end].tolist()) == key and _stands_alone(doc, start, end, in_text):
                found.append((start, end, label))
                break
    return found


def _nickname(doc: Doc, words: NDArray[Any], start: int, end: int) -> tuple[int, ...]:
    """The words of a nickname in marks within a name, without its article."""
    marks = [i for i in range(start, end) if doc[i].is_quote]
    if len(marks) != 2:
        return ()
    first = marks[0] + 1 + (doc[marks[0] + 1].lower_ == "the")
    return tuple(words[first : marks[1]].tolist())


def _longest_first(
    forms: dict[int, dict[tuple[int, ...], str]], first_word: int
) -> list[tuple[tuple[int, ...], str]]:
    """The names that begin with a word; hundreds of names with one first word would be no article."""
    candidates = list(forms[first_word].items())[:MAX_FORMS]
    return sorted(candidates, key=lambda item: len(item[0]), reverse=True)


def find_acronyms(mentions: Mentions) -> list[tuple[str, TokenName]]:
    """Long names with the acronym put in brackets right behind them, "Long Name (LN)".

    The acronym's letters must begin words of the name in order (Schwartz and Hearst, "A simple algorithm
    for identifying abbreviation definitions in biomedical text", PSB 2003, with whole words only).
    """
    doc = mentions.doc
    pairs = []
    for mention in mentions.found:
        at = mention.end_token
        if at + 2 >= len(doc) or doc[at].text != "(" or doc[at + 2].text != ")":
            continue
        acronym = doc[at + 1].text.replace(".", "")
        if acronym.isupper() and acronym.isalpha() and len(acronym) > 1:
            initials = [word[0].upper() for word in mention.text.replace("-", " ").split()]
            if _subsequence(acronym, initials):
                pairs.append((mention.text, (at + 1, at + 2, mention.label)))
    return pairs


def find_nicknames(mentions: Mentions) -> dict[str, str]:
    """The nicknames, as keys, that the text gives to people: Ana Ruiz, nicknamed "Ace"; known as "Ace"."""
    doc = mentions.doc
    found: dict[str, str] = {}
    for i in mentions.characters.quotes:
        if not 0 < i < len(doc) - 2 or doc[i - 1].lower_ not in _NAMING or not doc[i + 1].text[:1].isupper():
            continue
        before = bisect_right(mentions.found, i, key=attrgetter("end_token")) - 1
        mention = mentions.found[before] if before >= 0 else None
        if mention is None or mention.label != "PERSON" or " " not in mention.text:
            continue
        if i - mention.end_token >= MAX_TO_NICKNAME or any(
            doc[j].is_sent_start for j in range(mention.end_token, i)
        ):
            continue
        first = i + 1 + (doc[i + 1].lower_ == "the")
        stop = next((j for j in range(first, min(first + 4, len(doc))) if doc[j].is_punct), first)
        if stop > first:
            found.setdefault(name_keys.fold(mentions.characters.of(first, stop)), mention.text)
    return found


def _subsequence(letters: str, initials: Sequence[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters) and letters[0] == initials[0]


def _repeatable(token: Token) -> bool:
    return token.text[:1].isupper() and not token.is_stop


def _stands_alone(doc: Doc, start: int, end: int, in_text: Callable[[], Collection[int]]) -> bool:
    """The words are not part of a longer name, nor a common word that begins a sentence."""
    if end < len(doc) and doc[end - 1].whitespace_:
        following = doc[end]
        if following.is_title and following.pos_ == "PROPN" and not following.ent_type_:
            return False
    if end - start > 1:
        return True
    token = doc[start]
    if start and doc[start - 1].whitespace_:
        before = doc[start - 1]
        if before.is_title and before.pos_ == "PROPN" and not before.is_punct:
            return titles.bare(before) in titles.honorifics() or titles.role_noun(before) is not None
    # A tagger takes many a name for a noun; a noun stands in lower case somewhere.
    return token.pos_ in ("PROPN", "") or token.lower not in in_text()
