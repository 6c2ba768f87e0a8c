"""Who or what passes the words on: the broadcaster told, the agency quoting, the statement, the platform."""

from spacy.tokens import Doc, Token

from seeds_analysis.components.cues import Cue
from seeds_analysis.components.phrases import TokenRange, noun_phrase, object_of
from seeds_analysis.lexicon import read_words

_ORGANISATIONS = {"ORG", "PRODUCT", "WORK_OF_ART"}
_QUOTING = {"quote", "cite", "report", "tell", "relay"}
# Said on Radio Leiva; but "commented on the ministry" and "insisted on Facebook's fine" name topics.
_ON_AIR = {"say", "write", "post", "tweet", "announce", "publish", "tell", "add", "state", "declare"}
_TALKS = {"interview", "conversation", "call", "briefing", "appearance"}


def find_relay(doc: Doc, cue: Cue) -> TokenRange | None:
    """The phrase that names the relay or medium of a quotation with this cue; None if none is named.

    Told X (a medium or the press), as quoted by X, according to X beside a verb of saying, in a statement,
    in an interview with X, wrote on X.
    """
    head = doc[cue.head]
    if cue.is_noun or cue.kind == "according":
        return None
    return _quoted_by(head) or _told(head) or _medium(head)


def _quoted_by(head: Token) -> TokenRange | None:
    """As quoted by X; according to X where somebody else speaks."""
    for token in head.doc[head.i + 1 : head.sent.end]:
        if token.lemma_.lower() in _QUOTING and token.tag_ == "VBN" and token.i + 2 < len(head.doc):
            agent = next(
                (c for c in token.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None
            )
            pobj = object_of(agent) if agent else None
            marked = any(c.lower_ == "as" for c in token.children) or head.doc[token.i - 1].lower_ == "as"
            if pobj is not None and marked:
                return noun_phrase(pobj)
        if token.lower_ == "according" and head.doc[min(token.i + 1, len(head.doc) - 1)].lower_ == "to":
            pobj = object_of(head.doc[token.i + 1])
            if pobj is not None and _is_medium(pobj):
                return noun_phrase(pobj)
    return None


def _told(head: Token) -> TokenRange | None:
    """Told the broadcaster X, told reporters."""
    if head.lemma_.lower() not in ("tell", "inform"):
        return None
    for child in head.children:
        if child.dep_ in ("dobj", "dative") and child.i > head.i and _is_medium(child):
            name = next((c for c in child.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), child)
            return noun_phrase(name)
    return None


def _medium(head: Token) -> TokenRange | None:
    """In a statement, in an interview with X, on X."""
    for child in head.children:
        if child.dep_ != "prep" or child.i < head.i - 12:
            continue
        pobj = object_of(child)
        if pobj is None:
            continue
        lemma = pobj.lemma_.lower()
        if child.lower_ in ("in", "during", "at", "through", "via", "by") and lemma in _TALKS:
            partner = _interviewer(pobj)
            return noun_phrase(pobj if partner is None else partner)
        if child.lower_ in ("in", "through", "via", "by") and lemma in read_words("media_nouns"):
            return noun_phrase(pobj)
        if child.lower_ == "on" and _is_platform(pobj) and head.lemma_.lower() in _ON_AIR:
            return noun_phrase(pobj)
    return None


def _interviewer(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("with", "on", "to"):
            pobj = object_of(child)
            if pobj is not None and (_is_medium(pobj) or _is_platform(pobj)):
                return pobj
    return None


def _is_medium(token: Token) -> bool:
    press = read_words("press_nouns")
    if token.pos_ == "PROPN" and token.ent_type_ in _ORGANISATIONS:
        return True
    return any(t.lemma_.lower() in press or t.lower_ in press for t in (token, *token.lefts))


def _is_platform(token: Token) -> bool:
    return token.lower_ in read_words("platforms") or (
        token.pos_ == "PROPN" and token.ent_type_ in _ORGANISATIONS
    )
