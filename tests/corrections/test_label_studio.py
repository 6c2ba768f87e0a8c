import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from seeds_analysis.corrections.label_studio import CHOICES, LABEL, NAME, label_studio_pieces, read_task
from seeds_analysis.corrections.making import ROLES, Marked
from seeds_analysis.summary import Summary
from tests.corrections.invented import SAFE, TEXT, at, marked_texts, summary_of
from tests.corrections.test_brat import PIER


def submitted(summary: Summary) -> dict[str, Any]:
    """The task of a summary, its predictions submitted as they are."""
    (task,) = json.loads("".join(label_studio_pieces([summary])))
    return {"data": task["data"], "annotations": task["predictions"]}


def read(task: Any) -> Summary:
    text, _, marked = read_task(task)
    return summary_of(text, *marked)


@given(marked_texts())
@settings(max_examples=60, deadline=None)
def test_quotations_survive_label_studio(case: tuple[str, list[Marked]]) -> None:
    text, marked = case
    summary = summary_of(text, *marked)
    assert read(submitted(summary)) == summary


def test_interface_in_the_documentation_has_our_controls() -> None:
    page = Path(__file__).parents[2].joinpath("docs/corrections.md").read_text(encoding="utf-8")
    root = ElementTree.fromstring(page.partition("```xml\n")[2].partition("```")[0])
    offered = {one.get("name"): tuple(inner.get("value") for inner in one) for one in root}
    assert offered == CHOICES | {LABEL: ROLES, NAME: (), "text": ()}


def test_no_article_gives_an_empty_array() -> None:
    assert json.loads("".join(label_studio_pieces([]))) == []


def test_the_latest_annotation_that_was_not_cancelled_counts() -> None:
    task = submitted(summary_of(TEXT, PIER))
    empty: dict[str, Any] = {"result": [], "updated_at": "2025-01-02"}
    task["annotations"] = [empty, task["annotations"][0] | {"updated_at": "2025-01-03"}]
    task["annotations"] += [empty | {"updated_at": "2025-01-04", "was_cancelled": True}]
    assert [one.content[0].text for one in read(task).quotations] == [SAFE[0]]


def test_line_breaks_in_regions_are_as_label_studio_writes_them() -> None:
    text = "He said\r\nno\U0001f600 and\nyes."
    task = submitted(summary_of(text, Marked({"Content": [at("no\U0001f600 and\nyes", text)]})))
    row = task["annotations"][0]["result"][0]["value"]
    row["text"] = row["text"].replace("\n", "\\n")
    assert (row["start"], row["end"]) == (9, 20)
    assert read(task).quotations[0].content[0].text == "no\U0001f600 and\nyes"


def test_a_relation_may_point_either_way() -> None:
    task = submitted(summary_of(TEXT, PIER))
    for row in task["annotations"][0]["result"]:
        if row["type"] == "relation":
            row["from_id"], row["to_id"] = row["to_id"], row["from_id"]
    assert read(task) == summary_of(TEXT, PIER)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("labels", 0), "Speaker", "unknown label 'Speaker'"),
        (("start",), 2, "Content at 2 does not fit the text"),
        (("end",), 9_000, "Content at 1 does not fit the text"),
    ],
)
def test_region_that_does_not_fit_is_named(path: tuple[Any, ...], value: Any, fault: str) -> None:
    task = submitted(summary_of(TEXT, Marked({"Content": [at(SAFE[0])]})))
    inner = task["annotations"][0]["result"][0]["value"]
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(ValueError, match=fault):
        read(task)


def test_task_without_an_annotation_is_not_taken_for_corrected() -> None:
    (task,) = json.loads("".join(label_studio_pieces([summary_of(TEXT, PIER)])))
    with pytest.raises(ValueError, match="has no annotation"):
        read(task)
