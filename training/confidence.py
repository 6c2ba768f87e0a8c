"""Turn the network's chances into how often they are right on articles kept apart, by isotonic regression.

The pool-adjacent-violators algorithm (Ayer et al. 1955); neighbouring steps are joined until each has enough
cases, and the confidence between two steps is interpolated. Other news is harder than ours and the cases are
few, so the confidence is the lower end of what the share may be.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evaluation.running import load_pipeline
from seeds_analysis.doc import QuotationAnnotation
from seeds_analysis.loading import read_article
from seeds_analysis.pipeline.build import analyze_many
from seeds_analysis.quotations import records
from seeds_analysis.text import Offsets
from training.marked import MarkedArticle, MarkedQuotation

# A step stands for at least this many quotations.
LEAST_CASES = 40
# No confidence is higher: of rare mistakes the sample says little.
HIGHEST = 0.99
# Standard errors below the share that was right. Of what has a confidence of 0.9 and more, 94.8% has
# the right bounds in PolNeAR and 89.4% in Wikinews with 0 of them; with 1, 95.7% and 92.1%.
ERRORS = 1.0
# Contents are the same from this Jaccard index of their letters and digits on.
SAME = 0.5

# Kind, score from 0 to 1, and whether the quotation was right.
Case = tuple[str, float, bool]


def isotonic(cases: Sequence[tuple[float, bool]], least: int = LEAST_CASES) -> list[tuple[float, float]]:
    """Give (mean score, lower end of the share of right ones) of steps, both rising."""
    by_score: dict[float, list[bool]] = defaultdict(list)
    for score, right in cases:
        by_score[score].append(right)
    blocks: list[list[float]] = []  # cases, right ones, sum of scores
    for score, rights in sorted(by_score.items()):
        blocks.append([float(len(rights)), float(sum(rights)), score * len(rights)])
        while len(blocks) > 1 and (
            blocks[-2][0] < least or blocks[-2][1] / blocks[-2][0] >= blocks[-1][1] / blocks[-1][0]
        ):
            _join_last(blocks)
    if len(blocks) > 1 and blocks[-1][0] < least:
        _join_last(blocks)
    shares = accumulate((lower_end(right, count) for count, right, _ in blocks), max)
    scores = (total / count for count, _, total in blocks)
    return list(zip(scores, (min(HIGHEST, share) for share in shares), strict=True))


def lower_end(right: float, count: float, errors: float = ERRORS) -> float:
    """The lower end of the interval of a share (Wilson 1927), so many standard errors below it."""
    share, square = right / count, errors * errors
    spread = errors * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    return max(0.0, (share + square / (2 * count) - spread) / (1 + square / count))


def _join_last(blocks: list[list[float]]) -> None:
    last = blocks.pop()
    blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]


def write_confidence(cases: Iterable[Case], path: Path) -> None:
    """Write the table of all kinds that `read_confidence` reads."""
    by_kind: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, score, right in cases:
        by_kind[kind].append((score, right))
    lines = [
        f"{kind}\t{score:.4f}\t{share:.4f}\n"
        for kind in sorted(by_kind)
        for score, share in isotonic(by_kind[kind])
    ]
    path.write_text("".join(lines), encoding="ascii")


def judged(articles: Sequence[MarkedArticle]) -> Iterator[Case]:
    """Give kind, raw score and whether content and source are right, for each quotation that is found."""
    straight: Any = defaultdict(lambda: ([0.0, 1.0], [0.0, 1.0]))
    with patch.object(records, "read_confidence", lambda: straight):
        nlp = load_pipeline()
        finder: Any = nlp.get_pipe("seeds_quotations")
        finder.least_confidence = 0.0
        nlp.remove_pipe("seeds_speakers")
        loaded = [read_article(article.text.encode(), article.name) for article in articles]
        for article, doc in zip(articles, analyze_many(nlp, loaded), strict=True):
            for found in QuotationAnnotation.read(doc):
                if found.rule != "label":
                    kind = records.kind_of_case(found.kind, found.source)
                    yield kind, found.confidence, _is_right(article, found)


def _is_right(article: MarkedArticle, found: QuotationAnnotation) -> bool:
    ours = _letters(article.text, found.content)
    for gold in article.quotations:
        theirs = _letters(article.text, gold.content)
        if len(ours & theirs) >= SAME * len(ours | theirs):
            return found.negated == ("denied" in gold.tags) and _same_source(gold, found)
    return False


def _same_source(gold: MarkedQuotation, found: QuotationAnnotation) -> bool:
    if found.source is None or not gold.source:
        return True  # no name is given, so none is wrong
    start, end = found.source
    return any(first < end and start < last for first, last in gold.source)


def _letters(text: str, spans: Sequence[Offsets]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}
