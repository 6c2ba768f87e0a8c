"""Who or what passes the words on: the broadcaster told, the agency quoting, the statement, the platform."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from seeds_analysis.doc import Positions, TokenRange, syntax
from seeds_analysis.lexicon import WordSet, numbers_of, read_words, titles
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import handed_on_by, quotes_saying

# "As quoted by" stands near the words that attribute; farther on it belongs to something else.
MAX_BEHIND = 40

_ORGANISATIONS = {"ORG", "PRODUCT", "WORK_OF_ART"}
_QUOTING = {"quote", "cite", "report", "tell", "relay"}
_CITING = ("citing", "quoting")
# What is done with remarks and statements.
_CARRYING = {"carry", "publish", "air", "broadcast", "release", "relay", "report", "print", "distribute"}
# Said on Radio Leiva; but "commented on the ministry" and "insisted on Facebook's fine" name topics.
_ON_AIR = {"say", "write", "post", "tweet", "announce", "publish", "tell", "add", "state", "declare"}
_TALKS = {"interview", "conversation", "call", "briefing", "appearance"}
_SPEAKING = {"speak", "talk"}
_ASKING = {"ask", "interview", "contact", "reach"}
_REPORTING = {"report", "say", "write"}
_RECORDINGS = {"recording", "transcript", "audio", "video", "tape", "footage", "clip", "voicemail"}
_THROUGH = {"through", "via"}
# Bodies that are told things, but print nothing.
_ASSEMBLIES = {"congress", "senate", "parliament", "council", "committee", "court", "house", "commission"}


@cache
def _passing() -> WordSet:
    return WordSet(numbers_of([*_QUOTING, "accord", "according"]))


class Relays:
    """The relays of one Doc; what may name them is looked up once, by number."""

    def __init__(self, places: Positions) -> None:
        self.doc = places.doc
        self._sentences = places.sentences
        self._passing = _passing().places(places.lemmas)

    def find(self, cue: Cue) -> TokenRange | None:
        """The phrase that names the relay or medium of a quotation with this cue; None if none is named.

        Told X (a medium or the press), as quoted by X, in remarks carried by X, according to X beside a verb
        of saying, in a statement, in an interview with X, speaking to X, through X (a lawyer), wrote on X; X
        itself where it cites somebody for what it says.
        """
        head = self.doc[cue.head]
        if cue.is_noun or cue.kind == "according":
            return None
        below = list(head.children)
        found = (
            self._quoted_by(head)
            or _quoted_as(head)
            or _told(head, below)
            or _spokesman(below)
            or _medium(head, below)
            or _spoken_to(head, below)
            or _reported_on(head)
        )
        if found is not None:
            return _whole_name(self.doc, found)
        cites = any(child.lower_ in _CITING and _names_somebody(child) for child in below)
        if cites and cue.source is not None and _passes_on(syntax.root_of(self.doc, cue.source)):
            return cue.source
        return None

    def cited_sources(self) -> set[int]:
        """The verbs in "X said, citing a diplomat": they report nothing, but name whose words they are."""
        tokens = (self.doc[i] for i in self._passing)
        return {
            t.i for t in tokens if t.lower_ in _CITING and t.dep_ in ("advcl", "prep") and _names_somebody(t)
        }

    def _quoted_by(self, head: Token) -> TokenRange | None:
        """As quoted by X; according to X where somebody else speaks."""
        doc, low = self.doc, bisect_left(self._passing, head.i)
        for i in self._passing[
            low : bisect_left(self._passing, min(self._sentences.around(head.i)[1], head.i + MAX_BEHIND))
        ]:
            token = doc[i]
            if token.tag_ == "VBN" and i + 2 < len(doc):
                pobj = _agent(token)
                marked = doc[i - 1].lower_ == "as" or any(c.lower_ == "as" for c in token.children)
                if pobj is not None and marked:
                    return syntax.noun_phrase(pobj)
            elif token.lower_ == "according" and i + 1 < len(doc) and doc[i + 1].lower_ == "to":
                pobj = syntax.object_of(doc[i + 1])
                if pobj is not None and (pobj.lemma_.lower() in _RECORDINGS or _is_medium(pobj)):
                    return syntax.noun_phrase(pobj)
        return None


def _agent(verb: Token) -> Token | None:
    """X in "quoted by X" and in "quoted as saying by X"."""
    for token in (verb, *(c for c in verb.children if c.dep_ in ("prep", "advcl")), *_gerunds(verb)):
        agent = next((c for c in token.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
        pobj = None if agent is None else syntax.object_of(agent)
        if pobj is not None:
            return pobj
    return None


def _gerunds(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        yield from (c for c in child.children if c.dep_ == "pcomp")


def _quoted_as(head: Token) -> TokenRange | None:
    """X in "was quoted by X as saying", "X quoted the mayor as saying"."""
    verb = head if quotes_saying(head) else handed_on_by(head)
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
        if child.dep_ == "prep" and child.lower_ in _THROUGH:
            pobj = syntax.object_of(child)
            if pobj is None or not (pobj.ent_type_ == "PERSON" or pobj.lemma_.lower() in titles.role_nouns()):
                continue
            return _name_behind(pobj) or syntax.noun_phrase(pobj)
    return None


def _name_behind(noun: Token) -> TokenRange | None:
    """The name right behind a noun and its comma, whatever the parser hung it on."""
    doc, start = noun.doc, noun.i + 1
    comma = start < len(doc) and doc[start].text == ","
    start += comma
    end = start
    while end < min(len(doc), start + MAX_BEHIND) and doc[end].ent_type_ == "PERSON":
        end += 1
    if comma and end < len(doc) and not doc[end].is_punct:
        return None  # through an interpreter, Ruiz said
    return (start, end) if end > start else None


def _medium(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """In a statement, in an interview with X, in remarks carried by X, on X."""
    for child in below:
        if child.dep_ != "prep" or child.i < head.i - 12:
            continue
        pobj = syntax.object_of(child)
        if pobj is None:
            continue
        lemma = pobj.lemma_.lower()
        if child.lower_ in ("in", "during", "at", "through", "via", "by") and lemma in _TALKS:
            partner = _partner(pobj)
            return syntax.noun_phrase(pobj if partner is None else partner)
        if child.lower_ in ("in", "through", "via", "by") and lemma in read_words("media_nouns"):
            partner = _carrier(pobj) or _partner(pobj)
            return syntax.noun_phrase(pobj if partner is None else partner)
        if child.lower_ == "on" and _is_platform(pobj) and head.lemma_.lower() in _ON_AIR:
            return syntax.noun_phrase(pobj)
        if child.lower_ == "in" and head.lemma_ == "write" and _is_medium(pobj):
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
    """X in "remarks carried by X", "a statement published on X", "a statement read by X"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_ == "read":
            reader = _agent(child)
            if reader is not None and _speaks(reader):
                return next((c for c in reader.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), reader)
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _CARRYING:
            for place in child.children:
                pobj = syntax.object_of(place) if place.lower_ in ("by", "on", "in") else None
                if pobj is not None and (_is_medium(pobj) or _is_platform(pobj)):
                    return pobj
    return None


def _spoken_to(head: Token, below: Sequence[Token]) -> TokenRange | None:
    """Speaking to X, asked by X: the medium, beside the verb that attributes."""
    beside = [c for subject in below if subject.dep_ == "nsubj" for c in subject.children]
    for child in (*below, *beside):
        if child.dep_ not in ("advcl", "acl") or abs(child.i - head.i) > MAX_BEHIND:
            continue
        if child.lemma_ in _SPEAKING:
            through = _spokesman(list(child.children))
            if through is not None:
                return through
        if child.tag_ == "VBG" and child.lemma_ in _SPEAKING:
            wanted = {"to", "with", "on"}
        elif child.tag_ == "VBN" and child.lemma_ in _ASKING:
            wanted = {"by"}
        else:
            continue
        for place in child.children:
            pobj = syntax.object_of(place) if place.lower_ in wanted else None
            if pobj is not None and _is_medium(pobj):
                return syntax.noun_phrase(pobj)
    return None


def _reported_on(head: Token) -> TokenRange | None:
    """X in "the minister said, X reported"."""
    outer = head.head
    if head.dep_ not in ("ccomp", "parataxis") or outer.lemma_ not in _REPORTING:
        return None
    subject = next((child for child in outer.children if child.dep_ == "nsubj"), None)
    return (
        None
        if subject is None or subject.i < head.i or not _is_medium(subject)
        else syntax.noun_phrase(subject)
    )


def _passes_on(source: Token) -> bool:
    """A medium or another body: X in "X reported, citing a diplomat"."""
    return source.ent_type_ != "PERSON" and (source.pos_ == "PROPN" or _is_medium(source))


def _names_somebody(verb: Token) -> bool:
    return any(child.dep_ in ("dobj", "pobj") and _speaks(child) for child in verb.children)


def _speaks(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun.pos_ == "PRON" or noun.lemma_.lower() in _tellers()


@cache
def _tellers() -> frozenset[str]:
    return frozenset(titles.role_nouns()) | {
        "source",
        "official",
        "person",
        "people",
        "witness",
        "aide",
        "insider",
    }


def _whole_name(doc: Doc, found: TokenRange) -> TokenRange:
    """All of a name that the parser cut (TV Leiva), and it alone behind what it is (the daily Leiva Sun)."""
    start, end = found
    stop = end
    while stop < len(doc) and doc[stop].pos_ == "PROPN" and doc[stop].ent_type_ not in ("DATE", "TIME"):
        stop += 1
    if doc[end - 1].pos_ != "PROPN":
        return (
            (end, stop) if stop > end and doc[end - 1].lemma_.lower() in read_words("press_nouns") else found
        )
    while start and doc[start].pos_ == doc[start - 1].pos_ == "PROPN":
        start -= 1
    return start, stop


def _is_medium(token: Token) -> bool:
    press = read_words("press_nouns")
    if token.pos_ == "PROPN" and token.lower_ in read_words("outlets"):
        return True
    if token.pos_ == "PROPN" and token.ent_type_ in _ORGANISATIONS:
        return token.lower_ not in _ASSEMBLIES
    return any(t.lemma_.lower() in press or t.lower_ in press for t in (token, *token.lefts))


def _is_platform(token: Token) -> bool:
    return token.lower_ in read_words("platforms") or (
        token.pos_ == "PROPN" and token.ent_type_ in _ORGANISATIONS
    )
