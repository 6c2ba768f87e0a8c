"""Reports on an archive: what several articles print, and what one person is quoted with."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from seeds_analysis.corpus.database import export_database, render_repeats, render_speaker
from seeds_analysis.corpus.database.reports.differences import marked
from seeds_analysis.corpus.database.reports.repeats import find_repeats
from seeds_analysis.corpus.database.reports.speaker import find_speaker
from seeds_analysis.errors import RunError
from seeds_analysis.summary import Summary
from tests.renewing import assert_as_read
from tests.runs import SHARDS, summary_of, write_run, write_shard
from tests.summaries import summary_with
from tests.views.test_golden import GOLDEN, printed

WHOLE = "We did not come here to count lamps, as some say. We came here to keep a promise to the night shift."
PAGES: dict[str, Callable[[str], str]] = {
    "repeats-80.txt": lambda path: printed(render_repeats(path, "table", top=2), 80),
    "repeats.csv": lambda path: str(render_repeats(path, "csv", top=2)),
    "repeats.json": lambda path: str(render_repeats(path, "json", top=2)),
    "speaker-80.txt": lambda path: printed(render_speaker(path, "oduya", "table"), 80),
    "speaker.csv": lambda path: str(render_speaker(path, "oduya", "csv")),
    "speaker.json": lambda path: str(render_speaker(path, "oduya", "json")),
}


def printing(origin: str, published: str | None, text: str, speaker: str = "Maren Oduya") -> Summary:
    """The rich summary, with one quotation, of these words and this speaker."""
    summary = summary_of(origin, published=published)
    quoted = summary.quotations[0]
    assert quoted.speaker is not None
    quoted = replace(
        quoted,
        text=text,
        content=(replace(quoted.content[0], text=text),),
        speaker=replace(
            quoted.speaker, name=speaker, entity=None if speaker == "Tom Hale" else quoted.speaker.entity
        ),
    )
    return replace(summary, quotations=(quoted,))


def archive_of(folder: Path, summaries: Sequence[Summary]) -> str:
    results = write_run(folder / "results")
    write_shard(folder / "results", SHARDS[0], summaries)
    write_shard(folder / "results", SHARDS[1], [])
    export_database(results, str(folder / "archive.db"))
    return str(folder / "archive.db")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    printings = [
        printing("a.txt", "2025-03-12", WHOLE),
        printing("b.txt", "2025-03-11", WHOLE.upper()),
        printing(
            "c.txt", "2024-12-31", "We didn't come here to count lamps … We came here to keep a promise"
        ),
        printing("d.txt", None, "We came here to keep a solemn promise to the night shift", "Tom Hale"),
        printing("e.txt", "2025-03-12", "We came here to keep a promise to the night shift", "Oduya"),
        printing(
            "f.txt", "2025-04-01", "The crossing carries four hundred people to work every single week."
        ),
        printing(
            "g.txt", "2025-04-02", "Nobody else prints this short sentence about the ferry and its crew."
        ),
        printing("h.txt", "2025-04-03", "The crossing carries 400 people to work every single week"),
    ]
    return archive_of(tmp_path_factory.mktemp("archive"), printings)


@pytest.mark.parametrize("name", PAGES)
def test_golden_report_is_as_read(archive: str, name: str) -> None:
    assert_as_read(GOLDEN / f"archive-{name}", PAGES[name](archive))


def test_documentation_shows_the_page() -> None:
    page = (GOLDEN / "archive-repeats-80.txt").read_text(encoding="utf-8")
    documentation = (GOLDEN.parents[1] / "docs" / "archive.md").read_text(encoding="utf-8")
    assert f"```text\n{page.split(chr(10) * 2)[1]}\n```" in documentation


def test_what_most_articles_print_comes_first(archive: str) -> None:
    found = find_repeats(archive, top=10)
    assert [(repeat.text, repeat.articles) for repeat in found.repeats] == [
        (WHOLE, 5),
        ("The crossing carries four hundred people to work every single week.", 2),
    ]
    assert (found.groups, found.quotations) == (2, 7)


def test_repeat_has_its_first_and_last_printing_and_outlets(archive: str) -> None:
    (repeat,) = find_repeats(archive, top=1).repeats
    assert (repeat.first, repeat.last, repeat.outlets) == ("2024-12-31", "2025-03-12", 1)


def test_other_marks_and_spellings_are_no_other_variant(archive: str) -> None:
    whole, *others = find_repeats(archive, top=1).repeats[0].variants
    assert [printing.origin for printing in whole.printings] == ["b.txt", "a.txt"]
    assert len(others) == 3


def test_speakers_disagree_if_one_is_no_part_of_the_other(archive: str) -> None:
    first, second = find_repeats(archive, top=2).repeats
    assert [(speaker.name, speaker.printings) for speaker in first.speakers] == [
        ("Maren Oduya", 4),
        ("Tom Hale", 1),
    ]
    assert [speaker.name for speaker in second.speakers] == ["Maren Oduya"]


@pytest.mark.parametrize(
    ("variant", "shown"),
    [
        (WHOLE, WHOLE),
        (WHOLE.replace("keep", "hold"), WHOLE.replace("keep", "[-keep-] {+hold+}")),
        ("We came here to keep a promise", "… We came here to keep a promise …"),
        (
            "We did not come here to count lamps. We came",
            "We did not come here to count lamps. [-as some say.-] We came …",
        ),
        ("we came [sic] here to keep", "… we came {+[sic]+} here to keep …"),
        ("", "[-We did not … the night shift.-]"),
    ],
)
def test_differences_are_marked(variant: str, shown: str) -> None:
    assert marked(variant, WHOLE) == shown


def test_speaker_is_found_by_any_name_the_oldest_first(archive: str) -> None:
    found = find_speaker(archive, "ODUYA")
    assert [quoted["origin"] for quoted in found.quotations] == [f"{name}.txt" for name in "cbaefgh"]
    assert [(name.name, name.quotations) for name in found.names] == [("Maren Oduya", 6), ("Oduya", 1)]
    assert (found.articles, found.first, found.last) == (7, "2024-12-31", "2025-04-03")


def test_page_of_a_speaker_shows_a_repeat_once(archive: str) -> None:
    page = printed(render_speaker(archive, "oduya", "table"), 100)
    assert page.count("count lamps") == 1
    assert "also in 4 other articles" in page


def test_speaker_who_is_not_quoted_has_an_empty_report(archive: str) -> None:
    assert json.loads(str(render_speaker(archive, "Nobody Here", "json")))["quotations"] == []
    assert "0 quotations in 0 articles" in printed(render_speaker(archive, "Nobody Here", "table"), 80)


def test_archive_without_repeats_has_an_empty_report(tmp_path: Path) -> None:
    path = archive_of(tmp_path, [summary_of("a.txt")])
    assert "0 quotations in more than one article" in printed(render_repeats(path, "table", top=1), 80)


def test_repeats_of_a_damaged_archive_are_no_traceback(archive: str, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(Path(archive).read_bytes()[:8192])
    with pytest.raises(RunError, match="Export it again"):
        find_repeats(str(damaged), top=1)


@pytest.mark.parametrize("width", [1, 24, 80, 200])
def test_pages_of_hostile_text_fit_the_width_and_hold_no_escape(tmp_path: Path, width: int) -> None:
    text = "\x1b[31m[red]船船船船船船船船船船船船船船 one two three ferries crossing the harbour at dawn"
    summaries = [
        replace(summary_with(text), document=replace(summary_with(text).document, origin=name))
        for name in "ab"
    ]
    path = archive_of(tmp_path, summaries)
    for page in (render_repeats(path, "table", top=9), render_speaker(path, "ferries", "table")):
        shown = printed(page, width)
        assert "\x1b" not in shown
        assert all(cell_len(line) <= max(width, 2) for line in shown.splitlines())


def test_pages_can_be_encoded_in_ascii(archive: str) -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    console = Console(file=file, width=80, color_system=None, legacy_windows=False)
    console.print(render_repeats(archive, "table", top=9))
    console.print(render_speaker(archive, "oduya", "table"))
    file.flush()
