"""Find the relay in the parse, where the network has tagged none: according to X, told X, on X."""

from collections.abc import Sequence

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import read_words, word_set

# A relay is near the verb that attributes; farther on it belongs to something else.
MAX_AFTER = 40

_ORGANISATIONS = {"ORG", "PRODUCT", "WORK_OF_ART"}


def find_relay(head: Token) -> TokenRange | None:
    """Return the phrase that names who passes the words on; `head` is the verb that attributes.

    According to X, told X (a medium), in an interview with X, speaking to X, wrote on X.
    """
    below = list(head.children)
    found = _according(head, below)
    if found is not None or head.pos_ != "VERB":
        return found
    return _told(head, below) or _medium(head, below) or _spoken_to(head, below)


def _according(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """She said, according to X; also where "according to" itself is the cue."""
    words = [word for word in (head, *below) if word.lower_ == "according"]
    for to in (child for word in words for child in word.children if child.lower_ == "to"):
        pobj = syntax.object_of(to)
        if pobj is not None:
            return syntax.noun_phrase(pobj)
    return None


def _told(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """Told X, told the broadcaster X; reporters are told things, but pass nothing on by name."""
    if head.lemma_.lower() not in ("tell", "inform"):
        return None
    for child in below:
        if child.dep_ in ("dobj", "dative") and child.i > head.i and _is_medium(child):
            name = next((c for c in child.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), child)
            return syntax.noun_phrase(name) if name.pos_ == "PROPN" else None
    return None


def _medium(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """In an interview with X, in comments to X, on X."""
    for child in below:
        pobj = syntax.object_of(child) if child.dep_ == "prep" and child.i >= head.i - 12 else None
        if pobj is None:
            continue
        named = _partner(pobj)
        # "Commented on the ministry" and "insisted on the fine" name topics.
        on_air = child.lower_ == "on" and head.lemma_.lower() in word_set("quotations.on_air")
        if named is None and on_air and _is_platform(pobj):
            named = pobj
        if named is not None:
            return syntax.noun_phrase(named)
    return None


def _spoken_to(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """Speaking to X, asked by X, next to the verb that attributes."""
    beside = [child for subject in below if subject.dep_ == "nsubj" for child in subject.children]
    for verb in (*below, *beside):
        if verb.dep_ not in ("advcl", "acl") or abs(verb.i - head.i) > MAX_AFTER:
            continue
        speaks = verb.tag_ == "VBG" and verb.lemma_ in ("speak", "talk")
        asked = verb.tag_ == "VBN" and verb.lemma_ in ("ask", "interview", "contact", "reach")
        wanted = ("to", "with", "on") if speaks else ("by",) if asked else ()
        for child in verb.children:
            pobj = syntax.object_of(child) if child.lower_ in wanted else None
            if pobj is not None and _is_medium(pobj):
                return syntax.noun_phrase(pobj)
    return None


def _partner(noun: Token) -> Token | None:
    """X in "an interview with X", "remarks to X"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("with", "on", "to"):
            pobj = syntax.object_of(child)
            if pobj is not None and (_is_medium(pobj) or _is_platform(pobj)):
                return pobj
    return None


def _is_medium(token: Token) -> bool:
    press = read_words("press_nouns")
    if token.pos_ == "PROPN" and token.lower_ in read_words("outlets"):
        return True
    if token.pos_ == "PROPN" and token.ent_type_ in _ORGANISATIONS:
        return token.lower_ not in word_set("quotations.assemblies")  # are told things, but print nothing
    return any(t.lemma_.lower() in press or t.lower_ in press for t in (token, *token.lefts))


def _is_platform(token: Token) -> bool:
    named = token.pos_ == "PROPN" and token.ent_type_ in _ORGANISATIONS
    return named or token.lower_ in read_words("platforms")
