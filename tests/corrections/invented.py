"""Invented texts with marked quotations, and their summaries."""

from hypothesis import strategies as st

from seeds_analysis.corrections.making import Marked, human_summary
from seeds_analysis.summary import Summary
from seeds_analysis.summary.model import KINDS, SPEAKER_KINDS
from seeds_analysis.text import Offsets

TEXT = "“The pier is safe,” Mara Voss said. “It stands.”\n\nRadio Vika wrote that he called it “a ruin”.\n"
SAFE = ("The pier is safe,", "It stands.")

_INNER = st.text(st.characters(exclude_categories=("Cs", "Zl", "Zp", "Cc"), exclude_characters="\"'`‘’“”„«»"))
_WORDS = st.lists(_INNER.map(lambda inner: f"a{inner}z"), min_size=1, max_size=4)
_BREAKS = st.sampled_from([" ", "\t", "\n", "\r\n", " \n", "\x0b", "\x85", "\u2028", "<b>", " \x07 "])
_NAMES = st.none() | st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda name: " ".join(name.split()) or None
)


def at(words: str, text: str = TEXT) -> Offsets:
    start = text.index(words)
    return start, start + len(words)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Marked]]:
    """A text of odd characters with quotations in it; spans go over line breaks."""
    text = draw(st.sampled_from(["", "\ufeff", "\n\n", "Ein\U0001f600 "]))
    marked = []
    for _ in range(draw(st.integers(0, 4))):
        spans: dict[str, list[Offsets]] = {}
        kind = draw(st.sampled_from(KINDS))
        parts = draw(st.integers(1, 3))
        for role in ("Source", *["Content"] * parts, "Cue", "Relay"):
            if role == "Content" or draw(st.booleans()):
                words = draw(_BREAKS).join(draw(_WORDS))
                before, after = ("“", "”") if role == "Content" and kind == "direct" else (" x ", " y, ")
                text += f" {before}"
                spans.setdefault(role, []).append((len(text), len(text) + len(words)))
                text += words + after
        name = draw(_NAMES)
        speaker_kind = draw(st.sampled_from([None, *SPEAKER_KINDS])) if name else None
        relay = draw(_NAMES) if "Relay" in spans else None
        marked.append(Marked(spans, name, relay, kind, speaker_kind, draw(st.booleans())))
    return text, marked


def summary_of(text: str, *marked: Marked) -> Summary:
    return human_summary(text, "pier.txt", marked)
