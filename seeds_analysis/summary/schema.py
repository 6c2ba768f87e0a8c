"""The JSON Schema of summaries and error records, derived from the model."""

import json
from typing import Any

import msgspec

from seeds_analysis.summary.model import ErrorRecord, Summary

_DESCRIPTION = (
    "One JSON document, or one line of a JSON Lines stream: the summary of one article, or the error record "
    "of an input that gave none. Offsets are half-open and count code points of the decoded article; every "
    "`text` next to offsets is the slice they give. All keys are always present, unknown values are null. "
    "Versions 2.x may add keys, so a reader should ignore keys that it does not know."
)

_NULL, _TEXT = {"type": "null"}, {"type": "string"}


def _closed(kind: str, *closed: dict[str, str]) -> dict[str, Any]:
    """Say how the content of one kind of quotation is closed: all of its spans in one of these ways."""
    ways = [{"properties": {"content": {"items": {"properties": {"closed": way}}}}} for way in closed]
    return {"if": {"properties": {"kind": {"const": kind}}}, "then": {"anyOf": ways}}


# What no single field can promise.
_PROMISES: dict[str, dict[str, Any]] = {
    "Quotation": {
        "oneOf": [
            {
                "properties": {
                    "speaker": {"not": _NULL, "properties": {"name": _TEXT}},
                    "unattributed_reason": _NULL,
                }
            },
            {"properties": {"speaker": {"properties": {"name": _NULL}}, "unattributed_reason": _TEXT}},
        ],
        "allOf": [_closed("indirect", _NULL), _closed("direct", _TEXT, _NULL)],
    },
    "Speaker": {
        "if": {"properties": {"name": _NULL}},
        "then": {
            "properties": {"entity": _NULL, "mention": {"not": _NULL}, "role": _NULL, "resolved_by": _NULL}
        },
        "else": {"properties": {"resolved_by": _TEXT}},
    },
    "DateMention": {"anyOf": [{"properties": {"value": _TEXT}}, {"properties": {"reason": _TEXT}}]},
}


def read_schema() -> str:
    """Give the schema (JSON Schema 2020-12) as text; it describes schema version 2.x."""
    references, definitions = msgspec.json.schema_components(
        [Summary, ErrorRecord], ref_template="#/$defs/{name}"
    )
    for name, definition in definitions.items():
        # Also what has a default: all keys are written.
        definition["required"] = list(definition["properties"])
        definition.update(_PROMISES.get(name, {}))
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:seeds-analysis:schema:summary:2",
        "title": "Summary of a news article, version 2",
        "description": _DESCRIPTION,
        "oneOf": list(references),
        "$defs": definitions,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
