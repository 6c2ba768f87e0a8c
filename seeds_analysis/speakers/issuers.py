"""Who issues a document, by the noun phrase that names it."""

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import read_words

# Names that issue: "a letter of the law" has no issuer.
_ISSUERS = {"PERSON", "ORG", "GPE", "NORP"}


def issuer_within(noun: Token) -> TokenRange | None:
    """Return the issuer named within a noun phrase; a pronoun names none: "his report" speaks for itself.

    That is X in X's, from X and by X, in of X if X is a name, or a body or person named before the noun ("a
    Foreign Ministry statement").
    """
    owners = [child for child in noun.children if child.dep_ == "poss"] or _objects(noun, "from", "by")
    if owners:
        start, end = syntax.noun_phrase(owners[0])
        if noun.doc[start].pos_ == "PRON":
            return None
        while end - 1 > start and noun.doc[end - 1].tag_ == "POS":
            end -= 1
        return start, end
    before = [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")]
    named = [pobj for pobj in _objects(noun, "of") if pobj.ent_type_ in _ISSUERS]
    named += [child for child in before if child.ent_type_ in ("ORG", "PERSON")]
    if named:
        return syntax.noun_phrase(named[0])
    body = next((child for child in before if child.lemma_.lower() in read_words("body_nouns")), None)
    if body is not None:
        nations = [c.i for c in (*before, *body.lefts) if c.ent_type_ in ("NORP", "GPE") and c.i < body.i]
        return min(nations, default=body.i), body.i + 1
    return None


def _objects(noun: Token, *prepositions: str) -> list[Token]:
    """List the objects of these prepositions after a noun."""
    below = (c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ in prepositions)
    return [found for found in map(syntax.object_of, below) if found is not None]
