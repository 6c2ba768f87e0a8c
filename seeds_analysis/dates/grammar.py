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
from collections.abc import Callable, Iterator

from seeds_analysis.dates import day_rules, span_rules
from seeds_analysis.dates.expressions import Unresolvable, UnresolvedError, Weekend
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
_RULES: dict[str, tuple[str, Callable[[Match], Candidate]]] = {
    "iso": (r"I", day_rules.iso),
    "month_days": (rf"(?:{_WEEKDAY},?)?{_MONTH}w?{_DAY}[-t&]{_DAY}{_YEAR}?", day_rules.month_days),
    "month_day": (rf"(?:{_WEEKDAY},?w?)?{_MONTH}w?{_DAY}{_YEAR}?", day_rules.month_day),
    "day_month": (rf"(?:{_WEEKDAY},?)?w?[do]f?{_MONTH}(?!d(?!-)){_YEAR}?", day_rules.month_day),
    "month_year": (rf"(?:w?e-?)?{_MONTH}(?:,?f?[Yy]|f?ru)(?!-?[uUH])", day_rules.month_year),
    "recurring": (
        rf"X|j(?:o?{_WEEKDAY}|(?:[dnO2]|o)?[uUkPQ])",
        lambda match: match.candidate(Unresolvable("set")),
    ),
    "weekday_of_week": (rf"{_WEEKDAY}f?ru", day_rules.weekday_of_week),
    "weekday": (rf"w?(?:r?r|e|re)?{_WEEKDAY}(?:e?P)?", day_rules.weekday),
    "month": (rf"(?:w?e-?)?(?:rr?)?{_MONTH}", day_rules.month),
    "clock": (r"(?:[dC]A|C|N)Z?", day_rules.clock),
    "day_from_today": (r"[eL]?T(?:e?P)?", day_rules.day_from_today),
    "part_of_day": (r"re?P", day_rules.part_of_day),
    "year_pair": (r"(?:Y[-/][dnY])(?![-/dnY])", span_rules.year_pair),
    "decade": (r"w?(?:e-?)?D", span_rules.decade),
    "century": (r"w?(?:e-?)?o-?u", span_rules.century),
    "part_of_year": (
        r"w?(?:o-?Q(?:f?[Yy]|fw?r?u|ru)?|q,?[Yy]?|o-?hf(?:[Yy]|w?r?u))",
        span_rules.part_of_year,
    ),
    "season": (r"w?(?:rr?|e-?)?F(?:f?,?[Yy])?", span_rules.season),
    "year_end": (r"u-?E", span_rules.year_end),
    "units_away": (
        rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|ah?|h[aw]?)-?(?:[uU]{_HALF}?|kf?)(?:g|R[JT])",
        span_rules.units_away,
    ),
    "units_later": (rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|a|V|aV)?f?[uU]L|wuG", span_rules.units_later),
    "edge": (r"w?Efw?u", span_rules.edge),
    "relative": (r"w?(?:L|e-?)?(?:r?r)(?:(?:[dnO]|a?V)f?U|[uQk])", span_rules.relative),
    "length_range": (
        rf"{_ABOUT}{_NUMBER}(?:[&t]|-t-|(?<=[dnY])-){_NUMBER}-?5?-?[uU](?:-?0|f0|[gL])?",
        span_rules.length_range,
    ),
    "length": (
        rf"{_ABOUT}(?:{_NUMBER}{_HALF}?|ah?-?|h-?[aw]?)-?(?:5-?)?[uU]{_HALF}?(?:-?0|f0)?",
        span_rules.length,
    ),
    "vague": (r"a?Vf?[uU]g|(?:w?a?Vf?5?|a|w|i)?Ug?", span_rules.vague),
    "weekend": (r"w?k", lambda match: match.candidate(Weekend())),
    "year": (r"(?:w?(?:Ku?|u))?(?:e-?)?[Yy]", span_rules.year),
    "slash": (r"S", day_rules.slash),
    "holiday": (r"34?", day_rules.holiday),
}
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _RULES.items()))


def find_candidates(tokens: Tokens, start: int, end: int) -> Iterator[Candidate]:
    """Yield the candidates among the tokens from `start` to `end`, in order, without overlap.

    Raises nothing. The time is linear, since every pattern spans a bounded number of tokens.
    """
    position = start
    while found := _PATTERN.search(tokens.letters, position, end):
        match = Match(tokens, found.start(), found.end(), found.lastgroup or "")
        try:
            _, read = _RULES[match.rule]
            candidate = read(match)
        except (NotADateError, UnresolvedError, ValueError, OverflowError, KeyError):
            position = match.start + 1
            continue
        yield candidate
        position = candidate.last
