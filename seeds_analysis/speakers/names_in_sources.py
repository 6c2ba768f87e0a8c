"""The name in a source's phrase: beside a description, without titles, or fuller elsewhere in the text."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from spacy.tokens import Doc, Span, Token

from seeds_analysis.doc import TokenRange
from seeds_analysis.lexicon import titles

# A name of more words is a headline or a list.
MAX_NAME_TOKENS = 6
# Repeats of one word that are looked at for a fuller name.
MAX_REPEATS = 40
# A description is this long at most before the comma and the name.
MAX_DESCRIPTION_TOKENS = 16

_PARTICLES = {
    "de",
    "da",
    "do",
    "dos",
    "del",
    "della",
    "der",
    "den",
    "van",
    "von",
    "la",
    "le",
    "al",
    "el",
    "bin",
    "ibn",
}
_NAMED = {"PERSON", "ORG"}
_NAMING = {"name", "call", "sign", "identify", "give", "introduce"}
_SELF = {"himself", "herself", "themselves", "only", "simply", "just", "as", "his", "her", "their", "name"}
_HYPHENS = {"-", "‐", "‑"}
_CLOSERS = {",", ";", ")", ".", ":", "—", "–"}


def apposed_name(root: Token, end: int) -> Token | None:
    """The last word of the name that is put beside a description ending before token `end`.

    "The vicar, Hugh Bell, said"; "his wife, Florence". What follows the comma has to be a name closed by
    punctuation, or one that the parser takes for an appositive: "the vicar, Hugh said" names another.
    """
    doc = root.doc
    if (root.pos_ == "PROPN" and titles.bare(root) not in titles.role_nouns()) or not 0 < end < len(doc) - 1:
        return None
    for child in root.rights:
        if doc[root.i + 1].text == ":":
            break  # MODERATOR: Senator Ruiz, two minutes.
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i - root.i < MAX_DESCRIPTION_TOKENS:
            return _last_word(child)
        if child.dep_ in ("relcl", "acl") and child.i - root.i < MAX_DESCRIPTION_TOKENS:
            called = _gives_name(child) or (_called_so(child) if child.dep_ == "relcl" else None)
            if called is not None:
                return called
    if (
        root.i == end - 1
        and root.pos_ == "NOUN"
        and doc[end].pos_ == "PROPN"
        and doc[end].ent_type_ in _NAMED
    ):
        return _last_word(doc[end])  # the union Ferrovia
    if doc[end].text not in (",", "—", "–"):
        return None
    if doc[end + 1].ent_type_ == "GPE" and root.i == end - 1 and _one_name(doc, end + 1):
        return doc[end + 1]  # "the company, Fetchly, said": no place of the company's is named so
    start, stop = end + 1, end + 1
    while stop < len(doc) and stop - start < MAX_NAME_TOKENS and _names(doc[stop]):
        stop += 1
    if stop == start or stop == len(doc) or doc[stop].text not in _CLOSERS:
        return None
    # "the vicar, Hugh Bell, and the choir" is a list
    if stop + 1 < len(doc) and doc[stop + 1].lower_ in ("and", "or", "&"):
        return None
    return doc[stop - 1]


def _called_so(verb: Token) -> Token | None:
    """The woman, who asked to be called X; a man who is called X."""
    for token in verb.doc[verb.i + 1 : verb.i + MAX_DESCRIPTION_TOKENS]:
        if token.dep_ == "oprd" and token.pos_ == "PROPN" and token.head.lemma_ in ("call", "name"):
            # within the clause: "who smiled, said her dog is called X" names the dog
            return _last_word(token) if verb == token.head or verb.is_ancestor(token) else None
    return None


def _gives_name(verb: Token) -> Token | None:
    """A man named X; a nurse who signed herself X; a guest who identified himself only as X."""
    doc, i = verb.doc, verb.i + 1
    by_others = (verb.tag_ == "VBN" and verb.dep_ == "acl") or any(c.dep_ == "auxpass" for c in verb.lefts)
    if verb.lemma_ not in _NAMING:
        return None
    while i < len(doc) - 1 and i < verb.i + MAX_NAME_TOKENS and doc[i].lower_ in _SELF:
        by_others = by_others or doc[i].lower_.endswith(("self", "selves", "name"))
        i += 1
    named = by_others and i < len(doc) and doc[i].is_title and doc[i].is_alpha and doc[i].pos_ == "PROPN"
    return _last_word(doc[i]) if named else None


def name_behind_rank(source: Span) -> Span | None:
    """The name that the tokenizer parted from a rank at its full stop: Haddad in "Pvt. Omar Haddad".

    A rank cut short has no vowels or begins a longer one.
    """
    if len(source) > 1:
        return None
    doc, end = source.doc, source.end
    word = source.text.rstrip(".").lower()
    if not 2 < len(word) < 6 or not source.text[0].isupper() or end + 1 >= len(doc):
        return None
    point = source.text.endswith(".") or (doc[end].text == "." and not doc[end - 1].whitespace_)
    start = end if source.text.endswith(".") else end + 1
    if not point or doc[start].pos_ != "PROPN" or not doc[start].is_title or not _cut_short(word):
        return None
    return doc[start : _last_word(doc[start]).i + 1]


@cache
def _cut_short(word: str) -> bool:
    if not set(word) & set("aeiouy") or (word in titles.role_nouns() and len(word) < 5):
        return True
    return any(noun.startswith(word) and noun != word for noun in titles.role_nouns())


def _one_name(doc: Doc, i: int) -> bool:
    """One capitalised word between commas."""
    return i + 1 < len(doc) and doc[i].is_title and doc[i + 1].text in (",", "—", "–")


def name_around(token: Token) -> TokenRange:
    """The run of capitalised words that a proper noun stands in, without titles before it."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and token.i - start < MAX_NAME_TOKENS and _joined(doc[start - 1], doc[start]):
        start -= 1
    while end < len(doc) and end - token.i < MAX_NAME_TOKENS and _joined(doc[end - 1], doc[end]):
        end += 1
    while start < token.i and (doc[start].lower_ in _PARTICLES or not doc[start].text[0].isalnum()):
        start += 1
    while end > token.i + 1 and (doc[end - 1].lower_ in _PARTICLES or not doc[end - 1].text[0].isalnum()):
        end -= 1
    while start < end - 1 and (
        titles.bare(doc[start]) in titles.honorifics() or titles.bare(doc[start]) in titles.role_nouns()
    ):
        start += 1
    return start, end


def whole_words(doc: Doc, start: int, end: int) -> TokenRange:
    """A range that a hyphen does not cut: internal "e" of "internal e-mails"."""
    while start > 1 and doc[start - 1].text in _HYPHENS and not doc[start - 1].whitespace_:
        if doc[start - 2].whitespace_ or doc[start - 2].is_space:
            break
        start -= 2
    while (
        end + 1 < len(doc)
        and doc[end].text in _HYPHENS
        and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
    ):
        end += 2
    return start, end


def proper_nouns(doc: Doc) -> dict[int, list[int]]:
    """The places of each proper noun, by its hash."""
    orth, pos = doc.to_array(["ORTH", "POS"]).T
    places: dict[int, list[int]] = defaultdict(list)
    for i in np.flatnonzero(pos == doc.vocab.strings["PROPN"]).tolist():
        places[int(orth[i])].append(i)
    return places


def fuller_name(token: Token, places: Mapping[int, Sequence[int]]) -> TokenRange:
    """The fullest name that holds the word at any of its places: "Marcus Adeyemi" for "Adeyemi"."""
    doc = token.doc
    best = name_around(token)
    near = places.get(token.orth, ())[:MAX_REPEATS]
    for i in near:
        found = name_around(doc[i])
        if found[1] - found[0] > best[1] - best[0] and found[1] - found[0] < MAX_NAME_TOKENS:
            best = found
    if best[1] - best[0] == 1 and token.is_upper and any(doc[i].is_sent_start for i in near):
        # "ANA RUIZ:" before one turn and "RUIZ:" before another, whatever the tagger takes the first word for
        for i in near:
            if i and doc[i - 1].is_sent_start and doc[i - 1].is_upper and doc[i - 1].is_alpha:
                return i - 1, i + 1
    return best


def _last_word(token: Token) -> Token:
    doc, i = token.doc, token.i
    while i + 1 < len(doc) and _joined(doc[i], doc[i + 1]) and doc[i + 1].pos_ == "PROPN":
        i += 1
    return doc[i]


def _joined(left: Token, right: Token) -> bool:
    """Whether two neighbouring tokens can be of one name."""
    if "\n" in left.whitespace_ or left.is_space or right.is_space:
        return False
    if right.text in _HYPHENS or left.text in _HYPHENS:
        return not left.whitespace_ and (left.text[0].isalnum() or right.text[0].isalnum())
    return _names(left) and _names(right) and bool(left.whitespace_)


def _names(token: Token) -> bool:
    text = token.text
    if text.lower() in _PARTICLES:
        return True
    if not text[:1].isupper() or token.is_punct:
        return text in _HYPHENS and not token.whitespace_
    # Unusual given names are taken for anything; a capital within a sentence tells.
    if token.pos_ in ("NOUN", "X", "ADJ", "VERB") and not token.is_sent_start:
        return token.ent_type_ in _NAMED or not token.ent_type_
    return token.pos_ == "PROPN" or token.ent_type_ in _NAMED
