"""List what a cue may report without quotation marks: phrases and clauses of the parse.

These are candidates, many more than are right; `reports` chooses. They need only dependency labels, so any
English spaCy pipeline (ClearNLP style) will do.
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.clauses import (
    according_phrase,
    after_that,
    clause_around,
    is_set_off,
    reported_clause,
)
from seeds_analysis.quotations.cues.sources import according_object

# The children that can hold what is said, thought or asked for.
_CONTENT = frozenset(
    ["ccomp", "xcomp", "advcl", "acl", "pcomp", "dobj", "attr", "oprd", "acomp", "dative", "prep", "relcl"]
)
# Never the whole content in PolNeAR train.
_NEVER_ALONE = {"attr", "dative", "acomp"}
_BELOW_NOUN = {"acl", "ccomp"}
_BELOW_PREDICATE = {"prep", "ccomp", "xcomp", "acl"}
_AFTER = {"prep", "ccomp", "xcomp", "acl", "advcl"}


class Content(NamedTuple):
    """Words that may be reported: construction, token ranges, and head.

    The construction uses the parser's labels: "ccomp", "dobj+prep" (from one child to a later one),
    "dobj>acl" (below a child), "up>prep" (below the head of the cue).
    """

    construction: str
    parts: tuple[TokenRange, ...]
    head: Token


def verb_contents(verb: Token, source: TokenRange | None, *, passive: bool) -> list[Content]:
    """List what a verb may report: its complements, the clause around it, the subject of a passive."""
    rights = _content_children(verb)
    light = verbs_of_saying.light_word(verb)
    if light is not None:  # "has made clear the plan would fail", "made it clear that the plan would fail"
        rights = [child for child in (*rights, *_content_children(light)) if child.i != light.i]
    first = _own_clause(rights)
    found = [*_beside(rights, first=first), *_below(rights), *_with_tail(verb, rights[first:])]
    found += _left_of(verb, source, rights, passive=passive)
    found += _around(verb, source, alone=not found)
    return found


def noun_contents(noun: Token) -> list[Content]:
    """List what a noun may report: its complements, or those of the verb it is the object or subject of."""
    found = list(_beside(_content_children(noun), "n."))
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and head.lemma_ == "be":
        found += [
            _whole("be>" + child.dep_, child) for child in head.rights if child.dep_ in _AFTER | {"attr"}
        ]
    elif noun.dep_ in ("dobj", "attr", "pobj"):
        verb = head.head if noun.dep_ == "pobj" else head
        found += [_whole("up>" + c.dep_, c) for c in verb.rights if c.i > noun.i and c.dep_ in _AFTER]
    return found


def adjective_contents(adjective: Token) -> list[Content]:
    """List what an adjective may report: "confident that ...", "critical of ...", "that ... is clear"."""
    found = list(_beside(_content_children(adjective), "a."))
    head = adjective.head
    if adjective.dep_ in ("acomp", "oprd", "attr", "ccomp"):  # "has made clear the plan would fail"
        found += [_whole("up>" + c.dep_, c) for c in head.rights if c.i > adjective.i and c.dep_ in _AFTER]
        if head.lemma_ == "be":
            clauses = [child for child in head.lefts if child.dep_ in ("ccomp", "csubj")]
            found += [Content("left-" + child.dep_, (syntax.subtree(child),), child) for child in clauses]
    elif adjective.dep_ == "amod":
        found += [_whole("amod>prep", child) for child in head.rights if child.dep_ == "prep"]
    return found


def according_contents(token: Token, sentence: TokenRange) -> list[Content]:
    """List the clause, sentence or phrase that "according to X" may belong to."""
    named = according_object(token)
    if named is None:
        return []
    hole, head = according_phrase(token, named)
    wholes = [
        ("clause", syntax.subtree(head), head),
        ("sentence", sentence, head),
        ("before", (sentence[0], hole[0]), head),
    ]
    if token.head.i != head.i and token.head.pos_ in ("NOUN", "PROPN"):
        wholes.append(("noun", syntax.subtree(token.head), token.head))
    return [
        Content(name, parts, at)
        for name, whole, at in wholes
        if (parts := syntax.without(token.doc, whole, [hole]))
    ]


def _content_children(head: Token) -> list[Token]:
    return [child for child in head.rights if child.dep_ in _CONTENT][:5]


def _own_clause(rights: list[Token]) -> int:
    """Return the number of the child where the report begins: a clause with its own subject or "that", or 0.

    Children before it say to whom, where and when: told reporters on Monday that ...
    """
    for n, child in enumerate(rights):
        if child.dep_ == "ccomp" and any(_opens(word) for word in child.lefts):
            return n
    return 0


def _opens(word: Token) -> bool:
    return word.dep_ in ("nsubj", "nsubjpass", "expl") or (word.dep_ == "mark" and word.lower_ == "that")


def _beside(rights: list[Token], prefix: str = "", *, first: int = 0) -> Iterator[Content]:
    """Yield each child by itself, and ranges from child `first` or a later one to another."""
    for child in rights:
        if child.dep_ not in _NEVER_ALONE:
            yield _whole(prefix + child.dep_, child)
    for n, opening in enumerate(rights[first : first + 2], first):
        for last in rights[n + 1 : n + 4]:
            if last.dep_ != "relcl":
                parts = ((_begin(opening), last.right_edge.i + 1),)
                yield Content(f"{prefix}{opening.dep_}+{last.dep_}", parts, opening)


def _below(rights: list[Token]) -> Iterator[Content]:
    """Yield what hangs on a child that is part of the cue: "voiced concern about ...", "is sure that ..."."""
    for child in rights[:3]:
        holder: Token | None = child
        if child.dep_ == "dobj":
            wanted = _BELOW_NOUN
        elif child.dep_ in ("acomp", "attr"):
            wanted = _BELOW_PREDICATE
        elif child.dep_ == "prep":
            wanted = _BELOW_NOUN
            holder = syntax.object_of(child)
        else:
            continue
        if holder is not None:
            for below in holder.rights:
                if below.dep_ in wanted:
                    yield _whole(f"{child.dep_}>{below.dep_}", below)


def _with_tail(verb: Token, rights: list[Token]) -> Iterator[Content]:
    """Yield from the first complement to the end of all that the parser attached to the cue."""
    if rights and rights[0].dep_ in ("ccomp", "dobj", "prep", "xcomp"):
        end = verb.right_edge.i + 1
        if end > rights[-1].right_edge.i + 2:
            yield Content(rights[0].dep_ + "+tail", ((_begin(rights[0]), end),), rights[0])


def _left_of(
    verb: Token, source: TokenRange | None, rights: list[Token], *, passive: bool
) -> Iterator[Content]:
    """Yield what comes before the verb: the clause of "..., she said", the subject of a passive."""
    for child in verb.lefts:
        if child.dep_ == "ccomp":
            parts = reported_clause(verb, child, source)
            if parts:
                yield Content("left-ccomp", parts, child)
        elif child.dep_ == "nsubjpass" and passive:
            yield Content("nsubjpass", (syntax.subtree(child),), child)
            more = next((c for c in rights if c.dep_ in ("xcomp", "oprd", "prep", "ccomp")), None)
            if more is not None:
                yield Content("nsubjpass+" + more.dep_, (syntax.subtree(child), syntax.subtree(more)), child)


def _around(verb: Token, source: TokenRange | None, *, alone: bool) -> Iterator[Content]:
    """Yield the clause around a verb that is an aside in it."""
    parts, aside = clause_around(verb, source), is_set_off(verb)
    if parts and (aside or alone):
        yield Content("parenthetical" if aside else "loose-head", parts, verb.head)


def _whole(construction: str, child: Token) -> Content:
    return Content(construction, ((_begin(child), child.right_edge.i + 1),), child)


def _begin(child: Token) -> int:
    """Return the first token that a child adds: not its preposition, which is part of the cue, nor "that"."""
    start = child.left_edge.i
    if start == child.right_edge.i:
        return start
    if child.dep_ in ("prep", "dative") and child.i == start and child.pos_ in ("ADP", "PART", "SCONJ"):
        return start + 1
    return after_that(child)[0]
