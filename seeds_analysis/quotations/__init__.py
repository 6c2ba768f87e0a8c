"""Who is quoted, with which cue, saying what."""

from seeds_analysis.quotations.component import QuotationFinder
from seeds_analysis.quotations.cues.sources import issuer_within, quoted_as_saying

__all__ = ["QuotationFinder", "issuer_within", "quoted_as_saying"]
