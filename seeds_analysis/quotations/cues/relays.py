"""Find who passes the words on: the broadcaster told, the agency quoting, the statement, the platform."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from seeds_analysis.doc import Positions, TokenRange, syntax
from seeds_analysis.lexicon import read_words, titles, word_set
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import according_object, passed_on_by, quotes_saying

# "As quoted by" is near the words that attribute; farther on it belongs to something else.
MAX_AFTER = 40

_ORGANISATIONS = {"ORG", "PRODUCT", "WORK_OF_ART"}


def find_relay(positions: Positions, cue: Cue) -> TokenRange | None:
    """Return the phrase that names the relay or medium of a quotation with this cue, if there is one.

    Told X (a medium or the press), as quoted by X, in remarks carried by X, according to X beside a verb of
    saying, in a statement, in an interview with X, speaking to X, through X (a lawyer), wrote on X.
    """
    doc = positions.doc
    if cue.is_noun or cue.kind == "according":
        return None
    head = doc[cue.head]
    below = list(head.children)
    found = (
        _quoted_by(positions, head)
        or _quoted_as(head)
        or _told(head, below)
        or _spokesman(below)
        or _medium(head, below)
        or _spoken_to(head, below)
    )
    return None if found is None else _whole_name(doc, found)


def _quoted_by(positions: Positions, head: Token) -> TokenRange | None:
    """As quoted by X; according to X where somebody else speaks."""
    doc = positions.doc
    stop = min(positions.sentences.around(head.i)[1], head.i + MAX_AFTER)
    for token in doc[head.i : stop]:
        if token.tag_ == "VBN" and token.lemma_ in word_set("quotations.quoting"):
            pobj = _agent(token)
            marked = doc[token.i - 1].lower_ == "as" or any(c.lower_ == "as" for c in token.children)
            if pobj is not None and marked:
                return syntax.noun_phrase(pobj)
        elif token.lower_ == "according":
            pobj = according_object(token)
            recorded = pobj is not None and pobj.lemma_.lower() in word_set("quotations.recordings")
            if pobj is not None and (recorded or _is_medium(pobj)):
                return syntax.noun_phrase(pobj)
    return None


def _agent(verb: Token) -> Token | None:
    """X in "quoted by X" and in "quoted as saying by X"."""
    linking = [child for child in verb.children if child.dep_ in ("prep", "advcl")]
    gerunds = [below for child in verb.children for below in child.children if below.dep_ == "pcomp"]
    for token in (verb, *linking, *gerunds):
        agent = next((c for c in token.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
        pobj = None if agent is None else syntax.object_of(agent)
        if pobj is not None:
            return pobj
    return None


def _quoted_as(head: Token) -> TokenRange | None:
    """X in "was quoted by X as saying", "X quoted the mayor as saying"."""
    verb = head if quotes_saying(head) else passed_on_by(head)
    if verb is None:
        return None
    by = _agent(verb)
    if by is None and any(child.dep_ == "dobj" for child in verb.rights):
        by = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    return None if by is None else syntax.noun_phrase(by)


def _told(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """Told the broadcaster X, told reporters."""
    if head.lemma_.lower() not in ("tell", "inform"):
        return None
    for child in below:
        if child.dep_ in ("dobj", "dative") and child.i > head.i and _is_medium(child):
            name = next((c for c in child.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), child)
            return syntax.noun_phrase(name)
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
    """In a statement, in an interview with X, in remarks carried by X, on X."""
    for child in below:
        pobj = syntax.object_of(child) if child.dep_ == "prep" and child.i >= head.i - 12 else None
        if pobj is None:
            continue
        word, lemma = child.lower_, pobj.lemma_.lower()
        talk = lemma in word_set("quotations.talks") and word in (
            "in",
            "during",
            "at",
            "through",
            "via",
            "by",
        )
        if talk or (lemma in read_words("media_nouns") and word in ("in", "through", "via", "by")):
            named = (None if talk else _carrier(pobj)) or _partner(pobj) or pobj
            return syntax.noun_phrase(named)
        # "Commented on the ministry" and "insisted on the fine" name topics.
        on_air = word == "on" and head.lemma_.lower() in word_set("quotations.on_air")
        if (on_air and _is_platform(pobj)) or (word == "in" and head.lemma_ == "write" and _is_medium(pobj)):
            return syntax.noun_phrase(pobj)
    return None


def _spoken_to(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """Speaking to X, asked by X, speaking through X, beside the verb that attributes."""
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
