"""From many quotations to groups of those that are the same, or nearly so, or parts of one another.

Each group has a lead, its longest quotation, and the others are the same as the lead: nobody joins a group
for being like another member. So the longest are asked first, and each is compared with the leads that share
rare pairs of words with it. This inverted index takes the place of MinHash: it finds a few words of a long
quotation as well, which have hardly any of its shingles, and a pair is only ever left out for being common.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, count
from typing import Any

import numpy as np

from seeds_analysis.corpus.repeats.sameness import MOST_WORDS, are_same, can_repeat, heavy
from seeds_analysis.corpus.repeats.words import Words, read_quotation

# A pair of words that more leads have is a common phrase; asking for it would be slow.
MOST_LEADS = 50
# A lead is compared if it has this share of the pairs; so many are at most.
LEAST_SHARED, MOST_COMPARED = 0.3, 5

_ONCE = -1


def group_repeats(
    quotations: Iterable[tuple[int, str]], text_of: Callable[[int], str]
) -> Iterator[tuple[int, int]]:
    """Give each quotation that is in a group, and the lead of the group, which is in it too, by their ids.

    `quotations` are ids with texts; `text_of` gives a text again, because in memory there are only numbers.
    """
    index = _read(quotations)
    words_of = lru_cache(maxsize=20_000)(lambda number: read_quotation(text_of(number)))
    leads = _leads(index, words_of)
    sizes = Counter(leads.values())
    for number, lead in leads.items():
        copies = index.copies.get(number, ())
        if copies or sizes[lead] > 1:
            yield from ((one, lead) for one in (number, *copies))


@dataclass(slots=True)
class _Index:
    """Quotations of different words: ids, lengths, and the numbers of their heavy words."""

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    lengths: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("q", [0]))  # of the heavy words of each
    heavy: "array[int]" = field(default_factory=lambda: array("I"))
    copies: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def _read(quotations: Iterable[tuple[int, str]]) -> _Index:
    index = _Index()
    firsts: dict[bytes, int] = {}
    ids = defaultdict[str, int](count().__next__)
    for number, text in quotations:
        words = read_quotation(text).words
        if not can_repeat(words):
            continue
        first = firsts.setdefault(blake2b(" ".join(words).encode(), digest_size=16).digest(), number)
        if first != number:
            index.copies[first].append(number)
            continue
        index.numbers.append(number)
        index.lengths.append(len(words))
        index.heavy.extend(map(ids.__getitem__, heavy(words) if len(words) <= MOST_WORDS else ()))
        index.ends.append(len(index.heavy))
    return index


def _leads(index: _Index, words_of: Callable[[int], Words]) -> dict[int, int]:
    """Find the lead of each quotation: a longer one that it repeats, or itself."""
    pairs, number_of_pairs = _numbered_pairs(index.heavy)
    having: list[list[int]] = [[] for _ in range(number_of_pairs)]  # the ranks of the leads that have a pair
    order = np.lexsort((np.array(index.numbers), -np.array(index.lengths))).tolist()
    leads: dict[int, int] = {}
    for rank, place in enumerate(order):
        number = index.numbers[place]
        mine = pairs[index.ends[place] + 1 : index.ends[place + 1]].tolist()
        rare = [having[pair] for pair in set(mine) if pair != _ONCE and len(having[pair]) <= MOST_LEADS]
        shared = Counter(chain.from_iterable(rare))
        least = LEAST_SHARED * (len(rare) + mine.count(_ONCE))
        likely = [lead for lead, count in shared.items() if count >= least]
        likely = sorted(likely, key=lambda lead: (-shared[lead], lead))[:MOST_COMPARED]
        longer = (index.numbers[order[lead]] for lead in likely)
        leads[number] = next((n for n in longer if are_same(words_of(number), words_of(n))), number)
        if leads[number] == number:
            for ranks in rare:
                ranks.append(rank)
    return leads


def _numbered_pairs(heavy: "array[int]") -> tuple["np.ndarray[Any, np.dtype[np.int32]]", int]:
    """Number the pairs that occur more than once from 0, and say how many there are; the others are _ONCE.

    A pair is a heavy word and the one before it. That of the first word of a quotation is not used.
    """
    words = np.array(heavy, np.uint64)
    pairs = np.roll(words, 1) << np.uint64(32) | words
    _, places, counts = np.unique(pairs, return_inverse=True, return_counts=True)
    again = counts > 1
    numbers = np.where(again, np.cumsum(again) - 1, _ONCE).astype(np.int32)
    return numbers[places], int(again.sum())
