"""The quoted pieces and content spans of a run as cases, with what the error browser groups by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.judging import Content, judge_contents, judge_pieces
from evaluation.phenomena import phenomena_of
from evaluation.predictions import predictions
from evaluation.quotations import Gold
from evaluation.running import Run
from evaluation.shared import quotation_scorer

Span = tuple[int, int]

PIECE = "piece"
NO_QUOTATION = "no quotation"
FAULTS = ("missed", "spurious", "bounds", "speaker")


@dataclass(frozen=True, slots=True)
class Case:
    """A quoted piece (`kind` "piece") or content ("direct", "mixed", "indirect") in gold or in ours.

    `fault` is None if all is right, and "bounds" if content of both overlaps by less than Jaccard 0.5 and
    neither has a partner. `gold` are attributions, `quotation` is the number of the tool's quotation.
    """

    run: Run
    kind: str
    span: Span
    fault: str | None
    gold: tuple[Any, ...]
    quotation: int | None
    phenomena: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The rule that decided on the source; "none" if no rule did, "no quotation" without one."""
        return NO_QUOTATION if self.quotation is None else self.run.rules[self.quotation]

    @property
    def found(self) -> dict[str, Any] | None:
        """The tool's quotation, as in the summary."""
        return None if self.quotation is None else self.run.summary["quotations"][self.quotation]


def cases_of(runs: Sequence[Run], gold: Gold) -> Iterator[Case]:
    """Judge all runs over annotated texts; in each run, pieces come before contents."""
    scorer = quotation_scorer()
    for run in runs:
        if run.stem not in gold:
            continue
        _, attributions, discarded = gold[run.stem]
        quotes = predictions(run.summary)
        for piece in judge_pieces(scorer, run.text, attributions, discarded, quotes):
            named = phenomena_of(run, piece.span, piece.gold, piece.quotation)
            yield Case(run, PIECE, piece.span, piece.fault, piece.gold, piece.quotation, named)
        for content in joined(judge_contents(scorer, run.text, attributions, discarded, quotes), quotes):
            answers = () if content.gold is None else (content.gold,)
            spans = _spans(content, quotes)
            span = (spans[0][0], spans[-1][1])
            named = phenomena_of(run, span, answers, content.quotation)
            yield Case(run, content.kind.lower(), span, content.fault, answers, content.quotation, named)


@dataclass(frozen=True, slots=True)
class Joined:
    """Content of gold, of the tool, or of both, with its fault; see Case."""

    kind: str
    gold: Any | None
    quotation: int | None
    fault: str | None


def joined(contents: Sequence[Content], quotes: Sequence[dict[str, Any]]) -> Iterator[Joined]:
    """Join each gold content without a partner to the first free content of the tool that it overlaps."""
    ours = [content for content in contents if content.gold is None]
    used: set[int | None] = set()
    for content in contents:
        if content.gold is None:
            continue
        if content.quotation is not None:
            fault = None if content.right else "speaker"
            yield Joined(content.kind, content.gold, content.quotation, fault)
            continue
        near = next(
            (
                other.quotation
                for other in ours
                if other.quotation not in used and _overlap(_spans(other, quotes), content.gold.content)
            ),
            None,
        )
        used.add(near)
        yield Joined(content.kind, content.gold, near, "missed" if near is None else "bounds")
    for content in ours:
        if content.quotation not in used:
            yield Joined(content.kind, None, content.quotation, "spurious")


def _spans(content: Content | Joined, quotes: Sequence[dict[str, Any]]) -> Sequence[Sequence[int]]:
    """Return the spans of gold if there is gold, else those of the tool."""
    if content.gold is not None:
        spans: Sequence[Sequence[int]] = content.gold.content
        return spans
    ours: Sequence[Sequence[int]] = quotes[content.quotation or 0]["content"]
    return ours


def _overlap(ones: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> bool:
    return any(start < last and first < end for start, end in ones for first, last in others)
