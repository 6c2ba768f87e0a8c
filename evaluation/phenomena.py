"""What makes an attribution hard, read off the gold: who the source is, where it stands, what the cue is."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.running import Run, Word

Span = tuple[int, int]

SHORT_WORDS = 4  # a piece below this is a fragment, or a term
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


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a run, by place."""

    words: Sequence[Word]

    def within(self, spans: Sequence[Span]) -> list[tuple[str, str]]:
        """(tag, lemma) of the tokens that begin within the spans, in order."""
        found = []
        for start, end in spans:
            first = bisect_left(self.words, (start,))
            last = bisect_left(self.words, (end,))
            found += [(tag, lemma) for _, tag, lemma in self.words[first:last]]
        return found


def phenomena_of(
    run: Run, words: Words, span: Span, gold: Sequence[Any], quotation: int | None
) -> tuple[str, ...]:
    """Name all phenomena of a quoted piece, or of content from its first to its last character.

    The first of the gold attributions counts; without any, the words are nobody's.
    """
    text = run.text
    relayed = quotation is not None and run.summary["quotations"][quotation]["via"] is not None
    if not gold:
        return (UNSTATED,)
    attribution = gold[0]
    tests = {
        **_of_cue(text, words, attribution),
        **_of_source(text, span, attribution.source),
        "fewer than 4 words": len(text[slice(*span)].split()) < SHORT_WORDS,
        "single marks": text[max(0, span[0] - 1) : span[0]] in _SINGLE and span[0] > 0,
        "several pieces": len(attribution.content) > 1,
        "relay": relayed,
    }
    return tuple(name for name in PHENOMENA if tests.get(name)) or (NOTHING,)


def _of_cue(text: str, words: Words, attribution: Any) -> dict[str, bool]:
    cue = attribution.cue
    found = words.within(cue)
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
