"""Many articles: plan the work, run it, store the results, report on them."""

from seeds_analysis.corpus import database
from seeds_analysis.corpus.archive import CorpusOptions, report, run_corpus
from seeds_analysis.corpus.merging import merge_parts
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.report.text import overview_lines, render_overview
from seeds_analysis.corpus.run.running import Progress, Watcher

__all__ = [
    "CorpusOptions",
    "Progress",
    "Settings",
    "Watcher",
    "database",
    "merge_parts",
    "overview_lines",
    "render_overview",
    "report",
    "run_corpus",
]
