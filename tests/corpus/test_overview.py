"""The overview: counts that add up, ranks that do not depend on the order, and bounded memory."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.corpus.report import overview
from seeds_analysis.corpus.report.overview import NameTotal, Reason, SpeakerTotal, WarningTotal, of_rows
from tests.overviews import ok_row, town_rows


def test_overview_counts_records_by_what_became_of_them() -> None:
    found = of_rows(town_rows())
    assert (found.records, found.ok, found.skipped, found.failed) == (9, 5, 3, 1)
    assert found.reasons == (
        Reason("skipped", "not-html", 2),
        Reason("failed", "truncated", 1),
        Reason("skipped", "empty", 1),
    )


def test_overview_sums_over_articles() -> None:
    found = of_rows(town_rows())
    assert (found.words, found.quotations, found.quoted_words, found.unattributed) == (5000, 9, 383, 2)
    assert found.unattributed_share == 0.2222


def test_overview_ranks_speakers_by_articles_then_words() -> None:
    assert of_rows(town_rows()).speakers == (
        SpeakerTotal("Ilse Brandt", "PERSON", 2, 4, 53),
        SpeakerTotal("a harbour official", None, 1, 2, 330),
        SpeakerTotal("Upper Sele Council for Harbours, Piers and Lights", "ORG", 1, 1, 0),
    )


def test_overview_keeps_names_with_two_labels_apart() -> None:
    assert of_rows(town_rows()).entities[:2] == (
        NameTotal("Sele", "GPE", 3, 9),
        NameTotal("Ilse Brandt", "PERSON", 2, 5),
    )
    assert NameTotal("Sele", "PERSON", 1, 1) in of_rows(town_rows()).entities


def _dated(number: int, name: str, published: str) -> dict[str, Any]:
    return {**ok_row(number, speakers=((name, "PERSON", 1, 5),)), "published": published}


def test_overview_joins_names_of_one_person_on_request() -> None:
    rows = [_dated(1, "Ilse Brandt", "2024-05-01"), _dated(2, "Brandt", "2025-01-01")]
    rows += [_dated(3, "Ilse M. Brandt", "2024-06-01"), _dated(4, "Ilse Brandt", "2024-06-01")]
    assert of_rows(rows).speakers == (SpeakerTotal("Ilse Brandt", "PERSON", 4, 4, 20),)
    assert [one.articles for one in of_rows(rows, join=False).speakers] == [2, 1, 1]


def test_overview_takes_a_surname_for_nobody_if_two_are_named_with_it() -> None:
    rows = [_dated(1, "Ilse Brandt", "2024-05-01"), _dated(2, "Brandt", "2025-01-01")]
    rows.append(ok_row(3, entities=(("Otto Brandt", "PERSON", 1),)) | {"published": "2025-02-01"})
    assert [one.name for one in of_rows(rows).speakers] == ["Brandt", "Ilse Brandt"]


def test_overview_counts_an_article_once_where_two_people_have_one_name() -> None:
    row = ok_row(1, speakers=(("Lee", "PERSON", 1, 5), ("Lee", "PERSON", 2, 0)))
    assert of_rows([row]).speakers == (SpeakerTotal("Lee", "PERSON", 1, 3, 5),)


def test_overview_counts_warnings_by_code() -> None:
    assert of_rows(town_rows()).warnings == (
        WarningTotal("unclosed-mark", 2, 4),
        WarningTotal("mismatched-marks", 1, 1),
    )


@pytest.mark.parametrize("top", [0, 1, 50])
def test_overview_lists_no_more_than_asked(top: int) -> None:
    found = of_rows(town_rows(), top=top)
    assert (len(found.speakers), len(found.entities)) == (min(top, 3), min(top, 4))


def test_overview_of_nothing_is_empty() -> None:
    found = of_rows([])
    assert (found.records, found.unattributed_share, found.speakers) == (0, None, ())


@given(st.randoms(use_true_random=False))
def test_overview_does_not_depend_on_the_order(shuffler: random.Random) -> None:
    rows = town_rows()
    shuffler.shuffle(rows)
    assert of_rows(rows) == of_rows(town_rows())


def _many(number: int) -> list[dict[str, Any]]:
    """The mayor in every third article among names that come once."""
    names = (("Ilse Brandt", "GPE", 1) if n % 3 == 0 else (f"Name {n}", "GPE", 1) for n in range(number))
    return [ok_row(n, entities=(name,)) for n, name in enumerate(names)]


def test_overview_forgets_the_rarest_names_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "MOST_NAMES", 20)
    found = of_rows(_many(300), top=1000)
    assert len(found.entities) <= 20
    assert found.entities_short_by > 0
    assert found.entities[0].name == "Ilse Brandt"
    assert found.entities[0].articles <= 100 <= found.entities[0].articles + found.entities_short_by


def test_overview_of_few_names_is_exact() -> None:
    found = of_rows(_many(300))
    assert (found.entities[0].articles, found.entities_short_by) == (100, 0)
