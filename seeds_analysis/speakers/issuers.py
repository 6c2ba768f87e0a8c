"""Who issues a document, by the noun phrase that names it."""

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import read_words

# Names that issue: "a letter of the law" has no issuer.
_ISSUERS = {"PERSON", "ORG", "GPE", "NORP"}


def issuer_within(noun: Token) -> TokenRange | None:
    """Return the issuer named within a noun phrase; a pronoun names none: "his report" speaks for itself.

    As `_owner_of`, without the case ending; also X in of X if X is a name, and a body or person named before
    the noun ("a Foreign Ministry statement").
    """
    owner = _owner_of(noun)
    if owner is not None:
        start, end = owner
        if noun.doc[start].pos_ == "PRON":
            return None
        while end - 1 > start and noun.doc[end - 1].tag_ == "POS":
            end -= 1
        return start, end
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == "of":
            pobj = syntax.object_of(child)
            if pobj is not None and pobj.ent_type_ in _ISSUERS:
                return syntax.noun_phrase(pobj)
    before = [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")]
    named = next((child for child in before if child.ent_type_ in ("ORG", "PERSON")), None)
    if named is not None:
        return syntax.noun_phrase(named)
    body = next((child for child in before if child.lemma_.lower() in read_words("body_nouns")), None)
    if body is not None:
        nations = [c.i for c in (*before, *body.lefts) if c.ent_type_ in ("NORP", "GPE") and c.i < body.i]
        return min(nations, default=body.i), body.i + 1
    return None


def _owner_of(noun: Token) -> TokenRange | None:
    """Return X in X's, with the ending, or in from X and by X."""
    for child in noun.children:
        if child.dep_ == "poss":
            return syntax.noun_phrase(child)
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by"):
            pobj = syntax.object_of(child)
            if pobj is not None:
                return syntax.noun_phrase(pobj)
    return None
