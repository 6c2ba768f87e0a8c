"""An invented article with gold attributions, and quotations that the tool could find in it."""

from dataclasses import dataclass, field
from typing import Any

from evaluation.running import Run

Span = tuple[int, int]

TEXT = (
    "“The pier is safe,” Mara Voss said. “It stands for good.”\n\n"
    "According to Radio Vika, the mayor, Otto Brandt, called it “a ruin” on Friday. "
    "He claimed that the town had no money for it. The “Old Lady” was built in 1902."
)


@dataclass
class Attribution:
    """Spans of content, source and cue, as in the official scorer."""

    content: list[Span]
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


GOLD = [
    Attribution([at("“The pier is safe,”"), at("“It stands for good.”")], [at("Mara Voss")], [at("said")]),
    Attribution([at("called it “a ruin” on Friday")], [at("Radio Vika")], [at("According to")]),
    Attribution([at("that the town had no money for it")], [at("He")], [at("claimed")]),
]


def span(words: str) -> dict[str, Any]:
    start, end = at(words)
    return {"start": start, "end": end, "text": words}


def quotation(
    *content: str,
    kind: str = "direct",
    speaker: str | None = None,
    name: str | None = None,
    cue: str | None = None,
    via: str | None = None,
    confidence: float = 0.95,
    negated: bool = False,
) -> dict[str, Any]:
    """Make a quotation as in `Summary.to_dict()`, with the fields that the evaluation reads."""
    return {
        "kind": kind,
        "text": " ".join(content),
        "content": [span(part) | {"closed": None} for part in content],
        "cue": span(cue) if cue else None,
        "speaker": {"name": name or speaker, "mention": span(speaker), "resolved_by": "name"}
        if speaker
        else None,
        "via": {"name": via, "mention": span(via)} if via else None,
        "unattributed_reason": None if speaker else "no-source",
        "confidence": confidence,
        "negated": negated,
    }


PIER = quotation("The pier is safe,", "It stands for good.", speaker="Mara Voss", cue="said")
RUIN = quotation(
    "called it “a ruin” on Friday", kind="mixed", speaker="Otto Brandt", via="Radio Vika", confidence=0.6
)
MONEY = quotation("the town had no money for it", kind="indirect", speaker="He", cue="claimed")
OLD = quotation("Old Lady", confidence=0.3)


def run(*quotations: dict[str, Any]) -> Run:
    words = []
    tags = {"said": ("VBD", "say"), "claimed": ("VBD", "claim"), "According": ("VBG", "accord")}
    place = 0
    for word in TEXT.split():
        place = TEXT.index(word, place)
        tag, lemma = tags.get(word.strip("“”,."), ("NN", word.lower()))
        words.append((place, tag, lemma))
        place += len(word)
    return Run("pier", TEXT, {"quotations": list(quotations)}, ("subject",) * len(quotations), tuple(words))
