"""Filters leave a whole summary, with fewer quotations."""

import pytest

from seeds_analysis.cli.summarize import choose_quotations
from seeds_analysis.cli.summarize_options import SummarizeOptions
from seeds_analysis.pipeline import Failure
from seeds_analysis.summary import Summary, verify
from tests.summaries import ARTICLE, changed_values, rich_summary


def starts(wanted: SummarizeOptions) -> list[str]:
    """How the quotations begin that a filter keeps."""
    summary = choose_quotations(rich_summary(), wanted)
    assert isinstance(summary, Summary)
    return [" ".join(quotation.content[0].text.split()[:2]) for quotation in summary.quotations]


@pytest.mark.parametrize("name", ["Maren Oduya", "oduya", "ODUYA", "Máren"])
def test_filter_finds_a_speaker_by_any_name(name: str) -> None:
    assert starts(SummarizeOptions(speaker=name)) == ["We did", "the crossing"]


def test_filter_finds_a_speaker_by_an_alias() -> None:
    assert starts(SummarizeOptions(speaker="nta")) == ["a costly", "repairs could"]


def test_filter_takes_no_part_of_a_word_for_a_name() -> None:
    assert starts(SummarizeOptions(speaker="Odu")) == []


def test_filter_keeps_the_kinds_that_are_named() -> None:
    summary = choose_quotations(rich_summary(), SummarizeOptions(kind="mixed,indirect"))
    assert isinstance(summary, Summary)
    assert {quotation.kind for quotation in summary.quotations} == {"mixed", "indirect"}


def test_filter_keeps_what_is_as_sure_as_asked_or_surer() -> None:
    least = sorted(quotation.confidence for quotation in rich_summary().quotations)[3]
    assert len(starts(SummarizeOptions(min_confidence=least))) == 7


def test_filter_leaves_out_what_was_not_said() -> None:
    summary = Summary.from_dict(changed_values("quotations.1.negated", True))
    kept = choose_quotations(summary, SummarizeOptions(no_negated=True))
    assert isinstance(kept, Summary)
    assert len(kept.quotations) == len(summary.quotations) - 1


def test_filtered_summary_is_numbered_and_counted_anew_and_verifies() -> None:
    summary = choose_quotations(rich_summary(), SummarizeOptions(kind="mixed"))
    assert isinstance(summary, Summary)
    assert [quotation.id for quotation in summary.quotations] == ["q1", "q2"]
    assert (summary.counts.quotations, summary.counts.direct) == (2, 0)
    assert verify(summary.to_dict(), ARTICLE) == []


def test_filter_lets_failures_through() -> None:
    failure = Failure("a.txt", "empty", "is empty", "a.txt")
    assert choose_quotations(failure, SummarizeOptions(no_negated=True)) is failure
