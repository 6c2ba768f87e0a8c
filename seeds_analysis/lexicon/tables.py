"""Readers of the word lists."""

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
    """The first column of `<name>.tsv` as a set."""
    return frozenset(row[0] for row in read_table(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """Read one small set of words: "speakers.women" is the row `women` of `sets/speakers.tsv`.

    The row holds the words after a tab, separated by blanks. Raises KeyError if there is no such set.
    """
    room, _, row = name.partition(".")
    rows = {cells[0]: cells[1] for cells in read_table(f"sets/{room}")}
    return frozenset(rows[row].split(" "))
