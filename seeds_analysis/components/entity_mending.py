"""Mend the mentions a model found: their bounds, and the repeats it missed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from spacy.tokens import Doc, Span, Token

from seeds_analysis.annotations import Offsets
from seeds_analysis.components.name_forms import given_name_genders, places, respelled
from seeds_analysis.components.roles import bare, honorifics, role_noun, role_nouns
from seeds_analysis.lexicon import read_words

NAME_LABELS = frozenset(
    ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"]
)
MAX_REPEAT_TOKENS = 12
MAX_FORMS = 40
MAX_EXTENSION_TOKENS = 12

_POSSESSIVES = {"'s", "’s", "'", "’", "´s", "`s"}
_DETERMINERS = {"the", "a", "an"}
_DANGLING = {"of", "and", "the", "in", "for", "on", "to", "at", "&", "a", "an"}
_PREFIXES = {"pro", "anti", "non", "ex", "then", "former", "mid", "post", "pre"}
# Most names: capitalised words and nothing else. They need no mending, bar a leading article or title.
_PLAIN_NAME = re.compile(r"(?!(?:The|An?) )[A-Z][\w&]*(?:[ -][A-Z][\w&]*)*|(?:[A-Z]\.)+")
_INNER = {"of", "and", "the", "&", "-", "'s", "’s"}
_REPEATED = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW"}


TokenName = tuple[int, int, str]  # first token, token after the last, label


@dataclass(slots=True)
class Mention:
    """A name in the text: tokens [start_token, end_token), characters [start, end), its label."""

    start_token: int
    end_token: int
    label: str
    start: int
    end: int
    text: str


class Mentions:
    """The names of a Doc in text order, and which tokens are spoken for by a name, date or number."""

    def __init__(self, doc: Doc, left_out: Sequence[Offsets] = ()) -> None:
        """Take the names among `doc.ents` with mended bounds; those inside `left_out` are no names."""
        self.doc = doc
        self.found: list[Mention] = []
        self.numbers: list[Span] = []
        self._left_out = sorted(left_out)
        self._taken = bytearray(len(doc))
        names: list[TokenName] = []
        for ent in doc.ents:
            if ent.label_ in NAME_LABELS:
                names += _mended(doc, ent)
            else:
                self.numbers.append(ent)
                self._take(ent.start, ent.end)
        for start, end, _ in names:
            self._take(start, end)
        self.add(_extended(doc, names, self._taken), free=False)

    def add(self, names: Iterable[TokenName], *, free: bool = True) -> None:
        """Add names, where none is yet if `free`."""
        for start, end, label in names:
            if free and self.is_taken(start, end):
                continue
            self._take(start, end)
            first_character, text = self.doc[start].idx, text_of(self.doc, start, end)
            end_character = first_character + len(text)
            if not self._left_out or not self._is_left_out(first_character, end_character):
                self.found.append(Mention(start, end, label, first_character, end_character, text))
        self.found.sort(key=lambda mention: mention.start_token)

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


def text_of(doc: Doc, start: int, end: int) -> str:
    """The text of a few tokens; much faster than spaCy's own way for one or two."""
    last = doc[end - 1].text
    return last if end - start == 1 else "".join(doc[i].text_with_ws for i in range(start, end - 1)) + last


def find_repeats(mentions: Mentions) -> list[TokenName]:
    """Untagged repeats of tagged names: whole words in the same case; a surname repeats its full name."""
    doc = mentions.doc
    forms: dict[int, dict[tuple[int, ...], str]] = {}
    words = doc.to_array("ORTH")
    for mention in mentions.found:
        start, end = mention.start_token, mention.end_token
        if mention.label not in _REPEATED or not _repeatable(doc[start]):
            continue
        if end - start <= MAX_REPEAT_TOKENS:
            key = tuple(words[start:end].tolist())
            forms.setdefault(key[0], {}).setdefault(key, mention.label)
        last = doc[end - 1]
        if mention.label == "PERSON" and end - start > 1 and _repeatable(last) and len(last) > 2:
            forms.setdefault(last.orth, {}).setdefault((last.orth,), "PERSON")
    if not forms:
        return []
    in_text = set(words.tolist())
    found: list[TokenName] = []
    for start in np.flatnonzero(np.isin(words, np.array(list(forms), dtype=words.dtype))).tolist():
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


def _subsequence(letters: str, initials: Sequence[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters) and letters[0] == initials[0]


def _mended(doc: Doc, ent: Span) -> Iterable[TokenName]:
    """The names in a model's span: bounds mended, cut at line breaks, nothing if nothing is left."""
    label = ent.label_
    text = text_of(doc, ent.start, ent.end)
    if _PLAIN_NAME.fullmatch(text) and not (label == "PERSON" and _may_be_title(text.split()[0])):
        yield ent.start, _before_role(doc, ent.start, ent.end, label), label
        return
    # A name does not run over a line break in a list; the parts stand for themselves.
    first = ent.start
    for i in range(ent.start, ent.end + 1):
        if i == ent.end or (doc[i].is_space and "\n" in doc[i].text):
            name = _trimmed(doc, first, i, label)
            if name is not None:
                yield name
            first = i + 1


def _trimmed(doc: Doc, start: int, end: int, label: str) -> TokenName | None:
    while start < end and _leads(doc, start, end, label):
        start += 1
    if end - start > 2 and doc[start].lower_ in _PREFIXES and doc[start + 1].text == "-":
        start += 2  # "pro-Beijing" is Beijing
    while start < end and _trails(doc, start, end):
        end -= 1
    if label == "PERSON":  # "Ana Ruiz of Leiva"
        end = next((i for i in range(start + 2, end) if doc[i].lower_ in ("of", "from")), end)
    if start == end or doc[start].like_url or not any(c.isalpha() for c in text_of(doc, start, end)):
        return None
    return start, _before_role(doc, start, end, label), label


def _before_role(doc: Doc, start: int, end: int, label: str) -> int:
    """Where a body's name ends that swallowed a person's title: "State Department Spokesperson" Ruiz."""
    if label == "ORG" and end - start > 1 and end < len(doc) and doc[end].ent_type_ == "PERSON":
        while end - start > 1 and role_noun(doc[end - 1]) is not None:
            end -= 1
    return end


def _may_be_title(word: str) -> bool:
    word = word.lower().rstrip(".")
    return word in honorifics() or word in role_nouns()


def _leads(doc: Doc, start: int, end: int, label: str) -> bool:
    """The first token does not belong to the name."""
    token = doc[start]
    if token.is_space or token.is_quote or (token.is_punct and token.text not in ("#", "@", "(")):
        return True
    if token.text == "(":
        return ")" not in doc[start:end].text
    if token.text in _POSSESSIVES:
        return True
    if end - start == 1:
        return False
    if token.lower_ in _DETERMINERS:
        if label == "WORK_OF_ART":
            return token.is_lower
        return doc[start:end].text.casefold() not in places()
    if label == "PERSON":
        if bare(token) in honorifics():
            return True
        role = role_noun(token)
        # "President Ruiz" is Ruiz, but "Dean Ruiz" has Dean for a given name.
        return role is not None and role[0] == "office" and respelled(token.text) not in given_name_genders()
    return False


def _trails(doc: Doc, start: int, end: int) -> bool:
    """The last token does not belong to the name."""
    token = doc[end - 1]
    if token.is_space or token.text in _POSSESSIVES or token.is_quote:
        return True
    if token.text == ")":
        return "(" not in doc[start:end].text
    return (token.is_punct and token.text != "!") or (token.lower_ in _DANGLING and token.is_lower)


def _extended(doc: Doc, names: Sequence[TokenName], taken: bytearray) -> Iterable[TokenName]:
    """Names cut short: "IRIS"-T, RBK "Ukraine", "Treaty" on Open Skies."""
    reached = 0
    for start, end, label in names:
        if start < reached:
            continue  # swallowed by the name before
        reached = _tail(doc, end, label)
        if label == "GPE" and _agency_name(doc, start, taken):
            yield start - 1, reached, "ORG"
        else:
            yield start, reached, label


def _tail(doc: Doc, end: int, label: str) -> int:
    if (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
    ):
        part = doc[end + 1]
        if doc[end - 1].text.isupper() and ((part.is_upper and len(part) == 1) or part.is_digit):
            return end + 2
    last = doc[end - 1]
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


def _agency_name(doc: Doc, start: int, taken: bytearray) -> bool:
    """An abbreviation right before a place makes a body of the place's: RBK Ukraine, ARD Berlin."""
    if start == 0 or taken[start - 1]:
        return False
    word = doc[start - 1]
    return (
        word.is_upper
        and word.is_alpha
        and len(word) > 1
        and word.pos_ == "PROPN"
        and bool(word.whitespace_)
        and not doc[start].is_upper
        and role_noun(word) is None
        and bare(word) not in honorifics()
    )


def _repeatable(token: Token) -> bool:
    return token.text[:1].isupper() and not token.is_stop


def _stands_alone(doc: Doc, start: int, end: int, in_lower_case: set[int]) -> bool:
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
            return bare(before) in honorifics() or role_noun(before) is not None
    # A tagger takes many a name for a noun; a noun stands in lower case somewhere.
    return token.pos_ in ("PROPN", "") or token.lower not in in_lower_case
