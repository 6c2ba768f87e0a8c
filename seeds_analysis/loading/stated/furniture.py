"""The lines of an article that are not its story: headline, byline, date, dateline and picture credits.

Each is recognised by its form alone, and only if the form leaves little doubt: a sentence taken for a
headline does more harm than a headline taken for a sentence.
"""

import re
from dataclasses import replace

from seeds_analysis.lexicon import word_set
from seeds_analysis.loading.stated.dated_lines import DatedLine, find_dated_lines
from seeds_analysis.loading.stated.datelines import find_dateline
from seeds_analysis.loading.stated.dates import StatedDate
from seeds_analysis.text import Article, Offsets, TextSpan, breaks, paragraphs

# Headline, deck, byline, credit and first paragraph lie within the first paragraphs and characters.
TOP_PARAGRAPHS = 8
TOP_LENGTH = 8_000

# In 924 articles, 99% of the first lines have up to 101 characters, the longest has 141. Credits and bylines
# are short too.
HEADLINE_LENGTH = 150
LINE_LENGTH = 120

# In Title Case at least this share of the words is capitalised, not counting short function words; a sentence
# full of names and titles ("Fleet Admiral Ana Ruiz joined President Cole ...") reaches 0.8.
TITLE_CASE_SHARE = 0.85
SMALL_WORD_LENGTH = 4

_STOP_END = re.compile(r"(?:[.,:;?!…]|[–—-])[\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W_][\w.'’&/-]*")

# A person's name as bylines write it: two to five capitalised words, particles between them.
_NAME_WORD = r"(?!(?:for|of|in|at|with|and)\b)[^\W\d_][\w.'’-]*"
_NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,4}}"
_BYLINE = re.compile(
    r"(?:By|(?:By|Byline|Author|Written by):) "
    rf"(?P<names>{_NAME}(?:, {_NAME}){{0,4}}?(?:,? (?:and|&) {_NAME})?)"
    rf"(?P<rest>(?:,? (?:for|of|in|at|with)|,|\s*[|•·/–—-]) ?[\w .,'’&|/@-]{{2,60}})?",
    re.IGNORECASE,
)

_MEDIA = r"(?:photo(?:graph)?s?|image|picture|illustration|graphic)"
_CREDIT = re.compile(
    rf"(?:(?:source|credit|(?:file )?{_MEDIA}(?: (?:credit|source|by))?) ?[:：] ?"
    rf"|(?:file )?{_MEDIA} (?:by|courtesy(?: of)?|via) )(?P<holder>\S.*)",
    re.IGNORECASE,
)
# "(AP Photo/Ana Ruiz)"; "Ana Ruiz/Getty Images", "Ana Ruiz via Getty Images".
_AGENCY_CREDIT = re.compile(rf"(?:AP|EPA|EFE|AFP|dpa|Reuters) {_MEDIA}\b.{{0,60}}", re.IGNORECASE)
_LIBRARY_CREDIT = re.compile(r"(?:.{2,60}(?:/| via ))?Getty Images\.?")
_CREDIT_WORDS = 10
_CREDIT_SHARE = 0.6


def note_furniture(article: Article) -> tuple[Article, list[StatedDate], StatedDate]:
    """Note the furniture of an article in it, in linear time.

    Also gives the dates in lines of their own, and the date in the dateline.
    """
    text, body_start = article.text, article.body_start
    body = text[body_start:]
    credits_found = [
        (body_start + start, body_start + end)
        for start, end in breaks.lines(body)
        if end - start <= LINE_LENGTH and is_credit(body[start:end])
    ]
    dated = find_dated_lines(text, body_start, credits_found)
    dated_starts = {line.start for line in dated}
    # `Source: Eastern Wire | 2018-07-12` is a dated line only.
    credits_found = [span for span in credits_found if span[0] not in dated_starts]
    top = [  # the last may be cut, which none of the rules notices
        (body_start + start, body_start + end)
        for start, end in paragraphs(body[:TOP_LENGTH])[:TOP_PARAGRAPHS]
    ]
    byline = _find_byline(text, top[:4], dated)
    # Compare starts only: such a line may be the first one of a longer paragraph.
    taken = dated_starts | {start for start, _ in credits_found}
    rest = [span for span in top if span[0] not in taken and span != byline]
    dateline, dateline_date = find_dateline(text, rest)
    headline = _find_headline(text, rest) if dateline is None or dateline[0] != rest[0][0] else None
    noted = replace(
        article,
        headline=headline and TextSpan.of(text, *headline),
        byline=byline and TextSpan.of(text, *byline),
        dateline=dateline and TextSpan.of(text, *dateline),
        date_lines=tuple(TextSpan.of(text, line.start, line.end) for line in dated),
        credits=tuple(TextSpan.of(text, *span) for span in credits_found),
    )
    return noted, [stated for line in dated for stated in line.dates], dateline_date


def _find_byline(text: str, top: list[Offsets], dated: list[DatedLine]) -> Offsets | None:
    """Find the byline; in `By Ana Ruiz | March 3, 2025` it ends before the date."""
    ends = {line.start: line.dates_start for line in dated}
    for start, end in top:
        line = text[start : ends.get(start, end)].rstrip(" \t,|•·–—-")
        if is_byline(line):
            return start, start + len(line)
    return None


def is_byline(line: str) -> bool:
    """Decide whether a line is `By FIRST LAST`, several such names, or one followed by a post or newsroom."""
    match = _BYLINE.fullmatch(line) if len(line) <= LINE_LENGTH else None
    if match is None or (match["rest"] and (line.endswith(".") or not _mostly_capitalised(match["rest"]))):
        return False
    names = _WORD.findall(match["names"])
    particles = word_set("loading.byline_particles")
    if not all(name[0].isupper() or name.lower() in particles for name in names):
        return False
    # "By Any Means Necessary", "By Monday Night": a headline or a stray line.
    return word_set("loading.never_in_bylines").isdisjoint(name.lower() for name in names)


def is_credit(line: str) -> bool:
    """Decide whether a line credits a picture or text: `Source: EFE/EPA`, `(AP Photo/Ana Ruiz)`.

    `Source: ...` before a sentence, or a caption in sentence case, is not a credit.
    """
    inner = line[1:-1].strip() if (line[0], line[-1]) in (("(", ")"), ("[", "]")) else line
    match = _CREDIT.fullmatch(inner)
    if match is not None:
        return _mostly_capitalised(match["holder"])
    is_signed = _AGENCY_CREDIT.fullmatch(inner) or _LIBRARY_CREDIT.fullmatch(inner)
    return bool(is_signed) and _mostly_capitalised(inner)


def _mostly_capitalised(holder: str) -> bool:
    found = _WORD.findall(holder)
    if len(found) > _CREDIT_WORDS or re.search(r"[?!\"“”]", holder):
        return False
    weighty = [word for word in found if word.lower() not in word_set("loading.small_words")]
    capitalised = sum(1 for word in weighty if not word[0].islower() or "." in word[1:-1])
    return capitalised >= _CREDIT_SHARE * len(weighty) > 0


def _find_headline(text: str, top: list[Offsets]) -> Offsets | None:
    """Take the first paragraph if it has the form of a headline and a longer one with sentences follows."""
    if len(top) < 2:
        return None
    start, end = top[0]
    line = text[start:end]
    if not _has_headline_form(line):
        return None
    longest = max(top[1:4], key=lambda span: span[1] - span[0])
    follows = text[longest[0] : longest[1]]
    if len(follows) <= len(line) or not re.search(r"[.!?…]", follows):
        return None
    # A line may also end in mid-sentence because the text is wrapped. Then the next line continues in lower
    # case, or is short too; only a headline has a blank line after it or is in Title Case.
    if text[top[1][0]].islower():
        return None
    apart = breaks.blank_line_between(text, top[0], top[1]) or len(follows) > breaks.WRAP_COLUMNS
    return (start, end) if apart or _title_case(_WORD.findall(line)) else None


def _has_headline_form(line: str) -> bool:
    found = _WORD.findall(line)
    if len(line) > HEADLINE_LENGTH or len(found) < 2 or line[0].islower() or not line[0].isprintable():
        return False
    if line[0] in "(<[{*#•-–—" or "://" in line or "  " in line:
        return False
    if not _STOP_END.search(line):
        return True
    # Archives end a headline with a full stop, and a question may be a headline or a first sentence: only
    # Title Case shows which.
    return bool(breaks.ENDS_SENTENCE.search(line)) and _title_case(found)


def _title_case(found: list[str]) -> bool:
    weighty = [
        word for word in found if word.lower() not in word_set("loading.small_words") and word[0].isalpha()
    ]
    capitalised = sum(1 for word in weighty if word[0].isupper())
    # In a sentence that is nearly all names, the verb is in lower case and rarely short.
    if any(word[0].islower() and len(word) > SMALL_WORD_LENGTH for word in weighty):
        return False
    return len(weighty) >= 3 and capitalised >= TITLE_CASE_SHARE * len(weighty)
