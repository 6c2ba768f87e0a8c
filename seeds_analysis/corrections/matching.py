"""Which quotations are the same, and which names."""

import re
from collections.abc import Sequence

from seeds_analysis.lexicon import word_set
from seeds_analysis.text import Offsets

# Of the letters that either has, the share that both have.
SAME = 0.5

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def letters(text: str, spans: Sequence[Offsets]) -> set[int]:
    """Give the places of the letters and digits in some spans: marks and commas at an edge do not count."""
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def match(gold: Sequence[set[int]], found: Sequence[set[int]]) -> dict[int, tuple[int, float]]:
    """Pair the letters of quotations one to one, the best Jaccard index first: {gold: (found, index)}.

    The index is at least SAME.
    """
    shares = sorted(
        (-len(wanted & ours) / len(wanted | ours), i, j)
        for i, wanted in enumerate(gold)
        for j, ours in enumerate(found)
        if wanted & ours
    )
    pairs: dict[int, tuple[int, float]] = {}
    taken = set()
    for share, i, j in shares:
        if -share >= SAME and i not in pairs and j not in taken:
            pairs[i] = j, -share
            taken.add(j)
    return pairs


def name_words(name: str) -> list[str]:
    """Give the words of a name in lower case, without titles, possessives and marks."""
    plain = re.sub(r"[’']s\b", "", name.lower())
    return [word for word in re.findall(r"[^\W_]+", plain) if word not in word_set("corrections.titles")]


def same_name(wanted: str, got: str) -> bool:
    """Whether two names can be of one bearer.

    They are if their last words agree and no given names contradict, if one has all words of the other, or
    if one is the acronym of the other.
    """
    mine, theirs = name_words(wanted), name_words(got)
    if not mine or not theirs:
        return wanted.strip().lower() == got.strip().lower()
    if len(mine) > 1 and len(theirs) > 1 and _SUFFIXES.intersection(mine) != _SUFFIXES.intersection(theirs):
        return False
    mine, theirs = ([word for word in words if word not in _SUFFIXES] for words in (mine, theirs))
    if not mine or not theirs:
        return False
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if mine[-1] == theirs[-1]:
        first, other = mine[0], theirs[0]
        initial = first[0] == other[0] and 1 in (len(first), len(other))
        return len(mine) == 1 or len(theirs) == 1 or first == other or initial
    return mine == [_initials(theirs)] or theirs == [_initials(mine)]


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in word_set("corrections.small_words"))
