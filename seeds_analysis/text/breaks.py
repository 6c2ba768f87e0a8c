"""The lines and paragraphs of a plain text."""

import itertools
import re
from collections.abc import Iterator, Sequence

# Mail and old newswire wrap at 64 to 80 columns; the lines of a paragraph do not all end there by chance.
WRAP_COLUMNS = 100
# Shorter lines are verse, a list or a table, with intended breaks.
WRAP_SHORTEST = 40
# A wrapped text may still have a few longer lines: a web address, a line of dashes.
WRAP_LONG_LINES = 0.05
# In a wrapped paragraph the next word did not fit; a line this much shorter was ended on purpose.
WRAP_FILLED = 0.75
# Enough lines to recognise wrapped text.
SAMPLED_LINES = 5_000

# U+001C to U+001E break lines for str.splitlines, but no editor or newsroom system writes them.
_BREAKS = "\r\n\x0b\x0c\x85\u2028\u2029"
_LINE = re.compile(rf"[^\s{_BREAKS}][^{_BREAKS}]*")
# Atomic, or the CR and the LF of one break would count as two.
_BLANK_LINE = re.compile(rf"(?>\r\n|[{_BREAKS}])[^\S{_BREAKS}]*[{_BREAKS}]|[\x0c\u2029]")
# A regular expression: the end of a sentence with any closing marks and brackets.
SENTENCE_END = r"[.!?…][\"'”’»)\]]*"
ENDS_SENTENCE = re.compile(SENTENCE_END + "$")

Offsets = tuple[int, int]


def lines(text: str) -> Iterator[Offsets]:
    """Give the offsets of the lines that are not blank, without surrounding white space.

    A line ends at any of LF, CR LF, CR, VT, FF, NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR.
    """
    for match in _LINE.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip())


def paragraphs(text: str) -> tuple[Offsets, ...]:
    """Give the offsets of the paragraphs, in order, without surrounding white space.

    A blank line always separates paragraphs; a single newline does unless the text is hard-wrapped.
    """
    found = list(lines(text))
    width = _wrap_width(text, found[:SAMPLED_LINES])
    if width is None:
        return tuple(found)
    joined = found[:1]
    for before, line in itertools.pairwise(found):
        if blank_line_between(text, before, line) or _ended_on_purpose(text, before, line, width):
            joined.append(line)
        else:
            joined[-1] = (joined[-1][0], line[1])
    return tuple(joined)


def blank_line_between(text: str, before: Offsets, after: Offsets) -> bool:
    """Decide whether a blank line, form feed or PARAGRAPH SEPARATOR separates two neighbouring lines."""
    return _BLANK_LINE.search(text, before[1], after[0]) is not None


def _wrap_width(text: str, found: Sequence[Offsets]) -> int | None:
    """Give the length of the longest wrapped line if the text is hard-wrapped, else None.

    It is if nearly all lines are short, and most of those without a blank line after them end in
    mid-sentence and are long enough.
    """
    lengths = [end - start for start, end in found]
    short = [length for length in lengths if length <= WRAP_COLUMNS]
    if len(lengths) - len(short) > WRAP_LONG_LINES * len(lengths):
        return None
    running = [
        before for before, after in itertools.pairwise(found) if not blank_line_between(text, before, after)
    ]
    if not running:
        return None
    broken = sum(not ENDS_SENTENCE.search(text[max(start, end - 8) : end]) for start, end in running)
    middle = sorted(end - start for start, end in running)[len(running) // 2]
    return max(short) if 2 * broken > len(running) and middle >= WRAP_SHORTEST else None


def _ended_on_purpose(text: str, before: Offsets, after: Offsets, width: int) -> bool:
    length = before[1] - before[0]
    first_word = text[after[0] : min(after[1], after[0] + width)].split(None, 1)[0]
    return length < WRAP_FILLED * width and length + 1 + len(first_word) <= width
