"""Measure quotations against PolNeAR: the official figures, those with relays mapped, and confidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.calibration import Judged, share_right
from evaluation.figures import Figure, f1_figure, share_figure
from evaluation.judging import judge_contents, judge_pieces
from evaluation.predictions import predictions, with_relays
from evaluation.running import Run
from evaluation.shared import quotation_scorer, shared_path

Gold = dict[str, tuple[str, list[Any], list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class QuotationResult:
    """Figures by name of measure, and confidence and outcome of every claimed piece and quotation.

    `relays` counts the quotations in which the relay took the speaker's place.
    """

    figures: dict[str, Figure]
    pieces: list[Judged]
    quotations: list[Judged]
    relays: int


def read_gold(part: str) -> Gold:
    """Read the annotations of a part of PolNeAR: {stem: (text, attributions, discarded spans)}."""
    gold: Gold = quotation_scorer().read_gold(str(shared_path("polnear", part)))
    return gold


def measure_quotations(runs: Sequence[Run], gold: Gold) -> QuotationResult:
    """Score the runs against gold, without the texts that are not annotated.

    Raises ValueError if the text of a run differs from that of the annotators.
    """
    scorer = quotation_scorer()
    gold = {run.stem: gold[run.stem] for run in runs if run.stem in gold}
    plain: dict[str, list[dict[str, Any]]] = {}
    mapped: dict[str, list[dict[str, Any]]] = {}
    pieces: list[Judged] = []
    quotations: list[Judged] = []
    bounds: list[Judged] = []
    relays = 0
    for run in runs:
        if run.stem not in gold:
            continue
        text, attributions, discarded = gold[run.stem]
        if text != run.text:
            raise ValueError(f"{run.stem}: the tool read another text than the annotators")
        quotes = plain[run.stem] = predictions(run.summary)
        mapped[run.stem], count = with_relays(scorer, text, attributions, run.summary)
        relays += count
        sure = [quotation["confidence"] for quotation in run.summary["quotations"]]
        pieces += [
            (sure[piece.quotation], piece.fault is None)
            for piece in judge_pieces(scorer, text, attributions, discarded, quotes)
            if piece.quotation is not None
        ]
        for content in judge_contents(scorer, text, attributions, discarded, quotes):
            if content.quotation is not None:
                quotations.append((sure[content.quotation], content.right))
                bounds.append((sure[content.quotation], content.gold is not None))
    figures = _figures(scorer.score(gold, plain), scorer.score(gold, mapped))
    figures["confidence.pieces"] = share_figure(*share_right(pieces))
    figures["confidence.quotations"] = share_figure(*share_right(quotations))
    figures["confidence.bounds"] = share_figure(*share_right(bounds))
    return QuotationResult(figures, pieces, quotations, relays)


def _figures(report: dict[str, Any], mapped: dict[str, Any]) -> dict[str, Figure]:
    pieces, long_pieces, content = report["QUOTED"], report["QUOTED4"], report["content"]
    figures = {
        "pieces.statement": _f1(pieces["statement"], pieces["gold"]),
        "pieces.speaker": share_figure(pieces["speaker_acc"]),
        "pieces.end_to_end": _f1(pieces["end_to_end"], pieces["gold"]),
        "pieces.long_end_to_end": _f1(long_pieces["end_to_end"], long_pieces["gold"]),
        "pieces.relay_end_to_end": _f1(mapped["QUOTED"]["end_to_end"], pieces["gold"]),
    }
    for kind in ("DIRECT", "MIXED", "INDIRECT", "ALL"):
        figures[f"content.{kind.lower()}"] = _f1(content[kind]["jaccard"], content[kind]["gold"])
    every = content["ALL"]
    figures["content.all_end_to_end"] = _f1(every["end_to_end"], every["gold"])
    figures["content.relay_all_end_to_end"] = _f1(mapped["content"]["ALL"]["end_to_end"], every["gold"])
    return figures


def _f1(values: dict[str, float], count: int) -> Figure:
    return f1_figure(values["p"], values["r"], count)
