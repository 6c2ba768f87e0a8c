"""Find the relay in the parse, where the network has tagged none: told X, through her lawyer, on X."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import read_words, titles, word_set

# A relay is near the verb that attributes; farther on it belongs to something else.
MAX_AFTER = 40

_ORGANISATIONS = {"ORG", "PRODUCT", "WORK_OF_ART"}


def find_relay(head: Token) -> TokenRange | None:
    """Return the phrase that names who passes the words on; `head` is the verb that attributes.

    Told X (a medium), in an interview with X, in remarks carried by X, speaking to X, through X (a lawyer or
    an interpreter), wrote on X.
    """
    if head.pos_ != "VERB":
        return None
    below = list(head.children)
    found = _told(head, below) or _spokesman(below) or _medium(head, below) or _spoken_to(head, below)
    return None if found is None else _whole_name(head.doc, found)


def _told(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """Told X, told the broadcaster X; reporters are told things, but pass nothing on by name."""
    if head.lemma_.lower() not in ("tell", "inform"):
        return None
    for child in below:
        if child.dep_ in ("dobj", "dative") and child.i > head.i and _is_medium(child):
            name = next((c for c in child.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), child)
            return syntax.noun_phrase(name) if name.pos_ == "PROPN" else None
    return None


def _spokesman(below: Sequence[Token]) -> TokenRange | None:
    """Through her lawyer, Ana Ruiz: the name if it is there."""
    for child in below:
        if child.dep_ == "prep" and child.lower_ in ("through", "via"):
            pobj = syntax.object_of(child)
            if pobj is None or not (pobj.ent_type_ == "PERSON" or pobj.lemma_.lower() in titles.role_nouns()):
                continue
            return _name_after(pobj) or syntax.noun_phrase(pobj)
    return None


def _name_after(noun: Token) -> TokenRange | None:
    """The name right after a noun and its comma, whatever the parser attached it to."""
    doc, start = noun.doc, noun.i + 1
    comma = start < len(doc) and doc[start].text == ","
    start += comma
    end = start
    while end < min(len(doc), start + MAX_AFTER) and doc[end].ent_type_ == "PERSON":
        end += 1
    if comma and end < len(doc) and not doc[end].is_punct:
        return None  # through an interpreter, Ruiz said
    return (start, end) if end > start else None


def _medium(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """In an interview with X, in comments to X, in remarks carried by X, on X."""
    for child in below:
        pobj = syntax.object_of(child) if child.dep_ == "prep" and child.i >= head.i - 12 else None
        if pobj is None:
            continue
        named = _carrier(pobj) or _partner(pobj)
        # "Commented on the ministry" and "insisted on the fine" name topics.
        on_air = child.lower_ == "on" and head.lemma_.lower() in word_set("quotations.on_air")
        if named is None and on_air and _is_platform(pobj):
            named = pobj
        if named is not None:
            return syntax.noun_phrase(named)
    return None


def _spoken_to(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """Speaking to X, asked by X, speaking through X, next to the verb that attributes."""
    beside = [child for subject in below if subject.dep_ == "nsubj" for child in subject.children]
    for verb in (*below, *beside):
        if verb.dep_ not in ("advcl", "acl") or abs(verb.i - head.i) > MAX_AFTER:
            continue
        speaks = verb.tag_ == "VBG" and verb.lemma_ in ("speak", "talk")
        through = _spokesman(list(verb.children)) if speaks else None
        if through is not None:
            return through
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


def _carrier(noun: Token) -> Token | None:
    """X in "remarks carried by X", "a statement published on X"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in word_set("quotations.carrying"):
            for place in child.children:
                pobj = syntax.object_of(place) if place.lower_ in ("by", "on", "in") else None
                if pobj is not None and (_is_medium(pobj) or _is_platform(pobj)):
                    return pobj
    return None


def _whole_name(doc: Doc, found: TokenRange) -> TokenRange:
    """Complete a name that the parser cut (TV Leiva); drop what it is (the daily Leiva Sun)."""
    start, end = found
    stop = end
    while stop < len(doc) and doc[stop].pos_ == "PROPN" and doc[stop].ent_type_ not in ("DATE", "TIME"):
        stop += 1
    if doc[end - 1].pos_ != "PROPN":
        apposed = stop > end and doc[end - 1].lemma_.lower() in read_words("press_nouns")
        return (end, stop) if apposed else found
    while start and doc[start].pos_ == doc[start - 1].pos_ == "PROPN":
        start -= 1
    return start, stop


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
