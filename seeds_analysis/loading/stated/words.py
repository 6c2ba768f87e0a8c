"""Sets of words for recognising bylines, datelines and headlines."""


def words(name: str) -> frozenset[str]:
    """Give a set of `lexicon/sets/loading.tsv`."""
    # The lexicon imports spaCy, which takes a second: report a wrong file name without it.
    from seeds_analysis.lexicon import word_set

    return word_set(f"loading.{name}")
