"""Find the words that attribute (cues), with their source and the clause they report."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.clauses import (
    according_phrase,
    after_that,
    clause_around,
    is_set_off,
    reported_clause,
)
from seeds_analysis.quotations.cues.sources import (
    according_object,
    agent_of,
    issuer_of,
    passes_on,
    quoted_as_saying,
    source_of,
)


class Cue(NamedTuple):
    """Words that attribute: token positions, lemma, source, and the reported clause as token ranges.

    `rule` says how the source was found. `kind` is "say", "write", "think", "show", "document", "according".
    `reports` is false if the words attribute only beside quotation marks.
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


def find_cues(doc: Doc, quoted: Sequence[int]) -> list[Cue]:
    """Find all cues outside quoted text, in text order; `quoted` is 1 for each token in marks."""
    lemmas, nouns = verbs_of_saying.cue_lemmas(), verbs_of_saying.cue_nouns()
    found = []
    for token in doc:
        if token.lemma_ not in lemmas or quoted[token.i]:
            continue
        if token.lower_ == "according":
            cue = _according(token)
        elif token.pos_ == "NOUN":
            cue = _noun_cue(token) if token.lemma_.lower() in nouns else None
        else:
            cue = _verb_cue(token) if token.pos_ in ("VERB", "AUX") else None
        if cue is not None:
            found.append(cue)
    return found


def _verb_cue(verb: Token) -> Cue | None:
    lemma = verbs_of_saying.verb_lemma(verb)
    entry = verbs_of_saying.cue_verbs().get(lemma)
    if entry is None and lemma in verbs_of_saying.LIGHT_VERBS:
        entry = verbs_of_saying.light_verb(verb)
    if entry is None or verb.dep_ == "amod" or lemma == "accord" or _names_relay(verb) or passes_on(verb):
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
        reports=bool(clause) and not _denied(verb, labels),
    )


def _names_relay(verb: Token) -> bool:
    """As quoted by X; citing X: this names who passes the words on or gave them, and reports nothing."""
    if verb.lower_ in ("citing", "quoting"):
        return True
    return verb.tag_ == "VBN" and any(c.lower_ == "as" and c.i < verb.i for c in verb.children)


def _clause(
    verb: Token, children: Sequence[Token], entry: verbs_of_saying.VerbEntry, source: TokenRange | None
) -> tuple[TokenRange, ...]:
    """Return what the verb reports, without its "that"; empty if it reports only quoted words."""
    word = verbs_of_saying.light_word(verb)
    complements = [child for child in children if _complement(child, entry)]
    if word is not None:
        complements = [child for child in complements if child.i != word.i]
        complements += [child for child in word.children if child.dep_ in ("ccomp", "advcl", "xcomp")]
    if complements:
        return tuple(part for child in complements for part in reported_clause(verb, child, source))
    return clause_around(verb, source) if is_set_off(verb) else ()


def _complement(child: Token, entry: verbs_of_saying.VerbEntry) -> bool:
    if child.dep_ == "ccomp":
        # A bare participle or infinitive without a subject is no statement of its own.
        return "c" in entry.frames or "i" in entry.frames
    return child.dep_ == "xcomp" and "i" in entry.frames and child.i > child.head.i


def _denied(verb: Token, labels: Collection[str]) -> bool:
    """Did not say: nobody has said it, unless the verb itself means denying."""
    return "neg" in labels and verb.lemma_ not in ("deny", "dispute")


def verb_group(verb: Token) -> TokenRange:
    """Return the verb with its auxiliaries, particle and the adverbs next to it."""
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
    pobj = according_object(token)
    if pobj is None:
        return None
    phrase, head = according_phrase(token, pobj)
    clause = () if head is token else syntax.without(token.doc, syntax.subtree(head), [phrase])
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
    source, rule = issuer_of(noun)
    clause: tuple[TokenRange, ...] = ()
    if clause_head is not None:
        clause = syntax.without(noun.doc, after_that(clause_head), ())
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


def _has_that(clause: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)
