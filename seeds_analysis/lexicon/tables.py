"""Word lists as data files; each file says in its head what it holds and where it is from."""

from functools import cache
from importlib import resources


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv`, in order, comments and blank lines left out.

    Raises FileNotFoundError if there is no such list.
    """
    text = resources.files("seeds_analysis.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and line[0] != "#")


@cache
def read_words(name: str) -> frozenset[str]:
    """The first column of `<name>.tsv` as a set.

    Raises FileNotFoundError if there is no such list.
    """
    return frozenset(row[0] for row in read_table(name))
