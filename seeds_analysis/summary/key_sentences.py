"""Choose the sentences that carry an article, by arithmetic over their words."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from seeds_analysis.text import TextSpan, pair_marks

# "He agreed." says little on its own; MEAD cuts at nine words, but the first sentence of news can be shorter.
MIN_WORDS = 6
# Longer ones fill half a page and are mostly lists.
MAX_WORDS = 60

# The penalty for repetition, times the highest score; the paper takes 1. With a third, the first sentence is
# not lost to a headline that says the same.
REDUNDANCY_WEIGHT = 1 / 3
# What shares more than this with a chosen sentence repeats it; the limit of the MEAD toolkit's reranker.
REPETITION = 0.7

# Headlines, captions and lines that announce what follows end otherwise.
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»›)\]]*\Z")
# Nobody knows what these mean without the sentence before (Brandow, Mitze and Rau 1995 leave them out as
# well). "This week" and "that law" explain themselves; the words point back only before a verb.
_POINTS_BACK = re.compile(
    r"[\"'“‘«(\[]*(?:(?:and|but|so|yet|then|still|also|however|meanwhile)\b,?\s+)?"
    r"(?:(?:he|she|it|they)\b|(?:this|that|these|those)\s+(?:after|also|as|came|comes|did|does|had|has|have|"
    r"includes?|is|isn|are|aren|made|makes|may|means|meant|might|was|wasn|were|weren|will|would)\b)",
    re.IGNORECASE,
)


def key_sentences(
    sentences: Sequence[TextSpan], words: Sequence[Sequence[str]], *, count: int = 3
) -> tuple[TextSpan, ...]:
    """Choose `count` sentences, verbatim and in text order; fewer if fewer are suitable.

    `words` holds the lower-case lemmas of each sentence, without stop words and punctuation. The method is
    MEAD's (Radev, Jing, Styś and Tam 2004, "Centroid-based summarization of multiple documents", Information
    Processing and Management 40). A sentence scores by the weights of its words in the article (centroid), by
    its position, and by the words it shares with the first sentence, all three weighted equally. Sentences
    are taken by score, minus a penalty for the words shared with one taken before.

    The differences from the paper: with only one article, a word weighs its frequency there, without idf, and
    counts once per sentence; each term is scaled to at most 1; the overlap is the cosine; and the penalty
    weighs REDUNDANCY_WEIGHT. Ties go to the earlier sentence. Raises ValueError if the two sequences differ
    in length.
    """
    if len(sentences) != len(words):
        raise ValueError(f"{len(sentences)} sentences, but words of {len(words)}")
    bags = [Counter(row) for row in words]
    scores = _scores(bags)
    weight = REDUNDANCY_WEIGHT * max(scores, default=0.0)
    overlaps = dict.fromkeys(_candidates(sentences, bags), 0.0)
    chosen: list[int] = []
    for _ in range(count):
        ranked = sorted(overlaps, key=lambda index: (weight * overlaps[index] - scores[index], index))
        # No sentence with half of a quotation.
        best = next((index for index in ranked if not pair_marks(sentences[index].text)[1]), None)
        if best is None:
            break
        chosen.append(best)
        worst = {index: max(most, _shared(bags[best], bags[index])) for index, most in overlaps.items()}
        overlaps = {index: overlap for index, overlap in worst.items() if overlap <= REPETITION}
    return tuple(sentences[index] for index in sorted(chosen))


def _candidates(sentences: Sequence[TextSpan], bags: Sequence[Mapping[str, int]]) -> list[int]:
    """List the sentences of suitable length; if possible those that are whole and can be understood alone."""
    long_enough = [
        index
        for index, sentence in enumerate(sentences)
        if bags[index] and MIN_WORDS <= len(sentence.text.split(None, MAX_WORDS)) <= MAX_WORDS
    ]
    whole = [index for index in long_enough if _ENDS_SENTENCE.search(sentences[index].text[-12:])]
    alone = [index for index in whole if not _POINTS_BACK.match(sentences[index].text)]
    return alone or whole or long_enough


def _scores(bags: Sequence[Mapping[str, int]]) -> list[float]:
    """Score each sentence by centroid, position and first-sentence overlap."""
    frequency: Counter[str] = Counter()
    for bag in bags:
        frequency.update(bag)
    centroid = [sum(frequency[word] for word in bag) for bag in bags]
    highest = max(centroid, default=0) or 1
    first = next((bag for bag in bags if bag), {})
    return [
        centroid[index] / highest + (len(bags) - index) / len(bags) + _cosine(first, bag)
        for index, bag in enumerate(bags)
    ]


def _cosine(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    product = sum(times * other.get(word, 0) for word, times in one.items())
    one_norm, other_norm = (math.sqrt(sum(times * times for times in bag.values())) for bag in (one, other))
    return product / (one_norm * other_norm) if product else 0.0


def _shared(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return twice the shared words over the words of both: 0 for none, 1 for the same words."""
    common = sum(min(times, other.get(word, 0)) for word, times in one.items())
    return 2 * common / (sum(one.values()) + sum(other.values()))
