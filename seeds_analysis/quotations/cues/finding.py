"""Find the words that attribute, with the source they attribute to and the clause they report."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from seeds_analysis.doc import Positions, TokenRange, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.sources import agent_of, hands_on, issuer_of, quoted_as_saying, source_of

# Between a clause's head and the words that say it is somebody's ("the plan, she said, would fail").
_PARENTHETICAL = {"parataxis", "ccomp", "advcl", "intj"}


class Cue(NamedTuple):
    """Words that attribute: where they stand (tokens), their lemma, and what they attribute to whom.

    `rule` says how the source was found; `clause` is the reported clause, as token ranges, if there is one.
    `kind` is "say", "write", "think", "show", "document" or "according". `reports` tells whether the words
    attribute by themselves, or only when quotation marks stand beside them.
    """

    head: int
    start: int
    end: int
    lemma: str
    kind: str
    source: TokenRange | None
    rule: str | None
    clause: tuple[TokenRange, ...] = ()
    reports: bool = False
    is_noun: bool = False

    def said_by(self, source: TokenRange, rule: str | None) -> "Cue":
        """The same words attributing to somebody else."""
        return Cue(*self[:5], source, rule, *self[7:])  # a third of the time that _replace takes


def find_cues(places: Positions, quoted: Sequence[int], wanted: Sequence[int] | None = None) -> list[Cue]:
    """All cues outside quoted text, in text order.

    `quoted` tells of each token whether it is in marks, `wanted` whether it may be a cue; by default all may.
    """
    found = []
    for i in verbs_of_saying.cue_lemmas().places(places.lemmas):
        if quoted[i] or (wanted is not None and not wanted[i]):
            continue
        token = places.doc[i]
        if token.lower_ == "according":
            cue = _according(token)
        elif token.pos_ == "NOUN":
            cue = _noun_cue(token) if token.lemma_.lower() in verbs_of_saying.cue_nouns() else None
        else:
            cue = _verb_cue(token) if token.pos_ in ("VERB", "AUX") else None
        if cue:
            found.append(cue)
    return found


def _verb_cue(verb: Token) -> Cue | None:
    lemma = verbs_of_saying.verb_lemma(verb)
    entry = verbs_of_saying.cue_verbs().get(lemma)
    if entry is None and lemma in verbs_of_saying.LIGHT_VERBS:
        entry = verbs_of_saying.light_verb(verb)
    if entry is None or verb.dep_ == "amod" or lemma == "accord" or _relays(verb) or hands_on(verb):
        return None
    children = list(verb.children)
    labels = {child.dep_ for child in children}
    passive = not labels.isdisjoint(("nsubjpass", "auxpass", "agent"))
    source, rule = agent_of(verb) if passive else source_of(verb)
    if passive and source is None and not quoted_as_saying(verb):
        return None
    clause = _clause(verb, children, entry, source)
    start, end = verb_group(verb)
    return Cue(
        head=verb.i,
        start=start,
        end=end,
        lemma=lemma,
        kind=entry.kind,
        source=source,
        rule=rule,
        clause=clause,
        reports=bool(clause) and not _denied(verb, labels) and not _asks_for_anonymity(verb, clause),
    )


def _relays(verb: Token) -> bool:
    """As quoted by X: that names who passes the words on, not who said them."""
    return verb.tag_ == "VBN" and any(c.lower_ == "as" and c.i < verb.i for c in verb.children)


def _clause(
    verb: Token, children: Sequence[Token], entry: verbs_of_saying.VerbEntry, source: TokenRange | None
) -> tuple[TokenRange, ...]:
    """What the verb reports, without its complementizer; empty if it reports nothing but quoted words."""
    doc = verb.doc
    word = verbs_of_saying.light_word(verb)
    complements = [child for child in children if _complement(child, entry)]
    if word is not None:
        complements = [child for child in complements if child.i != word.i]
        complements += [child for child in word.children if child.dep_ in ("ccomp", "advcl", "xcomp")]
    holes = [source] if source else []
    if complements:
        wholes = [_after_that(child) for child in complements]
        if any(start <= verb.i < end for start, end in wholes):  # "The plan, she said, would fail."
            rest = [child for child in children if child not in complements and not child.is_punct]
            holes += [(verb.i, verb.i + 1), *(syntax.subtree(child) for child in rest)]
    elif verb.dep_ in _PARENTHETICAL and verb.head.pos_ in ("VERB", "AUX") and _set_off(verb):
        wholes = [syntax.subtree(verb.head)]
        holes.append(syntax.subtree(verb))
    else:
        return ()
    return tuple(part for whole in sorted(wholes) for part in syntax.without(doc, whole, holes))


def _after_that(clause: Token) -> TokenRange:
    """The clause without the "that" it begins with."""
    start, end = syntax.subtree(clause)
    first = clause.doc[start]
    return (start + 1, end) if first.lower_ == "that" and first.dep_ == "mark" else (start, end)


def _complement(child: Token, entry: verbs_of_saying.VerbEntry) -> bool:
    if child.dep_ == "ccomp":
        # A bare participle or infinitive without a subject is no statement of its own.
        return "c" in entry.frames or "i" in entry.frames
    return child.dep_ == "xcomp" and "i" in entry.frames and child.i > child.head.i


def _set_off(verb: Token) -> bool:
    """The saying stands apart, between commas or at the end ("the plan, she said, would fail")."""
    edge = verb.left_edge.i
    return edge > 0 and verb.doc[edge - 1].text in {",", "—", "–", "-"}


def _denied(verb: Token, labels: Collection[str]) -> bool:
    """Did not say: nobody has said it, unless the verb itself denies."""
    return "neg" in labels and verb.lemma_ not in ("deny", "dispute")


def _asks_for_anonymity(verb: Token, clause: tuple[TokenRange, ...]) -> bool:
    """Asked not to be named: that is said of the source, it is no news."""
    if verb.lemma_ not in ("ask", "request", "decline", "refuse", "insist", "want"):
        return False
    words = {verb.doc[i].lower_ for start, end in clause for i in range(start, min(end, start + 8))}
    return bool(words & {"named", "identified", "anonymous", "anonymity", "unnamed"})


def verb_group(verb: Token) -> TokenRange:
    """The verb with its auxiliaries, particle and adverbs right beside it."""
    doc, start = verb.doc, verb.i
    for child in reversed(list(verb.lefts)):
        if child.dep_ not in ("aux", "auxpass", "neg", "advmod") or child.right_edge.i != start - 1:
            break
        start = child.left_edge.i
    end = verb.i + 1
    while end < len(doc) and doc[end].dep_ == "prt" and doc[end].head.i == verb.i:
        end += 1
    word = verbs_of_saying.light_word(verb)
    return start, end if word is None else max(end, word.i + 1)


def _according(token: Token) -> Cue | None:
    """According to X: the source is X, the clause what the phrase hangs on."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    pobj = syntax.object_of(to) or syntax.object_of(token)
    if pobj is None:
        return None
    head = token.head
    while head.dep_ == "prep" or (head.pos_ not in ("VERB", "AUX") and head.head != head):
        head = head.head
    clause = (
        ()
        if head is token
        else syntax.without(doc, syntax.subtree(head), [syntax.subtree(token), syntax.subtree(to)])
    )
    return Cue(
        head=token.i,
        start=token.i,
        end=token.i + 2,
        lemma="according to",
        kind="according",
        source=syntax.noun_phrase(pobj),
        rule="according-to",
        clause=clause,
        reports=bool(clause),
    )


def _noun_cue(noun: Token) -> Cue | None:
    """X's claim that ...; a statement from X: "..."; the source is the possessor or issuer."""
    clause_head = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and _has_that(c)), None)
    clause_head = clause_head or _copular_clause(noun)
    source, rule = issuer_of(noun)
    clause: tuple[TokenRange, ...] = ()
    if clause_head is not None:
        clause = syntax.without(noun.doc, _after_that(clause_head), ())
    return Cue(
        head=noun.i,
        start=noun.i,
        end=noun.i + 1,
        lemma=noun.lemma_.lower(),
        kind=verbs_of_saying.cue_nouns()[noun.lemma_.lower()],
        source=source,
        rule=rule,
        clause=clause,
        reports=bool(clause) and source is not None,
        is_noun=True,
    )


def _copular_clause(noun: Token) -> Token | None:
    """The clause of "her answer was that ..."."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return None
    return next((c for c in noun.head.children if c.dep_ == "ccomp" and _has_that(c)), None)


def _has_that(clause: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)
