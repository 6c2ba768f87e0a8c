"""Who is quoted, with which cue, saying what."""

from seeds_analysis.quotations.component import QuotationFinder

__all__ = ["QuotationFinder"]
