"""The tasks of Label Studio: a text with marked regions, and relations from the other parts to the content.

Every part of a content is a region; those of one quotation are related too. The first one carries what is
said of the quotation as a whole.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from seeds_analysis.corrections.making import ROLES, Marked, known, spans_by_role
from seeds_analysis.summary import Quotation, Summary, model
from seeds_analysis.text import Offsets, TextSpan

NEGATED = "negated"
# The controls of the labelling interface, by name.
CHOICES = {"kind": model.KINDS, "speaker_kind": model.SPEAKER_KINDS, "negated": (NEGATED,)}
LABEL, NAME = "label", "name"

_BLANK = re.compile(r"\s|\\n")  # a line break in the text of a region is a backslash and an n


def label_studio_pieces(summaries: Iterable[Summary]) -> Iterator[str]:
    """Write one JSON array: a task with predictions for each summary, which holds its text."""
    between = "["
    for summary in summaries:
        yield f"{between}\n{json.dumps(_task(summary))}"
        between = ","
    yield "]\n" if between == "," else "[]\n"


def _task(summary: Summary) -> dict[str, Any]:
    made = summary.generator
    result = [row for quotation in summary.quotations for row in _rows(quotation)]
    return {
        "data": {"text": summary.document.text, "origin": summary.document.origin},
        "predictions": [{"model_version": f"{made.name} {made.version}", "result": result}],
    }


def _rows(quotation: Quotation) -> Iterator[dict[str, Any]]:
    """Give the regions of a quotation, what is said of them, and their relations to the first."""
    speaker, via = quotation.speaker, quotation.via
    parts = [(role, span) for role, spans in spans_by_role(quotation).items() for span in spans]
    first = f"{quotation.id}-1"
    stated = {"kind": quotation.kind, "speaker_kind": speaker and speaker.kind}
    stated["negated"] = NEGATED if quotation.negated else None
    for number, (role, span) in enumerate(parts, start=1):
        region = f"{quotation.id}-{number}"
        yield _row(region, LABEL, "labels", span, labels=[role])
        if number == 1:
            for control, choice in stated.items():
                if choice:
                    yield _row(region, control, "choices", span, choices=[choice])
        else:
            yield {"type": "relation", "from_id": region, "to_id": first, "direction": "right"}
        name = speaker and speaker.name if number == 1 else via and via.name if role == "Relay" else None
        if name:
            yield _row(region, NAME, "textarea", span, text=[name])


def _row(region: str, control: str, kind: str, span: TextSpan, **value: Any) -> dict[str, Any]:
    place = {"start": span.start, "end": span.end, "text": span.text}
    return {"id": region, "from_name": control, "to_name": "text", "type": kind, "value": place | value}


@dataclass(slots=True)
class _Region:
    role: str = ""
    span: Offsets = (0, 0)
    name: str | None = None
    choices: dict[str, str] = field(default_factory=dict)


def read_task(task: Any) -> tuple[str, str | None, list[Marked]]:
    """Read text, origin and quotations of an exported task, as the latest annotation has them.

    Raises ValueError, or KeyError, TypeError and so on where the task does not have the form of Label Studio.
    """
    text, origin = task["data"]["text"], task["data"].get("origin")
    done = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
    if not done:
        raise ValueError("has no annotation. Submit it in Label Studio, then export again.")
    latest = max(done, key=lambda one: str(one.get("updated_at") or one.get("created_at") or ""))
    regions: dict[str, _Region] = {}
    relations: list[tuple[str, str]] = []
    for row in latest["result"]:
        if row["type"] == "relation":
            relations.append((row["from_id"], row["to_id"]))
        else:
            _read_row(text, row, regions.setdefault(row["id"], _Region()))
    return text, origin, list(_gather(regions, relations))


def _read_row(text: str, row: Mapping[str, Any], region: _Region) -> None:
    control, value = row["from_name"], row["value"]
    if row["type"] == "labels":
        region.role, region.span = known(value["labels"][0], ROLES, "label"), (value["start"], value["end"])
        start, end = region.span
        words = value.get("text", text[start:end])
        if not 0 <= start < end <= len(text) or _BLANK.sub("", words) != _BLANK.sub("", text[start:end]):
            raise ValueError(f"{region.role} at {start} does not fit the text. Was the text changed?")
    elif control in CHOICES:
        region.choices[control] = known(value["choices"][0], CHOICES[control], control)
    elif control == NAME:
        region.name = " ".join(" ".join(value["text"]).split()) or None


def _gather(regions: Mapping[str, _Region], relations: Sequence[tuple[str, str]]) -> Iterator[Marked]:
    """Join the contents that are related, and give each quotation what is related to its contents."""
    head = {number: number for number, region in regions.items() if region.role == "Content"}
    for one, other in relations:
        if one in head and other in head:
            head = {place: head[one] if top == head[other] else top for place, top in head.items()}
    parts = {top: [number for number in head if head[number] == top] for top in head.values()}
    for one, other in relations:
        for content, part in ((one, other), (other, one)):
            if content in head and part in regions and part not in head:
                parts[head[content]].append(part)
    for numbers in parts.values():
        members = [regions[number] for number in numbers]
        spans: dict[str, list[Offsets]] = {}
        choices: dict[str, str] = {}
        for region in members:
            spans.setdefault(region.role, []).append(region.span)
            choices |= region.choices
        named = {region.role == "Relay": region.name for region in members if region.name}
        yield Marked(
            spans=spans,
            name=named.get(False),
            relay_name=named.get(True),
            kind=choices.get("kind"),
            speaker_kind=choices.get("speaker_kind"),
            negated=choices.get("negated") == NEGATED,
        )
