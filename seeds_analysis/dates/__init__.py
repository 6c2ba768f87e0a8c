"""Date expressions and their values.

The story is told by find_dates() in finding.py: a text is cut into tokens with one letter each (tokens.py);
patterns over the letters find candidates (grammar.py), and rules read them as expressions (day_rules.py,
span_rules.py); neighbours are joined (joining.py), and each expression gets its value from the publication
day and the tense (expressions.py, compounds.py, periods.py). The component writes the annotations.
"""

from seeds_analysis.dates.component import DateResolver
from seeds_analysis.dates.finding import find_dates

__all__ = ["DateResolver", "find_dates"]
