"""The lexicon of words that attribute."""

from functools import cache
from typing import TYPE_CHECKING

from seeds_analysis.lexicon.tables import read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

# spaCy's rules lemmatize "hoping" to "hop" and the like.
_LEMMA_REPAIRS = {"hop": "hope", "retweete": "retweet", "prophesie": "prophesy"}


@cache
def cue_nouns() -> dict[str, str]:
    """Return the kinds of the nouns that attribute, by lemma: "say" or "document"."""
    return {row[0]: row[1] for row in read_table("cue_nouns")}


def verb_lemma(token: "Token") -> str:
    """Return the lemma of a verb, with spaCy's slips repaired."""
    lemma = token.lemma_.lower()
    return _LEMMA_REPAIRS.get(lemma, lemma)
