"""Date expressions and their values: periods, expressions, words, grammar, finding.

All but the component is pure arithmetic and pattern matching over a str.
"""

from seeds_analysis.dates.component import DateResolver
from seeds_analysis.dates.finding import find_dates

__all__ = ["DateResolver", "find_dates"]
