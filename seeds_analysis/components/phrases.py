"""Noun phrases and clauses as token ranges, read off the parse."""

from spacy.tokens import Doc, Token

# A source is named in a few words; a longer tail of prepositions is description or a parse error.
MAX_TAIL_TOKENS = 14

_LEFT = {"det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "advmod", "predet", "case", "neg"}
_TAIL = {"prep", "case", "compound", "nmod", "npadvmod", "nummod"}

TokenRange = tuple[int, int]


def noun_phrase(head: Token) -> TokenRange:
    """The phrase that names: modifiers before the head, prepositional phrases right after it.

    Appositives, relative clauses and anything behind a comma stay outside: they describe, the phrase names.
    """
    start = head.i
    for child in head.lefts:
        if child.dep_ in _LEFT and child.left_edge.i < start and not child.is_quote:
            start = child.left_edge.i
            break
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
    return _trimmed(head.doc, start, end)


def clause_tokens(head: Token, leave_out: set[int]) -> list[int]:
    """The tokens below a clause's head, in order, without those of subtrees rooted in `leave_out`."""
    kept: list[int] = []
    stack = [head]
    while stack:
        token = stack.pop()
        if token.i in leave_out:
            continue
        kept.append(token.i)
        stack.extend(token.children)
    return sorted(kept)


def ranges(doc: Doc, tokens: list[int]) -> tuple[TokenRange, ...]:
    """Join sorted token numbers to ranges; gaps of white space and punctuation do not part them."""
    runs: list[list[int]] = []
    for i in tokens:
        if runs and all(doc[j].is_space or doc[j].is_punct for j in range(runs[-1][1], i)):
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    trimmed = [_trimmed(doc, start, end) for start, end in runs]
    return tuple((start, end) for start, end in trimmed if start < end)


def _coordinated(head: Token, end: int) -> int:
    """Two named together ("Ana Ruiz and Tom Lee") are one source."""
    joined = [child for child in head.rights if child.dep_ == "conj"]
    if len(joined) == 1 and joined[0].pos_ in ("PROPN", "NOUN", "PRON"):
        start, stop = noun_phrase(joined[0])
        if start <= end + 1:
            return stop
    return end


def _before_comma(doc: Doc, start: int, end: int) -> int:
    for i in range(start, end):
        if doc[i].is_quote or doc[i].text in {",", "—", "–", ";", ":", "("}:
            return i
    return end


def _trimmed(doc: Doc, start: int, end: int) -> TokenRange:
    """Take white space and punctuation off both ends, but keep marks that belong to a word ("U.S.", "%")."""
    while start < end and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return start, end
