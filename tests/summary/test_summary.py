"""The summary as data: through JSON and back it stays equal."""

import json
import types
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.summary.model import (
    ContentSpan,
    Counts,
    Cue,
    DateMention,
    Document,
    Entity,
    Generator,
    MarkedPhrase,
    Quotation,
    Speaker,
    Summary,
    Via,
)
from seeds_analysis.text.article import Notice, TextSpan
from tests.summaries import rich_summary

PARTS = (
    TextSpan, Notice, Generator, Document, Counts, Entity, ContentSpan, Cue, Speaker, Via, Quotation,
    MarkedPhrase, DateMention, Summary,
)  # fmt: skip


def made(kind: Any) -> st.SearchStrategy[Any]:
    """Whatever the types of the fields allow, numbers finite."""
    if kind in PARTS:
        fields = typing.get_type_hints(kind)
        return st.builds(kind, **{name: made(field) for name, field in fields.items()})
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return st.one_of([made(part) for part in typing.get_args(kind)])
    if typing.get_origin(kind) is tuple:
        return st.lists(made(typing.get_args(kind)[0]), max_size=2).map(tuple)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(max_size=8),
        bool: st.booleans(),
        int: st.integers(0, 10**9),
        float: st.floats(0, 1),
        type(None): st.none(),
        dict[str, int]: st.dictionaries(st.text(max_size=8), st.integers(1, 99), max_size=2),
        dict[str, str]: st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=2),
    }
    return simple[kind]


@given(made(Summary))
def test_summary_goes_through_json_and_returns_equal(summary: Summary) -> None:
    assert Summary.from_dict(json.loads(json.dumps(summary.to_dict()))) == summary


def test_to_dict_holds_plain_values_only() -> None:
    waiting: list[Any] = [rich_summary().to_dict()]
    while waiting:
        value = waiting.pop()
        assert type(value) in (dict, list, str, bool, int, float, type(None))
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def test_unknown_keys_are_left_out() -> None:
    values = rich_summary().to_dict()
    values["mood"] = "calm"
    values["document"]["mood"] = "calm"
    values["quotations"][0]["speaker"]["mood"] = "calm"
    assert Summary.from_dict(values) == rich_summary()


@pytest.mark.parametrize("name", ["dates", "counts", "schema_version"])
def test_missing_key_is_told(name: str) -> None:
    values = rich_summary().to_dict()
    del values[name]
    with pytest.raises(ValueError, match=name):
        Summary.from_dict(values)


def test_summary_of_version_1_0_is_read() -> None:
    values = rich_summary().to_dict() | {"schema_version": "1.0"}
    for name in ("title", "url", "authors", "text"):
        del values["document"][name]
    document = Summary.from_dict(values).document
    assert (document.title, document.url, document.authors, document.text) == (None, None, (), None)


def test_quotation_of_version_1_1_is_read_as_not_negated() -> None:
    values = rich_summary().to_dict() | {"schema_version": "1.1"}
    for quotation in values["quotations"]:
        del quotation["negated"]
    assert not any(quotation.negated for quotation in Summary.from_dict(values).quotations)
