"""Date expressions and their values.

Start with find_dates() in finding.py. It cuts a text into tokens with one letter each (tokens.py). Patterns
over the letters find candidates (grammar.py), and rules read them as expressions (matching.py, day_rules.py,
span_rules.py). Neighbours are joined (joining.py), and each expression gets its value from the publication
day and the tense (expressions.py, compounds.py, periods.py). The component writes the annotations.
"""

from seeds_analysis.dates.component import DateResolver
from seeds_analysis.dates.finding import find_dates

__all__ = ["DateResolver", "find_dates"]
