"""Find the source of a report without marks: the rules of `cues.sources` and some more."""

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import word_set
from seeds_analysis.quotations.cues.sources import according_object, agent_of, issuer_of, source_of

# "It seems that ...": no source is named.
_SEEMING = {"seem", "appear", "turn"}

_PASSIVE, _ACTIVE = {"nsubjpass", "auxpass"}, {"aux", "nsubj"}

Found = tuple[TokenRange | None, str | None]


def source_and_rule(token: Token, pos: str) -> tuple[TokenRange | None, str | None, bool]:
    """Return the source of a cue, the rule that found it, and whether the cue is a passive verb.

    `pos` is "VERB", "NOUN", "ADJ", or "ADP" for "according to".
    """
    if pos == "ADP":
        named = according_object(token)
        return None if named is None else syntax.noun_phrase(named), "according-to", False
    if pos == "VERB":
        passive = _is_passive(token)
        return *(agent_of(token) if passive else _of_verb(token)), passive
    return *(_of_noun(token) if pos == "NOUN" else _of_adjective(token)), False


def _is_passive(verb: Token) -> bool:
    """Passive with its auxiliary, or a bare participle: "asked about the plan, ..."."""
    deps = {child.dep_ for child in verb.children}
    if deps & _PASSIVE:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not deps & _ACTIVE


def _of_verb(verb: Token) -> Found:
    source, rule = source_of(verb)
    if (
        source is not None
        and source[1] - source[0] == 1
        and verb.doc[source[0]].lower_ == "it"
        and verb.lemma_ in _SEEMING
    ):
        return None, None
    return source, rule


def _of_noun(noun: Token) -> Found:
    """Whose plan, claim or support it is: the issuer, or who has, makes or gives it."""
    source, rule = issuer_of(noun)
    if source is not None:
        return source, rule
    head = noun.head
    if noun.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in word_set("quotations.receiving") or (noun.dep_ == "attr" and _expletive(head)):
            return None, None
        return source_of(head)[0], "light-verb"
    if noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX"):
        return source_of(head.head)[0], "light-verb"
    return None, None


def _expletive(verb: Token) -> bool:
    return any(child.dep_ == "expl" or child.lower_ == "it" for child in verb.lefts)


def _of_adjective(adjective: Token) -> Found:
    """Who is confident or critical, or makes something clear; whose the praise is that is high."""
    head = adjective.head
    if adjective.dep_ == "amod":
        return _of_noun(head) if head.pos_ == "NOUN" else (None, None)
    if head.i == adjective.i or head.pos_ not in ("VERB", "AUX") or _expletive(head):
        return None, None
    return source_of(head)
