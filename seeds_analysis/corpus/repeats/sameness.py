"""Whether two quotations are the same words, or nearly so, or one is a part of the other."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from seeds_analysis.corpus.repeats.words import CUT, Words
from seeds_analysis.lexicon import word_set

_LIGHT = word_set("corpus.light_words") | {CUT}
_NEGATIONS = word_set("corpus.negations")
_PREFIXES = word_set("corpus.negating_prefixes")

# Fewer words occur in two quotations by chance ("at the end of the day"); of these, so many must be heavy.
LEAST_WORDS, LEAST_HEAVY = 6, 4
# Of longer quotations only whole copies are found: comparing takes time by the square of the length.
MOST_WORDS = 2_000
# The share of heavy words that may be missing, and that may be between the others where no cut is marked.
MOST_MISSING, MOST_ADDED = 0.2, 0.4
# One other word in so many is an editor's; more are another quotation.
WORDS_FOR_EACH_OTHER = 12
# Words in the same place that are spelled so much alike are the same: "mud flat" and "mudflat".
ALIKE = 0.7


def heavy(words: Iterable[str]) -> list[str]:
    """Give the words that carry what is said."""
    return [word for word in words if word not in _LIGHT]


def can_repeat(words: Sequence[str]) -> bool:
    """Whether these are enough words to be found again."""
    return len(words) >= LEAST_WORDS and len(heavy(words)) >= LEAST_HEAVY


def are_same(one: Words, other: Words) -> bool:
    """Whether the shorter quotation repeats the longer or a part of it, and denies what it denies."""
    short, long = sorted((one, other), key=lambda x: len(x.words))
    blocks = _blocks(short.words, long.words)
    same = [word for i, _, size in blocks for word in short.words[i : i + size]]
    if not can_repeat(same):
        return False
    gaps = list(_gaps(blocks, short.words, long.words))
    begin = blocks[0][1]
    clause = max((place for place in long.clauses if place <= begin), default=0)
    if _denies({word for gap in gaps for part in gap for word in part}.union(long.words[clause:begin])):
        return False
    changed = [(heavy(lost), heavy(more)) for lost, more in gaps if not _alike(lost, more)]
    kept = len(heavy(same))
    missing = sum(len(lost) for lost, _ in changed)
    added = sum(len(more) for _, more in changed)
    others = sum(min(len(lost), len(more)) for lost, more in changed)
    return (
        missing <= MOST_MISSING * (kept + missing)
        and added <= MOST_ADDED * kept
        and others * WORDS_FOR_EACH_OTHER <= kept
    )


def _blocks(short: Sequence[str], long: Sequence[str]) -> list[tuple[int, int, int]]:
    """Find the words that both have in the same order; at the edges, light words alone prove nothing."""
    found = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    blocks = [(i, j, size) for i, j, size in found if size]
    places = [n for n, (i, _, size) in enumerate(blocks) if heavy(short[i : i + size])]
    return blocks[places[0] : places[-1] + 1] if places else []


def _gaps(
    blocks: Sequence[tuple[int, int, int]], short: Sequence[str], long: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Give what only the one and only the other have between the blocks, where no cut is marked.

    At the edges, the longer quotation has other words only in place of words that the shorter one has.
    """
    first, last = blocks[0], blocks[-1]
    after = len(short) - last[0] - last[2]
    bounds = [(0, max(0, first[1] - first[0]), 0), *blocks, (len(short), last[1] + last[2] + after, 0)]
    for (i, j, size), (next_i, next_j, _) in pairwise(bounds):
        lost = short[i + size : next_i]
        yield lost, () if CUT in lost else long[j + size : next_j]


def _alike(lost: Sequence[str], more: Sequence[str]) -> bool:
    one, other = "".join(lost), "".join(more)
    if one == other or not (one and other) or f"{one}{other}".isdigit():
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _denies(differing: set[str]) -> bool:
    """Whether the words that only one of two quotations has turn the meaning round."""
    opposites = any(prefix + word in differing for word in differing for prefix in _PREFIXES)
    return opposites or not _NEGATIONS.isdisjoint(differing)
