"""Lines of their own that say when an article was published: `Published: March 3, 2025, 4:12 PM EST`."""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from seeds_analysis.lexicon import word_set
from seeds_analysis.loading.stated.dates import StatedDate, full_dates
from seeds_analysis.text import Notice, Offsets, breaks

# Headline, deck, byline, post and outlet come before the date: 210 articles have it in the first 7 lines.
HEAD_LINES = 8
HEAD_LENGTH = 8_000
# After the first long line the story has begun.
STORY_LINE = 250
# Some agencies date the last line, after the initials of the editors.
LAST_LENGTH = 100
LINE_LENGTH = 120
# In a line that is no sentence, few words are in lower case; after a date, half may be those of a post.
LOWER_SHARE = 0.4
LOWER_SHARE_AFTER = 0.5
MOST_WORDS = 12

_WORD = re.compile(r"[^\W_][\w.'’&/+-]*")
_CLOCK = re.compile(r"[0-9]{1,2}(?:[:.h]?[0-9]{2}){0,2}(?:[ap]\.?m\.?)?", re.IGNORECASE)
# No colon: it follows a label ("Born: May 3, 1950").
_SEPARATORS = frozenset("|•·*–—-/;,@()[]")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line, where the dates in it begin, and the dates in their order."""

    start: int
    end: int
    dates_start: int
    dates: tuple[StatedDate, ...]


def find_dated_lines(text: str, body_start: int, credits_found: Collection[Offsets]) -> list[DatedLine]:
    """Find the dated lines above the story, and the last line if it is one."""
    found = []
    for number, (start, end) in enumerate(_lines(text, body_start)):
        if (start, end) in credits_found and "|" not in text[start:end]:  # its date is that of a picture
            continue
        line = _run_in(text, start, end) if end - start > LINE_LENGTH else _read_line(text, start, end)
        if line is not None and (number or _opens_article(text, line)):
            found.append(line)
    return found


def choose_date(statements: Collection[StatedDate], dateline: StatedDate) -> StatedDate:
    """Choose the earliest day of publication, else that of the dateline, else the earliest update.

    If there is none, the result says why.
    """
    stated = _days(one for one in statements if not one.updated)
    days = stated or _days([dateline]) or _days(statements)
    if not days:
        return StatedDate(notices=tuple(notice for one in (*statements, dateline) for notice in one.notices))
    if len(stated) < 2:
        return StatedDate(published=days[0])
    shown = ", ".join(map(str, stated))
    message = f"Several publication dates are stated ({shown}); the earliest is used."
    return StatedDate(published=days[0], notices=(Notice("several-publication-dates", message),))


def _days(statements: Iterable[StatedDate]) -> list[datetime.date]:
    return sorted({stated.published for stated in statements if stated.published})


def _lines(text: str, body_start: int) -> Iterator[Offsets]:
    """Give the lines above the story and the first of the story, then the last line."""
    last = body_start
    head = breaks.lines(text[body_start : body_start + HEAD_LENGTH])
    for start, end in islice(head, HEAD_LINES):
        last = body_start + end
        yield body_start + start, last
        if end - start > STORY_LINE:
            break
    begin = max(last, len(text.rstrip()) - LAST_LENGTH)
    # A line that starts at `begin` may be the rest of a longer one.
    for start, end in [span for span in breaks.lines(text[begin:]) if span[0]][-1:]:
        yield begin + start, begin + end


def _run_in(text: str, start: int, end: int) -> DatedLine | None:
    """Read a date before the first sentence: `Thursday, May 7, 2015 On Tuesday, the council ...`."""
    for stated in full_dates(text, start, min(end, start + LINE_LENGTH))[:1]:
        follows = text[stated.end : stated.end + 2]
        if stated.start == start and text[start].isalpha() and follows[:1] == " " and follows[1:].isupper():
            return DatedLine(start, stated.end, start, (stated,))
    return None


def _opens_article(text: str, line: DatedLine) -> bool:
    """Whether a first line is a dated line: a headline may hold a date too, "Town marks April 3, 1974"."""
    return all(
        stated.updated
        or stated.start == line.start
        or text[stated.start : stated.start + 3].lower() in _WEEKDAYS
        or _label_before(text[line.start : stated.start])
        for stated in line.dates
    )


def _read_line(text: str, start: int, end: int) -> DatedLine | None:
    """Read a line that holds dates and is no sentence."""
    dates = full_dates(text, start, end)
    if not dates:
        return None
    edges = [start, *(edge for stated in dates for edge in (stated.start, stated.end)), end]
    gaps = [text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]
    if _label_before(gaps[0]) and gaps[1].startswith(". "):
        gaps[1] = ""  # "Updated on 9 May 2021. From the section Golf"
    if any(gap.strip() in ("-", "–", "—") for gap in gaps[1:-1]):
        return None  # the years of a life
    if _is_sentence(" ".join(gaps).rstrip(), after_date=not gaps[0]):
        return None
    if not all(map(_may_follow, gaps[:-1])) or not all(map(_may_precede, gaps[1:])):
        return None
    words = {word for gap in gaps for word in _WORD.findall(gap)}
    later = word_set("loading.later_versions")
    read = (
        replace(_settled(stated, words), updated=bool(later & set(_words(gap))))
        for stated, gap in zip(dates, gaps, strict=False)
    )
    return DatedLine(start, end, dates[0].start, tuple(read))


def _words(text: str) -> list[str]:
    return [match[0].lower().replace(".", "") for match in _WORD.finditer(text)]


def _is_sentence(rest: str, *, after_date: bool) -> bool:
    """Judge a line by its words without the dates."""
    if re.search(r"[?!\"“”]", rest) or (rest.endswith(".") and not rest.lower().endswith(".m.")):
        return True
    ours = word_set("loading.small_words") | word_set("loading.date_labels") | word_set("loading.time_words")
    found = [word for word in _WORD.findall(rest) if word.lower().replace(".", "") not in ours]
    lower = sum(1 for word in found if word[0].islower() and not re.search(r"[./]", word[1:-1]))
    return len(found) > MOST_WORDS or lower > (LOWER_SHARE_AFTER if after_date else LOWER_SHARE) * len(found)


def _is_time(words: list[str]) -> bool:
    return all(word in word_set("loading.time_words") or _CLOCK.fullmatch(word) for word in words)


def _without_time(gap: str) -> str:
    """Cut a time of day off the end: "at 4:12 PM EST on"."""
    for match in reversed(list(_WORD.finditer(gap))):
        if not _is_time(_words(match[0])):
            break
        gap = gap[: match.start()]
    return gap


def _label_before(gap: str) -> bool:
    return not word_set("loading.date_labels").isdisjoint(_words(_without_time(gap))[-1:])


def _may_follow(gap: str) -> bool:
    """Whether a date may follow these words: none, a label, a separator, a byline, initials."""
    before = _without_time(gap)
    words = _words(before)
    return (
        not words
        or _label_before(gap)
        or before.rstrip()[-1] in _SEPARATORS
        or before.endswith(("  ", "\t"))
        or words[0] == "by"
        or bool(re.search(r"[0-9/]", words[-1]))
    )


def _may_precede(gap: str) -> bool:
    """Whether these words may follow a date: none, a separator, a time of day, a label."""
    words = _words(gap)[:1]
    return (
        not words
        or gap.lstrip()[0] in _SEPARATORS
        or gap.startswith(("  ", "\t"))
        or _is_time(words)
        or not (word_set("loading.date_labels") | {"by", "in"}).isdisjoint(words)
    )


def _settled(stated: StatedDate, words: Collection[str]) -> StatedDate:
    """Read 3/4/2024 by the time zone next to it: in America the month comes first."""
    if not stated.readings:
        return stated
    day_first, month_first = stated.readings
    if word_set("loading.american_zones") & set(words):
        return replace(stated, published=month_first)
    if word_set("loading.other_zones") & set(words):
        return replace(stated, published=day_first)
    shown = f"{day_first} or {month_first}"
    message = f"The publication date may be {shown}, so it is unknown. Say which with --date."
    return replace(stated, notices=(Notice("day-month-order", message, stated.start, stated.end),))
