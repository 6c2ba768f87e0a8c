"""Measure summaries by corrected ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from seeds_analysis.corrections.matching import letters, match, name_words, same_name
from seeds_analysis.summary import Entity, Quotation, Summary, model

EXACT = 0.9


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the figures that follow from them.

    `gold` are the quotations that should be found, `reported` those that are. What the article denies should
    not be found; where it is marked as negated, it counts neither way.
    """

    counts: Counter[str]

    def to_dict(self) -> dict[str, Any]:
        """Give the figures: shares in [0, 1], or None where there is nothing to measure."""
        n = self.counts
        named = {verdict: n[verdict] for verdict in ("right", "wrong", "silent", "false_name")}
        return {
            "articles": n["articles"],
            "gold": n["gold"],
            "reported": n["reported"],
            "found": _f1(n["found"], n["reported"], n["gold"]),
            "found_and_speaker_right": _f1(n["speaker_right"], n["reported"], n["gold"]),
            "names": _f1(n["right"], n["right"] + n["wrong"], n["right"] + n["wrong"] + n["silent"]) | named,
            "kind_right": _share(n["kind"], n["found"]),
            "exact": _share(n["exact"], n["found"]),
            "recall_by_kind": {kind: _share(n[f"{kind}_found"], n[kind]) for kind in model.KINDS},
            "denied_shown_as_said": n["denied_shown_as_said"],
        }


def score(pairs: Iterable[tuple[Summary, Summary]]) -> Score:
    """Compare summaries with corrected ones: pairs (corrected, ours) of the same text, which the first holds.

    Quotations are the same if the Jaccard index of their letters and digits is at least 0.5, one to one.
    """
    counts: Counter[str] = Counter()
    for gold, ours in pairs:
        counts["articles"] += 1
        counts.update(_count(gold, ours))
    return Score(counts)


def _count(gold: Summary, ours: Summary) -> Counter[str]:
    n: Counter[str] = Counter(reported=len(ours.quotations))
    text = gold.document.text or ""
    found = match(_letters(text, gold.quotations), _letters(text, ours.quotations))
    for number, wanted in enumerate(gold.quotations):
        place, share = found.get(number, (None, 0.0))
        got = None if place is None else ours.quotations[place]
        if wanted.negated:
            n["reported"] -= got is not None and got.negated
            n["denied_shown_as_said"] += got is not None and not got.negated
            continue
        n.update(("gold", wanted.kind))
        if got is None:
            continue
        verdict = _judge_speaker(wanted, got, ours.entities)
        n.update(("found", f"{wanted.kind}_found", verdict))
        n["kind"] += got.kind == wanted.kind
        n["exact"] += share >= EXACT
        n["speaker_right"] += verdict in ("right", "nobody")
    return n


def _letters(text: str, quotations: Sequence[Quotation]) -> list[set[int]]:
    return [letters(text, [(part.start, part.end) for part in one.content]) for one in quotations]


def _judge_speaker(wanted: Quotation, got: Quotation, entities: Sequence[Entity]) -> str:
    """Judge a name: right, wrong or silent; where nobody should be named, nobody or false_name."""
    name, kind = (wanted.speaker.name, wanted.speaker.kind) if wanted.speaker else (None, None)
    source = _mention(wanted)
    given = got.speaker.name if got.speaker else None
    if name and kind not in model.NAMELESS_KINDS:
        if given is None:
            return "right" if kind == "document" and same_name(name, _mention(got)) else "silent"
        in_source = kind == "document" and _within(given, source)
        return "right" if same_name(name, given) or in_source else "wrong"
    people = {entity.name for entity in entities if entity.label == "PERSON"}
    return "false_name" if given in people and not _within(given, f"{source} {name or ''}") else "nobody"


def _mention(quotation: Quotation) -> str:
    return quotation.speaker.mention.text if quotation.speaker and quotation.speaker.mention else ""


def _within(name: str | None, phrase: str) -> bool:
    words = set(name_words(name or ""))
    return bool(words) and words <= set(name_words(phrase))


def _f1(right: int, given: int, wanted: int) -> dict[str, Any]:
    return {
        "precision": _share(right, given),
        "recall": _share(right, wanted),
        "f1": _share(2 * right, given + wanted),
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
