"""Verifying: what holds gives no problem, what does not is named, and no JSON value breaks it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.summary.verifying import Problem, verify
from tests.summaries import ARTICLE, changed_values, empty_summary, rich_values


def test_whole_summary_holds() -> None:
    assert verify(rich_values(), ARTICLE) == []
    assert verify(empty_summary().to_dict(), "Hm.\n") == []


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("document.id", "sha256:0", "document.id"),
        ("document.char_count", 3, "document.char_count"),
        ("document.char_count", True, "document.char_count"),
        ("document.headline.start", 0, "document.headline"),
        ("key_sentences.0.text", "Something else.", "key_sentences[0]"),
        ("key_sentences.0.end", 10**9, "key_sentences[0]"),
        pytest.param("key_sentences.0.end", 10**4000, "key_sentences[0]", id="huge"),
        ("key_sentences.0.start", -1, "key_sentences[0]"),
        ("key_sentences.0.start", "1", "key_sentences[0].start"),
        ("key_sentences.0.start", 1.5, "key_sentences[0].start"),
        ("entities.1.mentions.0.end", None, "entities[1].mentions[0].end"),
        ("quotations.3.cue.text", "said", "quotations[3].cue"),
        ("quotations.0.text", "We came.", "quotations[0].text"),
        ("quotations.0.id", "q7", "quotations[0].id"),
        ("entities.2.id", "e4", "entities[2].id"),
        ("quotations.0.speaker.entity", "e99", "quotations[0].speaker.entity"),
        ("quotations.4.via.entity", [], "quotations[4].via.entity"),
        ("quotations.0.unattributed_reason", "no-cue", "quotations[0].speaker"),
        ("quotations.8.unattributed_reason", None, "quotations[8].speaker"),
        ("quotations.8.speaker.name", "she", "quotations[8].speaker"),
        ("quotations.8.speaker.mention", None, "quotations[8].speaker"),
        ("quotations.8.speaker.entity", "e3", "quotations[8].speaker"),
        ("quotations.8.speaker.resolved_by", "pronoun", "quotations[8].speaker"),
        ("counts.unattributed", 1, "counts.unattributed"),
        ("entities.0.mention_count", 17, "entities[0].mention_count"),
        ("counts.entities", 0, "counts.entities"),
        ("counts.direct", "4", "counts.direct"),
        ("counts.speakers", 1, "counts.speakers"),
        ("counts.quoted_words", 1, "counts.quoted_words"),
        ("counts.warnings", None, "counts.warnings"),
        ("counts.sentences", 0, "counts.sentences"),
        ("warnings.0.end", 10**9, "warnings[0]"),
        ("schema_version", "3.0", "schema_version"),
        ("schema_version", 1.0, "schema_version"),
        ("dates", {}, "dates"),
        ("counts", [], "counts"),
        ("quotations.0.content", [], "quotations[0].text"),
    ],
)
def test_what_does_not_hold_is_named(path: str, value: Any, expected: str) -> None:
    assert expected in [problem.path for problem in verify(changed_values(path, value), ARTICLE)]


def test_wrong_article_is_told() -> None:
    paths = [problem.path for problem in verify(rich_values(), ARTICLE.replace("Bracken", "Brackem"))]
    assert paths[0] == "document.id"
    assert "entities[0].mentions[0]" in paths


def test_message_shows_both_texts() -> None:
    problems = verify(changed_values("marked_phrases.1.text", "the Crow"), ARTICLE)
    assert problems == [Problem("marked_phrases[1]", "has the text 'the Crow', the article 'the Owl'")]


def test_order_is_checked() -> None:
    values = rich_values()
    values["dates"].reverse()
    assert "dates[1]" in [problem.path for problem in verify(values, ARTICLE)]


def test_later_minor_version_with_new_keys_holds() -> None:
    values = changed_values("schema_version", "2.12") | {"mood": {"value": "calm"}}
    assert verify(values, ARTICLE) == []


def test_text_of_version_1_is_the_content_joined_by_blanks() -> None:
    values = changed_values("schema_version", "1.3")
    assert "quotations[0].text" in [problem.path for problem in verify(values, ARTICLE)]
    for quotation in values["quotations"]:
        del quotation["sentence"]
        quotation["text"] = " ".join(part["text"] for part in quotation["content"])
    assert verify(values, ARTICLE) == []


def test_warning_without_offsets_holds() -> None:
    values = rich_values()
    values["warnings"].append({"code": "x", "message": "x", "start": None, "end": None})
    values["counts"]["warnings"] += 1
    assert verify(values, ARTICLE) == []


def test_error_record_is_no_summary() -> None:
    record = {"schema_version": "1.0", "document": {"origin": "x"}, "error": {"code": "a", "message": "b"}}
    assert [problem.path for problem in verify(record, ARTICLE)] == ["error"]


def test_lone_surrogate_in_article_is_told() -> None:
    assert "document.id" in [problem.path for problem in verify(rich_values(), "\ud800")]


@pytest.mark.parametrize("value", [None, [], "x", 1, {}])
def test_what_is_no_summary_is_told(value: Any) -> None:
    assert verify(value, ARTICLE)


def test_deep_nesting_raises_nothing() -> None:
    deep: Any = []
    for _ in range(1_000):
        deep = [deep]
    assert verify(rich_values() | {"deep": deep}, ARTICLE) == []


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["start", "end", "text", "id", "content"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def paths_in(value: Any, path: str = "") -> Iterator[str]:
    """The path of every value of an object, and of the first item of every list."""
    items: list[tuple[str, Any]] = list(value.items()) if isinstance(value, dict) else []
    if isinstance(value, list):
        items = [(str(number), item) for number, item in enumerate(value[:1])]
    for name, item in items:
        yield f"{path}{name}"
        yield from paths_in(item, f"{path}{name}.")


@given(st.sampled_from(list(paths_in(rich_values()))), JSON_VALUES)
def test_hostile_values_give_problems_not_errors(path: str, value: Any) -> None:
    problems = verify(changed_values(path, value), ARTICLE)
    assert all(isinstance(problem.path, str) and problem.message for problem in problems)
