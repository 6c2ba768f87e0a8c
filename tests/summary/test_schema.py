"""The published schema: it takes what we write, word for word, and refuses what breaks its promises."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from seeds_analysis.summary.schema import read_schema
from seeds_analysis.views.data.json import render_failure, render_json
from tests.renewing import assert_as_read
from tests.summaries import changed_values, empty_summary, rich_summary, rich_values

SCHEMA: dict[str, Any] = json.loads(read_schema())


def objects_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of the schema that lists the keys of an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema
        schema = list(schema.values())
    for part in schema if isinstance(schema, list) else ():
        yield from objects_of(part)


def closed_schema() -> dict[str, Any]:
    """The schema with no room for further keys: what we write holds none."""
    closed = copy.deepcopy(SCHEMA)
    for part in objects_of(closed):
        part["additionalProperties"] = False
    return closed


OPEN = Draft202012Validator(SCHEMA)
CLOSED = Draft202012Validator(closed_schema())


def test_schema_is_as_read() -> None:
    assert_as_read(Path(__file__).parents[1] / "golden" / "schema.json", read_schema())


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_schema_requires_every_key_it_describes() -> None:
    for part in objects_of(SCHEMA):
        assert part["required"] == list(part["properties"])


def test_schema_describes_every_key() -> None:
    for part in objects_of(SCHEMA):
        assert part.get("description")
        for name, field in part["properties"].items():
            referred = SCHEMA["$defs"].get(field.get("$ref", "").removeprefix("#/$defs/"), {})
            assert field.get("description") or referred.get("description"), name


@pytest.mark.parametrize("summary", [rich_summary(), empty_summary()], ids=["rich", "empty"])
def test_summary_is_valid_without_further_keys(summary: Any) -> None:
    CLOSED.validate(json.loads(render_json(summary)))


def test_error_record_is_valid_without_further_keys() -> None:
    CLOSED.validate(json.loads(render_failure("a.txt", "binary", "a.txt: this is no text.")))


def test_keys_come_in_the_order_of_the_schema() -> None:
    summary = SCHEMA["$defs"]["Summary"]["properties"]
    values = rich_values()
    assert list(values) == list(summary)
    for name in ("generator", "document", "counts"):
        assert list(values[name]) == list(SCHEMA["$defs"][name.capitalize()]["properties"])
    for name, kind in (("entities", "Entity"), ("quotations", "Quotation"), ("dates", "DateMention")):
        assert list(values[name][0]) == list(SCHEMA["$defs"][kind]["properties"])


def test_further_keys_of_a_later_version_are_valid() -> None:
    OPEN.validate(rich_values() | {"schema_version": "2.3", "mood": "calm"})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema_version", "1.3"),
        ("schema_version", 1.0),
        ("document.id", "sha256:abc"),
        ("document.published", "March 11, 2025"),
        ("document.published", "2025-13-01"),
        ("document.char_count", -1),
        ("counts.direct", 1.5),
        ("entities.0.id", "e0"),
        ("entities.0.salience", 1.01),
        ("entities.0.mentions", []),
        ("entities.0.aliases", ["B", "B"]),
        ("quotations.0.id", "e1"),
        ("quotations.0.kind", "free"),
        ("quotations.0.content", []),
        ("quotations.0.content.0.closed", "yes"),
        ("quotations.0.content.0.closed", None),  # the other part has marks
        ("quotations.1.content.0.closed", "explicit"),
        ("quotations.0.confidence", -0.1),
        ("quotations.0.speaker", None),
        ("quotations.0.unattributed_reason", "no-cue"),
        ("quotations.0.speaker.entity", "q1"),
        ("quotations.0.speaker.name", ""),
        ("quotations.0.speaker.name", None),
        ("quotations.0.speaker.resolved_by", None),
        ("quotations.8.speaker.name", "she"),
        ("quotations.8.speaker.mention", None),
        ("quotations.8.speaker.entity", "e3"),
        ("quotations.8.speaker.resolved_by", "pronoun"),
        ("quotations.8.unattributed_reason", None),
        ("marked_phrases.0.kind", "irony"),
        ("dates.0.value", "yesterday"),
        ("dates.0.value", None),
        ("dates.0.anchor", "2025"),
        ("warnings.0.code", "Not A Code"),
        ("key_sentences.0.start", "0"),
    ],
)
def test_broken_promise_is_invalid(path: str, value: Any) -> None:
    assert not OPEN.is_valid(changed_values(path, value))


@pytest.mark.parametrize("value", ["2024-12-03/2024-12-04", "P1Y6M", "P2W", "PT90M", "2024-12-03T09:30"])
def test_iso_value_of_a_date_is_valid(value: str) -> None:
    OPEN.validate(changed_values("dates.0.value", value))
