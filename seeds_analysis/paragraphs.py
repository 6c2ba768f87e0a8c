"""Where paragraphs lie in a plain text; shared by loading, layout and the splitting of long texts."""

import itertools
import re

# A text is hard-wrapped when no line is longer than this and most lines come near it: then a single
# newline is only a line break. Mail and old newswire wrap at 64 to 80 columns.
WRAP_COLUMNS = 100

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\x85\u2028])[^\S\r\n]*(?:\r\n|[\r\n\x85\u2028])|\u2029")


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the paragraphs, in order, without surrounding white space; only white space lies between.

    A blank line always parts paragraphs; a single newline does unless the text is hard-wrapped.
    """
    lines = _stripped(text, [match.span() for match in _LINE.finditer(text)])
    if not _hard_wrapped(text, lines):
        return tuple(lines)
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and not _BLANK_LINE.search(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _stripped(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = []
    for start, end in spans:
        line = text[start:end]
        left = len(line) - len(line.lstrip())
        bare = line.strip()
        if bare:
            kept.append((start + left, start + left + len(bare)))
    return kept


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether lines were broken at a column: some run on without a blank line, and those are long."""
    if not lines or max(end - start for start, end in lines) > WRAP_COLUMNS:
        return False
    continued = [
        end - start
        for (start, end), (following, _) in itertools.pairwise(lines)
        if not _BLANK_LINE.search(text, end, following)
    ]
    return bool(continued) and sorted(continued)[len(continued) // 2] >= WRAP_COLUMNS // 2
