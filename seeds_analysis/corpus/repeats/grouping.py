"""From many quotations to groups of those that are the same, or nearly so, or parts of one another.

Each group has a lead, its longest quotation, and the others are the same as the lead: nobody joins a group
for being like another member. For each pair of neighbouring words, an index gives the longest quotations that
have it; a quotation is compared with those that are given for most of its pairs. This index takes the place
of MinHash: it finds a few words of a long quotation as well, which have hardly any of its shingles.

Reading and comparing are done in parts, and matching in bands of pairs, that know nothing of one another, so
that the machines of a cluster can share them; the groups are the same.
"""

from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice, pairwise
from typing import Any, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from seeds_analysis.corpus.repeats.sameness import MOST_WORDS, are_same, can_repeat, heavy
from seeds_analysis.corpus.repeats.words import read_quotation

# A pair of words that more quotations have is a common phrase.
MOST_COMMON = 50
# Of the quotations that have a pair, so many are compared with the others.
LONGEST = 8
# A quotation is compared if it has this share of the pairs that are not common; so many are at most.
LEAST_SHARED, MOST_COMPARED = 0.3, 5
# Quotations in a part.
PART = 5_000
# Pairs are in as many bands as there are numbers of so many bits.
BAND_BITS = 4

Item = TypeVar("Item")
# As the built-in map: a function, and its arguments.
MapParts = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


def group_repeats(
    quotations: Iterable[tuple[int, str]], text_of: Callable[[int], str], map_parts: MapParts = map
) -> Iterator[tuple[int, int]]:
    """Give each quotation that is in a group, and the lead of the group, which is in it too, by their ids.

    `quotations` are ids with texts; `text_of` gives a text again, because in memory there are only numbers.
    """
    index = _read(quotations, map_parts)
    numbers = np.array(index.numbers)
    order = np.lexsort((numbers, -np.array(index.lengths)))
    by_rank = numbers[order].tolist()
    leads = _leads(_likely(index, order, map_parts), lambda rank: text_of(by_rank[rank]), map_parts)
    leading = set(leads.values())
    for rank, number in enumerate(by_rank):
        copies = index.copies.get(number, ())
        if copies or rank in leads or rank in leading:
            lead = by_rank[leads.get(rank, rank)]
            yield from ((one, lead) for one in (number, *copies))


@dataclass(slots=True)
class _Index:
    """Quotations of different words: ids, numbers of words and of pairs, and all pairs one after another."""

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    lengths: "array[int]" = field(default_factory=lambda: array("q"))
    counts: "array[int]" = field(default_factory=lambda: array("q"))
    pairs: "array[int]" = field(default_factory=lambda: array("Q"))
    copies: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def _read(quotations: Iterable[tuple[int, str]], map_parts: MapParts) -> _Index:
    index = _Index()
    firsts: dict[bytes, int] = {}
    sent = deque[int]()

    def texts() -> Iterator[list[str]]:
        for part in _parts(quotations):
            sent.extend(number for number, _ in part)
            yield [text for _, text in part]

    for digest, length, pairs in chain.from_iterable(map_parts(read_part, texts())):
        number = sent.popleft()
        first = firsts.setdefault(digest, number) if length else None
        if first == number:
            index.numbers.append(number)
            index.lengths.append(length)
            index.counts.append(len(pairs))
            index.pairs.extend(pairs)
        elif first is not None:
            index.copies[first].append(number)
    return index


def _parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    items = iter(items)
    return iter(lambda: list(islice(items, PART)), [])


def read_part(texts: Iterable[str]) -> list[tuple[bytes, int, "array[int]"]]:
    """Give a digest of the words of each text, their number, and the pairs of its heavy words.

    The number is 0 if these are too few words to be found again.
    """
    return [_read_text(text) for text in texts]


def _read_text(text: str) -> tuple[bytes, int, "array[int]"]:
    words = read_quotation(text).words
    if not can_repeat(words):
        return b"", 0, array("Q")
    compared = heavy(words) if len(words) <= MOST_WORDS else ()
    pairs = {one << 32 | other for one, other in pairwise(crc32(word.encode()) for word in compared)}
    return blake2b(" ".join(words).encode(), digest_size=16).digest(), len(words), array("Q", sorted(pairs))


def _likely(
    index: _Index, order: NDArray[np.intp], map_parts: MapParts
) -> Iterator[tuple[int, Sequence[int]]]:
    """Give the quotations that may repeat longer ones, and these, the likeliest first; all by their ranks."""
    ranks = np.empty(len(order), np.uint32)
    ranks[order] = np.arange(len(order), dtype=np.uint32)
    pairs, owners = np.asarray(index.pairs), np.repeat(ranks, index.counts)
    band_of = (pairs >> np.uint64(64 - BAND_BITS)).astype(np.uint8)
    bands = ((pairs[band_of == band], owners[band_of == band]) for band in range(1 << BAND_BITS))
    matched = list(map_parts(match_band, bands))
    uncommon = np.zeros(len(order), np.uint32)
    for _, _, having, counts in matched:
        uncommon[having] += counts
    edges = [np.searchsorted(both, np.arange(0, len(order) + PART, PART) << 32) for both, *_ in matched]
    for low, high in pairwise(np.stack(edges, axis=1)):
        found = [(both[i:j], times[i:j]) for (both, times, *_), i, j in zip(matched, low, high, strict=True)]
        both, times = map(np.concatenate, zip(*found, strict=True))
        both, where = np.unique(both, return_inverse=True)
        shared = np.bincount(where, times)
        one, longer = np.divmod(both, np.int64(1 << 32))
        likely = np.lexsort((longer, -shared, one))
        likely = likely[(shared >= LEAST_SHARED * uncommon[one])[likely]]
        one, longer = one[likely], longer[likely]
        first = _begins(one)
        for rank, others in zip(one[first].tolist(), np.split(longer, first[1:]), strict=False):
            yield rank, others[:MOST_COMPARED].tolist()


def match_band(band: tuple[NDArray[Any], NDArray[Any]]) -> tuple[NDArray[Any], ...]:
    """Match the quotations that have the pairs of one band with the longest ones that have them.

    `band` has pairs and the ranks of their quotations. Gives, as arrays, rank << 32 | rank of a longer one
    (sorted), in how many pairs they match, ranks, and how many pairs of these are not common.
    """
    pairs, owners = band
    by_pair = np.lexsort((owners, pairs))
    pairs, owners = pairs[by_pair], owners[by_pair].astype(np.int64)
    begins = _begins(pairs)
    sizes = np.diff(np.append(begins, len(pairs)))
    begin_of = np.repeat(begins, sizes)
    nth_of = np.arange(len(pairs)) - begin_of
    later = [np.flatnonzero(nth_of > nth) for nth in range(LONGEST)]
    both = [owners[at] << 32 | owners[begin_of[at] + nth] for nth, at in enumerate(later)]
    matched, times = np.unique(np.concatenate(both), return_counts=True)
    having, counts = np.unique(owners[np.repeat(sizes <= MOST_COMMON, sizes)], return_counts=True)
    return matched, times.astype(np.uint16), having.astype(np.uint32), counts.astype(np.uint32)


def _begins(values: NDArray[Any]) -> NDArray[np.intp]:
    """Give the places where other values begin in sorted ones."""
    return np.flatnonzero(np.concatenate([values[:1] == values[:1], values[1:] != values[:-1]]))


def _leads(
    likely: Iterable[tuple[int, Sequence[int]]], text_of: Callable[[int], str], map_parts: MapParts
) -> dict[int, int]:
    """Find the leads of the quotations that repeat longer ones, by their ranks, the longest first."""
    asked = deque[tuple[int, Sequence[int]]]()
    text_of = lru_cache(maxsize=20_000)(text_of)

    def questions() -> Iterator[list[tuple[str, list[str]]]]:
        for part in _parts(likely):
            asked.extend(part)
            yield [(text_of(one), [text_of(other) for other in longer]) for one, longer in part]

    leads: dict[int, int] = {}
    for verdicts in chain.from_iterable(map_parts(compare_part, questions())):
        one, longer = asked.popleft()
        for other, same in zip(longer, verdicts, strict=True):
            lead = leads.get(other, other)
            if lead == other:
                repeats = same
            else:
                repeats = are_same(read_quotation(text_of(one)), read_quotation(text_of(lead)))
            if repeats:
                leads[one] = lead
                break
    return leads


def compare_part(questions: Iterable[tuple[str, Sequence[str]]]) -> list[list[bool]]:
    """Say for each text which of its others it repeats."""
    words_of = lru_cache(maxsize=PART)(read_quotation)
    return [[are_same(words_of(text), words_of(other)) for other in others] for text, others in questions]
