"""Score summaries against our own invented items: `python -m evaluation.own_items`.

own/README.md explains the annotation and each figure.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.own_reading import Item, ItemQuotation, Span, read_items
from evaluation.same_names import same_speaker

MATCH = 0.5  # Jaccard of letters and digits, as in the evaluation on PolNeAR
CONTAINED = 0.8  # the share of a piece of a split quotation that must be in the annotated one

_COLUMNS = {
    "items": "items",
    "annotated": "quotations",
    "found": "found %",
    "precision": "precision %",
    "speakers of matched": "speaker %",
    "given": "given",
    "given right": "given right %",
    "via": "via %",
    "phrases": "phrases",
    "phrases found": "found %",
    "phrase kinds": "kind %",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong answer; `what` is missed, spurious, speaker, via, phrase-missed or phrase-kind."""

    item: str
    what: str
    text: str
    expected: str | None
    got: str | None


@dataclass(frozen=True, slots=True)
class OwnScore:
    """Counts by group ("all", "read", "held out", each phenomenon), and the wrong answers in order."""

    counts: dict[str, Counter[str]]
    wrong: tuple[Wrong, ...]

    def to_dict(self) -> dict[str, dict[str, float | int | None]]:
        """Return the figures of each group: counts, and shares in percent or None."""
        return {group: _figures(counts) for group, counts in self.counts.items()}


def score_items(items: Iterable[Item], summaries: Iterable[Mapping[str, Any]]) -> OwnScore:
    """Score `Summary.to_dict()` of each item, in the order of the items.

    Raises ValueError if the numbers of items and summaries differ.
    """
    counts: dict[str, Counter[str]] = {group: Counter() for group in ("all", "read", "held out")}
    wrong: list[Wrong] = []
    for item, summary in zip(items, summaries, strict=True):
        one: Counter[str] = Counter(items=1)
        wrong += _score_quotations(item, summary["quotations"], one)
        wrong += _score_phrases(item, summary["marked_phrases"], one)
        for group in ("all", "held out" if item.held_out else "read", item.phenomenon):
            counts.setdefault(group, Counter()).update(one)
    return OwnScore(counts, tuple(wrong))


def _score_quotations(
    item: Item, found: Sequence[Mapping[str, Any]], counts: Counter[str]
) -> Iterator[Wrong]:
    gold = [_letters(item.text, quotation.spans) for quotation in item.quotations]
    phrases = [_letters(item.text, [phrase.span]) for phrase in item.phrases]
    covered: list[set[int]] = [set() for _ in gold]
    for quotation in found:
        chars = _letters(item.text, [(part["start"], part["end"]) for part in quotation["content"]])
        name = quotation["speaker"] and quotation["speaker"]["name"]
        best = _best(gold, chars)
        partner = None if best is None else item.quotations[best]
        fits = best is not None and _jaccard(gold[best], chars) >= MATCH
        # The title of a book is nobody's words, even inside what somebody said.
        phrase = not fits and any(_jaccard(theirs, chars) >= MATCH for theirs in phrases)
        right = partner is not None and not phrase and _right(partner.speakers, name)
        if partner is not None and best is not None and not phrase:
            marked = "indirect" not in (partner.kind, quotation["kind"])
            fits = fits or (marked and len(gold[best] & chars) >= CONTAINED * len(chars))
        if partner is not None and best is not None and fits:
            covered[best] |= chars
            counts["matched"] += 1
            counts["speaker right"] += right
            yield from _score_via(item, partner, quotation, counts)
        if partner is None or not partner.optional:
            counts["predicted"] += 1
            if not fits:
                counts["spurious"] += 1
                yield Wrong(item.id, "spurious", quotation["text"], _named(partner), name)
        if name is not None:
            counts["given"] += 1
            counts["given right"] += right
        if not right and (name is not None or fits):
            yield Wrong(item.id, "speaker", quotation["text"], _named(partner), name)
    for annotated, chars, theirs in zip(item.quotations, gold, covered, strict=True):
        if annotated.optional:
            continue
        counts["annotated"] += 1
        if _jaccard(chars, theirs) >= MATCH:
            counts["found"] += 1
        else:
            yield Wrong(item.id, "missed", _words(item, annotated.spans), _named(annotated), None)


def _score_via(
    item: Item, partner: ItemQuotation, quotation: Mapping[str, Any], counts: Counter[str]
) -> Iterator[Wrong]:
    name = quotation["via"] and quotation["via"]["name"]
    # "In a statement" and "told reporters" are no relays, but not wrong either.
    if None in partner.relays and (name is None or name == name.lower()):
        return
    counts["via"] += 1
    if name is not None and any(right and same_speaker(right, name) for right in partner.relays):
        counts["via right"] += 1
    else:
        yield Wrong(item.id, "via", quotation["text"], partner.relays[0], name)


def _score_phrases(item: Item, found: Sequence[Mapping[str, Any]], counts: Counter[str]) -> Iterator[Wrong]:
    for phrase in item.phrases:
        chars = _letters(item.text, [phrase.span])
        kinds = [
            other["kind"]
            for other in found
            if _jaccard(chars, _letters(item.text, [(other["start"], other["end"])])) >= MATCH
        ]
        counts["phrases"] += 1
        counts["phrases found"] += bool(kinds)
        counts["phrase kind right"] += phrase.kind in kinds
        if phrase.kind not in kinds:
            what = "phrase-kind" if kinds else "phrase-missed"
            yield Wrong(item.id, what, _words(item, [phrase.span]), phrase.kind, next(iter(kinds), None))


def _best(gold: Sequence[set[int]], chars: set[int]) -> int | None:
    """Find the annotated quotation that shares the most letters; in a tie the better Jaccard decides."""
    sharing = [i for i, theirs in enumerate(gold) if theirs & chars]
    return max(sharing, key=lambda i: (len(gold[i] & chars), _jaccard(gold[i], chars)), default=None)


def _right(names: Sequence[str], given: str | None) -> bool:
    if given is None or not names:
        return given is None and not names
    return any(same_speaker(name, given) for name in names)


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _words(item: Item, spans: Iterable[Span]) -> str:
    return " ".join(item.text[start:end] for start, end in spans)


def _named(quotation: ItemQuotation | None) -> str | None:
    return next(iter(quotation.speakers), None) if quotation is not None else None


def _figures(counts: Counter[str]) -> dict[str, float | int | None]:
    def share(part: int, whole: int) -> float | None:
        return round(100 * part / whole, 1) if whole else None

    found = counts["predicted"] - counts["spurious"]
    return {
        "items": counts["items"],
        "annotated": counts["annotated"],
        "found": share(counts["found"], counts["annotated"]),
        "precision": share(found, counts["predicted"]),
        "speakers of matched": share(counts["speaker right"], counts["matched"]),
        "given": counts["given"],
        "given right": share(counts["given right"], counts["given"]),
        "via": share(counts["via right"], counts["via"]),
        "phrases": counts["phrases"],
        "phrases found": share(counts["phrases found"], counts["phrases"]),
        "phrase kinds": share(counts["phrase kind right"], counts["phrases"]),
    }


def render(score: OwnScore) -> str:
    """Return the figures as a table, one line per group."""
    rows = [["", *_COLUMNS.values()]]
    for group, figures in score.to_dict().items():
        cells = [figures[name] for name in _COLUMNS]
        rows.append([group, *("-" if cell is None else str(cell) for cell in cells)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for group, *numbers in rows:
        right = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
        lines.append("  ".join((group.ljust(widths[0]), *right)))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the default pipeline over the items; print the figures and, on request, the wrong answers."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.own_items", description=main.__doc__)
    parser.add_argument("--phenomenon", help="only items of this phenomenon")
    parser.add_argument("--wrong", action="store_true", help="list the wrong answers in read items")
    parser.add_argument("--held-out", action="store_true", help="with --wrong: in held-out items instead")
    parser.add_argument("--model", help="a spaCy pipeline instead of the default one")
    options = parser.parse_args(arguments)
    items = [item for item in read_items() if options.phenomenon in (None, item.phenomenon)]
    if not items:
        parser.error(f"no items of {options.phenomenon!r}")
    from evaluation.running import load_pipeline, run_texts  # loads spaCy

    nlp = load_pipeline(options.model)
    runs = run_texts(nlp, ((item.id, item.text) for item in items))
    score = score_items(items, [run.summary for run, _ in runs])
    print(render(score))
    shown = {item.id for item in items if item.held_out == options.held_out} if options.wrong else set()
    for wrong in score.wrong:
        if wrong.item in shown:
            print(f"{wrong.item}  {wrong.what}: {wrong.text!r}: {wrong.expected!r}, got {wrong.got!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
