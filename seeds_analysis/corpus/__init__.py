"""Many articles: plan the work, run it, store the results, report on them."""

from seeds_analysis.corpus import database
from seeds_analysis.corpus.archive import CorpusOptions, Outcome, report, run_corpus
from seeds_analysis.corpus.plan.settings import Settings
from seeds_analysis.corpus.report.text import overview_lines, render_overview
from seeds_analysis.corpus.run.running import Progress, Watcher

__all__ = [
    "CorpusOptions",
    "Outcome",
    "Progress",
    "Settings",
    "Watcher",
    "database",
    "overview_lines",
    "render_overview",
    "report",
    "run_corpus",
]
