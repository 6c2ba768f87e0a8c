"""Words that show what quotation marks are there for, by class."""

from functools import cache

from seeds_analysis.lexicon.tables import read_table


@cache
def phrase_words(kind: str) -> frozenset[str]:
    """Return the words of one class ("maker", "term", ...); phrase_words.tsv describes the classes.

    Raises ValueError if there is no such class.
    """
    found = frozenset(word for word, other in read_table("phrase_words") if other == kind)
    if not found:
        raise ValueError(f"no words of class {kind!r}")
    return found
