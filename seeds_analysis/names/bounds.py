"""Mend the bounds of the names a model found."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, itemgetter

import numpy as np
from spacy.tokens import Doc, Span

from seeds_analysis.doc import context, syntax
from seeds_analysis.lexicon import gazetteer, read_words, titles
from seeds_analysis.names.people import TokenName, complete_people
from seeds_analysis.text import Offsets, name_keys

NAME_LABELS = frozenset(
    ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"]
)
MAX_NAME_TOKENS = 40
MAX_EXTENSION_TOKENS = 12

_POSSESSIVES = {"'s", "’s", "'", "’", "´s", "`s"}
_DETERMINERS = {"the", "a", "an"}
_POINTERS = {"this", "that", "these", "those", "my", "our", "your", "his", "her", "its", "their"}
_BODIES = {"foundation", "institute", "university", "museum", "library", "committee", "council", "center"}
_BODIES |= {"centre", "party", "program", "programme", "project", "association", "society", "academy", "fund"}
_NO_NAME = re.compile(r"[\[\]{}<>]")
_DANGLING = {"of", "and", "the", "in", "for", "on", "to", "at", "&", "a", "an"}
_PREFIXES = {"pro", "anti", "non", "ex", "then", "former", "mid", "post", "pre"}
# Most names: capitalised words and nothing else. They need no mending, bar a leading article or title.
_PLAIN_NAME = re.compile(r"(?!(?:The|An?) )[A-Z][\w&]*(?:[ -][A-Z][\w&]*)*|(?:[A-Z]\.)+")
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_INNER = {"of", "and", "the", "&", "-", "'s", "’s"}


@dataclass(slots=True)
class Mention:
    """A name in the text: tokens [start_token, end_token), characters [start, end), its label."""

    start_token: int
    end_token: int
    label: str
    start: int
    end: int
    text: str


class Characters:
    """A Doc's text by tokens, and which of them are quotation marks."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = context.whole_text(doc)
        self.quotes: list[int] = np.flatnonzero(doc.to_array("IS_QUOTE")).tolist()

    def of(self, start: int, end: int) -> str:
        """The text of the tokens [start, end), one at least; a Span would put it together from theirs."""
        return self.text[slice(*syntax.offsets_of(self.doc, start, end))]


class Mentions:
    """The names of a Doc in text order, and which tokens are spoken for by a name, date or number."""

    def __init__(self, doc: Doc, left_out: Sequence[Offsets] = ()) -> None:
        """Take the names among `doc.ents` with mended bounds; those inside `left_out` are no names."""
        self.doc = doc
        self.characters = Characters(doc)
        self.found: list[Mention] = []
        self._left_out = sorted(left_out)
        self._taken = bytearray(len(doc))
        names: list[TokenName] = []
        for ent in doc.ents:
            if ent.label_ in NAME_LABELS:
                names += _mended(doc, ent, self.characters)
            else:
                self._take(ent.start, ent.end)
        whole = list(complete_people(doc, names, self.characters.quotes, self.is_taken))
        self.add(list(_extended(doc, whole, self.is_taken)), free=False)

    def add(self, names: Iterable[TokenName], *, free: bool = True) -> None:
        """Add names, where none is yet if `free`."""
        for start, end, label in names:
            if free and self.is_taken(start, end):
                continue
            self._take(start, end)
            first, last = syntax.offsets_of(self.doc, start, end)
            if not self._left_out or not self._is_left_out(first, last):
                text = self.characters.text[first:last]
                self.found.append(Mention(start, end, label, first, last, text))
        self.found.sort(key=lambda mention: mention.start_token)

    def label_at(self, start: int, label: str) -> None:
        """Give the name that starts at a character its label."""
        position = bisect_left(self.found, start, key=attrgetter("start"))
        if position < len(self.found) and self.found[position].start == start:
            self.found[position].label = label

    def is_taken(self, start: int, end: int) -> bool:
        """Tell whether any of the tokens is part of a name, date or number."""
        return 1 in self._taken[start:end]

    def _take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\1" * (end - start)

    def _is_left_out(self, start: int, end: int) -> bool:
        position = bisect_right(self._left_out, start, key=itemgetter(0)) - 1
        inside = position >= 0 and start < self._left_out[position][1]
        following = position + 1 < len(self._left_out) and self._left_out[position + 1][0] < end
        return inside or following


def _mended(doc: Doc, ent: Span, characters: Characters) -> list[TokenName]:
    """The names in a model's span: bounds mended, cut at line breaks, nothing if nothing is left."""
    label, start, end = ent.label_, ent.start, ent.end
    if end - start > MAX_NAME_TOKENS:
        return []
    if end - start > 2 and start and doc[start].lower_ in _DAYS and doc[start - 1].lower_ == "on":
        start += 1  # "On Monday Ana Ruiz"
        label = "PERSON" if label == "WORK_OF_ART" else label
    text = characters.of(start, end)
    if _is_plain(text) and not (label == "PERSON" and _may_be_title(text)):
        return [_relabelled(doc, start, end, label)]
    # A name does not run over a line break in a list; the parts stand for themselves.
    names = []
    first = start
    for i in range(start, end + 1):
        if i == end or ("\n" in text and doc[i].is_space and "\n" in doc[i].text):
            name = _trimmed(doc, first, i, label, characters)
            if name is not None:
                names.append(name)
            first = i + 1
    return names


def _trimmed(doc: Doc, start: int, end: int, label: str, characters: Characters) -> TokenName | None:
    while start < end and _leads(doc, start, end, label, characters):
        start += 1
    if end - start > 2 and doc[start].lower_ in _PREFIXES and doc[start + 1].text == "-":
        start += 2  # "pro-Beijing" is Beijing
    while start < end and _trails(doc, start, end):
        end -= 1
    if label == "PERSON":  # "Ana Ruiz of Leiva"
        end = next((i for i in range(start + 2, end) if doc[i].lower_ in ("of", "from")), end)
    if start == end or doc[start].like_url:
        return None
    text = characters.of(start, end)
    if _NO_NAME.search(text) or sum(map(str.isalnum, text)) < 2 or not any(map(str.isalpha, text)):
        return None
    return _relabelled(doc, start, end, label)


def _relabelled(doc: Doc, start: int, end: int, label: str) -> TokenName:
    """A body that swallowed a person's title loses it, and a person that ends like a body is one."""
    if label == "ORG" and end - start > 1 and end < len(doc) and doc[end].ent_type_ == "PERSON":
        while (
            end - start > 1 and titles.role_noun(doc[end - 1]) is not None
        ):  # "State Department Spokesperson" Ruiz
            end -= 1
    if label == "PERSON" and end - start > 2 and doc[end - 1].lower_ in _BODIES:
        label = "ORG"  # the "Ana Ruiz Foundation"
    return start, end, label


@lru_cache(name_keys.CACHED_NAMES)
def _is_plain(text: str) -> bool:
    return _PLAIN_NAME.fullmatch(text) is not None


@lru_cache(name_keys.CACHED_NAMES)
def _may_be_title(text: str) -> bool:
    """The first word of a name may be none of it."""
    word = text.split(maxsplit=1)[0].lower().rstrip(".")
    return word in titles.honorifics() or word in titles.role_nouns()


def _leads(doc: Doc, start: int, end: int, label: str, characters: Characters) -> bool:
    """The first token does not belong to the name."""
    token = doc[start]
    if token.is_space or token.is_quote or (token.is_punct and token.text not in ("#", "@", "(")):
        return True
    if token.text == "(":
        return ")" not in characters.of(start, end)
    if token.text in _POSSESSIVES:
        return True
    if end - start == 1:
        return False
    if token.lower_ in _POINTERS and (token.is_lower or token.lower_ == "this"):
        return True
    if token.lower_ in _DETERMINERS:
        if label == "WORK_OF_ART":
            return token.is_lower
        return characters.of(start, end).casefold() not in gazetteer.places()
    if label == "PERSON":
        if titles.bare(token) in titles.honorifics():
            return True
        role = titles.role_noun(token)
        # "President Ruiz" is Ruiz, but "Dean Ruiz" has Dean for a given name.
        return (
            role is not None
            and role[0] == "office"
            and name_keys.respelled(token.text) not in gazetteer.given_name_genders()
        )
    return False


def _trails(doc: Doc, start: int, end: int) -> bool:
    """The last token does not belong to the name."""
    token = doc[end - 1]
    if token.is_space or token.text in _POSSESSIVES or token.is_quote:
        return True
    if token.text == ")":
        return "(" not in doc[start:end].text
    return (token.is_punct and token.text != "!") or (token.lower_ in _DANGLING and token.is_lower)


def _extended(
    doc: Doc, names: Sequence[TokenName], is_number: Callable[[int, int], bool]
) -> Iterable[TokenName]:
    """Names cut short: "IRIS"-T, RBK "Ukraine", "Treaty" on Open Skies."""
    reached = 0
    for start, end, label in names:
        reached_before = reached
        if start < reached:
            continue  # swallowed by the name before
        longer = _tail(doc, end, label)
        reached = end if is_number(end, longer) else longer
        if label == "GPE" and start > reached_before and _agency_name(doc, start):
            yield start - 1, reached, "ORG"
        else:
            yield start, reached, label


def _tail(doc: Doc, end: int, label: str) -> int:
    last = doc[end - 1]
    if end + 1 < len(doc) and doc[end].text == "-" and not (last.whitespace_ or doc[end].whitespace_):
        part = doc[end + 1]
        if last.text.isupper() and ((part.is_upper and len(part) == 1) or part.is_digit):
            return end + 2
    if label in ("ORG", "LAW", "EVENT", "FAC") and last.lower_ in read_words("name_heads"):
        return _phrase_tail(doc, end)
    return end


def _phrase_tail(doc: Doc, end: int) -> int:
    """Where "of Foreign Affairs", "on the Law of the Sea" ends; `end` where no such phrase follows."""
    if end >= len(doc) or doc[end].lower_ not in ("of", "on", "for"):
        return end
    last = end
    for i in range(end, min(len(doc), end + MAX_EXTENSION_TOKENS)):
        token = doc[i]
        if token.ent_type_ in ("DATE", "TIME", "PERSON"):
            break
        if token.text[:1].isupper() and token.text[:1].isalpha():
            last = i + 1
        elif token.lower_ not in ("of", "on", "for", "the", "and", "&", "-") or token.is_space:
            break
    return last if last > end and doc[last - 1].lower_ not in _INNER else end


def _agency_name(doc: Doc, start: int) -> bool:
    """An abbreviation right before a place makes a body of the place's: RBK Ukraine, ARD Berlin."""
    if start == 0:
        return False
    word = doc[start - 1]
    return (
        word.is_upper
        and not word.ent_type_
        and word.is_alpha
        and len(word) > 1
        and word.pos_ == "PROPN"
        and bool(word.whitespace_)
        and not doc[start].is_upper
        and titles.role_noun(word) is None
        and titles.bare(word) not in titles.honorifics()
    )
