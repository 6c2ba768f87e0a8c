"""Patterns of single date expressions over the letters of words.py, and the search for them."""

import functools
import re
from collections.abc import Iterator

from seeds_analysis.dates import day_rules, span_rules
from seeds_analysis.dates.expressions import UnresolvedError
from seeds_analysis.dates.matching import AgeError, Found, NotADateError
from seeds_analysis.dates.words import Words

_MONTH = r"(?:[Mm]|b!?)"
_WEEKDAY = r"(?:W|v!?)"
_DAY = r"[do](?![A%Hu]|-?[uUA0])"
_YEAR = r"(?:,?[Yy](?!-?[uUH]))"
_NUMBER = r"(?:O-?O|[ndO]H*|Y(?!-?u)|Y(?=-u)|aH+)"
_ABOUT = r"(?:il|[>5]c|zc?|zti?|p|i)?"
_HALF = r"(?:-?&-?a?-?h)"

# Order matters: the first that matches at a place wins, so the fuller forms stand before the bare ones.
# The letter beside each names the kind of word that it cannot do without: a day or month, a year, a unit.
_PATTERNS = {
    "iso": ("D", r"I"),
    "month_days": ("D", rf"(?:{_WEEKDAY},?)?{_MONTH}w?{_DAY}[-t&]{_DAY}{_YEAR}?"),
    "month_day": ("D", rf"(?:{_WEEKDAY},?w?)?{_MONTH}w?{_DAY}{_YEAR}?"),
    "days_month": ("D", rf"(?:{_WEEKDAY},?)?w?[do][-t&][do]f?{_MONTH}(?!d(?!-)){_YEAR}?"),
    "day_month": ("D", rf"(?:{_WEEKDAY},?)?w?[do]f?{_MONTH}(?!d(?!-)){_YEAR}?"),
    "month_year": ("D", rf"(?:w?e-?)?{_MONTH}(?:,?f?[Yy]|f?ru)(?!-?[uUH])"),
    "weekday_week": ("D", rf"{_WEEKDAY}f?ru"),
    "weekday_set": ("D", rf"X|jo?{_WEEKDAY}"),
    "weekday": ("D", rf"w?(?:r?r|e|re)?{_WEEKDAY}(?:e?P)?"),
    "month": ("D", rf"(?:w?e-?)?(?:rr?)?{_MONTH}"),
    "clock": ("D", r"(?:[dC]A|C|N)Z?"),
    "day_before": ("D", r"wuGT"),
    "unit_before": ("U", r"wuG"),
    "deictic": ("D", r"[eL]?T(?:e?P)?"),
    "part_of_day": ("U", r"re?P"),
    "year_pair": ("Y", r"(?:Y[-/][dnY])(?![-/dnY])"),
    "decade": ("Y", r"w?(?:e-?)?D"),
    "century": ("U", r"w?(?:e-?)?o-?u"),
    "quarter": ("U", r"w?(?:o-?Q(?:f?[Yy]|fw?r?u|ru)?|q,?[Yy]?)"),
    "half": ("U", r"w?o-?hf(?:[Yy]|wu|ru)"),
    "first_months": ("U", r"wo[dO]Uf(?:[Yy]|w?r?u)"),
    "season": ("U", r"w?(?:rr?|e-?)?F(?:f?,?[Yy]|f?ru)?"),
    "year_end": ("U", r"u-?E"),
    "units_ago": ("U", rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|ah?|h[aw]?)-?(?:[uU]{_HALF}?|kf?)g"),
    "units_hence": ("U", rf"{_ABOUT}(?:{_NUMBER}|a)-?[uU](?:RJ|RT)"),
    "units_after": ("U", rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|a|V|aV)?f?[uU]L"),
    "vague_ago": ("U", r"(?:(?:a?V)f?[uU]|U)g"),
    "edge": ("U", r"w?Efw?u"),
    "relative": ("U", r"w?(?:L|e-?)?(?:r?r)(?:(?:[dnO]|a?V)f?U|[uQk])"),
    "set": ("U", r"j(?:[dnO2]|o)?[uUkPQ]"),
    "length_range": (
        "U",
        rf"{_ABOUT}{_NUMBER}(?:[&t]|-t-|(?<=[dnY])-){_NUMBER}-?(?:5-?)?[uU](?:-?0|f0|g|L)?",
    ),
    "length": ("U", rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|ah?-?|h-?[aw]?)-?(?:5-?)?[uU]{_HALF}?(?:-?0|f0)?"),
    "vague": ("U", r"(?:w?a?Vf?5?|a|w|i)?U"),
    "weekend": ("U", r"w?k"),
    "year": ("Y", r"(?:w?(?:Ku?|u))?(?:e-?)?[Yy]"),
    "slash": ("D", r"S"),
    "holiday": ("D", r"34?"),
}
_KINDS = {"D": re.compile(r"[MmbWvXTISCAN3]"), "Y": re.compile(r"[YyD]"), "U": re.compile(r"[uUQhkFqP]")}


@functools.cache
def _rules(kinds: str) -> re.Pattern[str]:
    """The patterns that can match where words of these kinds stand; most places have one kind only."""
    return re.compile(
        "|".join(f"(?P<{name}>{pattern})" for name, (kind, pattern) in _PATTERNS.items() if kind in kinds)
    )


_BUILDERS = day_rules.RULES | span_rules.RULES


def find_in_run(tokens: Words, start: int, end: int) -> Iterator[Found]:
    """Give the expressions among the tokens start to end, in order, without overlap.

    Raises nothing; linear in the number of tokens, since every pattern spans a bounded number of them.
    """
    kinds = "".join(kind for kind, words_of in _KINDS.items() if words_of.search(tokens.letters, start, end))
    rules = _rules(kinds)
    position = start
    while match := rules.search(tokens.letters, position, end):
        rule = match.lastgroup or ""
        position = match.start() + 1
        try:
            found = _BUILDERS[rule](tokens, match.start(), match.end())
        except AgeError:
            position = match.end()
            continue
        except (NotADateError, UnresolvedError, ValueError, OverflowError, KeyError):
            continue
        yield found
        position = found.last
