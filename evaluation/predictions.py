"""Summaries to what the quotation scorer reads, plainly or with the relay as source where gold says so."""

from collections.abc import Sequence
from typing import Any

Span = tuple[int, int]


def predictions(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """One prediction per quotation, as ../shared/tools/summaries_to_predictions.py makes them."""
    return [_prediction(quotation) for quotation in summary["quotations"]]


def with_relays(
    scorer: Any, text: str, attributions: Sequence[Any], summary: dict[str, Any]
) -> tuple[list[dict[str, Any]], int]:
    """Predictions with `via` in the speaker's place where gold takes the outer source, and how many.

    PolNeAR never nests: in "..., X said, according to Y" its source is Y. Our summary has X as the speaker
    and Y as the relay, which says more. The relay is put in the speaker's place for this case alone: of the
    attribution that overlaps the quotation most, the source overlaps the mention of the relay and does not
    touch or name our speaker.
    """
    mapped, count = [], 0
    for quotation, plain in zip(summary["quotations"], predictions(summary), strict=True):
        via = quotation["via"]
        if via is not None and via["mention"] is not None:
            mention = (via["mention"]["start"], via["mention"]["end"])
            source = _source_of_nearest(scorer, text, attributions, plain["content"])
            if source and _is_relay(scorer, text, source, mention, plain):
                mapped.append(plain | {"speaker": list(mention), "speaker_text": via["name"]})
                count += 1
                continue
        mapped.append(plain)
    return mapped, count


def _prediction(quotation: dict[str, Any]) -> dict[str, Any]:
    speaker, cue = quotation["speaker"], quotation["cue"]
    mention = speaker["mention"] if speaker else None
    return {
        "content": [[part["start"], part["end"]] for part in quotation["content"]],
        "speaker": [mention["start"], mention["end"]] if mention else None,
        "speaker_text": speaker["name"] if speaker else None,
        "cue": [cue["start"], cue["end"]] if cue else None,
        "kind": quotation["kind"],
    }


def _source_of_nearest(
    scorer: Any, text: str, attributions: Sequence[Any], content: Sequence[Sequence[int]]
) -> list[Span]:
    """The source spans of the attribution that shares most letters with the content; none if none does."""
    ours = scorer.alnum_set(text, content)
    best, most = None, 0
    for attribution in attributions:
        shared = len(ours & scorer.alnum_set(text, attribution.content))
        if shared > most:
            best, most = attribution, shared
    return list(best.source) if best is not None else []


def _is_relay(
    scorer: Any, text: str, source: Sequence[Span], relay: Span, prediction: dict[str, Any]
) -> bool:
    return (
        prediction["speaker"] is not None
        and any(relay[0] < end and start < relay[1] for start, end in source)
        and not scorer.speaker_matches(text, prediction["speaker"], prediction["speaker_text"], source)
    )
