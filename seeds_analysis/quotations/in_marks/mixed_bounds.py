"""Find where the content of a mixed quotation ends: the phrase around the marks, and what comes after."""

from collections.abc import Mapping

from spacy.tokens import Doc

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.in_marks.name_labels import DASHES
from seeds_analysis.quotations.pieces import Piece

# Content that hangs on a cue without being a clause ("called the plan "a trap" for towns") is short.
MAX_PHRASE_TOKENS = 40


def phrase_on_path(doc: Doc, cue: Cue, piece: Piece) -> tuple[TokenRange, ...]:
    """Return the object or prepositional phrase below the cue that holds the piece; empty if there is none.

    It includes what the words are about: the plan in "called the plan "a trap"".
    """
    start, end = piece.tokens
    token = doc[start:end].root
    while token.head != token and token.head.i != cue.head:
        token = token.head
    if token.head.i != cue.head or token.i == cue.head:
        return ()
    whole = syntax.subtree(token)
    below = (c for c in doc[cue.head].children if cue.head < c.i < token.i and c.dep_ == "dobj")
    of = next(below, None)
    if of is not None:
        whole = (of.left_edge.i, whole[1])
    if whole[1] - whole[0] > MAX_PHRASE_TOKENS + (end - start):
        return ()
    return syntax.without(doc, whole, [cue.source] if cue.source else [])


def afterthought(doc: Doc, cues: Mapping[int, Cue], start: int, end: int) -> int:
    """Return where, after quoted words, the writer's own comment begins; `end` if there is none.

    It begins with a dash or bracket, a relative clause, apposition or participle after a comma, or the next
    verb of saying: said the plan was "a trap" — a word he had used before. `cues` are by head.
    """
    comma = False  # before the token, inside the marks or after them
    for i in range(start, end):
        text = doc[i].text
        if text in DASHES or text == "(" or (comma and _comments(doc, i, end)):
            return i
        comma = text == "," or (doc[i].is_quote and doc[i - 1].text == ",")
        if doc[i].dep_ == "cc" and any(_says_more(doc, cues, j) for j in range(i + 1, min(i + 4, end))):
            return i
    return end


def _comments(doc: Doc, i: int, end: int) -> bool:
    """Whether a relative clause, participle or apposition begins here."""
    token = doc[i]
    if token.tag_ == "VBG" or token.lower_ in ("which", "who", "where"):
        return True
    near = doc[i : min(i + 4, end)]
    return token.lower_ in ("a", "an", "the") and any(t.dep_ == "appos" for t in near)


def _says_more(doc: Doc, cues: Mapping[int, Cue], i: int) -> bool:
    """Whether a verb of saying shares its subject with one before."""
    cue = cues.get(i)
    if cue is None or cue.is_noun or doc[i].dep_ != "conj":
        return False
    return not any(child.dep_ in ("nsubj", "nsubjpass") for child in doc[i].children)
