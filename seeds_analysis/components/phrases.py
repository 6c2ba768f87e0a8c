"""Noun phrases and clauses as token ranges, read off the parse."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

# A source is named in a few words; a longer tail of prepositions is description or a parse error.
MAX_TAIL_TOKENS = 14
MAX_BRACKETED = 100

_LEFT = {"det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "advmod", "predet", "case", "neg"}
_TAIL = {"prep", "case", "compound", "nmod", "npadvmod", "nummod"}

TokenRange = tuple[int, int]


def noun_phrase(head: Token) -> TokenRange:
    """The phrase that names: modifiers before the head, prepositional phrases right after it.

    Appositives, relative clauses and anything behind a comma stay outside: they describe, the phrase names.
    """
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _LEFT or any(_parts(head.doc[i]) for i in range(child.left_edge.i, start)):
            break
        start = child.left_edge.i
    end = head.i + 1
    for child in head.rights:
        if child.left_edge.i != end:
            break
        if child.dep_ in _TAIL and child.right_edge.i < head.i + MAX_TAIL_TOKENS:
            end = _before_comma(head.doc, end, child.right_edge.i + 1)
            if end != child.right_edge.i + 1:
                break
        elif child.dep_ == "cc":
            end = _coordinated(head, end)
            break
        else:
            break
    return trimmed(head.doc, start, end)


def object_of(preposition: Token) -> Token | None:
    """What a preposition governs: X in "from X"."""
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def subtree(token: Token) -> TokenRange:
    """From the first to the last token below a token: its whole phrase or clause."""
    return token.left_edge.i, token.right_edge.i + 1


def without(doc: Doc, whole: TokenRange, holes: Iterable[TokenRange]) -> tuple[TokenRange, ...]:
    """What is left of a range once others are taken out; bare of white space and punctuation at the ends."""
    left = []
    start, end = whole
    for low, high in sorted(holes):
        if start < high and low < end:
            left.append((start, low))
            start = max(start, high)
    left.append((start, end))
    bare = [trimmed(doc, low, high) for low, high in left if low < high]
    return tuple((low, high) for low, high in bare if low < high)


def _coordinated(head: Token, end: int) -> int:
    """Two named together ("Ana Ruiz and Tom Lee") are one source."""
    joined = [child for child in head.rights if child.dep_ == "conj"]
    if len(joined) == 1 and joined[0].pos_ in ("PROPN", "NOUN", "PRON"):
        start, stop = noun_phrase(joined[0])
        if start <= end + 1:
            return stop
    return end


def _before_comma(doc: Doc, start: int, end: int) -> int:
    return next((i for i in range(start, end) if _parts(doc[i])), end)


def _parts(token: Token) -> bool:
    """A mark that no name runs across."""
    return token.is_quote or token.is_space or token.text in {",", "—", "–", ";", ":", "("}


def trimmed(doc: Doc, start: int, end: int) -> TokenRange:
    """Take white space and punctuation off both ends of a token range, but no half of a pair of brackets."""
    while start < end and (doc[start].is_space or doc[start].is_punct) and not _paired(doc, start, end):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].is_punct):
        if _paired(doc, start, end, at_end=True):
            break
        end -= 1
    if end < len(doc) and _paired(doc, start, end + 1, at_end=True):
        end += 1  # the parser gave the closing bracket to another word
    return start, end


def _paired(doc: Doc, start: int, end: int, *, at_end: bool = False) -> bool:
    """Whether the bracket at the edge has its partner inside the range."""
    edge = doc[end - 1 if at_end else start].text
    partner = (_OPENERS if at_end else _CLOSERS).get(edge)
    if partner is None:
        return False
    # A bracket's partner is near; to look through a long sentence for each of its brackets is too slow.
    low, high = (max(start, end - MAX_BRACKETED), end) if at_end else (start, min(end, start + MAX_BRACKETED))
    texts = [doc[i].text for i in range(low, high)]
    return texts.count(partner) >= texts.count(edge)


_CLOSERS = {"(": ")", "[": "]"}
_OPENERS = {")": "(", "]": "["}
