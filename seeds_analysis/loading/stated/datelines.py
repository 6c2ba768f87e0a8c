"""Datelines: where a report was filed, and often when, such as `GENEVA, Jan. 9, 2021 (Agency) —`."""

import re
from collections.abc import Iterable

from seeds_analysis.lexicon import word_set
from seeds_analysis.loading.stated.dates import NO_DATE, StatedDate, full_dates, match_dateline_date
from seeds_analysis.text import Offsets

# The longest dateline of 924 articles has 33 characters; a region, full date and agency make it 70.
DATELINE_LENGTH = 90
DATE_LENGTH = 40
# Only headline and deck, which are short, come before the first paragraph of the story.
SEARCHED_PARAGRAPHS = 4
SHORT_LENGTH = 250

_STOP = re.compile(r" ?(?:[—–―]|--+)|(?<=[\s)])-(?=\s)|:(?=\s)|(?<=[0-9]{4})\.(?=\s)")
# "(Reuters)", and the press releases of "/Norlight Wire/".
_AGENCY = re.compile(r"[(/]([^()/]{2,40})[)/]$")
# "Oslo (Norway)"
_COUNTRY = re.compile(r" \(([^\W\d_][^()]*)\)$")
_PLACE = re.compile(r"[^\W\d_][^\W\d_.'’/ -]*(?:[.'’/ -]{1,2}[^\W\d_]+)*\.?")


def find_dateline(text: str, top: Iterable[Offsets]) -> tuple[Offsets | None, StatedDate]:
    """Find the dateline that opens the first paragraph of the story, its dash included, and its date.

    `top` are the first paragraphs, without byline and credits.
    """
    for count, (start, end) in enumerate(top):
        found = _match_dateline(text, start, end)
        if found is not None:
            return found
        if count + 1 == SEARCHED_PARAGRAPHS or end - start > SHORT_LENGTH:
            break
    return None, NO_DATE


def _match_dateline(text: str, start: int, end: int) -> tuple[Offsets, StatedDate] | None:
    """Read a dateline at the start of the paragraph [start, end), if text follows it."""
    dash = _STOP.search(text, start, min(end, start + DATELINE_LENGTH))
    if dash is None or dash.end() >= end:
        return None
    stop = start + len(text[start : dash.start()].rstrip())
    opened = start
    if text[start] == "(" and text[stop - 1] == ")":  # (Oslo, January 9, 2021) —
        start, stop = start + 1, stop - 1
    agency, stop = _cut_agency(text, start, stop)
    stated, stop = _cut_date(text, start, stop)
    if agency is None:  # OSLO (AP), Jan. 9, 2021 —
        agency, stop = _cut_agency(text, start, stop)
    if stop == start or (opened < start and stated is None):
        return None
    if stated is not None and any(
        one.start <= dash.end() + 1
        for one in full_dates(text, dash.end(), min(end, dash.end() + DATE_LENGTH))
    ):
        return None  # the years of a life: "Ana Ruiz, May 3, 1931 - June 2, 2024"
    # "WASHINGTON—they" is an aside and "ANALYSIS: they" a label; without a date or agency, a dash is before
    # a blank.
    if not agency and stated is None and (dash[0] in ":." or not text[dash.end()].isspace()):
        return None
    signed = agency is not None and agency[1].split()[0].strip(".").upper() in word_set("loading.agencies")
    if not _is_place(text[start:stop], lenient=dash[0] != "." and (stated is not None or signed)):
        return None
    return (opened, dash.end()), stated or NO_DATE


def _cut_agency(text: str, start: int, stop: int) -> tuple[re.Match[str] | None, int]:
    """Cut `(Agency)` from the end of [start, stop)."""
    agency = _AGENCY.search(text, start, stop)
    return agency, stop if agency is None else start + len(text[start : agency.start()].rstrip())


def _cut_date(text: str, start: int, stop: int) -> tuple[StatedDate | None, int]:
    """Cut `, Jan. 9, 2021` or `, Jan. 9` from the end of [start, stop)."""
    for comma in (match.start() for match in re.compile(",").finditer(text, start, stop)):
        begin = comma + 1 + (text[comma + 1 : comma + 2] == " ")
        if (stated := match_dateline_date(text, begin, stop)) is not None:
            return stated, comma
    return None, stop


def _is_place(text: str, *, lenient: bool) -> bool:
    """Decide whether text is `CITY` or `CITY, Region`; lenient allows `City` too."""
    city, *regions = _COUNTRY.sub(r", \1", text).split(", ")
    if len(regions) > 2 or not all(_PLACE.fullmatch(place) for place in (city, *regions)):
        return False
    if not all(len(region.split()) <= 3 and region[0].isupper() for region in regions):
        return False
    parts = re.split(r"[ /-]", city)
    if len(parts) > 4 or len(city) < 3 or word_set("loading.dateline_labels") & set(parts):
        return False
    capitals = city.isupper() and sum(character.isalpha() for character in city) >= 3
    return capitals or (lenient and all(part[:1].isupper() or len(part) <= 3 for part in parts))
