"""What makes an attribution hard, according to gold: the source, its place, and the cue."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from evaluation.running import Run

Span = tuple[int, int]

SHORT_WORDS = 4  # a shorter piece is a fragment or a term
FAR = 150  # characters between piece and source

_PLAIN_CUES = frozenset({"say", "tell", "add"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we", "you", "that", "which"})
_SINGLE = frozenset("'‘’‚‹")

NOTHING = "nothing special"
UNSTATED = "nobody's words"

# In the order of the tables.
PHENOMENA = (
    "cue beyond say, tell, add",
    "according to",
    "cue: participle",
    "cue: noun",
    "cue: colon",
    "no cue",
    "no source",
    "source: pronoun",
    "source in another paragraph",
    "source far away",
    "fewer than 4 words",
    "single marks",
    "several pieces",
    "relay",
    UNSTATED,
    NOTHING,
)


def phenomena_of(run: Run, span: Span, gold: Sequence[Any], quotation: int | None) -> tuple[str, ...]:
    """Name all phenomena of a quoted piece, or of content from its first to its last character.

    Only the first gold attribution counts; without one, the words are nobody's.
    """
    text = run.text
    relayed = quotation is not None and run.summary["quotations"][quotation]["via"] is not None
    if not gold:
        return (UNSTATED,)
    attribution = gold[0]
    tests = {
        **_of_cue(run, attribution),
        **_of_source(text, span, attribution.source),
        "fewer than 4 words": len(text[slice(*span)].split()) < SHORT_WORDS,
        "single marks": text[max(0, span[0] - 1) : span[0]] in _SINGLE and span[0] > 0,
        "several pieces": len(attribution.content) > 1,
        "relay": relayed,
    }
    return tuple(name for name in PHENOMENA if tests.get(name)) or (NOTHING,)


def _words_within(run: Run, spans: Sequence[Span]) -> list[tuple[str, str]]:
    """Return tag and lemma of the words that start within the spans, in order."""
    found = []
    for start, end in spans:
        first, last = (bisect_left(run.words, (offset,)) for offset in (start, end))
        found += [(tag, lemma) for _, tag, lemma in run.words[first:last]]
    return found


def _of_cue(run: Run, attribution: Any) -> dict[str, bool]:
    text, cue = run.text, attribution.cue
    found = _words_within(run, cue)
    said = " ".join(text[start:end] for start, end in cue).casefold()
    verbs = [tag for tag, _ in found if tag.startswith("VB")]
    according = "according" in said
    colon = said.strip() == ":" or (
        bool(attribution.source) and text[attribution.source[-1][1] :].startswith(":")
    )
    return {
        "cue beyond say, tell, add": bool(found)
        and not according
        and _PLAIN_CUES.isdisjoint(lemma for _, lemma in found),
        "according to": according,
        "cue: participle": bool(verbs) and verbs[0] == "VBG" and not according,
        "cue: noun": not verbs and any(tag.startswith("NN") for tag, _ in found),
        "cue: colon": colon,
        "no cue": not cue and not colon,
    }


def _of_source(text: str, span: Span, source: Sequence[Span]) -> dict[str, bool]:
    if not source:
        return {"no source": True}
    start, end = source[0][0], source[-1][1]
    between = text[end : span[0]] if end <= span[0] else text[span[1] : start]
    return {
        "source: pronoun": text[start:end].casefold() in _PRONOUNS,
        "source in another paragraph": "\n" in between.strip(),
        "source far away": len(between) > FAR,
    }
