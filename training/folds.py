"""Measure the recipe on articles that it has not seen: each fold holds out whole sets of articles.

The name of an article begins with its set (`c7_05_heartbeat`). A set is one writer, so genres and hands are
new. The folds also tell how sure the network may be: `confidence.tsv`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from evaluation.gum import measure_gum
from evaluation.news import measure_news, news_paths
from evaluation.results import FOLDS_PATH, plain, write_json
from evaluation.running import load_pipeline, run_files, use_network
from evaluation.shared import text_paths
from seeds_analysis.doc import QuotationAnnotation
from seeds_analysis.loading import read_article
from seeds_analysis.pipeline.build import analyze_many
from seeds_analysis.quotations import records
from seeds_analysis.quotations.weights import read_confidence
from seeds_analysis.text import Offsets
from training.confidence import Case, write_confidence
from training.export import export
from training.learning import RECIPE, learn
from training.marked import MarkedArticle, MarkedQuotation
from training.speakers import learn_speakers, write_network

FOLDS = 2
# Contents are the same from this Jaccard index of their letters and digits on.
SAME = 0.5


def run_folds(articles: Sequence[MarkedArticle], seed: int, out: Path) -> None:
    """Learn without each fold in turn; write confidence.tsv into `out`, and the figures of the folds."""
    with TemporaryDirectory() as folder:
        measured = []
        for number, held in enumerate(folds_of(articles)):
            path = Path(folder) / f"fold{number}.onnx"
            others = [article for article in articles if article not in held]
            export(learn(others, RECIPE, seed), path)
            write_network(learn_speakers(others, seed), path.with_suffix(".npy"))
            measured.append((path, held))
        measure_folds(measured, out)


def folds_of(articles: Sequence[MarkedArticle], count: int = FOLDS) -> list[list[MarkedArticle]]:
    """Divide articles by sets; the sets go round in the order of their names."""
    sets: dict[str, list[MarkedArticle]] = defaultdict(list)
    for article in articles:
        sets[set_of(article)].append(article)
    folds: list[list[MarkedArticle]] = [[] for _ in range(count)]
    for number, name in enumerate(sorted(sets)):
        folds[number % count] += sets[name]
    return folds


def set_of(article: MarkedArticle) -> str:
    """Give the name of an article's set."""
    return article.name.partition("_")[0]


def measure_folds(measured: Sequence[tuple[Path, Sequence[MarkedArticle]]], out: Path) -> None:
    """Measure networks, each on articles that it has not seen; the last one measures other corpora too."""
    cases: list[Case] = []
    for path, held in measured:
        use_network(path)
        cases += judged(held)
    write_confidence(cases, out / "confidence.tsv")
    read_confidence.cache_clear()
    runs = []
    for path, held in measured:
        use_network(path)
        nlp = load_pipeline()
        runs += list(run_files(nlp, news_paths({set_of(article) for article in held})))
    gum = list(run_files(nlp, text_paths("gum", "news")))
    figures = {"news": plain(measure_news(runs)), "gum": plain(measure_gum(gum))}
    write_json(figures, FOLDS_PATH)


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
