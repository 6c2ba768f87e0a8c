"""The lexicon of words that attribute."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from seeds_analysis.lexicon.tables import read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

# "X has made clear that ...": a light verb whose complement does the saying.
LIGHT_VERBS = {"make": {"clear", "plain", "known"}, "go": {"on"}, "let": {"know", "slip"}}

# spaCy's rules lemmatize "hoping" to "hop" and the like.
_LEMMA_REPAIRS = {"hop": "hope", "retweete": "retweet", "prophesie": "prophesy"}


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb in the lexicon; `frames` are what it reports: c clause, i infinitive, q quoted words only."""

    kind: str
    frames: str


@cache
def cue_verbs() -> dict[str, VerbEntry]:
    """Return the verbs that attribute, by lemma."""
    return {lemma: VerbEntry(kind, frames) for lemma, kind, frames in read_table("cue_verbs")}


@cache
def cue_nouns() -> dict[str, str]:
    """Return the kinds of the nouns that attribute, by lemma: "say" or "document"."""
    return {row[0]: row[1] for row in read_table("cue_nouns")}


@cache
def cue_lemmas() -> frozenset[str]:
    """Return the lemmas of all cue words."""
    return frozenset([*cue_verbs(), *_LEMMA_REPAIRS, *LIGHT_VERBS, *cue_nouns(), "accord", "according"])


def verb_lemma(token: "Token") -> str:
    """Return the lemma under which the lexicon lists the verb."""
    lemma = token.lemma_.lower()
    return _LEMMA_REPAIRS.get(lemma, lemma)


def light_verb(verb: "Token") -> VerbEntry | None:
    """Return the entry of a verb that attributes only with another word, such as "make clear"."""
    return VerbEntry("say", "qc") if light_word(verb) is not None else None


def light_word(verb: "Token") -> "Token | None":
    """Return the other word of such a verb: clear in "make clear"."""
    words = LIGHT_VERBS.get(verb.lemma_.lower())
    if words is None:
        return None
    return next((child for child in verb.rights if child.lower_ in words), None)
