"""Find the source that a cue attributes to in the parse."""

from collections.abc import Iterator

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import read_words, verbs_of_saying, word_set

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
RELATIVES = {"who", "that", "which"}
# Names that issue: "a letter of the law" has no issuer.
_ISSUERS = {"PERSON", "ORG", "GPE", "NORP"}


def source_of(verb: Token) -> tuple[TokenRange | None, str | None]:
    """Return the phrase for who does what the verb says, and the rule that found it.

    The verb's own subject comes first; then one shared with another verb by coordination, participles and
    infinitives ("X left, saying ..."), or relative clauses ("a letter that says ...").
    """
    rule = "subject"
    seen = 0
    while seen < 12:  # a chain of verbs is short; the bound guards against broken parses
        seen += 1
        if quotes_saying(verb) and (quoted := _object(verb)) is not None:
            return syntax.noun_phrase(quoted), "quoted"
        subject = subject_of(verb)
        if subject is not None:
            if subject.lower_ in RELATIVES and verb.dep_ == "relcl":
                return _antecedent(verb.head)
            if subject.dep_ in {"expl", "csubj"}:
                return None, None
            if verb.dep_ == "relcl" and subject.i > verb.i:
                return syntax.noun_phrase(subject), "inverted-subject"
            return syntax.noun_phrase(subject), rule if subject.i < verb.i else "inverted-subject"
        if verb.dep_ in ("relcl", "acl"):
            return _antecedent(verb.head)
        if verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN":
            return _antecedent(verb.head.head)
        if verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "ccomp", "prep", "dep", "parataxis"):
            if (
                verb.dep_ == "xcomp"
                and (patient := _object(verb.head)) is not None
                and verb.head.lemma_ != "try"
            ):
                return syntax.noun_phrase(patient), "object-control"
            verb, rule = verb.head, "shared-subject"
            continue
        return None, None
    return None, None


def subject_of(verb: Token) -> Token | None:
    """Return the first child of a verb that the parser calls a subject of any kind."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    return None


def _antecedent(noun: Token) -> tuple[TokenRange | None, str | None]:
    """Return what a participle or relative clause describes; for a document, who issued it."""
    if noun.lemma_.lower() in verbs_of_saying.cue_nouns():
        issuer, rule = issuer_of(noun)
        if issuer is not None:
            return issuer, rule
    return syntax.noun_phrase(noun), "antecedent"


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)


def agent_of(verb: Token) -> tuple[TokenRange | None, str | None]:
    """Return X in "by X" of a passive, or the subject of "was quoted as saying"."""
    if quoted_as_saying(verb):
        return source_of(verb)
    for child in verb.children:
        if child.dep_ == "agent":
            pobj = syntax.object_of(child)
            if pobj is not None:
                return syntax.noun_phrase(pobj), "agent"
    return None, None


def according_object(token: Token) -> Token | None:
    """Return the head of X in "according to X"; `token` is "according"."""
    if token.i + 2 >= len(token.doc) or token.doc[token.i + 1].lower_ != "to":
        return None
    return syntax.object_of(token.doc[token.i + 1]) or syntax.object_of(token)


def quoted_as_saying(verb: Token) -> bool:
    """Was quoted as saying: the subject of this passive is the speaker."""
    return verb.lemma_ in word_set("quotations.passing_on") and any(
        child.lower_ == "as" for child in verb.rights
    )


def quotes_saying(verb: Token) -> bool:
    """Quoted the mayor as saying, was cited as calling it a trap, quoted her saying."""
    return verb.lemma_ in word_set("quotations.passing_on") and any(
        verbs_of_saying.verb_lemma(saying) in verbs_of_saying.cue_verbs() for saying in _quoted(verb)
    )


def _quoted(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.lower_ == "as":
            yield from (below for below in child.children if below.dep_ == "pcomp")
        elif child.dep_ == "advcl" and child.tag_ == "VBG" and not child.nbor(-1).is_punct:
            yield child


def passes_on(verb: Token) -> bool:
    """Whether the verb only says who passes the words on, and another one reports them.

    Not if the parser attached the clause to it: "The dam is safe, he was quoted as saying".
    """
    return quotes_saying(verb) and all(child.dep_ != "ccomp" for child in verb.lefts)


def passed_on_by(saying: Token) -> Token | None:
    """Return the verb above that says who passes the words on."""
    above = saying.head.head if saying.dep_ == "pcomp" else saying.head
    return above if quotes_saying(above) else None


def issuer_of(noun: Token) -> tuple[TokenRange | None, str | None]:
    """Return whose statement it is, and the rule that found it: X's, from X, by X, or who issues it."""
    owner = owner_of(noun)
    if owner is not None:
        return owner
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in word_set("quotations.issuing"):
        return source_of(verb)
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and verb.head.pos_ == "VERB":
        return source_of(verb.head)
    return None, None


def owner_of(noun: Token) -> tuple[TokenRange, str] | None:
    """Return X in X's ("possessor", with the ending), or in from X and by X ("issuer")."""
    for child in noun.children:
        if child.dep_ == "poss":
            return syntax.noun_phrase(child), "possessor"
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by"):
            pobj = syntax.object_of(child)
            if pobj is not None:
                return syntax.noun_phrase(pobj), "issuer"
    return None


def issuer_within(noun: Token) -> tuple[TokenRange, str] | None:
    """Return the issuer named within a noun phrase, and the rule that found it.

    As `owner_of`, without the case ending; also X in of X if X is a name, and a body or person named before
    the noun ("a Foreign Ministry statement").
    """
    owner = owner_of(noun)
    if owner is not None:
        (start, end), rule = owner
        while end - 1 > start and noun.doc[end - 1].tag_ == "POS":
            end -= 1
        return (start, end), rule
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == "of":
            pobj = syntax.object_of(child)
            if pobj is not None and pobj.ent_type_ in _ISSUERS:
                return syntax.noun_phrase(pobj), "issuer"
    before = [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")]
    named = next((child for child in before if child.ent_type_ in ("ORG", "PERSON")), None)
    if named is not None:
        return syntax.noun_phrase(named), "issuer"
    body = next((child for child in before if child.lemma_.lower() in read_words("body_nouns")), None)
    if body is not None:
        nations = [c.i for c in (*before, *body.lefts) if c.ent_type_ in ("NORP", "GPE") and c.i < body.i]
        return (min(nations, default=body.i), body.i + 1), "issuer"
    return None
