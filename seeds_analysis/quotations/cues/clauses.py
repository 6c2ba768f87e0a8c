"""The clause that belongs to a cue in the parse."""

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax

# How a verb of saying hangs on the clause around it ("the plan, she said, would fail").
_ASIDES = {"parataxis", "ccomp", "advcl", "intj"}
# "According to a poll of 800 voters that the station took in May" is long.
MAX_ACCORDING_TOKENS = 40
MAX_CLIMB = 30


def after_that(clause: Token) -> TokenRange:
    """Return the clause without the "that" at its start."""
    start, end = syntax.subtree(clause)
    first = clause.doc[start]
    return (start + 1, end) if first.lower_ == "that" and first.dep_ == "mark" else (start, end)


def reported_clause(verb: Token, clause: Token, source: TokenRange | None) -> tuple[TokenRange, ...]:
    """Return a complement of the verb without its "that", the source, and the verb if it is inside."""
    start, end = after_that(clause)
    holes = [source] if source else []
    if start <= verb.i < end:  # "The plan, she said, would fail."
        rest = [child for child in verb.children if child.i != clause.i and not child.is_punct]
        holes += [(verb.i, verb.i + 1), *(syntax.subtree(child) for child in rest)]
    return syntax.without(verb.doc, (start, end), holes)


def clause_around(verb: Token, source: TokenRange | None) -> tuple[TokenRange, ...]:
    """Return the clause that the verb hangs on as an aside, without the aside; empty if it is none."""
    if verb.dep_ not in _ASIDES or verb.head.pos_ not in ("VERB", "AUX"):
        return ()
    holes = [syntax.subtree(verb), source] if source else [syntax.subtree(verb)]
    return syntax.without(verb.doc, syntax.subtree(verb.head), holes)


def is_set_off(verb: Token) -> bool:
    """Whether a comma, dash or bracket comes before the verb ("the plan, she said, would fail")."""
    edge = verb.left_edge.i
    return edge > 0 and verb.doc[edge - 1].text in {",", "—", "–", "-", "("}


def according_phrase(token: Token, named: Token) -> tuple[TokenRange, Token]:
    """Return the tokens of "according to X", and the head of the clause that it belongs to.

    `token` is "according", `named` the head of X.
    """
    head = token.head
    for _ in range(MAX_CLIMB):
        if head.head.i == head.i or (head.dep_ != "prep" and head.pos_ in ("VERB", "AUX")):
            break
        head = head.head
    phrase = (token.left_edge.i, max(token.right_edge.i, named.right_edge.i) + 1)
    if phrase[1] - phrase[0] > MAX_ACCORDING_TOKENS:  # the parser attached half of the sentence to it
        phrase = (token.i, named.right_edge.i + 1)
    return phrase, head
