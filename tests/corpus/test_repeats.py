"""The same quotation in other words of a newsroom: which are the same, and which groups they make."""

import csv
from pathlib import Path

import pytest

from seeds_analysis.corpus.repeats import grouping
from seeds_analysis.corpus.repeats.grouping import MOST_COMMON, group_repeats
from seeds_analysis.corpus.repeats.sameness import MOST_WORDS, are_same
from seeds_analysis.corpus.repeats.words import read_quotation

PAIRS = Path(__file__).parent / "same_quotations.tsv"
FULL = "We will repair the sea wall, as we promised the fishermen in May, before the first storms arrive."


def groups(*texts: str) -> set[frozenset[str]]:
    """The groups of some quotations, in whichever order they come."""
    numbered = dict(enumerate(texts))
    leads = dict(group_repeats(numbered.items(), numbered.__getitem__))
    return {
        frozenset(numbered[number] for number, lead in leads.items() if lead == group)
        for group in leads.values()
    }


def pairs_of(part: str) -> list[tuple[bool, str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["same"] == "yes", row["first"], row["second"]) for row in rows if row["part"] == part]


# The pairs were written first. The limits were chosen by two thirds of them, and nothing by the third.
@pytest.mark.parametrize("part", ["chosen by", "held out"])
def test_pairs_are_grouped_as_a_reader_would(part: str) -> None:
    pairs = pairs_of(part)
    texts = dict(enumerate(text for _, *pair in pairs for text in pair))
    leads = dict(group_repeats(texts.items(), texts.__getitem__))
    joined = [2 * n in leads and leads[2 * n] == leads.get(2 * n + 1) for n in range(len(pairs))]
    right = sum(found and same for found, (same, *_) in zip(joined, pairs, strict=True))
    assert right >= 0.98 * sum(joined)
    assert right >= 0.90 * sum(same for same, *_ in pairs)
    assert all(lead // 2 == number // 2 for number, lead in leads.items())  # and no pair with another


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t say we can't, we’ve tried.", "do not say we can not we have tried"),
        ("The Mayor’s harbour programme", "the mayor s harbor program"),
        ("five per cent of forty-one, or 5%", "5 percent of 41 or 5 percent"),
        ("three hundred of 5,000", "300 of 5000"),
        ("They was [sic] late [to the vote].", "they was late"),
        ("It began . . . and it ended [...] here", "it began … and it ended … here"),
        ("20. 5 more", "20 5 more"),
    ],
)
def test_words_are_written_alike(text: str, words: str) -> None:
    assert " ".join(read_quotation(text).words) == words


@pytest.mark.parametrize(
    "text",
    [
        "We will repair the sea wall … before the first storms arrive",
        "“We will repair the sea wall,” … “as we promised the fishermen in May”",
        "as we promised the fishermen in May, before the first storms arrive",
    ],
)
def test_cut_is_the_same(text: str) -> None:
    assert are_same(read_quotation(text), read_quotation(FULL))


@pytest.mark.parametrize(
    "text",
    [
        "We will not repair the sea wall before the first storms arrive",
        "We will repair the sea wall, as we promised the sailors in June, before the first storms arrive.",
        "We will repair the market hall before the first visitors arrive",
        "the sea wall",
        "",
    ],
)
def test_other_words_are_another_quotation(text: str) -> None:
    assert not are_same(read_quotation(text), read_quotation(FULL))


def test_part_of_a_clause_that_is_denied_is_another_quotation() -> None:
    denied = read_quotation(
        "He said no to the sale, but I cannot say that the driver was asleep at the last signal."
    )
    assert not are_same(read_quotation("the driver was asleep at the last signal"), denied)
    assert are_same(
        read_quotation("He said no to the sale but I cannot say that the driver was asleep"), denied
    )


def test_part_joins_the_longest_and_not_all_that_hold_it() -> None:
    part = "the river will take the old mill before Easter"
    one = f"My father told me that {part}, and my father was a miller."
    other = f"All the engineers wrote in March that {part} and the bridge after it, road and all."
    assert groups(part, one, other) == {frozenset((part, other))}


def test_groups_do_not_depend_on_the_order() -> None:
    texts = (FULL, "We will repair the sea wall before the first storms arrive", "Nobody came.", FULL.upper())
    assert groups(*texts) == groups(*reversed(texts)) == {frozenset((*texts[:2], texts[3]))}


def test_quotation_that_nobody_repeats_is_in_no_group() -> None:
    assert groups(FULL, "The bees came back in the second spring after the orchard was sold.") == set()


def test_text_without_words_is_in_no_group() -> None:
    assert groups("", "", "… … …", "\0\ud800", "[" * 100_000) == set()


def test_long_quotation_is_in_a_group_with_whole_copies_only() -> None:
    text = " ".join(f"harbour{number}" for number in range(MOST_WORDS + 1))
    assert groups(text, text.upper(), text.partition(" ")[2]) == {frozenset((text, text.upper()))}


@pytest.mark.parametrize(("name", "value"), [("PART", 7), ("BAND_BITS", 0), ("BAND_BITS", 6)])
def test_groups_do_not_depend_on_the_parts(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    texts = {number: text for number, (_, *pair) in enumerate(pairs_of("chosen by")) for text in pair}
    whole = list(group_repeats(texts.items(), texts.__getitem__))
    monkeypatch.setattr(grouping, name, value)
    assert list(group_repeats(texts.items(), texts.__getitem__)) == whole


def test_many_variants_of_one_quotation_are_one_group() -> None:
    words = [f"harbour{number}" for number in range(2 * MOST_COMMON)]
    variants = [" ".join(words[:number] + words[number + 1 :]) for number in range(1, len(words))]
    assert groups(" ".join(words), *variants) == {frozenset((" ".join(words), *variants))}
