"""Questions to an archive: which quotations are found, in which order, and that no query is an error."""

import contextlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.corpus.database import BEGIN, END, Query, export_database, search
from seeds_analysis.errors import RunError, UsageError
from seeds_analysis.summary import Summary
from tests.runs import SHARDS, write_run, write_shard
from tests.summaries import changed_values

OF_ODUYA = ["q1", "q2"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("archive")
    export_database(write_run(folder / "results"), str(folder / "archive.db"))
    return str(folder / "archive.db")


def found(path: str, words: str = "", **conditions: Any) -> list[str]:
    """The quotations that are found in a.txt."""
    hits = search(path, Query(words, **conditions))
    return sorted(hit["quotation"] for hit in hits if hit["origin"] == "a.txt")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("count lamps", id="words"),
        pytest.param("LAMP counted", id="other-forms"),
        pytest.param('"count lamps" promise', id="phrase"),
        pytest.param("“count lamps”", id="typographic-marks"),
        pytest.param('"count lamps', id="unclosed-phrase"),
        pytest.param("oduya lamps", id="speaker-and-word"),
        pytest.param("lamps coastwire", id="word-and-title"),
    ],
)
def test_search_finds_words_in_any_form_and_phrases(archive: str, words: str) -> None:
    assert found(archive, words) == ["q1"]


@pytest.mark.parametrize("words", ['"lamps count"', "lamps giraffe"])
def test_search_finds_nothing_without_all_words_in_their_order(archive: str, words: str) -> None:
    assert found(archive, words) == []


def test_search_marks_the_words(archive: str) -> None:
    hit = search(archive, Query('crossing "night workers"'))[0]
    begin = f"the {BEGIN}crossing{END} carries about 400 {BEGIN}night workers{END} each week"
    assert hit["marked"].startswith(begin)
    assert hit["text"] == hit["marked"].replace(BEGIN, "").replace(END, "")


def test_search_gives_the_best_first(archive: str) -> None:
    scores = [hit["score"] for hit in search(archive, Query("night"))]
    assert len(scores) > 2
    assert scores == sorted(scores, reverse=True)


def test_search_ranks_only_the_last_of_very_many(archive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(search.__globals__, "MOST_RANKED", 5)
    notes: list[str] = []
    (hit,) = search(archive, Query("night", limit=1), notes.append)
    assert hit["origin"] == "b.txt"
    assert notes == ["more than 5 quotations have these words: only the last ones are ranked."]


def test_search_ranks_all_if_the_last_are_not_enough(archive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = search(archive, Query("night"))
    monkeypatch.setitem(search.__globals__, "MOST_RANKED", 2)
    notes: list[str] = []
    assert search(archive, Query("night", until="2024"), notes.append) == [
        hit for hit in whole if hit["origin"] == "a.txt"
    ]
    assert notes == []


@pytest.mark.parametrize("name", ["Maren Oduya", "oduya", "ODUYA", "Maren", "Óduya"])
def test_search_finds_a_speaker_by_any_part_of_the_name(archive: str, name: str) -> None:
    assert found(archive, speaker=name) == OF_ODUYA


def test_search_finds_a_speaker_by_an_alias(archive: str) -> None:
    hits = search(archive, Query(speaker="nta"))
    assert {hit["speaker"] for hit in hits} == {"Northern Transport Agency"}


@pytest.mark.parametrize("name", ["Odu", "Maren Agency", "Oduyas", "Brandt Oduya"])
def test_search_takes_no_part_of_a_word_and_no_two_people_for_a_name(archive: str, name: str) -> None:
    assert found(archive, speaker=name) == []


def test_search_without_words_gives_the_newest_first(archive: str) -> None:
    days = [hit["published"] for hit in search(archive, Query(speaker="oduya"))]
    assert days == ["2025-03-11", "2025-03-11", "2024-12-31", "2024-12-31"]


@pytest.mark.parametrize(
    ("since", "until", "origins"),
    [
        ("2025", None, {"b.txt"}),
        ("2024-12-31", None, {"a.txt", "b.txt"}),
        (None, "2024-12", {"a.txt"}),
        (None, "2025", {"a.txt", "b.txt"}),
        ("2025-03-12", None, set()),
        (None, "2024-12-30", set()),
    ],
)
def test_search_takes_whole_months_and_years(
    archive: str, since: str | None, until: str | None, origins: set[str]
) -> None:
    hits = search(archive, Query(speaker="oduya", since=since, until=until))
    assert {hit["origin"] for hit in hits} == origins


def test_search_finds_the_kinds_that_are_named(archive: str) -> None:
    hits = search(archive, Query("boat", kinds="mixed,indirect"))
    assert {hit["kind"] for hit in hits} == {"mixed", "indirect"}


def test_search_leaves_out_what_is_less_sure(archive: str) -> None:
    assert found(archive, "repairs") == ["q4"]
    assert found(archive, "repairs", min_confidence=0.9) == []


def test_search_gives_as_many_as_asked(archive: str) -> None:
    assert len(search(archive, Query("the", limit=3))) == 3


def test_search_leaves_out_what_was_not_said(tmp_path: Path) -> None:
    results = write_run(tmp_path / "results")
    write_shard(tmp_path / "results", SHARDS[0], [])
    write_shard(
        tmp_path / "results", SHARDS[1], [Summary.from_dict(changed_values("quotations.0.negated", True))]
    )
    export_database(results, str(tmp_path / "archive.db"))
    (hit,) = search(str(tmp_path / "archive.db"), Query("lamps"))
    assert hit["negated"] is True
    assert search(str(tmp_path / "archive.db"), Query("lamps", no_negated=True)) == []


@pytest.mark.parametrize("words", ["", " ", "()", "***", '""', "\0"])
def test_search_for_nothing_is_wrong_usage(archive: str, words: str) -> None:
    with pytest.raises(UsageError, match="name a word"):
        search(archive, Query(words))


def test_search_for_a_speaker_without_a_word_is_wrong_usage(archive: str) -> None:
    with pytest.raises(UsageError, match="name a word"):
        search(archive, Query("costs", speaker="***"))


def test_search_for_too_many_words_is_wrong_usage(archive: str) -> None:
    with pytest.raises(UsageError, match="at most 100 words"):
        search(archive, Query("lamp " * 101))


@pytest.mark.parametrize(
    "words",
    [
        "lamps OR",
        "NOT lamps",
        "text:lamps",
        "^lamps",
        "lamps*",
        "NEAR(lamps)",
        "-lamps",
        "lamps' --",
        'la"mps',
        "{}:lamps",
    ],
)
def test_search_knows_no_operators(archive: str, words: str) -> None:
    search(archive, Query(words))
    search(archive, Query("lamps", speaker=words))


@given(
    words=st.text(st.characters() | st.sampled_from("\"'()*:^-+{}“\0\ud800 a"), max_size=60),
    name=st.none() | st.text(max_size=20),
)
def test_search_takes_any_text_for_data(archive: str, words: str, name: str | None) -> None:
    with contextlib.suppress(UsageError):  # it holds no word
        search(archive, Query(words, speaker=name, since=words, until=name, kinds=words))


def test_search_takes_half_a_character_for_data(archive: str) -> None:
    assert search(archive, Query("lamps", since="\ud800", kinds="0\ud800")) == []


def test_search_reads_only(archive: str) -> None:
    before = sorted(os.listdir(Path(archive).parent)), Path(archive).read_bytes()
    os.chmod(archive, 0o444)
    assert found(archive, "lamps") == ["q1"]
    assert (sorted(os.listdir(Path(archive).parent)), Path(archive).read_bytes()) == before


def test_search_refuses_what_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(UsageError, match="no such file"):
        search(str(path), Query("lamps"))
    path.write_text("words")
    with pytest.raises(UsageError, match="is not an archive"):
        search(str(path), Query("lamps"))


def test_search_names_a_damaged_archive(archive: str, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(Path(archive).read_bytes()[:8192])
    with pytest.raises(RunError, match="Export it again"):
        search(str(damaged), Query("lamps"))
