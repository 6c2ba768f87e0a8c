"""The words that tell what marks are there for, by class."""

from functools import cache

from seeds_analysis.lexicon.tables import read_table


@cache
def phrase_words(kind: str) -> frozenset[str]:
    """The words of one class ("maker", "term", ...); lexicon/phrase_words.tsv says what the classes are.

    Raises ValueError if there is no such class.
    """
    found = frozenset(word for word, other in read_table("phrase_words") if other == kind)
    if not found:
        raise ValueError(f"no words of class {kind!r}")
    return found
