"""Many articles: one result each, in their order, whatever happens to one of them."""

from seeds_analysis.corpus.batches import fast_pipeline, summarize_records
from seeds_analysis.corpus.results import INTERNAL, Failure, Result

__all__ = ["INTERNAL", "Failure", "Result", "fast_pipeline", "summarize_records"]
