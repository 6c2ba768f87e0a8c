"""The patterns of single date expressions, and the search for them.

The patterns match the letters of tokens.py (lexicon/date_words.tsv lists all words of a letter):

    M m b    June, May, Jun                 r        last, next, this
    W v X    Monday, Mon, Mondays           e E      early, end
    u U      year, years                    L g G    later, ago, before
    k Q F q  weekend, quarter, summer, Q3   i p      in, nearly
    d Y y n  31, 2024, '94, 3.5             w a f    the, a, of
    o O H    third, twenty, million         t & -    to, and, a dash
    D I S    1990s, 2024-12-03, 12/3/2024   V h      several, half
    C A N Z  14:30, p.m., noon, GMT         j K 0    every, fiscal, old
    T P      today, morning                 x        any other word

An exclamation mark is a full stop; other signs are themselves.
"""

import re
from collections.abc import Iterator

from seeds_analysis.dates import day_rules, span_rules
from seeds_analysis.dates.expressions import UnresolvedError
from seeds_analysis.dates.matching import Candidate, Match, NotADateError
from seeds_analysis.dates.tokens import Tokens

_MONTH = r"(?:[Mm]|b!?)"
_WEEKDAY = r"(?:W|v!?)"
_DAY = r"[do](?![A%Hu]|-?[uUA0])"
_YEAR = r"(?:,?[Yy](?!-?[uUH]))"
_NUMBER = r"(?:O-?O|[ndO]H*|Y(?!-?u)|Y(?=-u)|aH+)"
_ABOUT = r"(?:il|[>5]c|zc?|zti?|p|i)?"
_HALF = r"(?:-?&-?a?-?h)"

# The order matters: the first pattern that matches at a token wins, so fuller forms come before bare ones.
_PATTERNS = {
    "iso": r"I",
    "month_days": rf"(?:{_WEEKDAY},?)?{_MONTH}w?{_DAY}[-t&]{_DAY}{_YEAR}?",
    "month_day": rf"(?:{_WEEKDAY},?w?)?{_MONTH}w?{_DAY}{_YEAR}?",
    "day_month": rf"(?:{_WEEKDAY},?)?w?[do]f?{_MONTH}(?!d(?!-)){_YEAR}?",
    "month_year": rf"(?:w?e-?)?{_MONTH}(?:,?f?[Yy]|f?ru)(?!-?[uUH])",
    "recurring": rf"X|j(?:o?{_WEEKDAY}|(?:[dnO2]|o)?[uUkPQ])",
    "weekday_of_week": rf"{_WEEKDAY}f?ru",
    "weekday": rf"w?(?:r?r|e|re)?{_WEEKDAY}(?:e?P)?",
    "month": rf"(?:w?e-?)?(?:rr?)?{_MONTH}",
    "clock": r"(?:[dC]A|C|N)Z?",
    "day_from_today": r"[eL]?T(?:e?P)?",
    "part_of_day": r"re?P",
    "year_pair": r"(?:Y[-/][dnY])(?![-/dnY])",
    "decade": r"w?(?:e-?)?D",
    "century": r"w?(?:e-?)?o-?u",
    "part_of_year": r"w?(?:o-?Q(?:f?[Yy]|fw?r?u|ru)?|q,?[Yy]?|o-?hf(?:[Yy]|w?r?u))",
    "season": r"w?(?:rr?|e-?)?F(?:f?,?[Yy])?",
    "year_end": r"u-?E",
    "units_away": rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|ah?|h[aw]?)-?(?:[uU]{_HALF}?|kf?)(?:g|R[JT])",
    "units_later": rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|a|V|aV)?f?[uU]L|wuG",
    "edge": r"w?Efw?u",
    "relative": r"w?(?:L|e-?)?(?:r?r)(?:(?:[dnO]|a?V)f?U|[uQk])",
    "length_range": rf"{_ABOUT}{_NUMBER}(?:[&t]|-t-|(?<=[dnY])-){_NUMBER}-?5?-?[uU](?:-?0|f0|[gL])?",
    "length": rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|ah?-?|h-?[aw]?)-?(?:5-?)?[uU]{_HALF}?(?:-?0|f0)?",
    "vague": r"a?Vf?[uU]g|(?:w?a?Vf?5?|a|w|i)?Ug?",
    "weekend": r"w?k",
    "year": r"(?:w?(?:Ku?|u))?(?:e-?)?[Yy]",
    "slash": r"S",
    "holiday": r"34?",
}
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
_RULES = day_rules.RULES | span_rules.RULES


def find_candidates(tokens: Tokens, start: int, end: int) -> Iterator[Candidate]:
    """Yield the candidates among the tokens from `start` to `end`, in order, without overlap.

    Raises nothing. The time is linear, since every pattern spans a bounded number of tokens.
    """
    position = start
    while found := _PATTERN.search(tokens.letters, position, end):
        match = Match(tokens, found.start(), found.end(), found.lastgroup or "")
        try:
            candidate = _RULES[match.rule](match)
        except (NotADateError, UnresolvedError, ValueError, OverflowError, KeyError):
            position = match.start + 1
            continue
        yield candidate
        position = candidate.last
