"""Turn summaries into what the quotation scorer reads, as they are or with relays as sources."""

from collections.abc import Sequence
from typing import Any

Span = tuple[int, int]


def predictions(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """Make one prediction per quotation, as ../shared/tools/summaries_to_predictions.py does."""
    return [_prediction(quotation) for quotation in summary["quotations"]]


def with_relays(
    scorer: Any, text: str, attributions: Sequence[Any], summary: dict[str, Any]
) -> tuple[list[dict[str, Any]], int]:
    """Replace the speaker by the relay where gold does so; return the predictions and the number replaced.

    PolNeAR never nests: in "..., X said, according to Y" its source is Y. A summary has X as the speaker and
    Y as the relay, which says more. The relay takes the speaker's place only if the gold source of these
    words overlaps the mention of the relay and neither overlaps nor names our speaker.
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
    """Return the source spans of the attribution that shares most letters with the content."""
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
