"""Choose the sentences that carry an article; pure arithmetic over their words."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from seeds_analysis.text import TextSpan, pair_marks

# "He agreed." says little without its neighbours; MEAD cuts at nine words, newswire leads can be shorter.
MIN_WORDS = 6
# Longer ones fill half a page, and are mostly lists.
MAX_WORDS = 60

# The weights of centroid, position and first-sentence overlap: equal, as in the paper.
CENTROID_WEIGHT = 1.0
POSITION_WEIGHT = 1.0
FIRST_WEIGHT = 1.0
# Times the highest score; the paper takes 1. With a third, the lead of an article is not lost to a headline
# that says the same, and what is said on its subject not to an aside.
REDUNDANCY_WEIGHT = 1 / 3
# What shares more than this with a chosen sentence repeats it; the limit of the MEAD toolkit's reranker.
REPETITION = 0.7

# A headline, a caption, or a line that announces what follows ends otherwise.
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»›)\]]*\Z")
# Without the sentence before, nobody knows what these mean (Brandow, Mitze and Rau 1995 leave them out as
# well). "This week" and "that law" say it themselves; only a verb behind the word makes it point back.
_POINTS_BACK = re.compile(
    r"[\"'“‘«(\[]*(?:(?:and|but|so|yet|then|still|also|however|meanwhile)\b,?\s+)?"
    r"(?:(?:he|she|it|they)\b|(?:this|that|these|those)\s+(?:after|also|as|came|comes|did|does|had|has|have|"
    r"includes?|is|isn|are|aren|made|makes|may|means|meant|might|was|wasn|were|weren|will|would)\b)",
    re.IGNORECASE,
)


def key_sentences(
    sentences: Sequence[TextSpan], words: Sequence[Sequence[str]], *, count: int = 3
) -> tuple[TextSpan, ...]:
    """Choose `count` sentences, verbatim and in text order; fewer if fewer are fit.

    `words` holds for each sentence its content-word lemmas in small letters, without stop words and
    punctuation. The method is MEAD's (Radev, Jing, Styś and Tam 2004, "Centroid-based summarization of
    multiple documents", Information Processing and Management 40): a sentence scores by the weights of its
    words in the article (centroid), by how early it stands, and by the words it shares with the first
    sentence; sentences are taken by score, less twice the words shared with one taken before, over the words
    of both.

    Deviations, because one article and no reference collection is at hand: a word's centroid weight is its
    frequency without idf (stop words are gone already) and counts once a sentence; each of the three terms is
    scaled to at most 1, the overlap is the cosine, and the penalty weighs REDUNDANCY_WEIGHT. Ties go to the
    earlier sentence. Passed over are sentences under MIN_WORDS or over MAX_WORDS words, half quotations, what
    shares more than REPETITION with a chosen sentence, and, unless all are like that, lines without a full
    stop at their end and sentences that begin with a pronoun. Raises ValueError if the two sequences differ
    in length.
    """
    if len(sentences) != len(words):
        raise ValueError(f"{len(sentences)} sentences, but words of {len(words)}")
    bags = [Counter(row) for row in words]
    scores = _scores(bags)
    candidates = _candidates(sentences, bags)
    chosen: list[int] = []
    redundancy = dict.fromkeys(candidates, 0.0)
    for _ in range(count):
        best = _best(sentences, scores, redundancy)
        if best is None:
            break
        chosen.append(best)
        del redundancy[best]
        overlaps = {
            index: max(worst, _shared(bags[best], bags[index])) for index, worst in redundancy.items()
        }
        redundancy = {index: overlap for index, overlap in overlaps.items() if overlap <= REPETITION}
    return tuple(sentences[index] for index in sorted(chosen))


def _candidates(sentences: Sequence[TextSpan], bags: Sequence[Mapping[str, int]]) -> list[int]:
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
        CENTROID_WEIGHT * centroid[index] / highest
        + POSITION_WEIGHT * (len(bags) - index) / len(bags)
        + FIRST_WEIGHT * _cosine(first, bag)
        for index, bag in enumerate(bags)
    ]


def _cosine(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    product = sum(times * other.get(word, 0) for word, times in one.items())
    return product / (_norm(one) * _norm(other)) if product else 0.0


def _norm(bag: Mapping[str, int]) -> float:
    return math.sqrt(sum(times * times for times in bag.values()))


def _shared(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Twice the shared words over the words of both: 0 for none, 1 for the same words."""
    common = sum(min(times, other.get(word, 0)) for word, times in one.items())
    return 2 * common / (sum(one.values()) + sum(other.values()))


def _best(sentences: Sequence[TextSpan], scores: Sequence[float], redundancy: dict[int, float]) -> int | None:
    """Find the best sentence left; half quotations met on the way are struck from `redundancy`."""
    for index in _by_worth(scores, redundancy):
        if not pair_marks(sentences[index].text)[1]:
            return index
        del redundancy[index]
    return None


def _by_worth(scores: Sequence[float], redundancy: Mapping[int, float]) -> Iterator[int]:
    weight = REDUNDANCY_WEIGHT * max(scores, default=0.0)
    yield from sorted(redundancy, key=lambda index: (weight * redundancy[index] - scores[index], index))
