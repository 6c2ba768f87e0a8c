"""Noun phrases as token ranges, read off the parse."""

from spacy.tokens import Doc, Token

from seeds_analysis.text import Offsets

# A source is named in a few words; a longer tail of prepositions is description or a parse error.
MAX_TAIL_TOKENS = 14

_LEFT = {"det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "advmod", "predet", "case", "neg"}
_SEPARATORS = {",", "—", "–", ";", ":", "("}
_TAIL = {"prep", "case", "compound", "nmod", "npadvmod", "nummod"}

TokenRange = tuple[int, int]


def noun_phrase(head: Token) -> TokenRange:
    """Give the phrase that names: modifiers before the head, prepositional phrases right after it.

    Appositives, relative clauses and anything after a comma stay outside: they describe, the phrase names.
    """
    start = head.i
    for child in reversed(list(head.lefts)):
        first = child.left_edge.i
        if child.dep_ not in _LEFT or _before_mark(head.doc, first, start) < start:
            break
        start = first
    end = head.i + 1
    for child in head.rights:
        if child.left_edge.i != end:
            break
        if child.dep_ in _TAIL and child.right_edge.i < head.i + MAX_TAIL_TOKENS:
            stop = child.right_edge.i + 1
            end = _before_mark(head.doc, end, stop)
            if end < stop:
                break
        elif child.dep_ == "cc":
            end = _coordinated(head, end)
            break
        else:
            break
    return start, end


def offsets_of(doc: Doc, start: int, end: int) -> Offsets:
    """Give the characters of the tokens [start, end), at least one."""
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def object_of(preposition: Token) -> Token | None:
    """Give the object of a preposition: X in "from X"."""
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def _coordinated(head: Token, end: int) -> int:
    """Extend a name to a second one: "Ana Ruiz and Tom Lee" are one source."""
    joined = [child for child in head.rights if child.dep_ == "conj"]
    if len(joined) == 1 and joined[0].pos_ in ("PROPN", "NOUN", "PRON"):
        start, stop = noun_phrase(joined[0])
        if start <= end + 1:
            return stop
    return end


def _before_mark(doc: Doc, start: int, end: int) -> int:
    """Find the first mark in a range that no name runs across; the end if there is none."""
    for i in range(start, end):
        token = doc[i]
        if token.is_quote or token.is_space or (token.is_punct and token.text in _SEPARATORS):
            return i
    return end
