"""What a cue word may report without quotation marks: each phrase or clause of the parse that could be it.

These are candidates only, far more than are right; `reported` chooses. All that is read are labels of the
parse, so any spaCy pipeline with English dependency labels (ClearNLP style) will do.
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import verbs_of_saying

# The children that can hold what is said, thought or asked for.
_CONTENT = {
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "pcomp",
    "dobj",
    "attr",
    "oprd",
    "acomp",
    "dative",
    "prep",
    "relcl",
}
# Not once chosen by themselves in PolNeAR train.
_NEVER_ALONE = {"attr", "dative", "acomp"}
_BELOW_NOUN = {"acl", "ccomp"}
_BELOW_PREDICATE = {"prep", "ccomp", "xcomp", "acl"}
_AFTER = {"prep", "ccomp", "xcomp", "acl", "advcl"}
_SET_OFF = {"parataxis", "ccomp", "advcl", "intj"}
_COMMAS = {",", "—", "–", "-", "("}

# Words before a colon that can name who says what follows.
MAX_HEADING_TOKENS = 16
# "According to a poll of 800 voters that the station took in May" and the like.
MAX_ACCORDING_TOKENS = 40
MAX_CLIMB = 30


class Content(NamedTuple):
    """Words that may be reported: by which construction, where (token ranges), and their head.

    The construction is written in the parser's labels: "ccomp", "dobj+prep" (from one child to a later
    one), "dobj>acl" (below a child), "up>prep" (below the word that the cue hangs on).
    """

    construction: str
    parts: tuple[TokenRange, ...]
    head: Token


def verb_contents(verb: Token, source: TokenRange | None, *, passive: bool) -> list[Content]:
    """What a verb may report: its complements, the clause around it, its subject if it is passive."""
    rights = _content_children(verb)
    light = verbs_of_saying.light_word(verb)
    if light is not None:  # "has made clear the plan would fail", "made it clear that the plan would fail"
        rights = [child for child in (*rights, *_content_children(light)) if child.i != light.i]
    first = _own_clause(rights)
    found = [*_beside(rights, first=first), *_below(rights), *_with_tail(verb, rights[first:])]
    found += _left_of(verb, source, rights, passive=passive)
    found += _around(verb, source, alone=not found)
    if not rights:
        found += _shared(verb)
    return found


def noun_contents(noun: Token) -> list[Content]:
    """What a noun may report: its complements, or those of the verb that it is the object or subject of."""
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
    """What an adjective may report: "confident that ...", "critical of ...", "that ... is clear"."""
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


def according_source(token: Token) -> TokenRange | None:
    """X in "according to X"."""
    named = _accorded(token)
    return None if named is None else syntax.noun_phrase(named)


def according_contents(token: Token, sentence: TokenRange) -> list[Content]:
    """The clause, sentence or phrase that "according to X" stands by."""
    named = _accorded(token)
    if named is None:
        return []
    head = token.head
    for _ in range(MAX_CLIMB):
        if head.head.i == head.i or (head.dep_ != "prep" and head.pos_ in ("VERB", "AUX")):
            break
        head = head.head
    hole = (token.left_edge.i, max(token.right_edge.i, named.right_edge.i) + 1)
    if hole[1] - hole[0] > MAX_ACCORDING_TOKENS:  # the parser gave it half of the sentence
        hole = (token.i, named.right_edge.i + 1)
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


def colon_source(colon: Token, sentence_start: int) -> TokenRange | None:
    """Who is named before a colon in a headline: "Poll: Voters want ..."."""
    start = colon.i
    while start > sentence_start and not colon.doc[start - 1].is_space:
        start -= 1
        if colon.i - start > MAX_HEADING_TOKENS:
            return None
    return (start, colon.i) if start < colon.i else None


def colon_contents(colon: Token, end: int) -> list[Content]:
    """What follows a colon, up to a sentence's end."""
    start = colon.i + 1
    return [Content("colon", ((start, end),), colon.doc[start])] if start < end else []


def _accorded(token: Token) -> Token | None:
    if token.i + 2 >= len(token.doc) or token.doc[token.i + 1].lower_ != "to":
        return None
    return syntax.object_of(token.doc[token.i + 1]) or syntax.object_of(token)


def _content_children(head: Token) -> list[Token]:
    return [child for child in head.rights if child.dep_ in _CONTENT][:5]


def _own_clause(rights: list[Token]) -> int:
    """Which child is a clause with its own subject or "that", 0 if none is: what is reported begins there.

    Before it stands to whom, where and when it was said: told reporters on Monday that ...
    """
    for n, child in enumerate(rights):
        if child.dep_ == "ccomp" and any(_opens(word) for word in child.lefts):
            return n
    return 0


def _opens(word: Token) -> bool:
    return word.dep_ in ("nsubj", "nsubjpass", "expl") or (word.dep_ == "mark" and word.lower_ == "that")


def _beside(rights: list[Token], prefix: str = "", *, first: int = 0) -> Iterator[Content]:
    """Each child by itself, and from one child, `first` or behind it, to a later one."""
    for child in rights:
        if child.dep_ not in _NEVER_ALONE:
            yield _whole(prefix + child.dep_, child)
    for n, opening in enumerate(rights[first : first + 2], first):
        for last in rights[n + 1 : n + 4]:
            if last.dep_ != "relcl":
                parts = ((_begin(opening), last.right_edge.i + 1),)
                yield Content(f"{prefix}{opening.dep_}+{last.dep_}", parts, opening)


def _below(rights: list[Token]) -> Iterator[Content]:
    """What hangs on a child that belongs to the cue: "expressed concern about ...", "is sure that ..."."""
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
    """From the first complement to the very end: a second clause that the parser gave to the cue."""
    if rights and rights[0].dep_ in ("ccomp", "dobj", "prep", "xcomp"):
        end = verb.right_edge.i + 1
        if end > rights[-1].right_edge.i + 2:
            yield Content(rights[0].dep_ + "+tail", ((_begin(rights[0]), end),), rights[0])


def _left_of(
    verb: Token, source: TokenRange | None, rights: list[Token], *, passive: bool
) -> Iterator[Content]:
    """What stands before the verb: the clause of "..., she said", "what she wants", a passive's subject."""
    for child in verb.lefts:
        if child.dep_ == "ccomp":
            start, end = _begin(child), child.right_edge.i + 1
            holes = [source] if source else []
            if start <= verb.i < end:  # "The plan, she said, would fail."
                rest = [c for c in verb.children if c.i != child.i and not c.is_punct]
                holes += [(verb.i, verb.i + 1), *(syntax.subtree(c) for c in rest)]
            parts = syntax.without(verb.doc, (start, end), holes)
            if parts:
                yield Content("left-ccomp", parts, child)
        elif child.dep_ == "nsubjpass" and passive:
            yield Content("nsubjpass", (syntax.subtree(child),), child)
            more = next((c for c in rights if c.dep_ in ("xcomp", "oprd", "prep", "ccomp")), None)
            if more is not None:
                yield Content("nsubjpass+" + more.dep_, (syntax.subtree(child), syntax.subtree(more)), child)


def _around(verb: Token, source: TokenRange | None, *, alone: bool) -> Iterator[Content]:
    """The clause that the verb stands in as an aside."""
    head = verb.head
    if head.i == verb.i:
        return
    if verb.dep_ in _SET_OFF and head.pos_ in ("VERB", "AUX"):
        edge = verb.left_edge.i
        aside = edge > 0 and verb.doc[edge - 1].text in _COMMAS
        holes = [syntax.subtree(verb), source] if source else [syntax.subtree(verb)]
        parts = syntax.without(verb.doc, syntax.subtree(head), holes)
        if parts and (aside or alone):
            yield Content("parenthetical" if aside else "loose-head", parts, head)


def _shared(verb: Token) -> list[Content]:
    """The object of a later verb that this one shares: "praised and defended the plan"."""
    later = next((child for child in verb.rights if child.dep_ == "conj" and child.pos_ == "VERB"), None)
    if later is None:
        return []
    return [_whole("conj>" + c.dep_, c) for c in later.rights if c.dep_ in ("dobj", "ccomp", "prep")][:1]


def _whole(construction: str, child: Token) -> Content:
    return Content(construction, ((_begin(child), child.right_edge.i + 1),), child)


def _begin(child: Token) -> int:
    """Where what a child contributes begins: a preposition belongs to the cue, "that" to neither."""
    doc: Doc = child.doc
    start: int = child.left_edge.i
    if start == child.right_edge.i:
        return start
    if child.dep_ in ("prep", "dative") and child.i == start and child.pos_ in ("ADP", "PART", "SCONJ"):
        return start + 1
    first = doc[start]
    return start + 1 if first.lower_ == "that" and first.dep_ == "mark" else start
