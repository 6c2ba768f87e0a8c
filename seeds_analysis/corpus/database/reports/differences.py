"""The words in which a variant of a quotation differs from the longest one."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from seeds_analysis.corpus.repeats.sameness import MOST_WORDS, heavy
from seeds_analysis.corpus.repeats.words import CUT, read_quotation

Key: TypeAlias = tuple[str, ...]
Kind: TypeAlias = Literal["same", "added", "left out"]

# Around words that only one of two variants has, as wdiff writes them.
SIGNS: dict[Kind, tuple[str, str]] = {"same": ("", ""), "added": ("{+", "+}"), "left out": ("[-", "-]")}
# At the edges, at most so many left-out words are shown. Of a longer cut inside, the two ends are shown.
MOST_AT_EDGE, MOST_INSIDE, SHOWN = 3, 10, 3


def differences(variant: str, longest: str) -> Iterator[tuple[Kind, str]]:
    """Divide a variant into words that are the same, that it adds, and that it leaves out."""
    ours, theirs = variant.split(), longest.split()
    if len(theirs) > MOST_WORDS:
        yield "same", variant
        return
    begin, end = _stretch(_keys(ours), _keys(theirs))
    if begin:
        yield "same", CUT
    repeated = theirs[begin:end]
    matcher = SequenceMatcher(None, _keys(repeated), _keys(ours), autojunk=False)
    for tag, i, end_i, j, end_j in matcher.get_opcodes():
        lost, more = repeated[i:end_i], ours[j:end_j]
        if tag == "equal" or not has_words(f"{lost}{more}"):
            yield "same", " ".join(more)
            continue
        if lost:
            shown = lost if len(lost) <= MOST_INSIDE else (*lost[:SHOWN], CUT, *lost[-SHOWN:])
            yield "left out", " ".join(shown)
        if more:
            yield "added" if has_words(" ".join(more)) else "same", " ".join(more)
    if end < len(theirs):
        yield "same", CUT


def marked(variant: str, longest: str) -> str:
    """Write a variant with SIGNS around the differences."""
    pieces = ((SIGNS[kind], words) for kind, words in differences(variant, longest))
    return " ".join(f"{begin}{words}{end}" for (begin, end), words in pieces)


def has_words(text: str) -> bool:
    """Whether there is more than punctuation."""
    return any(char.isalnum() for char in text)


def _stretch(ours: Sequence[Key], theirs: Sequence[Key]) -> tuple[int, int]:
    """Find the stretch of the longest variant that another one repeats."""
    found = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    blocks = [one for one in found if heavy(word for key in ours[one.b : one.b + one.size] for word in key)]
    if not blocks:
        return 0, len(theirs)
    begin = blocks[0].a - blocks[0].b
    end = blocks[-1].a + len(ours) - blocks[-1].b
    return begin if begin > MOST_AT_EDGE else 0, end if len(theirs) - end > MOST_AT_EDGE else len(theirs)


def _keys(tokens: Sequence[str]) -> list[Key]:
    return [read_quotation(token).words or (token,) for token in tokens]
