"""How pages group and order."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.summary.model import DateMention
from seeds_analysis.views.page.grouping import by_label, by_speaker, timeline
from tests.summaries import rich_summary


def dates(*values: str | None) -> list[DateMention]:
    return [DateMention(n, n + 1, str(value), value, None, None) for n, value in enumerate(values)]


def test_speakers_of_one_name_stay_apart_as_two_entities() -> None:
    summary = rich_summary()
    first, second = summary.quotations[0], summary.quotations[1]
    assert second.speaker is not None
    other = dataclasses.replace(second, speaker=dataclasses.replace(second.speaker, entity="e7"))
    groups, _ = by_speaker(dataclasses.replace(summary, quotations=(first, other)))
    assert [len(group.quotations) for group in groups] == [1, 1]


def test_unnamed_source_is_one_speaker_whatever_its_capitals() -> None:
    summary = rich_summary()
    official = summary.quotations[6]
    assert official.speaker is not None
    speaker = dataclasses.replace(official.speaker, name="a senior harbour\nofficial")
    again = dataclasses.replace(official, id="q8", speaker=speaker)
    groups, _ = by_speaker(dataclasses.replace(summary, quotations=(official, again)))
    assert len(groups) == 1


def test_speaker_has_the_role_of_the_entity_where_the_quotation_gives_none() -> None:
    summary = rich_summary()
    groups, _ = by_speaker(dataclasses.replace(summary, quotations=(summary.quotations[1],)))
    assert groups[0].role == "Council Chair"


def test_labels_stand_in_reading_order_and_unknown_ones_last() -> None:
    person = rich_summary().entities[2]
    entities = [dataclasses.replace(person, label=label) for label in ("ZEBRA", "GPE", "ALPHA", "PERSON")]
    assert list(by_label(entities)) == ["PERSON", "GPE", "ALPHA", "ZEBRA"]


def test_entities_stand_by_salience_and_ties_in_text_order() -> None:
    person = rich_summary().entities[2]
    entities = [
        dataclasses.replace(person, id=number, salience=salience)
        for number, salience in (("e1", 0.2), ("e2", 0.5), ("e3", 0.2))
    ]
    assert [entity.id for entity in by_label(entities)["PERSON"]] == ["e2", "e1", "e3"]


def test_timeline_follows_time() -> None:
    values = ["2025", "1987-05", "1987", "-0044", "2024-12-03/2024-12-04", "2024-12-03", "../1990"]
    assert [moment.value for moment in timeline(dates(*values)).moments] == [
        "-0044",
        "1987",
        "1987-05",
        "../1990",
        "2024-12-03",
        "2024-12-03/2024-12-04",
        "2025",
    ]


def test_timeline_merges_expressions_of_one_value() -> None:
    mentions = [
        DateMention(0, 1, text, "2025-03-11", None, None) for text in ("Tuesday", "March\n11", "Tuesday")
    ]
    assert timeline(mentions).moments[0].expressions == (("Tuesday", 2), ("March 11", 1))


def test_timeline_keeps_durations_and_unresolved_apart() -> None:
    times = timeline(dates("P18M", None, "2025"))
    assert [len(times.moments), len(times.durations), len(times.unresolved)] == [1, 1, 1]


@given(st.lists(st.text() | st.none()))
def test_timeline_takes_any_value(values: list[str | None]) -> None:
    times = timeline(dates(*values))
    found = {moment.value for moment in (*times.moments, *times.durations)}
    assert found == {value for value in values if value is not None}
